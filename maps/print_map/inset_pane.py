"""An inset: the same flows and terminals once more, larger, with a title of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import shapely

from ...network.row import Mode
from ..charts.house_style import DPI, GREY, INK
from .basemap import draw_basemap
from .insets import Inset
from .labels import Name, Surroundings, draw_names
from .lines import FlowLine, draw_lines, flow_lines, visible
from .marks import Mark, draw_marks, marks
from .places import place_label, terminal_label
from .scene import LONGEST_NAME, Cutout, Scene
from .words import ENLARGED, GATEWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .view import View

INSET_WIDTH: Final = 0.7
"""Widths of flows in an inset, as a share of those on the map."""

STUB_PT: Final = 40.0
"""How much of a flight is seen in an inset."""

LONGEST_IN_INSET: Final = 44


def draw_inset(axes: Axes, scene: Scene, cutout: Cutout) -> list[Mark]:
    """Draw an inset: the same flows and terminals, larger, with a title of its own."""
    view = cutout.view
    draw_basemap(axes, view)
    thinner = [replace(ink, width_pt=INSET_WIDTH * ink.width_pt) for ink in scene.inks]
    shown = marks(scene.stops, view, scene.gateway, scene.mark_pt, 1.0)
    lines = _with_stubs(flow_lines(thinner, view), shown)
    seen = view.room.polygon()
    draw_lines(axes, lines, seen)
    draw_marks(axes, shown)
    title = _inset_title(scene, cutout)
    pen = Name(text=title, x=0, y=0, gap=0, points=1.08 * scene.layout.label_pt, is_bold=True)
    header = _write_title(axes, view, pen)
    around = Surroundings(lines=lines, marks=shown, covered=[header], seen=seen)
    draw_names(axes, view, _inset_names(scene, shown, cutout.inset), around)
    return shown


def _with_stubs(lines: Sequence[FlowLine], shown: Sequence[Mark]) -> list[FlowLine]:
    """Return lines, of flights only their begin and end: the map has all of them."""
    places = {mark.stop.terminal.id: shapely.Point(mark.x, mark.y) for mark in shown}
    found = []
    for line in lines:
        if line.flow.mode is not Mode.AIR:
            found.append(line)
            continue
        ends = [places[t] for t in line.flow.terminal_ids if t in places]
        near = shapely.union_all([end.buffer(STUB_PT) for end in ends])
        found += [replace(line, points=piece) for piece in visible(line, near)]
    return found


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


def _inset_names(scene: Scene, shown: Sequence[Mark], inset: Inset) -> list[Name]:
    """Return a name for each terminal round the gateway, and for each place elsewhere."""
    own = {stop.terminal.id for stop in inset.stops}
    naming = partial(terminal_label, gateway=inset.name) if inset.is_gateway else place_label
    names, told = [], set()
    for mark in shown:
        stop = mark.stop
        text = naming(stop, language=scene.language, longest=LONGEST_IN_INSET)
        if text in told or not text:
            continue
        told.add(text)
        small = stop.is_passed
        names.append(
            Name(
                text=text, x=mark.x, y=mark.y, gap=mark.radius,
                points=scene.layout.label_pt * (0.86 if small else 0.96),
                colour=GREY if small else INK, may_cross=stop.terminal.id in own,
                reach_pt=4.0 if small else scene.reach_pt,
            )
        )  # fmt: skip
    return names
