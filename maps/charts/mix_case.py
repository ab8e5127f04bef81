"""What the chart of the mix shows: groups of a plan, or of two, and the message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from ...network.plan_comparison import NO_BORDER, gateway
from ..mode_names import mode_name, modes_key
from ..phrases import Language, Phrase, named, same
from ..wording import signed
from .house_style import GREY, mode_colour

if TYPE_CHECKING:
    from ...network.plan import Assignment, Plan

MOST_BARS: Final = 12
"""Groups that are drawn; the smallest share a bar beyond them."""

NEAR: Final = 0.5
NEAR_SHARE: Final = 0.005
"""Changes below this share of the first plan are not worth a title."""

OTHERS: Final = Phrase("{count} others", "其他 {count} 项")
COLUMNS: Final = ("group", "plan", "amount", "share", "unit")


class MixBy(StrEnum):
    """What the mix is grouped by."""

    CORRIDOR = "corridor"
    MODE = "mode"
    GATEWAY = "gateway"


class MixMeasure(StrEnum):
    """What is counted."""

    SIZE = "size"
    TONNES = "tonnes"
    FREIGHT = "freight"
    CO2E = "co2e"


class _Measured(NamedTuple):
    name: Phrase
    unit: str


MEASURES: Final[Mapping[MixMeasure, _Measured]] = {
    MixMeasure.SIZE: _Measured(Phrase("cargo", "货量"), "TEU"),
    MixMeasure.TONNES: _Measured(Phrase("cargo", "货量"), "t"),
    MixMeasure.FREIGHT: _Measured(Phrase("freight", "运费"), "USD"),
    MixMeasure.CO2E: _Measured(Phrase("emissions", "碳排放"), "t CO2e"),
}
BY: Final[Mapping[MixBy, Phrase]] = {
    MixBy.CORRIDOR: Phrase("corridor", "通道"),
    MixBy.MODE: Phrase("mode", "运输方式"),
    MixBy.GATEWAY: Phrase("gateway", "出境口岸"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MixBar:
    """A group: its name, its colour, and its amount in each plan."""

    key: str
    name: Phrase
    colour: str
    amounts: tuple[float, ...]

    @property
    def change(self) -> float:
        """How much more the last plan has than the first."""
        return self.amounts[-1] - self.amounts[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class MixCase:
    """The mix of plans, the largest group first."""

    by: MixBy
    measure: MixMeasure
    names: tuple[str, ...]
    bars: tuple[MixBar, ...]

    @property
    def unit(self) -> str:
        """Unit of the amounts."""
        return MEASURES[self.measure].unit

    def total(self, plan: int) -> float:
        """Return what a plan comes to."""
        return sum(bar.amounts[plan] for bar in self.bars)

    def share(self, bar: MixBar, plan: int) -> float:
        """Return the share of a group in a plan."""
        total = self.total(plan)
        return bar.amounts[plan] / total if total else 0.0

    @property
    def drawn(self) -> tuple[MixBar, ...]:
        """The bars that are drawn: the largest, and one for all others."""
        if len(self.bars) <= MOST_BARS:
            return self.bars
        kept, rest = self.bars[: MOST_BARS - 1], self.bars[MOST_BARS - 1 :]
        amounts = tuple(sum(column) for column in zip(*(b.amounts for b in rest), strict=True))
        name = OTHERS.fill(count=len(rest))
        return (*kept, MixBar(key="", name=name, colour=GREY, amounts=amounts))


def mix_case(plans: Mapping[str, Plan], by: MixBy, measure: MixMeasure) -> MixCase:
    """Sum up plans by group; the colours and names are those of the last plan that has it."""
    sums: dict[str, list[float]] = {}
    for number, plan in enumerate(plans.values()):
        for assignment in plan.assignments:
            key = _key(plan, assignment, by)
            amounts = sums.setdefault(key, [0.0] * len(plans))
            amounts[number] += _amount(assignment, measure)
    order = sorted(sums, key=lambda key: (-max(sums[key]), key))
    bars = (_bar(tuple(plans.values()), key, tuple(sums[key]), by) for key in order)
    return MixCase(by=by, measure=measure, names=tuple(plans), bars=tuple(bars))


def _key(plan: Plan, assignment: Assignment, by: MixBy) -> str:
    if by is MixBy.GATEWAY:
        return gateway(plan.network, assignment.route)
    route = assignment.route
    return modes_key(route.mode_label) if by is MixBy.MODE else route.main_corridor


def _amount(assignment: Assignment, measure: MixMeasure) -> float:
    match measure:
        case MixMeasure.SIZE:
            return assignment.size_teu
        case MixMeasure.TONNES:
            return assignment.kg / 1000
        case MixMeasure.FREIGHT:
            return assignment.freight_cents / 100
        case MixMeasure.CO2E:
            return assignment.co2e_g / 1e6


def _bar(plans: Sequence[Plan], key: str, amounts: tuple[float, ...], by: MixBy) -> MixBar:
    name, colour = same(key), GREY
    if by is MixBy.MODE:
        name, colour = mode_name(key), mode_colour(key)
    elif by is MixBy.CORRIDOR:
        corridor = next(p.network.corridors[key] for p in plans if key in p.network.corridors)
        name, colour = named(corridor.name, corridor.name_zh), corridor.colour
    elif key == NO_BORDER:
        name = Phrase("no border", "不出境")
    else:
        terminal = next(p.network.terminals[key] for p in plans if key in p.network.terminals)
        name, colour = named(terminal.name, terminal.name_zh), "#0072B2"
    return MixBar(key=key, name=name, colour=colour, amounts=amounts)


def message(case: MixCase, language: Language) -> str:
    """Say which group carries most, or between plans which one grew and which shrank most."""
    what = MEASURES[case.measure].name
    if not case.bars or not case.total(len(case.names) - 1):
        return Phrase("Nothing travels", "没有货物运输")[language]
    if len(case.names) == 1:
        first = case.bars[0]
        text = Phrase("{name} has {share:.0%} of the {what}", "{name}占{what}的 {share:.0%}")
        return text.fill(name=first.name.capital(), share=case.share(first, 0), what=what)[language]
    grown, shrunk = (pick(case.bars, key=lambda b: b.change) for pick in (max, min))
    least = max(NEAR_SHARE * case.total(0), NEAR)
    parts = [_moved(case, bar) for bar in (grown, shrunk) if abs(bar.change) >= least]
    if not parts:
        return Phrase("The mix hardly changes", "运输结构基本不变")[language]
    return Phrase("; ", "；")[language].join(part[language] for part in parts)


def _moved(case: MixCase, bar: MixBar) -> Phrase:
    text = Phrase(
        "{name} {amount} {unit} ({before:.0%} → {after:.0%})",
        "{name} {amount} {unit}（{before:.0%} → {after:.0%}）",
    )
    before, after = case.share(bar, 0), case.share(bar, len(case.names) - 1)
    if f"{before:.0%}" == f"{after:.0%}":
        text = Phrase("{name} {amount} {unit}", "{name} {amount} {unit}")
    return text.fill(
        name=bar.name.capital(),
        amount=signed(bar.change),
        unit=case.unit,
        before=before,
        after=after,
    )
