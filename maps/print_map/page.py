"""The page: message, subtitle, note, and axes whose units are points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..charts.frame import wrapped
from ..charts.house_style import DPI, FAINT, GREY, INK, Size
from ..letters import printable
from .layout import margin_pt
from .view import Rect

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE: Final = 1.28
"""Height of a line of text, as a multiple of its letters."""

SHRINKING: Final = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Sizes of the message, tried until it fits into one line."""

LONGEST_TITLE: Final = 200
LONGEST_NOTE: Final = 900


class _Canvas(FigureCanvasAgg):
    """A canvas that is drawn when it is saved: geopandas asks for it after each layer."""

    def draw_idle(self, *_: Any, **__: Any) -> None:
        """Do nothing."""


def open_page(size: Size) -> Figure:
    """Return an empty page."""
    figure = Figure(figsize=(size.width_in, size.height_in), dpi=DPI)
    _Canvas(figure)
    return figure


def write_heading(figure: Figure, size: Size, title: str, subtitle: str) -> float:
    """Write the message and what the map is of; return the height that they take in points."""
    margin = margin_pt(size)
    text = printable(title, LONGEST_TITLE)
    room = size.width_in - 2 * margin / 72
    sizes = [share * size.title_pt for share in SHRINKING]
    in_one_line = (pt for pt in sizes if len(wrapped(figure, text, pt, room, "bold")) == 1)
    points = next(in_one_line, 0.88 * size.title_pt)
    top = _down(figure, text, margin, 0.85 * margin, {"fontsize": points, "weight": "bold"})
    words = printable(subtitle, LONGEST_NOTE)
    look = {"fontsize": size.text_pt, "weight": "normal", "color": GREY}
    return _down(figure, words, margin, top + 2, look) + 0.33 * margin


def _down(figure: Figure, text: str, margin: float, top: float, look: dict[str, Any]) -> float:
    """Write lines of text downwards; return where they end, in points from the top."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    room_in = (width - 2 * margin) / 72
    for line in wrapped(figure, text, look["fontsize"], room_in, look["weight"]):
        figure.text(margin / width, 1 - top / height, line, va="top", **{"color": INK, **look})
        top += LINE * look["fontsize"]
    return top


def write_note(figure: Figure, size: Size, text: str) -> float:
    """Write the note at the bottom; return the height that it takes in points."""
    points, margin = size.note_pt * 0.86, margin_pt(size)
    width, height = 72 * size.width_in, 72 * size.height_in
    lines = wrapped(figure, printable(text, LONGEST_NOTE), points, (width - 2 * margin) / 72)
    low = 0.37 * margin
    for number, line in enumerate(reversed(lines)):
        y = low + number * LINE * points
        figure.text(margin / width, y / height, line, fontsize=points, color=GREY)
    return low + len(lines) * LINE * points + 0.2 * margin


def point_axes(figure: Figure, rect: Rect, *, colour: str, edge: str | None = FAINT) -> Axes:
    """Add axes over a part of the page whose units are points from its lower left corner."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    axes = figure.add_axes(
        (rect.left / width, rect.bottom / height, rect.width / width, rect.height / height)
    )
    axes.set_xlim(0, rect.width)
    axes.set_ylim(0, rect.height)
    axes.set_autoscale_on(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.set_facecolor(colour)
    for spine in axes.spines.values():
        spine.set_visible(edge is not None)
        if edge is not None:
            spine.set_edgecolor(edge)
            spine.set_linewidth(0.8)
    return axes
