"""The tornado: what moves a figure away from a reference, the largest swing on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..letters import printable
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import GREY, INK, SLIDE, Size, house_style
from .shipment_words import source_note

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


def draw_tornado(
    network: Network, tornado: Tornado, *, size: Size = SLIDE, title: str = ""
) -> Chart:
    """Draw what moves a figure of a sweep.

    Parameters
    ----------
    network
        The network of the sweep; it names the source.
    tornado
        What moves which figure (`network.sweeps.tornado`).
    size
        Size of the picture.
    title
        The message; by default what moves the figure most.

    Returns
    -------
    Chart
        The picture, and a row for each end of a bar.
    """
    rows = records(COLUMNS, [
        _row(tornado, bar, end) for bar in tornado.bars for end in bar.ends
    ])  # fmt: skip
    measure = tornado.measure
    frame = Frame(
        title=title or _message(tornado),
        subtitle=f"Reference: {tornado.reference}; {_small(measure.title)}"
        f" {_number(tornado.reference_mean)} {measure.unit}, mean over the seeds",
        note=source_note(network, *_note(tornado)),
        x_label=f"change of the {_small(measure.title)}, {measure.unit}",
        y_label="",
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        _draw(axes, tornado, size)
    return Chart(
        name="tornado", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=rows,
    )  # fmt: skip


def _row(tornado: Tornado, bar: TornadoBar, end: TornadoEnd) -> tuple[str | float | int, ...]:
    return (
        bar.axis, bar.reference_label, end.label, end.change, end.mean, end.least, end.most,
        end.num_seeds, end.more_unserved_teu, tornado.measure.name, tornado.measure.unit,
    )  # fmt: skip


def _message(tornado: Tornado) -> str:
    name, unit = _small(tornado.measure.title), tornado.measure.unit
    if not tornado.bars or not tornado.bars[0].swing:
        return f"Nothing in the sweep moves the {name}"
    bar = tornado.bars[0]
    end = max(bar.ends, key=lambda end: abs(end.change))
    what = bar.axis if end.label == bar.axis else f"{bar.axis} = {end.label}"
    sign, left = "+" if end.change > 0 else "-", end.more_unserved_teu
    text = f"{what} moves the {name} most: {sign}{_number(abs(end.change))} {unit}"
    if abs(left) > NEAR_TEU:
        text += f", with {_number(abs(left))} TEU {'more' if left > 0 else 'less'} left behind"
    return text


def _small(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _note(tornado: Tornado) -> list[str]:
    texts = ["Each bar changes one thing; all else is as in the reference."]
    if any(abs(end.more_unserved_teu) > NEAR_TEU for bar in tornado.bars for end in bar.ends):
        texts.append("* Another amount is served: figures are not of the same cargo.")
    if tornado.missing:
        texts.append(f"Without a figure: {', '.join(tornado.missing)}.")
    if len(tornado.bars) > MOST_BARS:
        texts.append(f"{len(tornado.bars) - MOST_BARS} smaller bars are left out.")
    return texts


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if abs(amount) >= 100 else f"{amount:,.3g}"


def _draw(axes: Axes, tornado: Tornado, size: Size) -> None:
    """Draw the bars and what stands at their ends."""
    bars = tornado.bars[:MOST_BARS]
    _set_scales(axes, bars)
    axes.axvline(0, color=INK, linewidth=1.2, zorder=3, gid="reference")
    for place, bar in enumerate(bars):
        _draw_bar(axes, bar, len(bars) - 1 - place, size)


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


def _draw_bar(axes: Axes, bar: TornadoBar, height: int, size: Size) -> None:
    left = axes.get_xlim()[0]
    is_stack = any(end.label == bar.axis for end in bar.ends)
    name = printable(f"{bar.axis} ({'not' if is_stack else 'from'} {bar.reference_label})", 40)
    axes.text(left, height + 0.34, name, fontsize=0.95 * size.text_pt, color=INK, va="bottom",
              ha="left")  # fmt: skip
    for end in _ends(bar):
        colour = MORE if end.change > 0 else LESS
        axes.barh(height, end.change, height=0.56, color=colour, alpha=0.85, zorder=2, gid="end")
        mark = "*" if abs(end.more_unserved_teu) > NEAR_TEU else ""
        sign = "+" if end.change > 0 else "-" if end.change < 0 else ""
        label = "" if is_stack else f"{printable(end.label, 24)}: "
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
