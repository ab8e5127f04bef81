"""Boxes and segments of a page, and whether they meet."""

from __future__ import annotations

from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top."""

Segment: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""Two points."""


def crosses(line: Segment, box: Box) -> bool:
    """Tell whether a line goes through a box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = line
    begin, end = 0.0, 1.0
    sides = ((x1 - x0, box[0] - x0, box[2] - x0), (y1 - y0, box[1] - y0, box[3] - y0))
    for step, low, high in sides:
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / step, high / step))
        begin, end = max(begin, near), min(end, far)
    return begin < end


def meet(one: Segment, other: Segment) -> bool:
    """Tell whether two lines cross each other."""
    return _side(one, other[0]) * _side(one, other[1]) < 0 and (
        _side(other, one[0]) * _side(other, one[1]) < 0
    )


def _side(line: Segment, point: tuple[float, float]) -> float:
    (x0, y0), (x1, y1) = line
    return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)
