"""What travels where: legs of a plan added up by departure, and departures by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from ..network.plan import Assignment
from ..network.route import Basis, Leg
from ..network.row import Grade, Mode
from .geometry import Part, link_parts

if TYPE_CHECKING:
    from ..network.network import Network

LOOSE_KG_PER_BOX: Final = 10_000
"""Weight of loose cargo that counts as one box in the width of a line (two TEU of 5 t)."""

LoadKey: TypeAlias = tuple[datetime, str, date, int, int, datetime]
"""Departure time, service and its date, calls of loading and unloading, arrival time."""


@dataclass(frozen=True, kw_only=True)
class Cargo:
    """Assignments that travel together, and what they add up to."""

    assignments: tuple[Assignment, ...]

    @cached_property
    def boxes(self) -> int:
        """Number of boxes."""
        return sum(a.units for a in self.assignments if a.route.unit.is_box)

    @cached_property
    def loose_kg(self) -> float:
        """Weight of the cargo that travels without a box."""
        return sum(a.kg for a in self.assignments if not a.route.unit.is_box)

    @cached_property
    def kg(self) -> float:
        """Weight of all cargo."""
        return sum(a.kg for a in self.assignments)

    @cached_property
    def size_boxes(self) -> float:
        """Size in boxes, counting 10 t of loose cargo as one."""
        return self.boxes + self.loose_kg / LOOSE_KG_PER_BOX

    @cached_property
    def shipment_ids(self) -> tuple[str, ...]:
        """Shipments, each once, in order."""
        return tuple(sorted({a.shipment_id for a in self.assignments}))


@dataclass(frozen=True, kw_only=True)
class LegLoad(Cargo):
    """All cargo that one departure carries from one of its calls to a later one."""

    legs: tuple[Leg, ...]

    @property
    def leg(self) -> Leg:
        """The leg; that of every assignment has the same departure, calls and times."""
        return self.legs[0]

    @cached_property
    def cost_cents(self) -> int:
        """What the carrier is paid."""
        return sum(cents for cents, _ in self._charges())

    @cached_property
    def assumed_cents(self) -> int:
        """The part of the cost that rests on assumptions."""
        return sum(assumed for _, assumed in self._charges())

    @cached_property
    def co2e_g(self) -> int:
        """Emissions of the leg."""
        pairs = zip(self.assignments, self.legs, strict=True)
        return sum(assignment.units * leg.co2e_g for assignment, leg in pairs)

    def _charges(self) -> Iterator[tuple[int, int]]:
        for assignment, leg in zip(self.assignments, self.legs, strict=True):
            for charge in leg.charges:
                times = assignment.units if charge.basis is Basis.UNIT else 1
                yield times * charge.amount_cents, times * charge.assumed_cents


@dataclass(frozen=True, kw_only=True)
class Flow(Cargo):
    """Everything of one corridor and mode that runs over the same stretches, one way."""

    corridor: str
    mode: Mode
    parts: tuple[Part, ...]
    loads: tuple[LegLoad, ...]

    @property
    def segments(self) -> tuple[tuple[str, str], ...]:
        """Pairs of places that follow one another."""
        return tuple((part.start, part.end) for part in self.parts)

    @property
    def places(self) -> tuple[str, ...]:
        """Terminals and places at sea on the way."""
        return (self.parts[0].start, *(part.end for part in self.parts))

    @property
    def terminal_ids(self) -> tuple[str, ...]:
        """Terminals on the way."""
        return tuple(place for place in self.places if not place.startswith("@"))

    @property
    def grade(self) -> Grade:
        """Grade of the weakest leg."""
        order = list(Grade)
        return max((load.leg.grade for load in self.loads), key=order.index)

    @property
    def is_drayage(self) -> bool:
        """Whether the line is only a truck to or from a terminal."""
        return all(load.leg.is_drayage for load in self.loads)


def leg_loads(assignments: Iterable[Assignment]) -> tuple[LegLoad, ...]:
    """Add up the legs of a plan by departure, calls and times, in order of departure."""
    groups: dict[LoadKey, list[tuple[Assignment, Leg]]] = defaultdict(list)
    for assignment in assignments:
        for leg in assignment.route.legs:
            key = (
                leg.departs_at,
                leg.departure.service_id,
                leg.departure.first_call_on,
                leg.load_seq,
                leg.unload_seq,
                leg.arrives_at,
            )
            groups[key].append((assignment, leg))
    return tuple(_load(groups[key]) for key in sorted(groups))


def _load(riders: Iterable[tuple[Assignment, Leg]]) -> LegLoad:
    ordered = sorted(riders, key=lambda rider: rider[0].shipment_id)
    assignments, legs = zip(*ordered, strict=True)
    return LegLoad(assignments=assignments, legs=legs)


def flows(network: Network, loads: Sequence[LegLoad]) -> tuple[Flow, ...]:
    """Add up loads by the stretches they run over, and join stretches that carry the same loads.

    Parameters
    ----------
    network
        The network that the loads travel in.
    loads
        Loads, as :func:`leg_loads` returns them.

    Returns
    -------
    tuple of Flow
        Flows by corridor, in the order of the dataset, the largest first.
    """
    riders: dict[tuple[str, Mode, Part], list[int]] = defaultdict(list)
    for index, load in enumerate(loads):
        for part in leg_parts(network, load.leg):
            riders[load.leg.corridor, load.leg.mode, part].append(index)
    alike: dict[tuple[str, Mode, tuple[int, ...]], list[Part]] = defaultdict(list)
    for (corridor, mode, part), indices in riders.items():
        alike[corridor, mode, tuple(indices)].append(part)
    found = [
        _flow(corridor, chain, [loads[index] for index in indices])
        for (corridor, _, indices), parts in alike.items()
        for chain in _chains(parts)
    ]
    rank = {corridor: position for position, corridor in enumerate(network.corridors)}
    return tuple(sorted(found, key=lambda f: (rank[f.corridor], f.mode, -f.size_boxes, f.places)))


def leg_parts(network: Network, leg: Leg) -> Iterator[Part]:
    """Yield the stretches between the two calls of a leg, in order."""
    for call in network.calls[leg.departure.service_id]:
        if leg.load_seq < call.seq <= leg.unload_seq and call.link_id is not None:
            yield from link_parts(network, network.links[call.link_id])


def _chains(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield runs of stretches in which each begins where the one before ends."""
    chain: list[Part] = []
    for part in parts:
        if chain and chain[-1].end != part.start:
            yield tuple(chain)
            chain = []
        chain.append(part)
    if chain:
        yield tuple(chain)


def _flow(corridor: str, chain: tuple[Part, ...], loads: list[LegLoad]) -> Flow:
    return Flow(
        corridor=corridor,
        mode=loads[0].leg.mode,
        parts=chain,
        loads=tuple(loads),
        assignments=tuple(a for load in loads for a in load.assignments),
    )
