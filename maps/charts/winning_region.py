"""Where a gateway wins: a tile for each frequency and price gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from matplotlib.patches import Rectangle

from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import GREY, INK, PAPER, SHADE, SLIDE, Size, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Tile: TypeAlias = tuple[int, float, float, float, bool]
"""Rotations a week, USD/kg below the rival, tonnes a week, share, and whether it wins."""

COLUMNS: Final = ("rotations", "rate_gap_usd_per_kg", "tonnes_a_week", "share", "wins")
WINS: Final = "#0072B2"
NOTE: Final = Phrase(
    "Linear mix of the order book at each tile; the rate is held against the cheapest rate of"
    " the rival to the same terminal. Blue: wins; grey: does not.",
    "每格为订单簿的线性方案；运价差以对手至同一场站的最低运价为基准。蓝色：胜出；灰色：未胜出。",
)
_SUBTITLE: Final = Phrase(
    "Cargo that {gateway} wins from {rival}, tonnes a week", "{gateway}从{rival}赢得的货量（吨/周）"
)
_GAP: Final = Phrase("USD/kg below the rival", "低于对手的运价（美元/千克）")
_ROTATIONS: Final = Phrase("rotations a week", "每周往返班次")


def draw_winning_region(
    tiles: Sequence[Tile],
    *,
    gateway: str,
    rival: str,
    target: str,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw at which frequency and price gap a gateway wins cargo from its rival.

    Parameters
    ----------
    tiles
        Every pair of a frequency and a gap, with what is won.
    gateway, rival
        Names of the two.
    target
        What counts as winning, in words.
    size
        Size of the picture.
    title
        The message; by default how many tiles win, and the least gap of those.
    language
        Language of the words around the names.

    Returns
    -------
    Chart
        The picture, and a row for each tile.
    """
    frame = Frame(
        title=title or _message(tiles, gateway, target)[language],
        subtitle=_SUBTITLE.fill(gateway=gateway, rival=rival)[language],
        note=NOTE[language],
        x_label=_GAP[language],
        y_label=_ROTATIONS[language],
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        _draw(axes, tiles, size)
    rows = [(n, gap, round(t, 6), round(share, 6), wins) for n, gap, t, share, wins in tiles]
    return Chart(
        name="winning_region", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=records(COLUMNS, rows),
    )  # fmt: skip


def _draw(axes: Axes, tiles: Sequence[Tile], size: Size) -> None:
    gaps = sorted({tile[1] for tile in tiles})
    rotations = sorted({tile[0] for tile in tiles})
    for number, gap, tonnes, _, wins in tiles:
        x, y = gaps.index(gap), rotations.index(number)
        axes.add_patch(
            Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=WINS if wins else SHADE,
                      edgecolor=PAPER, linewidth=2)
        )  # fmt: skip
        colour = PAPER if wins else INK if tonnes else GREY
        axes.text(x, y, f"{tonnes:,.1f}", ha="center", va="center", color=colour,
                  fontsize=size.text_pt)  # fmt: skip
    axes.grid(visible=False)
    axes.set_xlim(-0.5, max(len(gaps) - 0.5, 0.5))
    axes.set_ylim(-0.5, max(len(rotations) - 0.5, 0.5))
    axes.set_xticks(range(len(gaps)), [f"{gap:g}" for gap in gaps])
    axes.set_yticks(range(len(rotations)), [f"{number}" for number in rotations])


def _message(tiles: Sequence[Tile], gateway: str, target: str) -> Phrase:
    winning = [tile for tile in tiles if tile[4]]
    if not winning:
        nowhere = Phrase("{gateway} wins {target} nowhere", "{gateway}在任何组合下都赢不到{target}")
        return nowhere.fill(gateway=gateway, target=target)
    number, gap, *_ = min(winning, key=lambda tile: (tile[1], tile[0]))
    text = Phrase(
        "{gateway} wins {target} from {gap:g} USD/kg below on, with {number} a week",
        "运价低 {gap:g} 美元/千克、每周 {number} 班起，{gateway}可赢得{target}",
    )
    return text.fill(gateway=gateway, target=target, gap=gap, number=number)
