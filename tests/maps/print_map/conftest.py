"""Print maps of the simple plan, drawn once, and what can be measured on a drawn map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pytest
import shapely

from landbridge.maps.charts.house_style import DPI, SLIDE
from landbridge.maps.print_map import draw_print_map


@pytest.fixture(scope="session")
def chart(chongqing, plan):
    """Return what draws the map of the simple plan in a language, once."""
    return cache(lambda language: draw_print_map(chongqing, plan, language=language, size=SLIDE))


@pytest.fixture(scope="session")
def few(plan):
    """Return a plan of some assignments of the simple plan, quick to draw."""
    return replace(plan, assignments=plan.assignments[::10])


@dataclass(frozen=True, kw_only=True)
class Overlaps:
    """How many labels there are, and how many of them cover what."""

    num_labels: int
    other_labels: int
    marks: int
    lines: int
    edges: int


@pytest.fixture(scope="session")
def overlaps():
    """Return what counts the overlaps of a drawn map, from its artists and nothing else."""
    return count_overlaps


def count_overlaps(figure):
    total = [0] * 5
    for axes in figure.axes:
        labels = [box_of(text) for text in axes.texts if text.get_gid() == "label"]
        titles = [box_of(text) for text in axes.texts if text.get_gid() == "inset title"]
        marks = [disc(line) for line in axes.lines if line.get_gid() == "mark"]
        lines = [ink(line) for line in axes.lines if str(line.get_gid()).startswith("flow")]
        tree = shapely.STRtree(lines)
        frame = shapely.box(*axes.get_window_extent().extents)
        total[0] += len(labels)
        for number, label in enumerate(labels):
            others = [*labels[number + 1 :], *titles]
            total[1] += sum(label.intersection(other).area > 0 for other in others)
            total[2] += sum(label.intersects(mark) for mark in marks)
            total[3] += bool(len(tree.query(label, predicate="intersects")))
            total[4] += not frame.contains(label)
    names = ("num_labels", "other_labels", "marks", "lines", "edges")
    return Overlaps(**dict(zip(names, total, strict=True)))


def box_of(text):
    return shapely.box(*text.get_window_extent().extents)


def disc(line):
    x, y = line.get_transform().transform(line.get_xydata())[0]
    return shapely.Point(x, y).buffer(line.get_markersize() / 2 * DPI / 72)


def ink(line):
    path = line.get_transform().transform(line.get_xydata())
    return shapely.LineString(path).buffer(line.get_linewidth() / 2 * DPI / 72, cap_style="flat")
