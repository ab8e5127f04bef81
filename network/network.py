"""The network: terminals, links and services with everything that prices and times them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from .cargo import CargoClass, Restriction
from .changes import changed_tables
from .check import check_network, shipment_mistakes
from .check_aerodromes import with_upgrades
from .check_references import unknown_in_shipment
from .city import City
from .emission import Emission
from .errors import DatasetError, Mistake, QuestionError, ScenarioError
from .handling import Clearance, Transfer
from .link import Link
from .opening_hours import Holiday, OpeningHours
from .practice import Practice
from .practices import practised
from .practices_switches import is_switch, states_of
from .row import Status
from .rows import ReadTables, parse_rows
from .scenario import Scenario
from .scenario_stack import stacked
from .service import Call, Service
from .shipment import OrderBook, Shipment
from .tables import TABLES, RawRow, RawTable, column_names
from .terminal import Corridor, Source, Terminal

Tables = Mapping[str, RawTable]
Identified = TypeVar("Identified", Terminal, City, Corridor, Link, Service, CargoClass, Practice)


def _by_id(tables: ReadTables, row_type: type[Identified]) -> Mapping[str, Identified]:
    return MappingProxyType({row.id: row for _, row in tables.of(row_type)})


@dataclass(frozen=True, kw_only=True)
class Network:
    """Everything that exists and everything that is asked, at one moment; never changed.

    ``orders`` is the order book that came with the dataset. ``applied`` names the
    scenarios that were asked for, in order, without the parts of bundles; all are among its
    ``scenarios``. ``raw`` holds the tables as text, from which a scenario makes a new network,
    ``base`` those before any scenario or practice (None: they are ``raw``).
    """

    name: str
    terminals: Mapping[str, Terminal]
    cities: Mapping[str, City] = field(default_factory=lambda: MappingProxyType({}))
    corridors: Mapping[str, Corridor]
    links: Mapping[str, Link]
    services: Mapping[str, Service]
    calls: Mapping[str, tuple[Call, ...]]
    transfers: tuple[Transfer, ...]
    clearance: tuple[Clearance, ...]
    opening_hours: tuple[OpeningHours, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    cargo_classes: Mapping[str, CargoClass]
    restrictions: tuple[Restriction, ...]
    practices: Mapping[str, Practice]
    emissions: tuple[Emission, ...]
    sources: Mapping[str, Source]
    orders: OrderBook
    scenarios: Mapping[str, Scenario]
    applied: tuple[str, ...] = ()
    raw: Mapping[str, RawTable] = field(repr=False, compare=False)
    base: Mapping[str, RawTable] | None = field(default=None, repr=False, compare=False)
    has_own_orders: bool = field(default=False, repr=False, compare=False)

    @cached_property
    def open_services(self) -> tuple[Service, ...]:
        """Services that run: open themselves, over open links only."""
        return tuple(s for s in self.services.values() if self.is_open(s.id))

    def is_open(self, service_id: str) -> bool:
        """Tell whether a service runs; a closed link closes every service over it."""
        service = self.services[service_id]
        return service.status is Status.OPEN and not self.closed_links(service_id)

    def closed_links(self, service_id: str) -> tuple[Link, ...]:
        """Return the closed links under a service."""
        links = (self.links[c.link_id] for c in self.calls[service_id] if c.link_id)
        return tuple(link for link in links if link.status is Status.CLOSED)

    def apply(self, *scenarios: str | Scenario) -> Network:
        """Return a new network with scenarios applied in order, the parts of a bundle before it.

        Parameters
        ----------
        scenarios
            Names of the dataset's scenarios, or scenarios themselves; a practice with its
            state, such as `one_pass=off`, is switched before all of them.

        Raises
        ------
        ScenarioError
            A name is unknown or comes a second time, scenarios do not go together, or one
            does not fit this network.
        """
        if states := states_of(scenarios):
            return self.with_practices(states).apply(*(s for s in scenarios if not is_switch(s)))
        network = self
        for step in stacked(scenarios, self.scenarios, self.applied, self.name):
            applied = (*network.applied, step.scenario.id) if step.is_asked else network.applied
            network = network._apply_one(step.scenario, applied)
        return network

    def with_practices(self, switches: Mapping[str, bool | str]) -> Network:
        """Return a new network with practices on or off (docs/practices.md).

        What was switched before stays so. Practices come before scenarios, which are applied
        again; an order book that was given to the network is kept.

        Parameters
        ----------
        switches
            By id, unambiguous part of an id or feature: on or off; `clearance_vintage`: which.

        Raises
        ------
        QuestionError, ScenarioError
            A name or a state means nothing; a practice or a scenario does not fit.
        """
        base = self.base or self.raw
        tables, applied = practised(base, self.practices, switches, self.applied)
        network = self._made_of(tables, applied, "after practices")
        network = network.apply(*(name for name in self.applied if not is_switch(name)))
        return network.with_orders(self.orders.values()) if self.has_own_orders else network

    def _apply_one(self, scenario: Scenario, applied: tuple[str, ...]) -> Network:
        tables = changed_tables(self.raw, scenario)
        known = replace(self, scenarios={**self.scenarios, scenario.id: scenario})
        return known._made_of(tables, applied, f"after scenario {scenario.id}")

    def _made_of(self, raw: Tables, applied: tuple[str, ...], after: str) -> Network:
        base, known = self.base or self.raw, self.scenarios
        try:
            return Network.from_tables(
                raw, name=self.name, scenarios=known, applied=applied, base=base
            )
        except DatasetError as error:
            hinted = with_upgrades(error.mistakes, known)
            mistakes = [replace(m, place=f"{after}, {m.place}") for m in hinted]
            raise ScenarioError(mistakes) from None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the tables as text; the rows are read again where it is unpickled."""
        tables = (dict(self.raw), self.name, dict(self.scenarios), self.applied)
        base = dict(self.base) if self.base else None
        return _read_again, (*tables, tuple(self.orders.values()), base)

    def with_orders(self, orders: Iterable[Shipment]) -> Network:
        """Return this network with another order book.

        Raises
        ------
        QuestionError
            An order is impossible, or names something that this network does not have.
        """
        book = OrderBook(orders)
        mistakes = [m for shipment in book.values() for m in self._order_mistakes(shipment)]
        if mistakes:
            raise QuestionError(mistakes)
        rows = (RawRow(line, order.cells()) for line, order in enumerate(book.values(), start=2))
        table = RawTable(Shipment.file, column_names(Shipment), tuple(rows))
        raw = MappingProxyType({**self.raw, table.file: table})
        return replace(self, orders=book, raw=raw, has_own_orders=True)

    def _order_mistakes(self, shipment: Shipment) -> Iterator[Mistake]:
        place = f"order {shipment.id}"
        yield from shipment_mistakes(shipment, place)
        yield from unknown_in_shipment(shipment, self.terminals, self.cargo_classes, place)

    @classmethod
    def from_tables(
        cls,
        raw: Mapping[str, RawTable],
        *,
        name: str,
        scenarios: Mapping[str, Scenario],
        applied: tuple[str, ...] = (),
        mistakes: Iterable[Mistake] = (),
        base: Mapping[str, RawTable] | None = None,
    ) -> Network:
        """Make a network from tables of text.

        Parameters
        ----------
        base
            The tables before any scenario or practice; None = these.
        mistakes
            Mistakes that were found while the tables were read.

        Raises
        ------
        DatasetError
            With every mistake.
        """
        found = list(mistakes)
        tables = ReadTables(
            raw, {t: parse_rows(raw[t.file], t, found) for t in TABLES if t.file in raw}
        )
        found.extend(check_network(tables))
        if found:
            raise DatasetError(found)
        return cls(
            name=name,
            terminals=_by_id(tables, Terminal),
            cities=_by_id(tables, City),
            corridors=_by_id(tables, Corridor),
            links=_by_id(tables, Link),
            services=_by_id(tables, Service),
            calls=_calls_by_service(tables),
            transfers=tuple(row for _, row in tables.of(Transfer)),
            clearance=tuple(row for _, row in tables.of(Clearance)),
            opening_hours=tuple(row for _, row in tables.of(OpeningHours)),
            holidays=tuple(row for _, row in tables.of(Holiday)),
            cargo_classes=_by_id(tables, CargoClass),
            restrictions=tuple(row for _, row in tables.of(Restriction)),
            practices=_by_id(tables, Practice),
            emissions=tuple(row for _, row in tables.of(Emission)),
            sources=MappingProxyType({row.key_: row for _, row in tables.of(Source)}),
            orders=OrderBook(row for _, row in tables.of(Shipment)),
            scenarios=MappingProxyType(dict(scenarios)),
            applied=applied,
            raw=MappingProxyType(dict(raw)),
            base=base,
        )


def _calls_by_service(tables: ReadTables) -> Mapping[str, tuple[Call, ...]]:
    calls: dict[str, list[Call]] = defaultdict(list)
    for _, call in sorted(tables.of(Call), key=lambda read: read.row.seq):
        calls[call.service_id].append(call)
    return MappingProxyType({service_id: tuple(rows) for service_id, rows in calls.items()})


def _read_again(
    raw: Mapping[str, RawTable],
    name: str,
    scenarios: Mapping[str, Scenario],
    applied: tuple[str, ...],
    orders: tuple[Shipment, ...],
    base: Mapping[str, RawTable] | None,
) -> Network:
    network = Network.from_tables(raw, name=name, scenarios=scenarios, applied=applied, base=base)
    return network.with_orders(orders)
