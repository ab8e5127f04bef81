"""What grew, shrank, is new or gone from one plan to another: by stretch of line, and by leg."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from ..network.route import Leg
from ..network.row import Mode
from ..network.similarity import leg_links
from .flows import Cargo, Flow, LegLoad, leg_parts

if TYPE_CHECKING:
    from ..network.network import Network
    from .geometry import Part

SMALLEST_BOXES: Final = 0.005
"""Changes below this are none: they are less than a figure shows."""

PartKey: TypeAlias = "tuple[str, Mode, Part]"
LegKey: TypeAlias = tuple[str, Mode, str, str, str]
"""Corridor, mode, the terminals where a leg begins and ends, and the variant of the way."""


class ChangeKind(StrEnum):
    """What became of the cargo on a line."""

    NEW = "new"
    GREW = "grew"
    SAME = "same"
    SHRANK = "shrank"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The same line in the plan before and in the plan after."""

    before: Cargo
    after: Cargo

    @property
    def more_boxes(self) -> float:
        """How much larger it is after, loose cargo counted as in the width of a line."""
        return self.after.size_boxes - self.before.size_boxes

    @property
    def kind(self) -> ChangeKind:
        """What became of it."""
        if abs(self.more_boxes) < SMALLEST_BOXES:
            return ChangeKind.SAME
        if not self.before.size_boxes:
            return ChangeKind.NEW
        if not self.after.size_boxes:
            return ChangeKind.GONE
        return ChangeKind.GREW if self.more_boxes > 0 else ChangeKind.SHRANK


@dataclass(frozen=True, kw_only=True)
class FlowChange(Sides):
    """What changes on stretches that follow one another and change alike.

    ``flow`` has the loads of both plans; it says where the line runs and what it is called.
    """

    flow: Flow


@dataclass(frozen=True, kw_only=True)
class LegChange(Sides):
    """What changes from one terminal to another by one corridor, mode and way."""

    key: LegKey
    more_cents: int
    more_co2e_g: int
    parts: tuple[Part, ...]


def flow_changes(
    networks: tuple[Network, Network], loads: tuple[Sequence[LegLoad], Sequence[LegLoad]]
) -> tuple[FlowChange, ...]:
    """Return what changes on each stretch, in order of corridor, mode and size.

    Parameters
    ----------
    networks
        The networks of the plan before and of the plan after.
    loads
        Their loads, as :func:`landbridge.maps.flows.leg_loads` returns them.
    """
    riders: dict[PartKey, tuple[list[LegLoad], list[LegLoad]]] = defaultdict(lambda: ([], []))
    for side, (network, own) in enumerate(zip(networks, loads, strict=True)):
        for load in own:
            for part in leg_parts(network, load.leg):
                riders[load.leg.corridor, load.leg.mode, part][side].append(load)
    found = [_flow_change(run, riders) for run in _runs(riders)]
    rank = {corridor: position for position, corridor in enumerate(networks[1].corridors)}
    return tuple(
        sorted(
            found,
            key=lambda c: (
                rank.get(c.flow.corridor, len(rank)),
                c.flow.mode,
                -abs(c.more_boxes),
                c.flow.places,
            ),
        )
    )


def _runs(
    riders: dict[PartKey, tuple[list[LegLoad], list[LegLoad]]],
) -> Iterator[list[PartKey]]:
    """Yield stretches that follow one another, as far as they are alike before and after."""
    alike: dict[tuple[str, Mode, float, float], list[PartKey]] = defaultdict(list)
    for key, (before, after) in riders.items():
        sizes = (round(_size_boxes(before), 6), round(_size_boxes(after), 6))
        alike[key[0], key[1], *sizes].append(key)
    for keys in alike.values():
        next_from = {key[2].start: key for key in reversed(keys)}
        left = dict.fromkeys(keys)
        ends = {key[2].end for key in keys}
        for first in sorted(keys, key=lambda key: key[2].start in ends):
            run: list[PartKey] = []
            following: PartKey | None = first
            while following is not None and following in left:
                del left[following]
                run.append(following)
                following = next_from.get(following[2].end)
            if run:
                yield run


def _size_boxes(loads: Iterable[LegLoad]) -> float:
    return sum(load.size_boxes for load in loads)


def _flow_change(
    run: list[PartKey], riders: dict[PartKey, tuple[list[LegLoad], list[LegLoad]]]
) -> FlowChange:
    corridor, mode, _ = run[0]
    before, after = riders[run[0]]
    flow = Flow(
        corridor=corridor,
        mode=mode,
        parts=tuple(part for *_, part in run),
        loads=(*after, *before),
        assignments=(),
    )
    return FlowChange(flow=flow, before=_together(before), after=_together(after))


def _together(loads: Iterable[LegLoad]) -> Cargo:
    return Cargo(assignments=tuple(a for load in loads for a in load.assignments))


def leg_changes(
    networks: tuple[Network, Network], loads: tuple[Sequence[LegLoad], Sequence[LegLoad]]
) -> tuple[LegChange, ...]:
    """Return what changes from terminal to terminal on main legs, the largest change first."""
    by_leg: dict[LegKey, tuple[list[LegLoad], list[LegLoad]]] = defaultdict(lambda: ([], []))
    for side, (network, own) in enumerate(zip(networks, loads, strict=True)):
        for load in own:
            if not load.leg.is_drayage:
                by_leg[_leg_key(network, load.leg)][side].append(load)
    found = [_leg_change(key, networks, *sides) for key, sides in by_leg.items()]
    changed = (change for change in found if change.kind is not ChangeKind.SAME)
    return tuple(sorted(changed, key=lambda c: (-abs(c.more_boxes), -abs(c.more_cents), c.key)))


def _leg_key(network: Network, leg: Leg) -> LegKey:
    ways = {network.links[link_id].via for link_id in leg_links(network, leg)} - {None, ""}
    variant = ";".join(sorted(way for way in ways if way))
    return (leg.corridor, leg.mode, leg.from_terminal, leg.to_terminal, variant)


def _leg_change(
    key: LegKey,
    networks: tuple[Network, Network],
    before: Sequence[LegLoad],
    after: Sequence[LegLoad],
) -> LegChange:
    network, load = (networks[1], after[0]) if after else (networks[0], before[0])
    return LegChange(
        key=key,
        before=_together(before),
        after=_together(after),
        more_cents=sum(x.cost_cents for x in after) - sum(x.cost_cents for x in before),
        more_co2e_g=sum(x.co2e_g for x in after) - sum(x.co2e_g for x in before),
        parts=tuple(leg_parts(network, load.leg)),
    )
