"""Capacities of departures between every two calls (21, 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ..row import Mode
from ..service import Service
from .departures import Aboard, Carried
from .exact import exact
from .violation import Rule, Violation


class Resource(NamedTuple):
    """Something of which a departure has so much."""

    rule: Rule
    unit: str
    capacity: Callable[[Service], float]
    used_by: Callable[[Aboard], Fraction]


def _teu(aboard: Aboard) -> Fraction:
    return Fraction(0 if aboard.ride.is_air else aboard.load.teu)


def _kg(aboard: Aboard) -> Fraction:
    is_weighed = aboard.ride.is_air or (
        aboard.load.is_loose and aboard.ride.service.mode is Mode.ROAD
    )
    return aboard.load.kg if is_weighed else Fraction(0)


def _plugs(aboard: Aboard) -> Fraction:
    service = aboard.ride.service
    is_uncounted = service.mode is Mode.ROAD and service.reefer_plugs == 0
    is_plugged = aboard.load.is_reefer and not aboard.ride.is_air and not is_uncounted
    return Fraction(1 if is_plugged else 0)


RESOURCES = (
    Resource(Rule.CAPACITY_TEU, "TEU", lambda service: service.capacity_teu, _teu),
    Resource(Rule.CAPACITY_KG, "kg", lambda service: service.capacity_kg, _kg),
    Resource(Rule.CAPACITY_PLUGS, "plugs", lambda service: service.reefer_plugs, _plugs),
)


def check_capacities(departures: Iterable[Carried]) -> Iterator[Violation]:
    """Yield every departure that carries more than it has, at the stretch where it is fullest."""
    for departure in departures:
        for resource in RESOURCES:
            used, seq = _fullest(departure, resource)
            capacity = resource.capacity(departure.service)
            if used > exact(capacity):
                yield Violation(
                    rule=resource.rule,
                    where=departure.place(seq),
                    found=f"{float(used):.10g} {resource.unit}",
                    expected=f"at most {capacity:.10g} {resource.unit}",
                )


def _fullest(departure: Carried, resource: Resource) -> tuple[Fraction, int]:
    used = [(resource.used_by(aboard) * aboard.units, aboard.ride) for aboard in departure.aboard]
    totals = (
        (sum((n for n, r in used if r.load.seq <= seq < r.unload.seq), Fraction(0)), seq)
        for seq in departure.stretches()
    )
    return max(totals, key=lambda total: total[0])
