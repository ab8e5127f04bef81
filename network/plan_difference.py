"""Two plans side by side: which orders keep their routes, and what the change costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from .errors import Mistake, QuestionError
from .network import Network
from .plan import Assignment, Plan
from .route import Departure, Route
from .route_label import route_label

_Way: TypeAlias = tuple[tuple[Departure, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Units of an order that only one of the plans sends by a route."""

    units: int
    route: Route

    def __str__(self) -> str:
        """Say how many travel how."""
        return f"{self.units} by {route_label(self.route)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDifference:
    """What becomes of one order.

    Each unit that either plan serves is kept (on the same departures between the same
    calls), moved to another route, newly served or dropped. ``left`` are the routes that
    lose units and ``taken`` those that win some. Costs are those of the objective.
    """

    shipment_id: str
    kept: int
    moved: int
    newly_served: int
    dropped: int
    left: tuple[Part, ...]
    taken: tuple[Part, ...]
    before_cents: int
    after_cents: int
    days_late_before: int
    days_late_after: int

    @property
    def is_kept(self) -> bool:
        """Whether every unit travels as before."""
        return not (self.left or self.taken)

    @property
    def more_cents(self) -> int:
        """What the order costs more than before."""
        return self.after_cents - self.before_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """What changes from one plan to another.

    ``orders`` are those of both plans; ``before_cents`` and ``after_cents`` are the costs of
    the plans, and the sum of those of the orders.
    """

    orders: tuple[OrderDifference, ...]
    before_cents: int
    after_cents: int
    before_co2e_g: int
    after_co2e_g: int

    @property
    def more_cents(self) -> int:
        """What the plan costs more than before."""
        return self.after_cents - self.before_cents

    @property
    def kept(self) -> tuple[OrderDifference, ...]:
        """Orders that are served by both plans, all of it on the same routes."""
        return tuple(order for order in self.orders if order.kept and order.is_kept)

    @property
    def moved(self) -> tuple[OrderDifference, ...]:
        """Orders of which units move to another route."""
        return tuple(order for order in self.orders if order.moved)

    @property
    def newly_served(self) -> tuple[OrderDifference, ...]:
        """Orders of which units are served that were not."""
        return tuple(order for order in self.orders if order.newly_served)

    @property
    def dropped(self) -> tuple[OrderDifference, ...]:
        """Orders of which units are no longer served."""
        return tuple(order for order in self.orders if order.dropped)


def plan_difference(before: Plan, after: Plan) -> PlanDifference:
    """Return what changes from one plan to another.

    Raises
    ------
    QuestionError
        The plans have different objectives, so that their costs cannot be compared, or no
        order in common.
    """
    mistakes = list(_mistakes(before, after))
    if mistakes:
        raise QuestionError(mistakes)
    parts = _by_order(before.assignments), _by_order(after.assignments)
    names = dict.fromkeys((*before.orders, *after.orders))
    return PlanDifference(
        orders=tuple(
            _difference(
                name,
                replace(before, assignments=tuple(parts[0].get(name, ()))),
                replace(after, assignments=tuple(parts[1].get(name, ()))),
            )
            for name in names
        ),
        before_cents=before.cost_cents,
        after_cents=after.cost_cents,
        before_co2e_g=sum(part.co2e_g for part in before.assignments),
        after_co2e_g=sum(part.co2e_g for part in after.assignments),
    )


def way(network: Network, route: Route) -> tuple[tuple[Departure, int, int], ...]:
    """Return what makes a route the same in another plan: its departures and calls.

    The parts into which a dated scenario cut a service count as that service.
    """
    return tuple(
        (_departure(network, leg.departure), leg.load_seq, leg.unload_seq) for leg in route.legs
    )


def _departure(network: Network, departure: Departure) -> Departure:
    whole = network.services[departure.service_id].known_as[-1]
    return Departure(service_id=whole, first_call_on=departure.first_call_on)


def _mistakes(before: Plan, after: Plan) -> Iterator[Mistake]:
    if before.objective is not after.objective:
        expected = f"{before.objective.value}, as in the plan before"
        yield Mistake(place="objective", found=after.objective.value, expected=expected)
    if set(before.orders).isdisjoint(after.orders):
        found, expected = "none that both plans have", "two plans for much the same orders"
        yield Mistake(place="orders", found=found, expected=expected)


def _by_order(assignments: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    parts: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        parts[assignment.shipment_id].append(assignment)
    return parts


def _difference(name: str, before: Plan, after: Plan) -> OrderDifference:
    """Return what becomes of an order; the plans have its assignments only."""
    units = _units_by_way(before), _units_by_way(after)
    routes = {
        way(plan.network, a.route): a.route for plan in (before, after) for a in plan.assignments
    }
    left, taken = units[0] - units[1], units[1] - units[0]
    moved = min(left.total(), taken.total())
    return OrderDifference(
        shipment_id=name,
        kept=(units[0] & units[1]).total(),
        moved=moved,
        newly_served=taken.total() - moved,
        dropped=left.total() - moved,
        left=_parts(left, routes),
        taken=_parts(taken, routes),
        before_cents=before.cost_cents,
        after_cents=after.cost_cents,
        days_late_before=_days_late(before),
        days_late_after=_days_late(after),
    )


def _units_by_way(plan: Plan) -> Counter[_Way]:
    units: Counter[_Way] = Counter()
    for assignment in plan.assignments:
        units[way(plan.network, assignment.route)] += assignment.units
    return units


def _parts(units: Counter[_Way], routes: Mapping[_Way, Route]) -> tuple[Part, ...]:
    parts = (Part(units=count, route=routes[key]) for key, count in units.items())
    return tuple(sorted(parts, key=lambda part: (part.route.delivered_at, str(part))))


def _days_late(plan: Plan) -> int:
    return max((plan.days_late(assignment) for assignment in plan.assignments), default=0)
