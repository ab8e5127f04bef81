"""The places that one label can have, and what each of them costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from .segments import Box, Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

DISTANCES_PT: Final = (0, 2, 4, 6.5, 9, 12, 15, 19, 23, 28, 34, 41, 49, 58, 68, 80)
ANGLES: Final = (
    0, 180, 20, -20, 160, -160, 40, -40, 140, -140, 55, -55, 125, -125, 90, -90, 75, -75, 105,
    -105,
)  # fmt: skip
LEADER_FROM_PT: Final = 6.0
PADDING_PT: Final = 1.0
KEPT: Final = 120
ON_LINE: Final = 1000.0
"""Cost of covering a line: more than that of any place that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is to be placed: a box of a size beside an anchor, in points.

    ``gap`` is kept to the anchor, whose own mark it clears. A label that ``may_cross`` no line is
    left out rather than put on one.
    """

    x: float
    y: float
    width: float
    height: float
    gap: float
    may_cross: bool = True
    reach_pt: float = DISTANCES_PT[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: left, bottom, right, top; and the leader to its anchor, if any."""

    box: Box
    cost: float
    leader: Segment | None
    is_on_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """What labels keep clear of: the edge of the room, marks and other boxes; and lines."""

    room: Box
    boxes: shapely.STRtree
    lines: shapely.STRtree
    marks: NDArray[np.float64]


def obstacles(
    room: Box,
    boxes: Sequence[BaseGeometry],
    lines: Sequence[BaseGeometry],
    marks: Sequence[tuple[float, float]] = (),
) -> Obstacles:
    """Return what labels keep clear of.

    Parameters
    ----------
    room
        The part of the page that labels stay in.
    boxes
        What no label may cover: signs of terminals, insets.
    lines
        What no label covers where it can stand elsewhere.
    marks
        Places of signs: a label stands nearest to its own.
    """
    return Obstacles(
        room=room,
        boxes=shapely.STRtree(list(boxes)),
        lines=shapely.STRtree(list(lines)),
        marks=np.array(marks, float).reshape(-1, 2),
    )


def candidates(label: Label, around: Obstacles) -> list[Place]:
    """Return the places that a label can have, the cheapest first."""
    drafts = [
        (_box_at(label, angle, distance), float(distance), rank)
        for distance in DISTANCES_PT
        if distance <= label.reach_pt
        for rank, angle in enumerate(ANGLES)
    ]
    drafts = [draft for draft in drafts if _holds(around.room, draft[0])]
    if not drafts:
        return []
    padded = shapely.box(*(np.array([box for box, _, _ in drafts]) + _PAD).T)
    barred = set(around.boxes.query(padded, predicate="intersects")[0].tolist())
    crossed = around.lines.query(padded, predicate="intersects")[0]
    times = np.bincount(crossed, minlength=len(drafts))
    found = []
    for index, (box, distance, rank) in enumerate(drafts):
        if index in barred or (times[index] and not label.may_cross):
            continue
        leader = _leader(label, box) if distance >= LEADER_FROM_PT else None
        cost = distance + 0.7 * rank + _nearer(label, box, around.marks)
        cost += (ON_LINE + 40 * float(times[index])) if times[index] else 0.0
        cost += _leader_cost(leader, around) if leader else 0.0
        found.append(Place(box, cost, leader, bool(times[index])))
    return sorted(found, key=lambda place: place.cost)[:KEPT]


_PAD: Final = np.array([-PADDING_PT, -PADDING_PT, PADDING_PT, PADDING_PT])


def _box_at(label: Label, angle: int, distance: float) -> Box:
    """Return the box whose nearest side or corner is at a distance in a direction."""
    across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = label.gap + distance
    left = label.x + across * reach + (across - 1) / 2 * label.width
    low = label.y + up * reach + (up - 1) / 2 * label.height
    return left, low, left + label.width, low + label.height


def _leader(label: Label, box: Box) -> Segment:
    """Return the line from near an anchor to the nearest point of a box."""
    end = (min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3]))
    length = math.dist((label.x, label.y), end) or 1.0
    share = min(1.0, 0.7 * label.gap / length)
    start = (label.x + share * (end[0] - label.x), label.y + share * (end[1] - label.y))
    return start, end


def _leader_cost(leader: Segment, around: Obstacles) -> float:
    """Return how bad it is to draw a leader: through marks and boxes, and across lines."""
    line = shapely.LineString(leader)
    hidden = len(around.boxes.query(line, predicate="intersects"))
    return 8.0 + 60.0 * hidden + 3.0 * len(around.lines.query(line, predicate="intersects"))


def _nearer(label: Label, box: Box, marks: NDArray[np.float64]) -> float:
    """Return the cost of standing nearer to the marks of others than to one's own."""
    if not len(marks):
        return 0.0
    own = _distance(box, np.array([[label.x, label.y]]))[0]
    away = np.hypot(marks[:, 0] - label.x, marks[:, 1] - label.y) > label.gap
    return 9.0 * float(np.sum((_distance(box, marks) < own + 2.0) & away))


def _distance(box: Box, points: NDArray[np.float64]) -> NDArray[np.float64]:
    dx = np.maximum(np.maximum(box[0] - points[:, 0], points[:, 0] - box[2]), 0)
    dy = np.maximum(np.maximum(box[1] - points[:, 1], points[:, 1] - box[3]), 0)
    return np.hypot(dx, dy)


def _holds(room: Box, box: Box) -> bool:
    return room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
