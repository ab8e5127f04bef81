"""Why not this one: what a mode, corridor, service or place would cost, or what bars it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..network.network import Network
from ..network.question import check_question
from ..network.route import Route
from ..network.service import ServiceKind
from ..network.shipment import Shipment
from .absence import Absence, AbsenceKind
from .demand import Ends
from .named_part import NamedPart, PartKind, named_part
from .routes import RouteSearch
from .wanted import Wanted

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why the best route does not use a part of the network that the user names.

    Attributes
    ----------
    part
        What was asked about.
    absence
        What bars it, or what the best route with it misses; None where it is possible.
    route
        The cheapest route on time that uses it, otherwise the fastest; None where there
        is none.
    best
        The same without the wish.
    is_used
        Whether the best route uses it anyway.
    """

    shipment: Shipment
    part: NamedPart
    absence: Absence | None
    route: Route | None
    best: Route | None
    is_used: bool

    @property
    def more_cents(self) -> int:
        """What the route costs more than the best one; 0 without two routes."""
        if self.route is None or self.best is None:
            return 0
        units = self.shipment.num_units
        return self.route.freight_cents(units) - self.best.freight_cents(units)

    @property
    def later(self) -> timedelta:
        """How much later than the best one the route arrives; 0 without two routes."""
        if self.route is None or self.best is None:
            return timedelta()
        return self.route.delivered_at - self.best.delivered_at

    def __str__(self) -> str:
        """Say it in a sentence."""
        name = self.part.name
        if self.is_used:
            return f"{name}: the best route uses it"
        figures = f"{_usd(self.more_cents)} and {_days(self.later)} than the best{_by(self.route)}"
        if self.absence is None:
            return f"{name}: possible; {figures}"
        if self.route is None or self.best is None:
            return f"{name}: {self.absence}"
        return f"{name}: {self.absence}; {figures}"


def why_not(network: Network, shipment: Shipment, what: str, ends: Ends | None = None) -> WhyNot:
    """Say why the best route of a shipment does not use what the user names.

    The best route that uses it is searched for, and set beside the best of all: what it
    costs more, how much later it arrives, and whether it misses the due date or budget.
    Where there is none, the reason is what stands in the way.

    Parameters
    ----------
    what
        A way to ship (`rail`, `river-sea`), a corridor, a service or a place.
    ends
        Where routes may begin and end; None = at the shipment's origin and destination.

    Raises
    ------
    QuestionError
        The shipment is impossible, or nothing has that name.
    """
    check_question(network, shipment)
    part = named_part(network, what)
    search = RouteSearch(network, shipment, ends=ends)
    best, _ = search.best(Wanted())
    barred = _not_sold(network, shipment, part) or _never_leaves(network, shipment, part)
    route, absence = (None, barred) if barred else search.best(part.wanted)
    return WhyNot(
        shipment=shipment,
        part=part,
        absence=absence,
        route=route,
        best=best,
        is_used=best is not None and _uses(best, part),
    )


def _not_sold(network: Network, shipment: Shipment, part: NamedPart) -> Absence | None:
    unit = shipment.unit(network.cargo_classes[shipment.cargo_class])
    if not part.segments or any(segment.ride_usd(unit) is not None for segment in part.segments):
        return None
    what = f"{unit.kind.value} boxes" if unit.is_box else "loose cargo"
    return Absence(AbsenceKind.NOT_SOLD, f"{part.name} is not sold for {what}")


def _never_leaves(network: Network, shipment: Shipment, part: NamedPart) -> Absence | None:
    """Say why a part has no departure, or no cargo may leave or reach it."""
    if part.modes is not None:
        return None
    if not part.segments:
        reason = f"no service that may load and unload runs through {part.name}"
        if part.kind is not PartKind.PLACE:
            reason = f"{part.name} has no service that may load and unload"
        return Absence(AbsenceKind.NO_CONNECTION, reason)
    services = [segment.service for segment in part.segments]
    if any(s.kind is ServiceKind.ON_DEMAND for s in services):
        return None
    last = max(service.valid_to for service in services)
    if last >= shipment.ready:
        return None
    return Absence(AbsenceKind.NO_CONNECTION, f"{part.name} leaves for the last time on {last}")


def _uses(route: Route, part: NamedPart) -> bool:
    if part.modes is not None:
        return {leg.mode for leg in route.legs if not leg.is_drayage} == part.modes
    keys = part.wanted.marked
    legs = ((leg.departure.service_id, leg.load_seq, leg.unload_seq) for leg in route.legs)
    return any(leg in keys for leg in legs)


def _by(route: Route | None) -> str:
    """Name the services of the main legs."""
    return (
        f" (by {', '.join(leg.departure.service_id for leg in route.main_legs)})" if route else ""
    )


def _usd(cents: int) -> str:
    if cents == 0:
        return "it costs no more"
    return f"it costs {abs(cents) / 100:,.0f} USD {'more' if cents > 0 else 'less'}"


def _days(later: timedelta) -> str:
    if not later:
        return "arrives no later"
    return f"arrives {abs(later) / DAY:,.1f} days {'later' if later > timedelta() else 'earlier'}"
