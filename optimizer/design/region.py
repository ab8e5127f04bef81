"""Where a gateway wins: frequency against price gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .gateway import Gateway
from .levels import Levels, Lever, Won
from .threshold import Threshold, find_threshold

WIDTH = {Lever.FREQUENCY: 1.0, Lever.RATE: 0.01, Lever.HANDLING: 0.5, Lever.DEMAND: 0.05}
"""How near the two levels of an answer are."""

ENDS = {
    Lever.FREQUENCY: (0.0, 7.0),
    Lever.RATE: (0.0, 1.0),
    Lever.HANDLING: (72.0, 0.0),
    Lever.DEMAND: (0.5, 3.0),
}
"""Levels between which is searched, the end where least is hoped for first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a gateway wins at one frequency and one price gap."""

    rotations: int
    rate_gap_usd_per_kg: float
    won: Won
    wins: bool


def winning_region(
    gateway: Gateway,
    rotations: Iterable[int],
    gaps: Iterable[float],
    *,
    tonnes: float | None = None,
    share: float = 0.05,
    levels: Levels | None = None,
) -> tuple[Cell, ...]:
    """Return what a gateway wins at each frequency and price gap, by frequency, then gap.

    Parameters
    ----------
    tonnes
        Tonnes a week from which on it wins; None = a share of gateway and rival.
    share
        That share; it wins with more.
    levels
        Where the other levers stand.
    """
    base, numbers = levels or Levels(), tuple(rotations)
    cells = []
    # The rotations of one gap share their routes, and so do gaps, the largest first.
    for gap in sorted(gaps, reverse=True):
        for number in numbers:
            won = gateway.at(replace(base, rotations=number, rate_gap_usd_per_kg=gap))
            wins = won.share > share if tonnes is None else won.tonnes >= tonnes
            cells.append(Cell(rotations=number, rate_gap_usd_per_kg=gap, won=won, wins=wins))
    return tuple(sorted(cells, key=lambda cell: (cell.rotations, cell.rate_gap_usd_per_kg)))


def break_even(
    gateway: Gateway,
    lever: Lever,
    *,
    tonnes: float | None = None,
    rotation_usd: float | None = None,
    ends: tuple[float, float] | None = None,
    levels: Levels | None = None,
) -> Threshold:
    """Return what a lever must reach for the gateway to win tonnes a week, or to break even.

    Parameters
    ----------
    tonnes
        Tonnes a week to win; None = its revenue must pay for its departures.
    rotation_usd
        What a departure costs, where it is to break even.
    ends
        Levels between which is searched, the one where least is hoped for first.
    levels
        Where the other levers stand.
    """
    base = levels or Levels()
    worst, best = ends or ENDS[lever]

    def measure(level: float) -> float:
        won = gateway.at(_moved(base, lever, level))
        if tonnes is not None:
            return won.tonnes
        # Without a departure nothing is earned and nothing spent: that is no breaking even.
        return won.margin_usd(rotation_usd or 0.0) if won.rotations else float("-1e12")

    target = tonnes if tonnes is not None else 0.0
    return find_threshold(measure, worst, best, target=target, width=WIDTH[lever])


def _moved(levels: Levels, lever: Lever, level: float) -> Levels:
    match lever:
        case Lever.FREQUENCY:
            return replace(levels, rotations=round(level))
        case Lever.RATE:
            return replace(levels, rate_gap_usd_per_kg=level)
        case Lever.HANDLING:
            return replace(levels, handling_hours=level)
        case Lever.DEMAND:
            return replace(levels, demand=level)
