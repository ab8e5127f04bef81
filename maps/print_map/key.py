"""The key: corridors with their boxes, modes, kinds of terminals, and widths."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ...network.terminal import TerminalKind
from ..charts.house_style import DPI, FAINT, GREY, INK
from ..phrases import Language, Phrase, same
from .lines import width_pt
from .marks import PASSED as PASSED_SIGN
from .marks import sign
from .words import KINDS, OTHERS, PASSED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .layout import Layout

ROW: Final = 1.3
"""Height of a row, as a multiple of its letters."""

SWATCH: Final = 2.5
"""Length of a sample of a line, as a multiple of its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A line of the key with its words; ``look`` is None where there is no line to show."""

    words: Phrase
    look: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A corridor in the key: its sample, its figure, and another figure in small letters."""

    sample: Sample
    figure: Phrase
    second: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What the key explains: ``rest`` says what the rows that find no room come to."""

    headings: tuple[Phrase, Phrase, Phrase]
    rows: Sequence[KeyRow]
    rest: Callable[[int], str]
    samples: Sequence[Sample]
    kinds: Sequence[TerminalKind]
    has_passed: bool
    width_words: Phrase
    most_boxes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Where and how large the key is written: a column from its top downwards, in points."""

    axes: Axes
    layout: Layout
    language: Language
    left: float
    top: float
    width: float

    @property
    def row(self) -> float:
        """Height of a row."""
        return ROW * self.layout.key_pt

    def down(self, rows: float) -> Pen:
        """Return the pen some rows further down."""
        return replace(self, top=self.top - rows * self.row)

    @property
    def swatch(self) -> float:
        """Length of a sample of a line."""
        return SWATCH * self.layout.key_pt

    def write(self, x: float, text: str, *, room: float = math.inf, **look: Any) -> float:
        """Write text in the middle of the first row, cut to its room; return its width."""
        style = {"fontsize": self.layout.key_pt, "color": INK, "va": "center_baseline", **look}
        middle = self.top - 0.5 * self.row
        drawn = self.axes.text(self.left + x, middle, text, gid="key", **style)
        short = text
        while len(short) > 1 and drawn.get_window_extent().width > room * DPI / 72:
            short = short[:-1].rstrip()
            drawn.set_text(f"{short}…")
        return float(drawn.get_window_extent().width) * 72 / DPI

    def sample(self, x: float, width: float, **look: Any) -> None:
        """Draw a line in the middle of the first row."""
        middle = self.top - 0.5 * self.row
        self.axes.plot([self.left + x, self.left + x + width], [middle, middle], **look)

    def rule(self) -> None:
        """Draw a thin rule at the top."""
        self.axes.plot([self.left, self.left + self.width], [self.top, self.top], color=FAINT,
                       linewidth=0.6)  # fmt: skip


def draw_key(axes: Axes, key: Key, layout: Layout, language: Language) -> None:
    """Draw the key in one column beside the map, or in three under it."""
    columns = layout.num_columns
    gutter = 14.0
    width = (layout.key.width - (columns - 1) * gutter) / columns
    pens = [
        Pen(axes=axes, layout=layout, language=language, left=number * (width + gutter),
            top=layout.key.height, width=width)
        for number in range(columns)
    ]  # fmt: skip
    signs = _num_sign_rows(key, layout)
    rows_high = layout.key.height / pens[0].row
    if columns == 1:
        shown = _shown(key, math.floor(rows_high - signs - 1.35))
        used = _draw_rows(pens[0], key, shown)
        _draw_signs(pens[0].down(used + 0.35), key)
        return
    shown = _shown(key, math.floor(rows_high - 1.2) * (columns - 1))
    each = math.ceil(len(shown) / (columns - 1)) or 1
    for number in range(columns - 1):
        _draw_rows(pens[number], key, shown[number * each : (number + 1) * each])
    _draw_signs(pens[-1], key)


def _shown(key: Key, room: int) -> list[KeyRow]:
    """Return the rows that there is room for; the last may stand for all the others."""
    if len(key.rows) <= room:
        return list(key.rows)
    most = max(0, room - 1)
    others = Sample(words=OTHERS.fill(n=len(key.rows) - most))
    return [*key.rows[:most], KeyRow(sample=others, figure=same(key.rest(most)), second=same(""))]


def _draw_rows(pen: Pen, key: Key, shown: Sequence[KeyRow]) -> float:
    """Draw corridors with their figures; return how many rows that took."""
    small: dict[str, Any] = {"fontsize": 0.88 * pen.layout.key_pt, "color": GREY, "ha": "right"}
    second_at = pen.width
    figure_at = second_at - 4.2 * pen.layout.key_pt
    name, figure, second = (words[pen.language] for words in key.headings)
    pen.write(0, name, weight="bold")
    pen.write(figure_at, figure, weight="bold", ha="right")
    pen.write(second_at, second, **small)
    line = pen.down(1.1)
    line.rule()
    for row in shown:
        look = row.sample.look
        if look is not None:
            line.sample(1, line.swatch - 2, gid="swatch", **look)
        line.write(second_at, row.second[line.language], **small)
        figure = row.figure[line.language]
        taken = line.write(figure_at, figure, ha="right", weight="bold")
        left = line.swatch + 5
        room = figure_at - taken - left - 4
        line.write(left, row.sample.words[line.language], room=room)
        line = line.down(1)
    return (pen.top - line.top) / pen.row


def _columns(layout: Layout) -> tuple[int, int]:
    """Return how many modes and how many kinds of terminals stand in a row."""
    letters = layout.key.width / layout.num_columns / layout.key_pt
    return (5, 3) if letters > 27 else (3, 2)


def _num_sign_rows(key: Key, layout: Layout) -> float:
    modes, kinds = _columns(layout)
    signs = len(key.kinds) + key.has_passed
    return 0.4 + math.ceil(len(key.samples) / modes) + 0.5 + math.ceil(signs / kinds) + 0.5 + 2.1


def _draw_signs(pen: Pen, key: Key) -> None:
    """Draw samples of modes, kinds of terminals and widths."""
    modes, kinds = _columns(pen.layout)
    pen.rule()
    pen = _grid(pen.down(0.25), modes, [_line_sample(sample) for sample in key.samples])
    pen.down(0.2).rule()
    samples = [_kind_sample(kind) for kind in key.kinds]
    if key.has_passed:
        samples.append(_passed_sample)
    pen = _grid(pen.down(0.45), kinds, samples)
    pen.down(0.2).rule()
    _draw_widths(pen.down(0.45), key)


def _grid(pen: Pen, columns: int, samples: Sequence[Callable[[Pen], None]]) -> Pen:
    """Draw samples in columns; return the pen under them."""
    for number, sample in enumerate(samples):
        place = pen.down(number // columns)
        left = pen.left + number % columns * pen.width / columns
        sample(replace(place, left=left, width=pen.width / columns))
    return pen.down(math.ceil(len(samples) / columns))


def _line_sample(sample: Sample) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        length = min(pen.swatch - 2, 0.4 * pen.width)
        pen.sample(1, length, **(sample.look or {}))
        pen.write(length + 4, sample.words[pen.language])

    return draw


def _kind_sample(kind: TerminalKind) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        pen.sample(4, 0, markersize=0.72 * pen.layout.key_pt, linestyle="", **sign(kind))
        pen.write(12, KINDS[kind][pen.language])

    return draw


def _passed_sample(pen: Pen) -> None:
    pen.sample(4, 0, markersize=3, linestyle="", **PASSED_SIGN)
    pen.write(12, PASSED[pen.language])


def _draw_widths(pen: Pen, key: Key) -> None:
    pen.write(0, key.width_words[pen.language], color=GREY)
    line = pen.down(1.1)
    sizes = key_sizes(key.most_boxes)
    for number, size in enumerate(sizes):
        left = number * pen.width / len(sizes)
        width = width_pt(size, key.most_boxes, pen.layout.thinnest_pt, pen.layout.widest_pt)
        line.sample(left, pen.swatch, color=GREY, linewidth=width, solid_capstyle="butt")
        line.write(left + pen.swatch + 5, f"{size:,}")


def key_sizes(most_boxes: float) -> list[int]:
    """Return up to three round sizes for the key of widths, the largest close to the largest."""
    steps = [factor * 10**power for power in range(7) for factor in (1, 2, 5)]
    below = [step for step in steps if step <= most_boxes] or [1]
    return sorted({below[-1], below[len(below) * 2 // 3 - 1], below[max(0, len(below) // 3 - 1)]})
