"""The tornado: what moves a figure away from a reference, the largest swing on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..phrases import Language, Phrase, same
from ..wording import listed_names
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import GREY, INK, SLIDE, Size, house_style
from .shipment_words import Words, source_note
from .tornado_words import (
    axis_name,
    end_name,
    is_scenario,
    measure_name,
    unit_name,
    value_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.network import Network
    from ...network.sweeps.tornado import Tornado, TornadoBar, TornadoEnd

LESS: Final = "#0072B2"
MORE: Final = "#D55E00"
"""Colours of what makes the figure less and more; told apart by people who see fewer colours."""

MOST_BARS: Final = 14
"""Bars that are drawn; the rows have all of them."""

NEAR_TEU: Final = 1e-6
"""What is left behind differs where it differs by more."""

COLUMNS: Final = (
    "axis", "reference", "to", "change", "mean", "least", "most", "num_seeds",
    "more_unserved_teu", "figure", "unit",
)  # fmt: skip


_SUBTITLE: Final = Phrase(
    "Reference: {reference}; {name} {amount} {unit}, mean over the seeds",
    "基准：{reference}；{name}{amount}{unit}（各随机种子均值）",
)
_AXIS: Final = Phrase("change of the {name}, {unit}", "{name}变化（{unit}）")
_NOTHING: Final = Phrase("Nothing in the sweep moves the {name}", "所有情形均不影响{name}")
_MOST: Final = Phrase(
    "{what} moves the {name} most: {amount} {unit}{left}",
    "{what}对{name}影响最大：{amount}{unit}{left}",
)
_MORE_LEFT: Final = Phrase(", with {teu} TEU more left behind", "，另有 {teu} TEU 未承运")
_LESS_LEFT: Final = Phrase(", with {teu} TEU less left behind", "，且多承运 {teu} TEU")
_ONE_THING: Final = Phrase(
    "Each bar changes one thing; all else is as in the reference.",
    "每条只改变一项，其余与基准相同。",
)
_OTHER_CARGO: Final = Phrase(
    "* Another amount is served: figures are not of the same cargo.",
    "* 承运量不同，数值不可直接比较。",
)
_MISSING: Final = Phrase("Without a figure: {names}.", "无结果：{names}。")
_SMALLER: Final = Phrase("{count} smaller bars are left out.", "另有 {count} 项影响较小，未列出。")
_FROM: Final = Phrase("{name} (from {value})", "{name}（基准{value}）")


def draw_tornado(
    network: Network,
    tornado: Tornado,
    *,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw what moves a figure of a sweep.

    Parameters
    ----------
    network
        The network of the sweep; it names the source, and its scenarios and corridors.
    tornado
        What moves which figure (`network.sweeps.tornado`).
    size
        Size of the picture.
    title
        The message; by default what moves the figure most.
    language
        Language of the words; the rows are the same in each.

    Returns
    -------
    Chart
        The picture, and a row for each end of a bar.
    """
    rows = records(COLUMNS, [
        _row(tornado, bar, end) for bar in tornado.bars for end in bar.ends
    ])  # fmt: skip
    name, unit = measure_name(tornado.measure), unit_name(tornado.measure)
    subtitle = _SUBTITLE.fill(
        reference=tornado.reference, name=name, amount=_number(tornado.reference_mean), unit=unit
    )
    notes = [text[language] for text in _note(tornado)]
    frame = Frame(
        title=title or _message(network, tornado)[language],
        subtitle=subtitle[language],
        note=source_note(network, *notes, language=language),
        x_label=_AXIS.fill(name=name, unit=unit)[language],
        y_label="",
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        _draw(axes, network, tornado, Words(size=size, language=language))
    return Chart(
        name="tornado", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=rows,
    )  # fmt: skip


def _row(tornado: Tornado, bar: TornadoBar, end: TornadoEnd) -> tuple[str | float | int, ...]:
    return (
        bar.axis, bar.reference_label, end.label, end.change, end.mean, end.least, end.most,
        end.num_seeds, end.more_unserved_teu, tornado.measure.name, tornado.measure.unit,
    )  # fmt: skip


def _message(network: Network, tornado: Tornado) -> Phrase:
    name, unit = measure_name(tornado.measure), unit_name(tornado.measure)
    if not tornado.bars or not tornado.bars[0].swing:
        return _NOTHING.fill(name=name)
    bar = tornado.bars[0]
    end = max(bar.ends, key=lambda end: abs(end.change))
    left, text = end.more_unserved_teu, same("")
    if abs(left) > NEAR_TEU:
        text = (_MORE_LEFT if left > 0 else _LESS_LEFT).fill(teu=_number(abs(left)))
    what = end_name(network, bar, end)
    amount = f"{'+' if end.change > 0 else '-'}{_number(abs(end.change))}"
    return _MOST.fill(what=what, name=name, amount=amount, unit=unit, left=text)


def _note(tornado: Tornado) -> list[Phrase]:
    texts = [_ONE_THING]
    if any(abs(end.more_unserved_teu) > NEAR_TEU for bar in tornado.bars for end in bar.ends):
        texts.append(_OTHER_CARGO)
    if tornado.missing:
        texts.append(_MISSING.fill(names=listed_names(tornado.missing)))
    if len(tornado.bars) > MOST_BARS:
        texts.append(_SMALLER.fill(count=len(tornado.bars) - MOST_BARS))
    return texts


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if abs(amount) >= 100 else f"{amount:,.3g}"


def _draw(axes: Axes, network: Network, tornado: Tornado, words: Words) -> None:
    """Draw the bars and what stands at their ends."""
    bars = tornado.bars[:MOST_BARS]
    _set_scales(axes, bars)
    axes.axvline(0, color=INK, linewidth=1.2, zorder=3, gid="reference")
    for place, bar in enumerate(bars):
        name = axis_name(network, bar)
        if not is_scenario(bar):
            name = _FROM.fill(name=name, value=value_text(bar, bar.reference_label))
        _draw_bar(axes, bar, name[words.language], len(bars) - 1 - place, words.size)


def _set_scales(axes: Axes, bars: tuple[TornadoBar, ...]) -> None:
    changes = [0.0, *(end.change for bar in bars for end in bar.ends)]
    low, high = min(changes), max(changes)
    room = 0.16 * ((high - low) or 1.0)  # for the words at the ends of the bars
    left = low - room - 0.22 * ((high - low) or 1.0)
    axes.set_xlim(left, high + room)
    axes.set_ylim(-0.7, max(len(bars), 1) - 0.3)
    axes.set_yticks([])
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:+,.10g}" if value else "0")


def _draw_bar(axes: Axes, bar: TornadoBar, name: str, height: int, size: Size) -> None:
    left = axes.get_xlim()[0]
    axes.text(left, height + 0.34, name, fontsize=0.95 * size.text_pt, color=INK, va="bottom",
              ha="left")  # fmt: skip
    for end in _ends(bar):
        colour = MORE if end.change > 0 else LESS
        axes.barh(height, end.change, height=0.56, color=colour, alpha=0.85, zorder=2, gid="end")
        mark = "*" if abs(end.more_unserved_teu) > NEAR_TEU else ""
        sign = "+" if end.change > 0 else "-" if end.change < 0 else ""
        label = "" if is_scenario(bar) else f"{value_text(bar, end.label)}: "
        words = f"{label}{sign}{_number(abs(end.change))}{mark}"
        axes.annotate(
            words, (end.change, height), xytext=(5 if end.change >= 0 else -5, 0),
            textcoords="offset points", va="center", fontsize=0.85 * size.text_pt, color=GREY,
            ha="left" if end.change >= 0 else "right",
        )  # fmt: skip


def _ends(bar: TornadoBar) -> list[TornadoEnd]:
    """Return the outermost end on each side; what lies between is in the rows."""
    low = min(bar.ends, key=lambda end: end.change)
    high = max(bar.ends, key=lambda end: end.change)
    if low is high or (low.change >= 0) == (high.change >= 0):
        return [max((low, high), key=lambda end: abs(end.change))]
    return [low, high]
