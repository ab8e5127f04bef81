"""Where a gateway wins: a tile for each frequency and price gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from matplotlib.patches import Rectangle

from .chart import Chart, records
from .frame import Frame, framed
from .house_style import GREY, INK, PAPER, SHADE, SLIDE, Size, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Tile: TypeAlias = tuple[int, float, float, float, bool]
"""Rotations a week, USD/kg below the rival, tonnes a week, share, and whether it wins."""

COLUMNS: Final = ("rotations", "rate_gap_usd_per_kg", "tonnes_a_week", "share", "wins")
WINS: Final = "#0072B2"
NOTE: Final = (
    "Linear mix of the order book at each tile; the rate is held against the cheapest rate of"
    " the rival to the same terminal. Blue: wins; grey: does not."
)


def draw_winning_region(
    tiles: Sequence[Tile],
    *,
    gateway: str,
    rival: str,
    target: str,
    size: Size = SLIDE,
    title: str = "",
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

    Returns
    -------
    Chart
        The picture, and a row for each tile.
    """
    frame = Frame(
        title=title or _message(tiles, gateway, target),
        subtitle=f"Cargo that {gateway} wins from {rival}, tonnes a week",
        note=NOTE,
        x_label="USD/kg below the rival",
        y_label="rotations a week",
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        _draw(axes, tiles, size)
    rows = [(n, gap, round(t, 6), round(share, 6), wins) for n, gap, t, share, wins in tiles]
    return Chart(
        name="winning_region", title=frame.title, note=NOTE, size=size, figure=figure,
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


def _message(tiles: Sequence[Tile], gateway: str, target: str) -> str:
    winning = [tile for tile in tiles if tile[4]]
    if not winning:
        return f"{gateway} wins {target} nowhere"
    number, gap, *_ = min(winning, key=lambda tile: (tile[1], tile[0]))
    return f"{gateway} wins {target} from {gap:g} USD/kg below on, with {number} a week"
