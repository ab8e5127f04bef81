"""The whole map: land, flows, terminals, edges of insets, names, and what lies beyond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..charts.house_style import GREY, INK
from .basemap import draw_basemap
from .labels import Name, Surroundings, draw_names
from .lines import FlowLine, draw_lines
from .marks import Mark, draw_marks, marks
from .off_map import Beyond, beyond, exits
from .places import place_label
from .scene import LONGEST_NAME, Cutout, Scene, within
from .view import View
from .words import corridor_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

NEAR_GATEWAY: Final = 0.55
"""Share of the reach of names within which that of the gateway stands."""

MOST_NEEDED: Final = 30
"""Places that are named wherever their names find room; others only beside their signs."""


def draw_main(
    axes: Axes, scene: Scene, view: View, lines: Sequence[FlowLine], cutouts: Sequence[Cutout]
) -> list[Mark]:
    """Draw the whole map: land, flows, terminals, edges of insets, names; return its signs."""
    draw_basemap(axes, view)
    covered = [
        within(cutout.view.pane, view).inner(-3).polygon()
        for cutout in cutouts
        if not cutout.is_beside
    ]
    seen: BaseGeometry = view.room.polygon()
    for area in covered:
        seen = seen.difference(area)
    draw_lines(axes, lines, seen)
    shown = [
        m for m in marks(scene.stops, view, scene.gateway, scene.mark_pt, 1.35) if _is_seen(m, seen)
    ]
    draw_marks(axes, shown)
    names = [
        *_place_names(scene, shown),
        *[_outline(axes, scene, view, cutout) for cutout in cutouts],
    ]
    names[1:1] = _exit_names(scene, view, lines, seen)
    around = Surroundings(lines=lines, marks=shown, covered=covered, seen=seen)
    draw_names(axes, view, names, around)
    return shown


def _is_seen(mark: Mark, seen: BaseGeometry) -> bool:
    return bool(seen.contains(shapely.Point(mark.x, mark.y)))


def _place_names(scene: Scene, shown: Sequence[Mark]) -> list[Name]:
    """Return a name for each place, the most important first.

    The smaller places and those that an inset shows may do without.
    """
    repeated = {stop.terminal.id for inset in scene.insets for stop in inset.stops}
    names: list[Name] = []
    told = set()
    for mark in shown:
        stop = mark.stop
        text = place_label(stop, scene.language, LONGEST_NAME)
        if stop.place in told or not text:
            continue
        told.add(stop.place)
        small = stop.is_passed
        is_needed = not small and len(names) < MOST_NEEDED and stop.terminal.id not in repeated
        reach = 4.0 if small else scene.reach_pt if is_needed else 30.0
        if mark.is_gateway:
            reach = NEAR_GATEWAY * scene.reach_pt
        names.append(
            Name(
                text=text, x=mark.x, y=mark.y, gap=mark.radius, is_bold=mark.is_gateway,
                points=scene.layout.label_pt * (1.45 if mark.is_gateway else 0.86 if small else 1),
                colour=GREY if small else INK, may_cross=is_needed or mark.is_gateway,
                reach_pt=reach,
            )
        )  # fmt: skip
    return names


def _exit_names(
    scene: Scene, view: View, lines: Sequence[FlowLine], seen: BaseGeometry
) -> list[Name]:
    """Return what lies beyond the edges of the map."""
    by_id = {stop.terminal.id: stop for stop in scene.stops}
    inside = _terminals_in(scene, view, seen)
    naming = (
        lambda terminal: place_label(by_id[terminal], scene.language, LONGEST_NAME),
        lambda corridor: corridor_name(scene.network, corridor, LONGEST_NAME)[scene.language],
    )
    names: list[Name] = []
    told: list[Beyond] = []
    for place in sorted(exits(lines, view, seen), key=lambda e: (-e.size_boxes, e.x, e.y)):
        words = beyond(place, inside.__contains__, naming)
        if any(words.is_told_by(other) for other in told):
            continue
        told.append(words)
        names.append(
            Name(
                text=words.text(scene.language), x=place.x, y=place.y, gap=4.0, colour=GREY,
                points=0.95 * scene.layout.label_pt, is_boxed=True,
            )
        )  # fmt: skip
    return names


def _terminals_in(scene: Scene, view: View, seen: BaseGeometry) -> set[str]:
    points = view.to_page([stop.lonlat for stop in scene.stops])
    return {
        stop.terminal.id
        for stop, point in zip(scene.stops, points, strict=True)
        if seen.contains(shapely.Point(point))
    }


def _outline(axes: Axes, scene: Scene, view: View, cutout: Cutout) -> Name:
    """Draw where an inset is on the map; return its letter."""
    own = cutout.view
    width, height = own.pane.width / own.pt_per_m, own.pane.height / own.pt_per_m
    share = np.linspace(0, 1, 7)
    edge = [
        *((own.west_m + s * width, own.south_m) for s in share),
        *((own.west_m + width, own.south_m + s * height) for s in share),
        *((own.west_m + (1 - s) * width, own.south_m + height) for s in share),
        *((own.west_m, own.south_m + (1 - s) * height) for s in share),
    ]
    ring = view.to_page([own.projection.round_earth(x, y) for x, y in edge])
    axes.plot(*ring.T, color=GREY, linewidth=0.7, zorder=2.5, gid="outline")
    x, y = ring.max(axis=0)
    return Name(
        text=cutout.tag, x=float(x), y=float(y), gap=1.0, points=scene.layout.label_pt,
        is_bold=True, colour=GREY, may_cross=True, reach_pt=23.0,
    )  # fmt: skip
