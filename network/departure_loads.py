"""How full a plan makes every departure, between every two of its calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .plan import Plan
from .route import Departure, Leg
from .row import Mode
from .service import Service
from .shipment import LoadUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureLoad:
    """What a plan takes of one capacity of a departure.

    ``kind`` is `TEU`, `kg` or `plugs`; ``by_call`` is what is aboard after each call,
    ``room`` what is open, and ``smallest`` the least that a unit aboard takes.
    """

    departure: Departure
    kind: str
    is_drayage: bool
    by_call: Mapping[int, float]
    smallest: float
    room: float

    @property
    def most(self) -> float:
        """The most that is aboard anywhere."""
        return max(self.by_call.values())

    @property
    def is_full(self) -> bool:
        """Whether the smallest unit aboard would not fit once more where most is aboard."""
        return self.most + self.smallest > self.room

    def share(self, load_seq: int, unload_seq: int) -> float:
        """Return the largest share of the room that is taken between two calls."""
        most = max(self.by_call.get(call, 0.0) for call in range(load_seq, unload_seq))
        return most / self.room if self.room else 1.0


Loads: TypeAlias = Mapping[tuple[Departure, str], DepartureLoad]
"""Loads by departure and kind of capacity."""


def departure_loads(plan: Plan) -> Loads:
    """Return what a plan takes of every capacity of the departures that it uses."""
    taken: dict[tuple[Departure, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    smallest: dict[tuple[Departure, str], float] = {}
    drayage: dict[Departure, bool] = {}
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            drayage[leg.departure] = leg.is_drayage
            for kind, amount in taken_by_unit(leg, assignment.route.unit):
                key = (leg.departure, kind)
                smallest[key] = min(amount, smallest.get(key, amount))
                for call in range(leg.load_seq, leg.unload_seq):
                    taken[key][call] += amount * assignment.units
    return {
        (departure, kind): DepartureLoad(
            departure=departure,
            kind=kind,
            is_drayage=drayage[departure],
            by_call=dict(by_call),
            smallest=smallest[departure, kind],
            room=_room(plan.network.services[departure.service_id], kind),
        )
        for (departure, kind), by_call in taken.items()
    }


def taken_by_unit(leg: Leg, unit: LoadUnit) -> Iterator[tuple[str, float]]:
    """Yield what one unit takes of a departure, by kind of capacity (docs/concepts.md, 21)."""
    if leg.mode is Mode.AIR or not unit.is_box:
        yield "kg", unit.kg
        return
    yield "TEU", float(unit.teu)
    if unit.is_reefer and leg.mode is not Mode.ROAD:
        yield "plugs", 1.0


def _room(service: Service, kind: str) -> float:
    rooms = {"TEU": service.capacity_teu, "kg": service.capacity_kg}
    return rooms.get(kind, float(service.reefer_plugs))
