"""The panes of the page: the map, and insets of what is crowded, each where it covers least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..charts.house_style import LEADER
from .basemap import SEA
from .inset_pane import draw_inset
from .insets import Inset, dense_inset, gateway_inset
from .lines import FlowLine, flow_lines
from .main_pane import draw_main
from .page import point_axes
from .places import Stop
from .projection import EURASIA, Projection
from .scene import Cutout, Scene, within
from .view import Rect, View, fitted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...network.terminal import TerminalKind

HOME: Final = (-15.0, -12.0, 150.0, 70.0)
"""West, south, east and north of what the map of Eurasia shows; the rest lies beyond its edge."""

HOME_M: Final = 6_000_000.0
LEAST_M: Final = 900_000.0
SPARE: Final = (0.66, 0.72)
"""Most of the room to spare is left where Africa is: an inset stands there."""

LEAST_INSET_M: Final = 60_000.0


def projection_of(found: Sequence[Stop]) -> Projection:
    """Return the projection of the map: Eurasia, or round the busiest place elsewhere."""
    if not found or _in_eurasia(found[0]):
        return EURASIA
    lon, lat = found[0].lonlat
    return Projection(round(lon), round(lat))


def _in_eurasia(stop: Stop) -> bool:
    lon, lat = stop.lonlat
    return HOME[0] <= lon <= HOME[2] and HOME[1] <= lat <= HOME[3]


def _is_home(stop: Stop, projection: Projection) -> bool:
    if projection == EURASIA:
        return _in_eurasia(stop)
    return bool(np.hypot(*projection.flat([stop.lonlat])[0]) <= HOME_M)


def main_view(scene: Scene) -> View:
    """Return the view of the whole map."""
    home = [stop.lonlat for stop in scene.stops if _is_home(stop, scene.projection)]
    corners = [(-5.0, 36.0), (140.0, 36.0), (100.0, 1.0), (60.0, 60.0)]
    points = home or [scene.stops[0].lonlat] if scene.stops else corners
    return fitted(
        scene.projection, scene.layout.map, points, margin_pt=26.0, least_m=LEAST_M, spare=SPARE
    )


def draw_panes(figure: Figure, scene: Scene) -> frozenset[TerminalKind | None]:
    """Draw the map and its insets; return the kinds of its terminals, None for one passed."""
    view = main_view(scene)
    lines = flow_lines([ink for ink in scene.inks if not ink.flow.is_drayage], view)
    cutouts = _cutouts(scene, view, lines)
    axes = point_axes(figure, view.pane, colour=SEA, edge=None)
    shown = draw_main(axes, scene, view, lines, cutouts)
    for cutout in cutouts:
        inner = point_axes(figure, cutout.view.pane, colour=SEA, edge=LEADER)
        inner.set_zorder(10)
        shown += draw_inset(inner, scene, cutout)
    return frozenset(None if mark.stop.is_passed else mark.stop.terminal.kind for mark in shown)


def insets_of(found: Sequence[Stop], projection: Projection) -> list[Inset]:
    """Return the parts of the map to show again: the gateway, and the densest region."""
    gateway = gateway_inset(found)
    insets = [gateway, dense_inset(found, gateway)]
    return [i for i in insets if i and all(_is_home(stop, projection) for stop in i.stops)]


def _cutouts(scene: Scene, view: View, lines: Sequence[FlowLine]) -> list[Cutout]:
    """Return the insets with their places: the last beside the map, the other in a corner of it."""
    beside = scene.layout.beside
    insets = scene.insets if beside else scene.insets[:1]
    corners = _corners(scene, view, lines)
    cutouts = []
    for number, inset in enumerate(insets):
        is_beside = beside is not None and number == len(insets) - 1
        pane = beside if beside and is_beside else corners[0]
        points = [stop.lonlat for stop in inset.stops]
        own = fitted(
            inset.projection, pane, points, least_m=LEAST_INSET_M, margin_pt=0.15 * pane.height
        )
        if is_beside or own.pt_per_m > 1.5 * view.pt_per_m:
            cutouts.append(Cutout(inset=inset, tag="AB"[number], view=own, is_beside=is_beside))
    return cutouts


def _corners(scene: Scene, view: View, lines: Sequence[FlowLine]) -> list[Rect]:
    """Return the corners of the map for insets, those that cover the least first."""
    width, height = scene.layout.corner
    pane, gap = view.pane, 8.0
    lefts = (pane.left + gap, pane.left + pane.width - gap - width)
    lows = (pane.bottom + gap, pane.bottom + pane.height - gap - height)
    corners = [Rect(left, low, width, height) for low in lows for left in lefts]
    return sorted(corners, key=lambda corner: _covered(corner, scene, view, lines))


def _covered(corner: Rect, scene: Scene, view: View, lines: Sequence[FlowLine]) -> float:
    left, low, right, high = within(corner, view).bounds
    area = shapely.box(left, low, right, high)
    ink = sum(line.width_pt * shapely.intersection(line.shape, area).length for line in lines)
    points = view.to_page([stop.lonlat for stop in scene.stops])
    inside = (points >= (left, low)).all(axis=1) & (points <= (right, high)).all(axis=1)
    return float(ink + 2000 * inside.sum())
