"""Where flows leave the map: what lies beyond, told at the edge."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import shapely

from ..phrases import Language
from .lines import FlowLine, visible
from .words import AND_MORE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from .view import View

Naming: TypeAlias = tuple[Callable[[str], str], Callable[[str], str]]

TOGETHER_PT: Final = 46.0
NAMED: Final = 2
ARROWS: Final = {"right": "→", "left": "←", "top": "↑", "bottom": "↓"}


@dataclass(slots=True, kw_only=True)
class Exit:
    """A place at the edge of the map where flows leave it or come in."""

    x: float
    y: float
    side: str
    lines: list[FlowLine] = field(default_factory=list)

    @property
    def size_boxes(self) -> float:
        """Boxes of the largest flow here."""
        return max(line.flow.size_boxes for line in self.lines)


def exits(lines: Iterable[FlowLine], view: View, seen: BaseGeometry) -> list[Exit]:
    """Return the places where flows cross the edge, those close together as one."""
    found: list[Exit] = []
    for line in sorted(lines, key=lambda line: -line.width_pt):
        for x, y in _crossings(line, seen):
            side = _side(x, y, view)
            near = (
                e for e in found if e.side == side and math.dist((e.x, e.y), (x, y)) < TOGETHER_PT
            )
            place = next(near, None)
            if place is None:
                place = Exit(x=x, y=y, side=side)
                found.append(place)
            place.lines.append(line)
    return found


def _crossings(line: FlowLine, seen: BaseGeometry) -> list[tuple[float, float]]:
    ends = {tuple(line.points[0]), tuple(line.points[-1])}
    found = []
    for piece in visible(line, seen):
        for end in (piece[0], piece[-1]):
            on_edge = seen.boundary.distance(shapely.Point(end)) < 0.05
            if tuple(end) not in ends and on_edge:
                found.append((float(end[0]), float(end[1])))
    return found


def _side(x: float, y: float, view: View) -> str:
    gaps = {
        "left": x, "right": view.pane.width - x, "bottom": y, "top": view.pane.height - y,
    }  # fmt: skip
    return min(gaps, key=lambda side: gaps[side])


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """What lies beyond an exit: corridors that come back to the map, and places off it."""

    side: str
    flows_of: frozenset[str]
    corridors: tuple[str, ...]
    places: tuple[str, ...]

    def is_told_by(self, other: Beyond) -> bool:
        """Tell whether another exit on the same side says the same of the same corridors."""
        return (
            self.side == other.side
            and self.flows_of <= other.flows_of
            and {*self.corridors, *self.places} <= {*other.corridors, *other.places}
        )

    def text(self, language: Language) -> str:
        """Return what the map says of it."""
        parts = [*self.corridors[:1], _listed(self.places, language)]
        text = (", " if language is Language.EN else "，").join(part for part in parts if part)
        arrow = ARROWS[self.side]
        return f"{text} {arrow}" if self.side == "right" else f"{arrow} {text}"


def beyond(place: Exit, is_seen: Callable[[str], bool], naming: Naming) -> Beyond:
    """Return what lies beyond an exit, the largest first.

    Parameters
    ----------
    is_seen
        Whether a terminal is on the map.
    naming
        The names of a terminal's place and of a corridor.
    """
    name, corridor = naming
    places: dict[str, float] = defaultdict(float)
    passing: dict[str, float] = defaultdict(float)
    for line in place.lines:
        for load in line.flow.loads:
            ends = [e for e in (load.leg.from_terminal, load.leg.to_terminal) if not is_seen(e)]
            for end in ends:
                places[name(end)] += load.size_boxes
            if not ends:
                passing[corridor(line.flow.corridor)] += load.size_boxes
    return Beyond(
        side=place.side,
        flows_of=frozenset(line.flow.corridor for line in place.lines),
        corridors=_largest(passing),
        places=_largest(places),
    )


def _listed(names: Sequence[str], language: Language) -> str:
    text = (", " if language is Language.EN else "、").join(names[:NAMED])
    more = len(names) - NAMED
    return AND_MORE.fill(names=text, n=more)[language] if more > 0 else text


def _largest(size: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(size, key=lambda name: (-size[name], name)))
