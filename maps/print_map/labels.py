"""Names in a pane: written, measured, and set where the placer finds room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely
from matplotlib.patheffects import withStroke

from ..charts.house_style import DPI, GREY, INK, PAPER
from .label_placer import place_labels
from .label_places import DISTANCES_PT, Label, Obstacles, Place, obstacles
from .lines import FlowLine, visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from .marks import Mark
    from .view import View

FRAME_PT: Final = 3.0
FARTHEST_PT: Final = DISTANCES_PT[-1]
BOX_PT: Final = 2.2
"""Room round the words of a label that has a ground of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A text to set beside a point of a pane.

    ``gap`` is the radius of what stands there. A name that ``may_cross`` no line is left out
    where every place is on one. A ``boxed`` name stands on white.
    """

    text: str
    x: float
    y: float
    gap: float
    points: float
    is_bold: bool = False
    colour: str = INK
    may_cross: bool = True
    is_boxed: bool = False
    reach_pt: float = FARTHEST_PT


def draw_names(
    axes: Axes, view: View, names: Sequence[Name], around: Surroundings
) -> list[Place | None]:
    """Write names where they cover nothing; return where each of them stands."""
    texts = [_written(axes, name) for name in names]
    labels = [_label(name, text) for name, text in zip(names, texts, strict=True)]
    places = place_labels(labels, around.obstacles(view))
    for name, text, place in zip(names, texts, places, strict=True):
        if place is None:
            text.remove()
            continue
        inset = BOX_PT if name.is_boxed else 0.0
        text.set_position((place.box[0] + inset, place.box[1] + inset))
        if place.leader is not None:
            x, y = zip(*place.leader, strict=True)
            axes.plot(x, y, color=GREY, linewidth=0.55, zorder=5.6, gid="leader")
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is in a pane besides names."""

    lines: Sequence[FlowLine]
    marks: Sequence[Mark]
    covered: Sequence[BaseGeometry]
    seen: BaseGeometry

    def obstacles(self, view: View) -> Obstacles:
        """Return what names keep clear of."""
        return obstacles(
            room=view.room.inner(FRAME_PT).bounds,
            boxes=[*self.covered, *(shapely.box(*mark.bounds) for mark in self.marks)],
            lines=line_shapes(self.lines, self.seen),
            marks=[(mark.x, mark.y) for mark in self.marks if not mark.stop.is_passed],
        )


def line_shapes(lines: Sequence[FlowLine], seen: BaseGeometry) -> list[BaseGeometry]:
    """Return the ink of lines, cut into short pieces that are quick to look up."""
    found: list[BaseGeometry] = []
    for line in lines:
        for piece in visible(line, seen):
            for start in range(0, len(piece) - 1, 8):
                stretch = shapely.LineString(piece[start : start + 9])
                found.append(stretch.buffer(line.width_pt / 2, cap_style="flat"))
    return found


def _written(axes: Axes, name: Name) -> Text:
    text = axes.text(
        0, 0, name.text, fontsize=name.points, weight="bold" if name.is_bold else "normal",
        color=name.colour, ha="left", va="bottom", zorder=8, linespacing=1.0, gid="label",
    )  # fmt: skip
    if name.is_boxed:
        look: dict[str, Any] = {"boxstyle": f"square,pad={BOX_PT / name.points}"}
        text.set_bbox({**look, "facecolor": PAPER, "edgecolor": "none", "alpha": 0.9})
    else:
        text.set_path_effects([withStroke(linewidth=1.8, foreground=PAPER, alpha=0.9)])
    return text


def _label(name: Name, text: Text) -> Label:
    extent = text.get_window_extent()
    per_pt = DPI / 72
    inset = 2 * BOX_PT if name.is_boxed else 0.0
    return Label(
        x=name.x, y=name.y, gap=name.gap + 1.6, may_cross=name.may_cross,
        width=float(extent.width) / per_pt + inset, height=float(extent.height) / per_pt + inset,
        reach_pt=name.reach_pt,
    )  # fmt: skip
