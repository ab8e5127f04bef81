"""Flows as lines of print: how wide, where on the page, and how they are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from ...network.row import Mode
from ..charts.house_style import PAPER
from ..geometry import Part
from ..lanes import GAP_PX, lane_shifts
from ..style import DASHES, DRAYAGE_PX, WIDEST_PX, on_light
from .courses import comes_near, course, joined

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from ...network.network import Network
    from ..flows import Flow
    from .layout import Layout
    from .view import View

GAP_PT: Final = 0.7
"""Room between flows side by side, white on the map."""

DOT: Final = 0.1
"""A dash shorter than this is a round dot."""

ARROW_EVERY_PT: Final = 190.0
ARROW_FROM_PT: Final = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How a flow is drawn: width in points, colour, and dashes in widths of the line."""

    flow: Flow
    width_pt: float
    colour: str
    dash: tuple[float, ...] = ()
    has_arrows: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLine:
    """A flow as it stands in a pane: its line in points, which may leave the pane."""

    ink: Ink
    points: NDArray[np.float64]

    @property
    def flow(self) -> Flow:
        """The flow."""
        return self.ink.flow

    @property
    def width_pt(self) -> float:
        """Width of the line."""
        return self.ink.width_pt

    @property
    def shape(self) -> shapely.LineString:
        """The line."""
        return shapely.LineString(self.points)


def width_pt(size_boxes: float, most_boxes: float, thinnest: float, widest: float) -> float:
    """Return the width of a line: what it is wider than the thinnest grows with the root."""
    if most_boxes <= 0:
        return thinnest
    share = math.sqrt(min(1.0, max(0.0, size_boxes / most_boxes)))
    return round(thinnest + (widest - thinnest) * share, 2)


def flow_lines(inks: Sequence[Ink], view: View) -> list[FlowLine]:
    """Return flows that come near a pane as lines, side by side where they share the way."""
    scale = GAP_PX / GAP_PT
    segments = [ink.flow.segments for ink in inks]
    shifts = lane_shifts(segments, [scale * ink.width_pt for ink in inks])
    courses: dict[Part, NDArray[np.float64]] = {}
    lines = []
    for ink, shift in zip(inks, shifts, strict=True):
        if not comes_near(ink.flow.parts, view):
            continue
        for part in ink.flow.parts:
            if part not in courses:
                courses[part] = course(part, view)
        points = joined([courses[part] for part in ink.flow.parts], [s / scale for s in shift])
        lines.append(FlowLine(ink=ink, points=points))
    return lines


def plan_inks(network: Network, flows: Sequence[Flow], layout: Layout) -> list[Ink]:
    """Return how the flows of a plan are drawn; trucks to and from terminals stay thin."""
    most = max((flow.size_boxes for flow in flows), default=0.0)
    inks = []
    for flow in flows:
        width = width_pt(flow.size_boxes, most, layout.thinnest_pt, layout.widest_pt)
        if flow.is_drayage:
            width = min(width, layout.widest_pt * DRAYAGE_PX / WIDEST_PX)
        colour = on_light(network.corridors[flow.corridor].colour)
        dash = DASHES.get(flow.mode, ())
        inks.append(Ink(flow=flow, width_pt=width, colour=colour, dash=dash))
    return inks


def draw_lines(axes: Axes, lines: Iterable[FlowLine], seen: BaseGeometry) -> None:
    """Draw lines with a white casing, the widest below, each with arrows of its direction."""
    ordered = sorted(lines, key=lambda line: -line.width_pt)
    for rank, line in enumerate(ordered):
        pieces = visible(line, seen)
        order = 3 + rank / 1000
        for piece in pieces:
            _draw_piece(axes, line, piece, order)
    for line in (line for line in ordered if line.ink.has_arrows):
        for piece in visible(line, seen):
            draw_arrows(axes, line, piece)


def visible(line: FlowLine, seen: BaseGeometry) -> list[NDArray[np.float64]]:
    """Return the pieces of a line inside what is seen, in its direction."""
    cut = shapely.intersection(line.shape, seen)
    pieces = [p for p in shapely.get_parts(cut) if p.geom_type == "LineString" and p.length > 0.5]
    if len(pieces) > 1:
        pieces = [
            p for p in shapely.get_parts(shapely.line_merge(cut, directed=True))
            if p.geom_type == "LineString" and p.length > 0.5
        ]  # fmt: skip
    return [shapely.get_coordinates(piece) for piece in pieces]


def _draw_piece(axes: Axes, line: FlowLine, piece: NDArray[np.float64], order: float) -> None:
    x, y = piece.T
    casing = Line2D(
        x, y, color=PAPER, linewidth=line.width_pt + 2 * GAP_PT, alpha=0.85, zorder=order,
        solid_capstyle="butt", solid_joinstyle="round", gid="casing",
    )  # fmt: skip
    axes.add_line(casing)
    look = stroke(line.ink.dash, line.width_pt, line.ink.colour)
    axes.add_line(Line2D(x, y, zorder=order + 0.0005, gid=f"flow {line.flow.corridor}", **look))


def stroke(dash: Sequence[float], width: float, colour: str) -> dict[str, Any]:
    """Return how a line is drawn; the key draws its samples alike."""
    return {
        "color": colour, "linewidth": width, "solid_joinstyle": "round",
        "solid_capstyle": "round", "dash_joinstyle": "round",
        "dash_capstyle": "round" if dash and dash[0] < DOT else "butt",
        "linestyle": (0, tuple(dash)) if dash else "-",
    }  # fmt: skip


def draw_arrows(axes: Axes, line: FlowLine, piece: NDArray[np.float64]) -> None:
    """Draw arrow heads along a piece that is long enough to have a direction."""
    shape = shapely.LineString(piece)
    if shape.length < ARROW_FROM_PT:
        return
    number = max(1, round(shape.length / ARROW_EVERY_PT))
    size = 2.4 + 0.7 * line.width_pt
    for place in range(number):
        at = (place + 0.55) / number * shape.length
        tip, tail = (shape.interpolate(at + step) for step in (0.6 * size, -0.9 * size))
        along = np.array([tip.x - tail.x, tip.y - tail.y])
        if np.hypot(*along) < size:
            continue
        along /= np.hypot(*along)
        axes.add_patch(
            Polygon(
                _head((tip.x, tip.y), along, size),
                facecolor=line.ink.colour,
                edgecolor=PAPER,
                linewidth=0.5,
                joinstyle="round",
                zorder=4.5,
                gid="arrow",
            )
        )


def _head(tip: tuple[float, float], along: NDArray[np.float64], size: float) -> NDArray[np.float64]:
    across = np.array([-along[1], along[0]])
    back = np.array(tip) - 1.5 * size * along
    return np.array([tip, back + 0.62 * size * across, back - 0.62 * size * across])


def has_rail_lines(flows: Iterable[Flow]) -> bool:
    """Tell whether any train follows a line of the dataset rather than a straight line."""
    return any(
        flow.mode is Mode.RAIL and any(len(part.points) > 2 for part in flow.parts)
        for flow in flows
    )
