"""The places that one label can have, and what each of them costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..segments import Box, Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

DISTANCES_PT: Final = (0, 2, 4, 6.5, 9, 12, 15, 19, 23, 28, 34, 41, 49, 58, 68, 80, 95, 112)
ANGLES: Final = (
    0, 180, 15, -15, 165, -165, 30, -30, 150, -150, 45, -45, 135, -135, 60, -60, 120, -120, 90, -90,
    75, -75, 105, -105,
)  # fmt: skip
LEADER_FROM_PT: Final = 6.0
PADDING_PT: Final = 1.0
KEPT: Final = 120
BESIDE: Final = ((18.0, 45.0), (5.0, 150.0))
"""Costs of standing this close to the sign of another and farther from one's own."""

ON_LINE: Final = 1000.0
"""Cost of covering a line: more than that of any place that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is to be placed: a box of a size beside an anchor, in points.

    ``gap`` is kept to the anchor, whose own mark it clears. A label that ``may_cross`` no line is
    left out rather than put on one, or beside the sign of another.
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
    boxes = np.array([box for box, _, _ in drafts])
    padded = shapely.box(*(boxes + _PAD).T)
    barred = _met(around.boxes, padded) > 0
    covered = _met(around.lines, padded)
    nearer = _nearer(label, boxes, around.marks)
    leaders = np.array([_leader(label, box) for box, _, _ in drafts])
    costs = np.array([distance + 0.7 * rank for _, distance, rank in drafts])
    costs += nearer + np.where(covered, ON_LINE + 8 * covered, 0)
    has_leader = np.array([distance >= LEADER_FROM_PT for _, distance, _ in drafts])
    costs += np.where(has_leader, _leader_costs(leaders, around), 0)
    barred |= (not label.may_cross) & ((covered > 0) | (nearer >= BESIDE[0][1]))
    found = [
        Place(
            drafts[index][0],
            float(costs[index]),
            _segment(leaders[index]) if has_leader[index] else None,
            bool(covered[index]),
        )
        for index in np.argsort(costs, kind="stable")
        if not barred[index]
    ]
    return found[:KEPT]


_PAD: Final = np.array([-PADDING_PT, -PADDING_PT, PADDING_PT, PADDING_PT])


def _met(tree: shapely.STRtree, shapes: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return how many shapes of a tree each of some shapes meets."""
    return np.bincount(tree.query(shapes, predicate="intersects")[0], minlength=len(shapes))


def _box_at(label: Label, angle: int, distance: float) -> Box:
    """Return the box whose nearest side or corner is at a distance in a direction."""
    across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = label.gap + distance
    left = label.x + across * reach + (across - 1) / 2 * label.width
    low = label.y + up * reach + (up - 1) / 2 * label.height
    return left, low, left + label.width, low + label.height


def _leader(label: Label, box: Box) -> Segment:
    """Return the line from beside a sign to the nearest point of a box."""
    end = (min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3]))
    share = min(1.0, label.gap / (math.dist((label.x, label.y), end) or 1.0))
    start = (label.x + share * (end[0] - label.x), label.y + share * (end[1] - label.y))
    return start, end


def _segment(ends: NDArray[np.float64]) -> Segment:
    (x0, y0), (x1, y1) = ends.tolist()
    return (x0, y0), (x1, y1)


def _leader_costs(leaders: NDArray[np.float64], around: Obstacles) -> NDArray[np.float64]:
    """Return how bad it is to draw leaders: through signs and insets, and across lines."""
    lines = np.asarray(shapely.linestrings(leaders))
    return np.array(8.0 + 60.0 * _met(around.boxes, lines) + 3.0 * _met(around.lines, lines), float)


def _nearer(
    label: Label, boxes: NDArray[np.float64], marks: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the cost of standing nearer to the signs of others than to one's own."""
    own = _distances(boxes, np.array([[label.x, label.y]]))
    away = np.hypot(marks[:, 0] - label.x, marks[:, 1] - label.y) > label.gap
    to_others = _distances(boxes, marks)
    closer = (to_others < own + 2.0) & away
    costs = np.where(closer, 6.0, 0.0)
    for reach, cost in BESIDE:
        costs = np.where(closer & (to_others < reach), cost, costs)
    total: NDArray[np.float64] = costs.sum(axis=1)
    return total


def _distances(boxes: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each point is from each box."""
    x, y = points[:, 0], points[:, 1]
    left, low, right, high = (edge[:, None] for edge in boxes.T)
    dx = np.maximum(np.maximum(left - x, x - right), 0)
    dy = np.maximum(np.maximum(low - y, y - high), 0)
    distances: NDArray[np.float64] = np.hypot(dx, dy)
    return distances


def _holds(room: Box, box: Box) -> bool:
    return room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
