"""What a break-even map shows: choices, a holding rate, rows and message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...network.economics import (
    Choice,
    Region,
    TieLine,
    regions,
    tie_lines,
)
from ..mode_names import mode_name
from ..phrases import Phrase, named
from .chart import finite
from .shipment_words import NO_ROUTE

COLUMNS: Final = (
    "choice", "mode", "from_days", "to_days", "from_usd_per_kg", "to_usd_per_kg", "freight_usd",
)  # fmt: skip


GOODS: Final = Phrase("these goods", "该货物")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What a break-even map shows: choices, a holding rate, and where a shipment stands."""

    choices: Sequence[Choice]
    rate_per_day: float
    goods_usd_per_kg: float | None = None
    goods_days: float | None = None
    goods_name: Phrase = GOODS

    @property
    def regions(self) -> tuple[Region, ...]:
        """Who wins where."""
        return regions(self.choices, rate_per_day=self.rate_per_day)

    @property
    def ties(self) -> tuple[TieLine, ...]:
        """Where two choices cost the same, where that is a change of mode."""
        lines = tie_lines(self.choices, rate_per_day=self.rate_per_day)
        return tuple(tie for tie in lines if tie.slower.mode != tie.faster.mode)


def row_of(region: Region) -> tuple[str | float | None, ...]:
    """Return the row of a region."""
    return (
        region.choice.name, region.choice.mode, round(region.from_days, 4),
        finite(region.to_days, 4), round(region.from_usd_per_kg, 6),
        finite(region.to_usd_per_kg, 6), region.choice.freight_usd,
    )  # fmt: skip


def message(case: BreakEven) -> Phrase:
    """Say who wins for the goods, and from which value on the next faster mode would."""
    value, days = case.goods_usd_per_kg, case.goods_days
    if not case.choices:
        return NO_ROUTE
    if value is None or days is None:
        return _undecided(case)
    here = [region for region in case.regions if _holds(region, days, value)]
    if not here:
        first = min(region.from_days for region in case.regions)
        text = Phrase(
            "No mode arrives within {days:.0f} days; the fastest takes {first:.1f}",
            "{days:.0f} 天内没有方式能到达；最快需 {first:.1f} 天",
        )
        return text.fill(days=days, first=first)
    mode = here[0].choice.mode
    text = Phrase(
        "{mode} wins for goods of {value} USD/kg with {days:.0f} days",
        "货值 {value} 美元/千克、可用 {days:.0f} 天时{mode}最优",
    ).fill(mode=mode_name(mode).capital(), value=value_text(value), days=days)
    return _with_tie(case, text, mode)


def _undecided(case: BreakEven) -> Phrase:
    modes = [mode_name(m) for m in dict.fromkeys(region.choice.mode for region in case.regions)]
    text = Phrase(
        "Value of the goods and days available decide between {modes}",
        "货值与可用天数决定选择：{modes}",
    )
    return text.fill(
        modes=named(", ".join(mode.en for mode in modes), "、".join(mode.zh for mode in modes))
    )


def _with_tie(case: BreakEven, text: Phrase, mode: str) -> Phrase:
    """Return the message with the value at which another mode would win, if there is one."""
    value, days = case.goods_usd_per_kg or 0.0, case.goods_days or 0.0
    ties = [tie for tie in case.ties if tie.from_days <= days < tie.to_days]
    above = [t for t in ties if t.slower.mode == mode and t.usd_per_kg > value]
    below = [t for t in ties if t.faster.mode == mode and t.usd_per_kg <= value]
    if above:
        tie = min(above, key=lambda t: t.usd_per_kg)
        more = Phrase("{text}; above {value} it would be {mode}", "{text}；高于 {value} 则为{mode}")
        other = tie.faster.mode
    elif below:
        tie = max(below, key=lambda t: t.usd_per_kg)
        more = Phrase("{text}; below {value} it would be {mode}", "{text}；低于 {value} 则为{mode}")
        other = tie.slower.mode
    else:
        return text
    return more.fill(text=text, value=value_text(tie.usd_per_kg), mode=mode_name(other))


def _holds(region: Region, days: float, value: float) -> bool:
    return (
        region.from_days <= days < region.to_days
        and region.from_usd_per_kg <= value < region.to_usd_per_kg
    )


def value_text(number: float) -> str:
    """Return a value of goods, with fewer decimals the larger it is."""
    return f"{number:,.2f}" if number < 2 else f"{number:,.1f}" if number < 20 else f"{number:,.0f}"
