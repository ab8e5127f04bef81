"""Why a shipment, or a mode for it, has no route: banned, closed, too slow, too dear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import islice
from math import ceil, inf
from zoneinfo import ZoneInfo

from ..network.plan import Limits
from ..network.row import Mode
from ..network.shipment import Shipment
from .catalogue import Catalogue, Offer
from .clock import to_datetime, to_minute
from .demand import Demand, Ends
from .graph_options import GraphOptions, RideRef
from .label_setting import Query
from .needs import Needs
from .search import ShipmentSearch
from .search_graph import Path
from .shipment_graph import ShipmentGraph
from .wanted import Wanted

BOX_MODES = frozenset({Mode.RAIL, Mode.RIVER, Mode.SEA})
"""Modes that sell boxes only."""

ANYTHING = Wanted()


class AbsenceKind(StrEnum):
    """Why there is no route."""

    NOT_SOLD = "not sold"
    BANNED = "banned"
    CLOSED = "closed"
    NO_CONNECTION = "no connection"
    TOO_SLOW = "too slow"
    TOO_DEAR = "too dear"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Absence:
    """Why there is no route, in a word and in a sentence.

    ``needs`` says what would make one possible; None where nothing is known that would.
    """

    kind: AbsenceKind
    reason: str
    needs: Needs | None = None

    def __str__(self) -> str:
        """Return the word and the sentence."""
        return f"{self.kind}: {self.reason}"

    @property
    def remark(self) -> str:
        """The word, the sentence, and what would make a route possible."""
        return f"{self}; {self.needs}" if self.needs else str(self)


class AbsenceFinder:
    """Finds out why a shipment cannot travel, or not by certain modes.

    Parameters
    ----------
    catalogue
        What can be booked.
    shipment
        The shipment.
    ends
        Where it may be handed over; None = at its origin and destination.
    """

    def __init__(self, catalogue: Catalogue, shipment: Shipment, ends: Ends | None = None) -> None:
        terminals = catalogue.network.terminals
        self._catalogue = catalogue
        self._searches: dict[Catalogue, ShipmentSearch] = {}
        self._shipment = shipment
        self._ends = ends or Ends.of(shipment)
        self._start = to_minute(shipment.ready_at(terminals[shipment.origin]))
        self._due = to_minute(shipment.due_at(terminals[shipment.destination]))

    def without_route(self, wanted: Wanted = ANYTHING) -> Absence:
        """Say why there is no route at all that uses what is wanted."""
        unit, modes = self._demand.unit, wanted.modes
        if not unit.is_box and modes and modes & BOX_MODES:
            names = " and ".join(sorted(mode.value for mode in modes & BOX_MODES))
            reason = f"{names} carries boxes only; this is loose cargo"
            return Absence(AbsenceKind.NOT_SOLD, reason, Needs(changes=("the cargo in boxes",)))
        closed_too = self._catalogue.including_closed
        tries = ((self._catalogue, True), (closed_too, False), (closed_too, True))
        for catalogue, ignore_bans in tries:
            path = self._cheapest(catalogue, wanted, ignore_bans=ignore_bans)
            if path is not None:
                return self._obstacle(path)
        if wanted == ANYTHING and self._cheapest(self._catalogue, wanted, ignore_bans=False):
            needs = Needs(changes=("room for a unit on a departure",))
            return Absence(AbsenceKind.FULL, "no departure has room for one unit", needs)
        ends = f"{self._ends.origin_name} to {self._ends.destination_name}"
        return Absence(AbsenceKind.NO_CONNECTION, f"nothing runs{wanted.how} from {ends}")

    def too_slow(self, arrives: int, freight_cents: float = 0) -> Absence | None:
        """Say by how much an arrival misses the due date; None where it is on time."""
        if arrives <= self._due:
            return None
        terminal = self._catalogue.network.terminals[self._shipment.destination]
        due = to_datetime(arrives).astimezone(ZoneInfo(terminal.timezone)).date()
        dear = self.too_dear(freight_cents)
        budget_usd = dear.needs.budget_usd if dear and dear.needs else None
        days = ceil((arrives - self._due) / (24 * 60))
        word = "day" if days == 1 else "days"
        return Absence(
            AbsenceKind.TOO_SLOW,
            f"the fastest is {days} {word} late for {self._shipment.due}",
            Needs(due=due, budget_usd=budget_usd),
        )

    def too_dear(self, freight_cents: float) -> Absence | None:
        """Say by how much freight misses the budget; None where it keeps it."""
        budget = self._shipment.budget_usd
        if budget is None or freight_cents <= round(100 * budget):
            return None
        return Absence(
            AbsenceKind.TOO_DEAR,
            f"{freight_cents / 100:,.0f} USD, {freight_cents / 100 - budget:,.0f} over the budget",
            Needs(budget_usd=freight_cents / 100),
        )

    @cached_property
    def _demand(self) -> Demand:
        return Demand.of(self._catalogue, self._shipment, self._ends)

    def _cheapest(self, catalogue: Catalogue, wanted: Wanted, *, ignore_bans: bool) -> Path | None:
        options = wanted.options(ignore_bans=ignore_bans)
        query = Query(start=self._start, with_co2e=False, required=wanted.bits)
        paths = self._search(catalogue).paths(query, options, _first)
        return paths[0] if paths else None

    def _search(self, catalogue: Catalogue) -> ShipmentSearch:
        """Return the searches on a catalogue, whose graphs are used for every mode."""
        if catalogue not in self._searches:
            demand = Demand.of(catalogue, self._shipment, self._ends)
            self._searches[catalogue] = ShipmentSearch(ShipmentGraph(catalogue, demand, keep=2))
        return self._searches[catalogue]

    def _obstacle(self, path: Path) -> Absence:
        """Name what stands in the way of a path that ignores bans or closures."""
        bans, closed = dict.fromkeys(self._bans(path)), dict.fromkeys(self._closures(path))
        shut = (f"{service} open" for service in dict.fromkeys(self._closed(path)))
        needs = Needs(changes=(*(f"no ban ({ban})" for ban in bans), *shut))
        if bans:
            return Absence(AbsenceKind.BANNED, "; ".join(bans), needs)
        reason = "; ".join(closed) or "a service of the only way"
        return Absence(AbsenceKind.CLOSED, reason, needs if closed else None)

    def _bans(self, path: Path) -> Iterator[str]:
        network, cargo = self._catalogue.network, self._demand.cargo
        for offer, leaves in _rides(path):
            segment = offer.segment
            if not segment.service.accepts_class(cargo.id):
                yield f"{segment.service.id} refuses {cargo.id}"
            day = self._day(offer, leaves)
            for rule in segment.refusals(network.restrictions, cargo.id, self._demand.unit):
                if rule.hard and rule.is_in_force(day):
                    yield rule.reason

    def _day(self, offer: Offer, leaves: int) -> date:
        """Return the date on which the rules must hold for a ride."""
        if offer.schedule is not None:
            return offer.date_of(leaves)
        terminal = self._catalogue.network.terminals[offer.segment.load.terminal_id]
        return to_datetime(leaves).astimezone(ZoneInfo(terminal.timezone)).date()

    def _closures(self, path: Path) -> Iterator[str]:
        for service in self._closed(path):
            closed = self._catalogue.network.closed_links(service)
            links = ", ".join(link.id for link in closed)
            yield f"{service} is closed" + (f" (links {links})" if links else "")

    def _closed(self, path: Path) -> Iterator[str]:
        """Yield the closed services of a path."""
        for offer, _ in _rides(path):
            if not self._catalogue.network.is_open(offer.segment.service.id):
                yield offer.segment.service.id


def _first(paths: Iterable[Path]) -> list[Path]:
    return list(islice(paths, 1))


def _rides(path: Path) -> Iterator[tuple[Offer, int]]:
    """Yield what a path rides on, and the minute at which each closes."""
    for arc, leaves, _ in path.steps:
        if isinstance(arc.ref, RideRef):
            yield arc.ref.offer, leaves


def why_unserved(catalogue: Catalogue, shipment: Shipment, limits: Limits) -> str:
    """Say in a sentence why units of a shipment are not served by a plan.

    Parameters
    ----------
    limits
        Limits of the plan.
    """
    finder = AbsenceFinder(catalogue, shipment)
    demand = Demand.of(catalogue, shipment)
    search = ShipmentSearch(ShipmentGraph(catalogue, demand))
    terminals = catalogue.network.terminals
    start = to_minute(shipment.ready_at(terminals[shipment.origin]))
    options = GraphOptions(must_fit=True)
    paths = search.paths(Query(start=start, with_co2e=False), options)
    if not paths:
        return str(finder.without_route())
    slow = finder.too_slow(min(path.arrives for path in paths))
    if slow and (shipment.late_usd_per_day is None or not limits.days_late_allowed):
        return str(slow)
    due = to_minute(shipment.due_at(terminals[shipment.destination]))
    latest = due if shipment.late_usd_per_day is None else inf
    dear = finder.too_dear(min(path.cost for path in paths if path.arrives <= latest))
    if dear and limits.order_budgets:
        return str(dear)
    scarce = ["slots", "budget", *_scarce(limits)]
    what = f"{', '.join(scarce[:-1])} or {scarce[-1]}"
    return str(Absence(AbsenceKind.FULL, f"{what} go to other orders"))


def _scarce(limits: Limits) -> Iterator[str]:
    """Yield what orders compete for besides slots and budget."""
    if limits.co2e_t is not None:
        yield "emissions"
    if limits.shares:
        yield "shares"
