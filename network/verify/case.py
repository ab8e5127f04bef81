"""An assignment beside its journey, and its ledger line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..plan import Assignment, Plan
from ..route import Basis, Charge, CostPart, Route
from .emitted import route_g
from .exact import is_close
from .journey import Journey
from .lookup import Tables
from .pricing import Price, is_sold, ride_prices, stay_prices, storage_price

CHARGE_TOLERANCE_CENTS = 1
G_TOLERANCE = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a place charges for one part on one basis: as the plan has it, and the tables."""

    where: str
    part: CostPart
    basis: Basis
    found_cents: int
    found_assumed_cents: int
    expected_cents: int
    expected_assumed_cents: int

    @property
    def is_right(self) -> bool:
        """Whether the plan's amount is that of the tables, to a cent."""
        return abs(self.found_cents - self.expected_cents) <= CHARGE_TOLERANCE_CENTS

    @property
    def is_assumed_right(self) -> bool:
        """Whether the plan's assumed share is that of the tables, to a cent."""
        difference = self.found_assumed_cents - self.expected_assumed_cents
        return abs(difference) <= CHARGE_TOLERANCE_CENTS

    @property
    def accepted_cents(self) -> int:
        """The plan's amount where it is right, else that of the tables."""
        return self.found_cents if self.is_right else self.expected_cents


@dataclass(frozen=True, slots=True)
class Case:
    """An assignment, what the tables say of it, and its ledger."""

    where: str
    tables: Tables
    assignment: Assignment
    journey: Journey
    entries: tuple[Entry, ...]

    @property
    def route(self) -> Route:
        """The route as the plan has it."""
        return self.assignment.route

    @property
    def has_sums(self) -> bool:
        """Whether every leg has a price, and both ends of the route can be compared."""
        rides = (timed.ride for timed in self.journey.rides)
        ends = (self.route.ready_at, self.route.delivered_at)
        return all(is_sold(ride, self.journey.load) for ride in rides) and all(
            moment.tzinfo is not None for moment in ends
        )

    def leg_at(self, position: int) -> str:
        """Name a leg, counted from 0."""
        return leg_place(self.where, self.route, position)

    def handling_at(self, position: int) -> str:
        """Name a handling, counted from 0."""
        return f"{self.where}, handling at {self.journey.stays[position].terminal.id}"

    def times(self, basis: Basis) -> int:
        """Return how often a charge is paid."""
        return self.assignment.units if basis is Basis.UNIT else 1

    @property
    def freight_cents(self) -> int:
        """What is paid to carriers, terminals and customs."""
        return sum(self.times(entry.basis) * entry.accepted_cents for entry in self.entries)

    @property
    def co2e_g(self) -> Fraction:
        """What the units emit: as the plan has it where that is right, else by the tables."""
        of_unit = route_g(self.tables, self.journey)
        if is_close(self.route.co2e_g, of_unit, self.co2e_tolerance_g):
            of_unit = Fraction(self.route.co2e_g)
        return self.assignment.units * of_unit

    @property
    def co2e_tolerance_g(self) -> int:
        """By how much the route of a plan may be off: a gram for each leg and handling."""
        return G_TOLERANCE * (len(self.journey.rides) + len(self.journey.stays))


def leg_place(where: str, route: Route, position: int) -> str:
    """Name a leg, counted from 0."""
    return f"{where}, leg {position + 1} {route.legs[position].departure}"


def charges_storage(plan: Plan) -> bool:
    """Tell whether a plan charges for waits: it does so everywhere or nowhere (27)."""
    charges = (charge for each in plan.assignments for charge in each.route.charges)
    return any(charge.part is CostPart.STORAGE for charge in charges)


def make_case(
    where: str,
    tables: Tables,
    assignment: Assignment,
    journey: Journey,
    *,
    with_storage: bool = False,
) -> Case:
    """Hold an assignment against its journey."""
    case = Case(where, tables, assignment, journey, ())
    entries = tuple(_entries(case, with_storage=with_storage))
    return Case(where, tables, assignment, journey, entries)


def _entries(case: Case, *, with_storage: bool) -> Iterator[Entry]:
    load = case.journey.load
    for position, handling in enumerate(case.route.handlings):
        prices = list(stay_prices(case.journey.stays[position], load))
        if with_storage:
            prices += _storage_prices(case.journey, position)
        yield from _compare(case.handling_at(position), handling.charges, prices)
    for position, timed in enumerate(case.journey.rides):
        charges = case.route.legs[position].charges
        yield from _compare(case.leg_at(position), charges, ride_prices(timed.ride, load))


def _storage_prices(journey: Journey, position: int) -> Iterator[Price]:
    """Yield what the wait after a handling costs; at the origin the consignor holds the cargo."""
    if 0 < position < len(journey.rides):
        price = storage_price(journey.stays[position], journey.rides[position], journey.load)
        if price is not None:
            yield price


def _compare(where: str, charges: Iterable[Charge], prices: Iterable[Price]) -> Iterator[Entry]:
    found, expected = _sums(charges), _sums(prices)
    for part, basis in {**expected, **found}:
        amount, assumed = found.get((part, basis), (0, 0))
        yield Entry(where, part, basis, amount, assumed, *expected.get((part, basis), (0, 0)))


def _sums(
    lines: Iterable[Charge] | Iterable[Price],
) -> Mapping[tuple[CostPart, Basis], tuple[int, int]]:
    sums: dict[tuple[CostPart, Basis], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in lines:
        amount, assumed = sums[line.part, line.basis]
        sums[line.part, line.basis] = (amount + line.amount_cents, assumed + line.assumed_cents)
    return sums
