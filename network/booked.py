"""What of a plan is booked already and stands when the rest is planned anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from .errors import Mistake, QuestionError
from .network import Network
from .plan import Assignment, Plan
from .route import Leg, Route
from .slot_book import cutoff_at
from .spelling import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """Assignments that stand.

    ``first_cutoffs`` holds for each of them the moment (UTC) from which on it can no longer
    be changed, in the same order. ``moment`` is that of the new plan: nothing with an
    earlier first cut-off can be added to it; None = anything can.
    """

    assignments: tuple[Assignment, ...] = ()
    first_cutoffs: tuple[datetime, ...] = ()
    moment: datetime | None = None

    @property
    def units_by_order(self) -> Mapping[str, int]:
        """Units that are booked of each order that has any."""
        units: dict[str, int] = defaultdict(int)
        for assignment in self.assignments:
            units[assignment.shipment_id] += assignment.units
        return dict(units)


def booked_before(plan: Plan, moment: datetime) -> Booked:
    """Return what can no longer be changed at a moment: its first cut-off has passed.

    Raises
    ------
    QuestionError
        The moment has no time zone.
    """
    return booked(plan, moment=moment)


def booked(
    plan: Plan,
    *,
    moment: datetime | None = None,
    orders: Collection[str] = (),
    services: Collection[str] = (),
) -> Booked:
    """Return what of a plan stands.

    Parameters
    ----------
    plan
        The plan.
    moment
        Assignments stand whose first cut-off is before it.
    orders
        Ids of orders of which every assignment stands.
    services
        Ids of services of which every user stands, drayage included; that of a service which
        a dated scenario cut means all its parts.

    Raises
    ------
    QuestionError
        The moment has no time zone, or an order or service is unknown.
    """
    mistakes = list(_mistakes(plan, moment, orders, services))
    if mistakes:
        raise QuestionError(mistakes)
    kept: list[Assignment] = []
    cutoffs: list[datetime] = []
    for assignment in plan.assignments:
        cutoff = first_cutoff(plan.network, assignment.route)
        used = {name for leg in assignment.route.legs for name in _known_as(plan.network, leg)}
        is_past = moment is not None and cutoff < moment
        if is_past or assignment.shipment_id in orders or not used.isdisjoint(services):
            kept.append(assignment)
            cutoffs.append(cutoff)
    return Booked(assignments=tuple(kept), first_cutoffs=tuple(cutoffs), moment=moment)


def first_cutoff(network: Network, route: Route) -> datetime:
    """Return the moment (UTC) from which on a route can no longer be changed.

    It is the earliest cut-off of its legs; a truck on demand has none, and counts with its
    departure.
    """
    return min(cutoff_at(network.services[leg.departure.service_id], leg) for leg in route.legs)


def _names(network: Network) -> frozenset[str]:
    return frozenset(name for service in network.services.values() for name in service.known_as)


def _known_as(network: Network, leg: Leg) -> tuple[str, ...]:
    return network.services[leg.departure.service_id].known_as


def _mistakes(
    plan: Plan, moment: datetime | None, orders: Collection[str], services: Collection[str]
) -> Iterator[Mistake]:
    if moment is not None and moment.utcoffset() is None:
        found, expected = f"{moment.isoformat()}", "a moment with its offset, such as +08:00"
        yield Mistake(place="moment of the new plan", found=found, expected=expected)
    for what, names, known in (
        ("order", orders, plan.orders),
        ("service", services, _names(plan.network)),
    ):
        for name in names:
            if name not in known:
                expected = f"an id of the plan{nearest(name, known)}"
                yield Mistake(
                    place=f"booked {what}", found=f"unknown id {name!r}", expected=expected
                )
