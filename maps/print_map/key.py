"""The key: corridors with their boxes, modes, kinds of terminals, and widths."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...network.terminal import TerminalKind
from ..charts.house_style import GREY
from ..phrases import Language, Phrase, same
from .lines import width_pt
from .marks import PASSED as PASSED_SIGN
from .marks import sign
from .pen import Pen
from .words import KINDS, OTHERS, PASSED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .layout import Layout


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
    signs = _num_sign_rows(pens[0], key)
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
    name, figure, second = (words[pen.language] for words in key.headings)
    longest = max(pen.measure(t, 0.88) for t in (second, *(r.second[pen.language] for r in shown)))
    second_at, figure_at = pen.width, pen.width - longest - pen.layout.key_pt
    left = pen.swatch + 5 if any(row.sample.look for row in key.rows) else 0.0
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
        room = figure_at - taken - left - 4
        line.write(left, row.sample.words[line.language], room=room)
        line = line.down(1)
    return (pen.top - line.top) / pen.row


def _columns(pen: Pen, key: Key) -> tuple[int, int]:
    """Return how many samples of lines and how many kinds of terminals stand in a row."""
    lines = [sample.words[pen.language] for sample in key.samples]
    kinds = [words[pen.language] for words in (*(KINDS[kind] for kind in key.kinds), PASSED)]
    longest = max((pen.measure(text) for text in lines), default=1.0), max(map(pen.measure, kinds))
    per_row = (pen.width / (longest[0] + pen.swatch + 6), pen.width / (longest[1] + 16))
    return max(1, min(5, int(per_row[0]))), max(1, min(3, int(per_row[1])))


def _num_sign_rows(pen: Pen, key: Key) -> float:
    lines, kinds = _columns(pen, key)
    signs = len(key.kinds) + key.has_passed
    return 0.4 + math.ceil(len(key.samples) / lines) + 0.5 + math.ceil(signs / kinds) + 0.5 + 2.1


def _draw_signs(pen: Pen, key: Key) -> None:
    """Draw samples of lines, kinds of terminals and widths."""
    lines, kinds = _columns(pen, key)
    pen.rule()
    pen = _grid(pen.down(0.25), lines, [_line_sample(sample) for sample in key.samples])
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
        length = pen.swatch - 2
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
