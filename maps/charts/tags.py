"""Place labels so that none covers another, a point, or more of a line than it must."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

from ..segments import Box, crosses, meet
from .house_style import LEADER, PAPER, ink_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

Pixels = tuple[float, float]
Line = tuple[Pixels, Pixels]

DISTANCES_PT: Final = (7, 12, 17, 24, 32, 42, 55, 72, 95, 125)
ANGLES: Final = (0, 35, -35, 180, 145, -145, 90, -90, 65, -65, 115, -115)
LEADER_FROM_PT: Final = 18
PADDING_PX: Final = 3.0
SHIFTS: Final = (0.0, 0.25, -0.25, 0.4, -0.4, 0.5, -0.5)
"""Places of a label in its area, as shares of the room that it leaves, from the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A label for a point of a chart, at its place in the units of the axes.

    A label with ``inside`` (left, right, bottom, top) belongs to an area: it stands in the area,
    or, where it does not fit, beside it with a line to the point if ``may_leave``. It is left out
    where its best place is worse than ``worst``.
    """

    x: float
    y: float
    text: str
    colour: str
    points: float
    is_bold: bool = False
    angles: tuple[int, ...] = ANGLES
    inside: tuple[float, float, float, float] | None = None
    may_leave: bool = True
    has_halo: bool = True
    worst: float = math.inf


@dataclass(slots=True)
class Obstacles:
    """What labels keep clear of: boxes always, lines where they can. All in pixels."""

    boxes: list[Bbox] = field(default_factory=list)
    lines: list[tuple[Line, float]] = field(default_factory=list)

    def add_points(self, axes: Axes, points: Iterable[Pixels], radius_px: float) -> None:
        """Keep clear of points of the axes."""
        for point in points:
            x, y = axes.transData.transform(point)
            self.boxes.append(
                Bbox.from_extents(x - radius_px, y - radius_px, x + radius_px, y + radius_px)
            )

    def add_line(self, axes: Axes, points: Sequence[Pixels], weight: float = 30.0) -> None:
        """Keep clear of a line of the axes, where that is possible."""
        pixels = [tuple(axes.transData.transform(point)) for point in points]
        self.lines += [(line, weight) for line in pairwise(pixels)]

    def score(self, box: Bbox, room: Bbox) -> float | None:
        """Return how bad it is to put a label into a box; None where that cannot be."""
        padded = box.padded(PADDING_PX)
        if not _holds(room, box) or any(padded.overlaps(other) for other in self.boxes):
            return None
        sides = _sides(padded)
        return sum(weight for line, weight in self.lines if crosses(line, sides))

    def leader_score(self, leader: Line) -> float:
        """Return how bad it is to draw a line from a point to its label."""
        hidden = sum(
            crosses(leader, _sides(other)) for other in self.boxes if not _in(leader[0], other)
        )
        return 300.0 * hidden + sum(weight / 4 for line, weight in self.lines if meet(leader, line))


@dataclass(frozen=True, slots=True)
class _Place:
    box: Bbox
    score: float
    leader: Line | None


def place_tags(axes: Axes, tags: Sequence[Tag], obstacles: Obstacles) -> list[Text]:
    """Draw labels beside their points, the first ones first; return those that found a place.

    A label that would cover another one wherever it stands is left out: the rows of the chart
    have its figures.
    """
    room = axes.get_window_extent()
    drawn = []
    for tag in tags:
        text = axes.text(
            0, 0, tag.text, fontsize=tag.points, color=ink_of(tag.colour), ha="left", va="bottom",
            weight="bold" if tag.is_bold else "normal", linespacing=1.2, zorder=4,
        )  # fmt: skip
        if tag.inside is None and tag.has_halo:
            text.set_path_effects([withStroke(linewidth=2.5, foreground=PAPER)])
        place = _best_place(axes, tag, text, (obstacles, room))
        if place is None or place.score > tag.worst:
            text.remove()
            continue
        corner = axes.transData.inverted().transform((place.box.x0, place.box.y0))
        text.set_position((float(corner[0]), float(corner[1])))
        obstacles.boxes.append(place.box)
        drawn.append(text)
        if place.leader is not None:
            _draw_leader(axes, place.leader)
    return drawn


def _best_place(axes: Axes, tag: Tag, text: Text, around: tuple[Obstacles, Bbox]) -> _Place | None:
    """Return the best place of a label: in its area, there with broken lines, or beside it."""
    if tag.inside is not None:
        left, right, low, high = tag.inside
        area = Bbox(axes.transData.transform([(left, low), (right, high)]))
        for words in (tag.text, tag.text.replace("-", "-\n")):
            text.set_text(words)
            found = _least(_places_inside(area, _size(text), around))
            if found is not None:
                return found
        text.set_text(tag.text)
    if tag.inside is None or tag.may_leave:
        return _least(_places_beside(axes, tag, _size(text), around))
    return None


def _least(places: Iterable[_Place]) -> _Place | None:
    return min(places, key=lambda place: place.score, default=None)


def _size(text: Text) -> Pixels:
    extent = text.get_window_extent()
    return float(extent.width), float(extent.height)


def _places_beside(
    axes: Axes, tag: Tag, size: Pixels, around: tuple[Obstacles, Bbox]
) -> Iterator[_Place]:
    """Yield places beside a point, the nearest first."""
    obstacles, room = around
    anchor: Pixels = tuple(axes.transData.transform((tag.x, tag.y)))
    per_pt = float(axes.figure.dpi) / 72
    for distance in DISTANCES_PT:
        for rank, angle in enumerate(tag.angles):
            box = _box_at(anchor, angle, distance * per_pt, size)
            score = obstacles.score(box, room)
            if score is None:
                continue
            leader = (anchor, _nearest(anchor, box))
            score += distance + 1.5 * rank + obstacles.leader_score(leader)
            is_far = distance > LEADER_FROM_PT or tag.inside is not None
            yield _Place(box, score, leader if is_far else None)


def _places_inside(area: Bbox, size: Pixels, around: tuple[Obstacles, Bbox]) -> Iterator[_Place]:
    """Yield places in an area, the middle first."""
    obstacles, room = around
    x, y = (area.x0 + area.x1 - size[0]) / 2, (area.y0 + area.y1 - size[1]) / 2
    for across in SHIFTS:
        for up in SHIFTS:
            box = Bbox.from_bounds(
                x + across * (area.width - size[0]), y + up * (area.height - size[1]), *size
            )
            score = obstacles.score(box, room)
            if score is not None and _holds(area, box.padded(PADDING_PX)):
                yield _Place(box, score + 40 * (abs(across) + abs(up)), None)


def _box_at(anchor: Pixels, angle: int, distance: float, size: Pixels) -> Bbox:
    """Return the box whose nearest side or corner is at a distance in a direction."""
    across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x = anchor[0] + across * distance + (across - 1) / 2 * size[0]
    y = anchor[1] + up * distance + (up - 1) / 2 * size[1]
    return Bbox.from_bounds(x, y, size[0], size[1])


def _draw_leader(axes: Axes, leader: Line) -> None:
    (x0, x1), (y0, y1) = axes.transData.inverted().transform(leader).T
    axes.plot([x0, x1], [y0, y1], color=LEADER, linewidth=0.8, zorder=1.5, gid="leader")


def _nearest(point: Pixels, box: Bbox) -> Pixels:
    return min(max(point[0], box.x0), box.x1), min(max(point[1], box.y0), box.y1)


def _sides(box: Bbox) -> Box:
    return box.x0, box.y0, box.x1, box.y1


def _in(point: Pixels, box: Bbox) -> bool:
    return bool(box.x0 <= point[0] <= box.x1 and box.y0 <= point[1] <= box.y1)


def _holds(outer: Bbox, inner: Bbox) -> bool:
    return _in((inner.x0, inner.y0), outer) and _in((inner.x1, inner.y1), outer)
