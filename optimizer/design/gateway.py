"""A gateway beside its rival: how often it flies, at which rate, how fast it clears.

The services of the gateway are those whose ids match a pattern. At parity a link from or to
the gateway costs what the cheapest open link costs between the rival and the same terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from ...network.errors import Mistake, QuestionError
from ...network.handling import Transfer
from ...network.link import Link
from ...network.network import Network
from ...network.row import Mode
from ...network.scenario import Cell, Change, Operation, Scenario
from ..mix.column import Column
from ..mix.column_generation import Report
from .levels import Levels, ScaledCapacity, Won, levels_text, weekdays_of
from .shared_mix import NONE_KNOWN, FirstRoutes, SharedMix
from .yearly_cost import BookDemand, LinearAnswer, linear_answer

HOURS = ("hours_low", "hours_typical", "hours_high")

DAYS_PER_WEEK = 7

OWN_ROW = 9
"""Rank of a row that names the terminal itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """A terminal whose services compete with those of a rival.

    Parameters
    ----------
    network
        What exists, with what the gateway requires applied.
    demand
        Order book and its days.
    terminal, rival
        Ids of the gateway and of its rival.
    services
        Patterns of ids of the gateway's services.

    Raises
    ------
    QuestionError
        A terminal is unknown, or no service between two countries matches.
    """

    network: Network
    demand: BookDemand
    terminal: str
    rival: str
    services: tuple[str, ...]
    report: Report
    _mixes: dict[Levels, SharedMix] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Refuse what the network does not have."""
        known = self.network.terminals
        mistakes = [
            Mistake(place="gateway", found=f"{name!r}", expected="a terminal of the network")
            for name in (self.terminal, self.rival)
            if name not in known
        ]
        if not mistakes and not self.service_ids:
            found = f"no open service that crosses a border like {', '.join(self.services)}"
            expected = f"open ones{self._openers()}"
            mistakes = [Mistake(place="services", found=found, expected=expected)]
        if mistakes:
            raise QuestionError(mistakes)

    @property
    def service_ids(self) -> tuple[str, ...]:
        """Open services of the gateway that match and go from one country to another."""
        return tuple(
            key
            for key, service in self.network.services.items()
            if self._matches(service.known_as)
            and self.network.is_open(key)
            and self._crosses_border(key)
            and any(call.terminal_id == self.terminal for call in self.network.calls[key])
        )

    def at(self, levels: Levels) -> Won:
        """Return what the gateway wins at some levels."""
        self.report(f"mixing at {levels_text(levels)}")
        network, mix = self.varied(levels), self._mix(levels)
        withheld = mix.withheld(network)
        if withheld is None:
            mix = SharedMix(network, self.demand)
        problem = replace(mix.session.problem(), more={} if withheld is None else withheld)
        if levels.demand != 1.0:
            # BookDemand times k on given slots is k times the mix of the book on slots / k.
            problem = replace(problem, more=ScaledCapacity(problem, 1 / levels.demand))
        answer = linear_answer(mix.session, problem)
        return self._won(network, answer, levels.demand / self.demand.weeks)

    def _mix(self, levels: Levels) -> SharedMix:
        """Return the mix with flights on every day, of which fewer are withheld.

        Levels that differ in rotations and demand alone share it; the last one is kept.
        """
        daily = replace(levels, rotations=DAYS_PER_WEEK, demand=1.0)
        if daily not in self._mixes:
            known = self._known_before(daily)
            self._mixes.clear()
            self._mixes[daily] = SharedMix(self.varied(daily), self.demand, known)
        return self._mixes[daily]

    def _known_before(self, daily: Levels) -> FirstRoutes:
        """Return first routes of the last mix that hold still: where flights are only dearer."""
        for before, mix in self._mixes.items():
            gaps = before.rate_gap_usd_per_kg, daily.rate_gap_usd_per_kg
            same = replace(before, rate_gap_usd_per_kg=daily.rate_gap_usd_per_kg) == daily
            if same and None not in gaps and (gaps[0] or 0.0) >= (gaps[1] or 0.0):
                return mix.untouched_by(self.service_ids)
        return NONE_KNOWN

    def varied(self, levels: Levels) -> Network:
        """Return the network at some levels.

        Raises
        ------
        QuestionError
            The rival has no link to hold a rate against.
        """
        changes = [*self._changes(levels)]
        if not changes:
            return self.network
        name = f"gateway {self.terminal}"
        return self.network.apply(Scenario(id="gateway_levels", name=name, changes=tuple(changes)))

    def _changes(self, levels: Levels) -> Iterator[Change]:
        ids = {"id": self.service_ids}
        if levels.rotations == 0:
            yield _set("services", ids, "status", "closed")
        elif levels.rotations is not None:
            yield _set("services", ids, "weekdays", weekdays_of(levels.rotations))
        if levels.rate_gap_usd_per_kg is not None:
            yield from self._rates(levels.rate_gap_usd_per_kg)
        if levels.handling_hours is not None:
            where = {"place": (self.terminal,)}
            has_rows = any(row.place == self.terminal for row in self.network.clearance)
            for field in HOURS if has_rows else ():
                yield _set("clearance", where, field, levels.handling_hours)
            yield from self._transfers(levels.handling_hours)

    def _transfers(self, hours: float) -> Iterator[Change]:
        """Yield rows of the gateway's own for hand-overs to and from its services."""
        modes = {self.network.services[key].mode.value for key in self.service_ids}
        best: dict[tuple[str, str], tuple[int, Transfer]] = {}
        for row in self.network.transfers:
            ends, rank = (row.from_mode, row.to_mode), self._rank(row)
            if rank and modes & set(ends) and rank > best.get(ends, (0, row))[0]:
                best[ends] = rank, row
        for (one, other), (rank, row) in sorted(best.items()):
            if rank == OWN_ROW:
                where = {
                    "terminal_kind": (self.terminal,),
                    "from_mode": (one,),
                    "to_mode": (other,),
                }
                for field in HOURS:
                    yield _set("transfers", where, field, hours)
            else:
                new = dict.fromkeys(HOURS, hours)
                cells = {**row.cells(), **new, "terminal_kind": self.terminal, "countries": "*"}
                kept: dict[str, Cell] = {
                    name: str(cell) for name, cell in cells.items() if cell != ""
                }
                yield Change(op=Operation.ADD, table="transfers", row=kept)

    def _rank(self, row: Transfer) -> int:
        """Return how specific a row is for the gateway (concepts.md, 9); 0 = not for it."""
        terminal = self.network.terminals[self.terminal]
        if row.terminal_kind == terminal.id:
            return OWN_ROW
        if row.terminal_kind not in ("*", terminal.kind.value):
            return 0
        if "*" not in row.countries and terminal.country not in row.countries:
            return 0
        return 1 + (row.terminal_kind != "*") + 2 * (terminal.country in row.countries)

    def _rates(self, gap: float) -> Iterator[Change]:
        parity = {link.id: p for link in self._links() if (p := self._parity(link)) is not None}
        if not parity:
            found, expected = f"no link of {self.rival}", "air links to the same terminals"
            raise QuestionError([Mistake(place="rate", found=found, expected=expected)])
        for name, usd in parity.items():
            yield _set("links", {"id": (name,)}, "usd_per_kg", round(max(0.0, usd - gap), 6))
        yield _set("services", {"id": self.service_ids}, "price_factor", 1)

    def _parity(self, link: Link) -> float | None:
        """Return the cheapest rate between the rival and the other end of a link."""
        swap = {self.terminal: self.rival}
        ends = (swap.get(link.from_terminal, link.from_terminal),
                swap.get(link.to_terminal, link.to_terminal))  # fmt: skip
        if ends == (link.from_terminal, link.to_terminal):
            return None
        rates = [
            one.usd_per_kg * service.price_factor
            for service in self.network.open_services
            for call in self.network.calls[service.id]
            if call.link_id
            and (one := self.network.links[call.link_id]).usd_per_kg is not None
            and one.mode is link.mode
            and (one.from_terminal, one.to_terminal) == ends
        ]
        return min(rates, default=None)

    def _links(self) -> Iterator[Link]:
        ids = {c.link_id for key in self.service_ids for c in self.network.calls[key]}
        for name, link in self.network.links.items():
            if name in ids:
                yield link

    def _matches(self, names: Iterable[str]) -> bool:
        return any(fnmatchcase(name, pattern) for name in names for pattern in self.services)

    def _openers(self) -> str:
        """Name the scenarios that open a service that is asked for."""
        found = [
            key
            for key, scenario in self.network.scenarios.items()
            for change in scenario.changes
            if change.table == "services" and change.value == "open"
            and any(
                change.matches(service.cells())
                for service in self.network.services.values()
                if self._matches(service.known_as)
            )
        ]  # fmt: skip
        return f"; apply {' or '.join(dict.fromkeys(found))} first" if found else ""

    def _crosses_border(self, service_id: str) -> bool:
        calls = self.network.calls[service_id]
        return len({self.network.terminals[c.terminal_id].country for c in calls}) > 1

    def _won(self, network: Network, answer: LinearAnswer, per_week: float) -> Won:
        ours = frozenset(self.service_ids)
        tonnes = rival = revenue = 0.0
        for column, units in answer.amounts.items():
            legs = [leg for leg in column.route.legs if leg.departure.service_id in ours]
            weight = units * column.route.unit.kg / 1_000
            tonnes += weight if legs else 0.0
            cents = sum(charge.amount_cents for leg in legs for charge in leg.charges)
            revenue += units * cents / 100
            rival += weight if not legs and self._flies_from_rival(network, column) else 0.0
        open_ = [s for s in network.open_services if s.id in ours]
        return Won(
            tonnes=tonnes * per_week,
            rival_tonnes=rival * per_week,
            revenue_usd=revenue * per_week,
            rotations=sum(len(s.weekdays) / s.interval_weeks for s in open_),
            cost_usd=answer.cost_cents / 100 * per_week,
            unserved_teu=answer.unserved_teu * per_week,
        )

    def _flies_from_rival(self, network: Network, column: Column) -> bool:
        return any(
            leg.mode is Mode.AIR
            and self.rival in (leg.from_terminal, leg.to_terminal)
            and network.terminals[leg.from_terminal].country
            != network.terminals[leg.to_terminal].country
            for leg in column.route.legs
        )


def _set(
    table: str, where: Mapping[str, tuple[str, ...]], field: str, value: str | float
) -> Change:
    return Change(op=Operation.SET, table=table, where=dict(where), field=field, value=value)
