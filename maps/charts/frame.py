"""What stands around every chart: the message as title, what it is of, axes and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from ..letters import printable
from .house_style import DPI, GREY, INK, Size

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN_IN: Final = 0.45
WIDE_FROM: Final = 0x2E80
"""Chinese letters, which are as wide as two others, begin here."""

LINE: Final = 1.28
"""Height of a line of text, as a multiple of its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words around a chart."""

    title: str
    subtitle: str
    note: str
    x_label: str
    y_label: str


def framed(
    frame: Frame, size: Size, *, right_in: float = 0.0, left_in: float = 0.0
) -> tuple[Figure, Axes]:
    """Make a figure with title, subtitle and note, and the axes between them.

    Parameters
    ----------
    right_in
        Room to leave on the right of the axes for labels, in inches.
    left_in
        Room to leave on the left for the names of rows, beyond that of figures.
    """
    figure = Figure(figsize=(size.width_in, size.height_in), dpi=DPI)
    FigureCanvasAgg(figure)
    top = _lines(figure, frame.title, size, size.title_pt, top_in=0.38, weight="bold")
    top = _lines(figure, frame.subtitle, size, size.text_pt, top_in=top + 0.06, colour=GREY)
    note_in = _note(figure, frame.note, size)
    left = MARGIN_IN + left_in + 5.2 * size.text_pt / 72
    bottom = note_in + 3.6 * size.text_pt / 72
    top += 2.2 * size.text_pt / 72
    axes = figure.add_axes((
        left / size.width_in,
        bottom / size.height_in,
        (size.width_in - left - MARGIN_IN - right_in) / size.width_in,
        (size.height_in - top - bottom) / size.height_in,
    ))  # fmt: skip
    axes.set_xlabel(frame.x_label, loc="right")
    axes.set_title(frame.y_label, loc="left", fontsize=size.text_pt, color=GREY, x=0.0, pad=7)
    axes.grid(visible=True, axis="y")
    axes.tick_params(length=0, pad=5)
    return figure, axes


def room_for(names: Iterable[str], points: float) -> float:
    """Return the room that names of rows need beside that of figures, in inches."""
    longest = max((sum(1 + (ord(c) >= WIDE_FROM) for c in name) for name in names), default=0)
    return max(0.0, (0.52 * longest - 4.0) * points / 72)


def ticks(axes: Axes, axis: str, values: Sequence[float]) -> None:
    """Put ticks at values, written with thousands separators."""
    chosen = axes.xaxis if axis == "x" else axes.yaxis
    chosen.set_major_locator(FixedLocator(list(values)))
    chosen.set_minor_locator(FixedLocator([]))
    chosen.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))


def linear_ticks(high: float, most: int = 8) -> list[float]:
    """Return round figures from 0 up to a figure, at steps of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** len(str(int(high)))
    steps = (power * 10.0**-down * step for down in range(9, -1, -1) for step in (1, 2, 5))
    step = next((step for step in steps if high / step <= most), power)
    return [round(number * step, 9) for number in range(int(high / step + 1e-9) + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten between two figures; only powers if they are many."""
    fine = [m * 10.0**p for p in range(-4, 13) for m in (1, 2, 5) if low <= m * 10.0**p <= high]
    return fine if len(fine) <= 9 else [10.0**p for p in range(-4, 13) if low <= 10.0**p <= high]


def _note(figure: Figure, text: str, size: Size) -> float:
    """Write the note at the bottom; return how high it stands in inches."""
    lines = wrapped(figure, printable(text, 600), size.note_pt, size.width_in - 2 * MARGIN_IN)
    height = LINE * size.note_pt / 72
    for number, line in enumerate(reversed(lines)):
        y = (0.22 + number * height) / size.height_in
        figure.text(MARGIN_IN / size.width_in, y, line, fontsize=size.note_pt, color=GREY)
    return 0.22 + len(lines) * height


def _lines(
    figure: Figure, text: str, size: Size, points: float, *, top_in: float,
    weight: str = "normal", colour: str = INK,
) -> float:  # fmt: skip
    """Write text in lines from a place downwards; return where it ends, in inches from the top."""
    room = size.width_in - 2 * MARGIN_IN
    for line in wrapped(figure, printable(text, 240), points, room, weight):
        figure.text(
            MARGIN_IN / size.width_in, 1 - top_in / size.height_in, line, fontsize=points,
            weight=weight, color=colour, va="top",
        )  # fmt: skip
        top_in += LINE * points / 72
    return top_in


def wrapped(
    figure: Figure, text: str, points: float, room_in: float, weight: str = "normal"
) -> list[str]:
    """Return text in as few lines as fit into a width, and none of them much shorter.

    A figure and the word after it, mostly its unit, stay together.
    """
    words = re.split(r"(?<!\d) ", text)
    widths = [_width_in(figure, word, points, weight) for word in words]
    space = _width_in(figure, "n n", points, weight) - _width_in(figure, "nn", points, weight)
    fewest = len(_filled(words, widths, space, room_in))
    narrower = (room_in * share / 20 for share in range(10, 20))
    room = next((w for w in narrower if len(_filled(words, widths, space, w)) == fewest), room_in)
    return _filled(words, widths, space, room)


def _filled(words: Sequence[str], widths: Sequence[float], space: float, room: float) -> list[str]:
    """Return words in lines, each as full as a width allows."""
    lines: list[str] = []
    taken = 0.0
    for word, width in zip(words, widths, strict=True):
        if lines and taken + space + width <= room:
            lines[-1] += f" {word}"
            taken += space + width
        else:
            lines.append(word)
            taken = width
    return lines


def _width_in(figure: Figure, text: str, points: float, weight: str) -> float:
    drawn = figure.text(0, 0, text, fontsize=points, weight=weight)
    width = drawn.get_window_extent().width / figure.dpi
    drawn.remove()
    return float(width)
