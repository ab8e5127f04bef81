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
from .chart import finite
from .shipment_words import capital

COLUMNS: Final = (
    "choice", "mode", "from_days", "to_days", "from_usd_per_kg", "to_usd_per_kg", "freight_usd",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What a break-even map shows: choices, a holding rate, and where a shipment stands."""

    choices: Sequence[Choice]
    rate_per_day: float
    goods_usd_per_kg: float | None = None
    goods_days: float | None = None
    goods_name: str = "these goods"

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


def message(case: BreakEven) -> str:
    """Say who wins for the goods, and from which value on the next faster mode would."""
    value, days = case.goods_usd_per_kg, case.goods_days
    if not case.choices:
        return "No route carries this shipment"
    if value is None or days is None:
        modes = dict.fromkeys(region.choice.mode for region in case.regions)
        return f"Value of the goods and days available decide between {', '.join(modes)}"
    here = [region for region in case.regions if _holds(region, days, value)]
    if not here:
        first = min(region.from_days for region in case.regions)
        return f"No mode arrives within {days:.0f} days; the fastest takes {first:.1f}"
    mode = here[0].choice.mode
    text = f"{capital(mode)} wins for goods of {value_text(value)} USD/kg with {days:.0f} days"
    ties = [tie for tie in case.ties if tie.from_days <= days < tie.to_days]
    above = [t for t in ties if t.slower.mode == mode and t.usd_per_kg > value]
    below = [t for t in ties if t.faster.mode == mode and t.usd_per_kg <= value]
    if above:
        tie = min(above, key=lambda t: t.usd_per_kg)
        return f"{text}; above {value_text(tie.usd_per_kg)} it would be {tie.faster.mode}"
    if below:
        tie = max(below, key=lambda t: t.usd_per_kg)
        return f"{text}; below {value_text(tie.usd_per_kg)} it would be {tie.slower.mode}"
    return text


def _holds(region: Region, days: float, value: float) -> bool:
    return (
        region.from_days <= days < region.to_days
        and region.from_usd_per_kg <= value < region.to_usd_per_kg
    )


def value_text(number: float) -> str:
    """Return a value of goods, with fewer decimals the larger it is."""
    return f"{number:,.2f}" if number < 2 else f"{number:,.1f}" if number < 20 else f"{number:,.0f}"
