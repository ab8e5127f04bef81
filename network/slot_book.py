"""The slot book of a plan: what to book on which departure, until when and at what rate.

Scheduled departures are booked from one call to another; a truck on demand is booked for
a day. The amounts are those of the legs alone: together they are the line haul and the
drayage of the plan, to the cent. Handling and clearance are no part of a booking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeAlias
from zoneinfo import ZoneInfo

from .departure_loads import Loads, departure_loads, taken_by_unit
from .plan import Assignment, Plan
from .route import Departure, Leg
from .row import Grade, Mode
from .service import Service
from .shipment import LoadKind, LoadUnit

AIR_KG_PER_M3 = 167
"""By air a cubic metre pays as so many kilograms at least (docs/concepts.md, 14)."""

_GRADES = tuple(Grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLine:
    """Units of one kind and rate within a booking.

    ``rate_cents`` is for one unit: a box, or the whole of a loose shipment. ``kg`` is all
    of their cargo; ``chargeable_kg`` what pays where a rate goes by weight, and 0 where it
    goes by the box. ``assumed_cents`` is the share of the amount that rests on assumptions.
    """

    kind: LoadKind
    is_reefer: bool
    units: int
    kg: float
    chargeable_kg: float
    rate_cents: int
    assumed_cents: int
    orders: tuple[str, ...]

    @property
    def amount_cents(self) -> int:
        """What the units of the line pay together."""
        return self.units * self.rate_cents

    @property
    def teu(self) -> int:
        """Slots that the boxes take."""
        return self.units * {LoadKind.BOX_40FT: 2, LoadKind.BOX_20FT: 1}.get(self.kind, 0)

    @property
    def size(self) -> str:
        """Size in words, e.g. `40ft reefer`."""
        return f"{self.kind.value} reefer" if self.is_reefer else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotBooking:
    """What to book on one departure, from one of its calls to a later one.

    Moments are UTC; ``timezone`` is that of the terminal where the cargo is loaded.
    On-demand services have no cut-off: their first and last departure of the day are
    ``departs_at`` and ``last_departs_at``, which are one moment for all others. ``week`` is
    the ISO week of the departure in local time, e.g. `2025-W45`. ``taken_share`` is the
    largest share of an open capacity of the departure that the whole plan takes on this
    stretch, and ``grade`` that of the service's times.
    """

    week: str
    departure: Departure
    corridor: str
    mode: Mode
    carrier_type: str
    from_terminal: str
    to_terminal: str
    load_seq: int
    unload_seq: int
    timezone: str
    departs_at: datetime
    last_departs_at: datetime
    cutoff_at: datetime | None
    doc_cutoff_at: datetime | None
    lines: tuple[SlotLine, ...]
    taken_share: float
    grade: Grade

    @property
    def is_drayage(self) -> bool:
        """Whether it is a truck on demand."""
        return self.cutoff_at is None

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the time of the terminal where the cargo is loaded."""
        return moment.astimezone(ZoneInfo(self.timezone))

    def num_boxes(self, kind: LoadKind) -> int:
        """Return the boxes of one size, reefers included."""
        return sum(line.units for line in self.lines if line.kind is kind)

    @property
    def num_reefers(self) -> int:
        """Refrigerated boxes of either size."""
        return sum(line.units for line in self.lines if line.is_reefer)

    @property
    def teu(self) -> int:
        """Size of the boxes in TEU."""
        return sum(line.teu for line in self.lines)

    @property
    def kg(self) -> float:
        """Weight of the cargo."""
        return sum(line.kg for line in self.lines)

    @property
    def loose_kg(self) -> float:
        """Weight of the loose cargo alone."""
        return sum(line.kg for line in self.lines if line.kind is LoadKind.LOOSE)

    @property
    def amount_cents(self) -> int:
        """What is paid for the booking."""
        return sum(line.amount_cents for line in self.lines)

    @property
    def assumed_cents(self) -> int:
        """The share of the amount that rests on assumptions."""
        return sum(line.assumed_cents for line in self.lines)

    @property
    def orders(self) -> tuple[str, ...]:
        """Orders that it is for, by id."""
        return tuple(sorted({order for line in self.lines for order in line.orders}))


_Ride: TypeAlias = tuple[Leg, Assignment]
_Stretch: TypeAlias = tuple[Departure, int, int]


def slot_book(plan: Plan) -> tuple[SlotBooking, ...]:
    """Return what to book for a plan, by departure week, service and departure."""
    rides: dict[_Stretch, list[_Ride]] = defaultdict(list)
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            rides[leg.departure, leg.load_seq, leg.unload_seq].append((leg, assignment))
    loads = departure_loads(plan)
    bookings = (_booking(plan, loads, together) for together in rides.values())
    place = attrgetter("week", "departure.service_id", "departs_at", "load_seq", "unload_seq")
    return tuple(sorted(bookings, key=place))


def next_cutoffs(bookings: Iterable[SlotBooking]) -> tuple[SlotBooking, ...]:
    """Return the bookings that have a cut-off, the next one first."""
    due = [(booking.cutoff_at, booking) for booking in bookings if booking.cutoff_at]
    return tuple(booking for _, booking in sorted(due, key=lambda item: item[0]))


def cutoff_at(service: Service, leg: Leg) -> datetime:
    """Return until when cargo can be handed over for a leg (docs/concepts.md, 5 and 6).

    For a truck on demand that is its departure.
    """
    return leg.departs_at if leg.is_drayage else _before(leg.departs_at, service.cutoff_hours)


def iso_week(local: datetime) -> str:
    """Return the ISO week of a local time, e.g. `2025-W45`."""
    year, week, _ = local.isocalendar()
    return f"{year}-W{week:02}"


def _booking(plan: Plan, loads: Loads, rides: list[_Ride]) -> SlotBooking:
    first, _ = min(rides, key=lambda ride: ride[0].departs_at)
    service = plan.network.services[first.departure.service_id]
    timezone = plan.network.terminals[first.from_terminal].timezone
    scheduled = not first.is_drayage
    return SlotBooking(
        week=iso_week(first.departs_at.astimezone(ZoneInfo(timezone))),
        departure=first.departure,
        corridor=first.corridor,
        mode=first.mode,
        carrier_type=service.carrier_type,
        from_terminal=first.from_terminal,
        to_terminal=first.to_terminal,
        load_seq=first.load_seq,
        unload_seq=first.unload_seq,
        timezone=timezone,
        departs_at=first.departs_at,
        last_departs_at=max(leg.departs_at for leg, _ in rides),
        cutoff_at=cutoff_at(service, first) if scheduled else None,
        doc_cutoff_at=_before(first.departs_at, service.doc_cutoff_hours) if scheduled else None,
        lines=tuple(_lines(rides)),
        taken_share=_taken_share(loads, rides),
        grade=max((leg.grade for leg, _ in rides), key=_GRADES.index),
    )


def _before(moment: datetime, hours: float) -> datetime:
    return moment - timedelta(minutes=int(60 * hours + 0.5))


def _taken_share(loads: Loads, rides: list[_Ride]) -> float:
    return max(
        loads[leg.departure, kind].share(leg.load_seq, leg.unload_seq)
        for leg, assignment in rides
        for kind, _ in taken_by_unit(leg, assignment.route.unit)
    )


def _lines(rides: list[_Ride]) -> Iterator[SlotLine]:
    """Yield the lines of a booking: boxes of one size and rate together, large ones first."""
    groups: dict[tuple[LoadKind, bool, int], list[_Ride]] = defaultdict(list)
    for leg, assignment in rides:
        unit = assignment.route.unit
        rate_cents = sum(charge.amount_cents for charge in leg.charges)
        groups[unit.kind, unit.is_reefer, rate_cents].append((leg, assignment))
    kinds = tuple(LoadKind)
    for key in sorted(groups, key=lambda key: (kinds.index(key[0]), *key[1:])):
        yield _line(groups[key])


def _line(rides: list[_Ride]) -> SlotLine:
    first, unit = rides[0][0], rides[0][1].route.unit
    return SlotLine(
        kind=unit.kind,
        is_reefer=unit.is_reefer,
        units=sum(a.units for _, a in rides),
        kg=sum(a.kg for _, a in rides),
        chargeable_kg=sum(a.units * _chargeable_kg(leg, a.route.unit) for leg, a in rides),
        rate_cents=sum(charge.amount_cents for charge in first.charges),
        assumed_cents=sum(a.units * c.assumed_cents for leg, a in rides for c in leg.charges),
        orders=tuple(sorted({a.shipment_id for _, a in rides})),
    )


def _chargeable_kg(leg: Leg, unit: LoadUnit) -> float:
    if leg.mode is Mode.AIR:
        return max(unit.kg, AIR_KG_PER_M3 * unit.m3)
    return 0.0 if unit.is_box else unit.kg
