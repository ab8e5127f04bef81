"""An inset: the same flows and terminals once more, larger, with a title of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import shapely

from ..charts.house_style import DPI, GREY, INK
from .basemap import draw_basemap
from .labels import Name, Surroundings, draw_names
from .lines import draw_lines, flow_lines
from .marks import Mark, draw_marks, marks
from .places import place_label, terminal_label
from .scene import LONGEST_NAME, Cutout, Scene
from .words import ENLARGED, GATEWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .view import View

INSET_WIDTH: Final = 0.7
"""Widths of flows in an inset, as a share of those on the map."""


def draw_inset(axes: Axes, scene: Scene, cutout: Cutout, widths: Sequence[float]) -> None:
    """Draw an inset: the same flows and terminals, larger, with a title of its own."""
    view, inset = cutout.view, cutout.inset
    draw_basemap(axes, view)
    thinner = [INSET_WIDTH * width for width in widths]
    lines = flow_lines(scene.network, scene.flows, view, thinner)
    seen = view.room.polygon()
    draw_lines(axes, lines, seen)
    shown = marks(scene.stops, view, scene.gateway, scene.mark_pt)
    draw_marks(axes, shown)
    title = _inset_title(scene, cutout)
    pen = Name(text=title, x=0, y=0, gap=0, points=1.08 * scene.layout.label_pt, is_bold=True)
    header = _write_title(axes, view, pen)
    naming = terminal_label if inset.is_gateway else place_label
    own = {stop.terminal.id for stop in inset.stops}
    names = _inset_names(
        scene, shown, own, partial(naming, language=scene.language, longest=LONGEST_NAME)
    )
    around = Surroundings(lines=lines, marks=shown, covered=[header], seen=seen)
    draw_names(axes, view, names, around)


def _inset_title(scene: Scene, cutout: Cutout) -> str:
    name = cutout.inset.name
    if cutout.inset.is_gateway:
        gateway = place_label(cutout.inset.stops[0], scene.language, LONGEST_NAME)
        return GATEWAY.fill(tag=cutout.tag, place=gateway)[scene.language]
    return ENLARGED.fill(tag=cutout.tag, region=name)[scene.language]


def _write_title(axes: Axes, view: View, name: Name) -> shapely.Polygon:
    """Write the title of an inset in its upper left corner; return what it covers."""
    text = axes.text(
        4, view.pane.height - 4, name.text, fontsize=name.points, weight="bold", color=INK,
        ha="left", va="top", zorder=9, gid="inset title",
        bbox={"boxstyle": "square,pad=0.35", "facecolor": "white", "edgecolor": "none"},
    )  # fmt: skip
    extent = text.get_window_extent()
    per_pt = DPI / 72
    width, height = extent.width / per_pt + 10, extent.height / per_pt + 10
    return shapely.box(0, view.pane.height - height, width, view.pane.height)


def _inset_names(
    scene: Scene, shown: Sequence[Mark], own: set[str], naming: partial[str]
) -> list[Name]:
    names, told = [], set()
    for mark in shown:
        stop = mark.stop
        text = naming(stop)
        if text in told or not text:
            continue
        told.add(text)
        small = stop.is_passed
        names.append(
            Name(
                text=text, x=mark.x, y=mark.y, gap=mark.radius,
                points=scene.layout.label_pt * (0.86 if small else 0.96),
                colour=GREY if small else INK, may_cross=stop.terminal.id in own,
                reach_pt=4.0 if small else 80.0,
            )
        )  # fmt: skip
    return names
