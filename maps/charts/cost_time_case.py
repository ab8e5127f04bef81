"""What the chart of cost against time shows: rows and message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ...network.economics import Choice, CostTimeFront
from ..mode_names import mode_name
from ..phrases import Phrase, named
from .shipment_words import NO_ROUTE, days_available, short_day, usd_words

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.shipment import Shipment

COLUMNS: Final = (
    "name", "mode", "days", "freight_usd", "delivered_local", "co2e_t", "is_on_time",
    "is_in_budget", "is_beaten", "is_on_hull", "usd_per_day_saved",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTimeCase:
    """A shipment with its choices, and which of them nothing beats."""

    network: Network
    shipment: Shipment
    choices: tuple[Choice, ...]
    front: CostTimeFront

    @property
    def due_days(self) -> float:
        """Days from ready to the end of the due date."""
        return days_available(self.network, self.shipment)

    def is_on_time(self, choice: Choice) -> bool:
        """Tell whether a choice keeps the due date."""
        return choice.days <= self.due_days

    def is_in_budget(self, choice: Choice) -> bool:
        """Tell whether a choice keeps the budget."""
        budget = self.shipment.budget_usd
        return budget is None or choice.freight_usd <= budget

    @property
    def allowed(self) -> list[Choice]:
        """Choices within due date and budget, the cheapest first."""
        found = [c for c in self.front.choices if self.is_on_time(c) and self.is_in_budget(c)]
        return sorted(found, key=lambda choice: choice.freight_cents)


def row_of(case: CostTimeCase, choice: Choice) -> tuple[str | float | bool | None, ...]:
    """Return the row of a choice; a day saved is priced against its slower neighbour."""
    zone = ZoneInfo(case.network.terminals[case.shipment.destination].timezone)
    delivered = choice.route and choice.route.delivered_at.astimezone(zone)
    grams = choice.route.co2e_g * case.shipment.num_units if choice.route else 0
    steps = {id(step.faster): step.usd_per_day_saved for step in case.front.steps}
    per_day = steps.get(id(choice))
    return (
        choice.name, choice.mode, round(choice.days, 4), choice.freight_usd,
        delivered.isoformat(timespec="minutes") if delivered else None, round(grams / 1e6, 3),
        case.is_on_time(choice), case.is_in_budget(choice),
        not any(choice is kept for kept in case.front.choices),
        any(choice is kept for kept in case.front.hull),
        None if per_day is None else round(per_day, 2),
    )  # fmt: skip


def message(case: CostTimeCase) -> Phrase:
    """Say what is the cheapest in time, and what a faster or a later mode would cost."""
    if not case.front.choices:
        return NO_ROUTE
    best = next(iter(case.allowed), None)
    if best is None:
        return _NONE_IN_TIME if case.shipment.budget_usd is None else _NONE_ALLOWED
    text = Phrase(
        "{mode} is the cheapest by {due}: {freight} in {days:.0f} days",
        "{due}前到达以{mode}最省：{freight}，{days:.0f} 天",
    ).fill(
        mode=mode_name(best.mode).capital(), due=short_day(case.shipment.due),
        freight=usd_words(best.freight_usd), days=best.days,
    )  # fmt: skip
    more = _faster_message(case, best) or _later_message(case, best)
    return Phrase("{text}; {more}", "{text}；{more}").fill(text=text, more=more) if more else text


_NONE_IN_TIME: Final = Phrase("No route keeps the due date", "没有路径能按交期到达")
_NONE_ALLOWED: Final = Phrase(
    "No route keeps the due date and the budget", "没有路径同时满足交期与预算"
)


def _faster_message(case: CostTimeCase, best: Choice) -> Phrase | None:
    faster = [c for c in case.allowed if c.days < best.days - 1 and c.mode != best.mode]
    if not faster:
        return None
    step = min(faster, key=lambda c: (c.freight_cents - best.freight_cents) / (best.days - c.days))
    saved = best.days - step.days
    per_day = (step.freight_usd - best.freight_usd) / saved
    text = Phrase(
        "{mode} saves {days} at {usd:,.0f} USD each", "{mode}可快 {days}，每天 {usd:,.0f} 美元"
    )
    days = "1 day" if round(saved) == 1 else f"{saved:.0f} days"
    return text.fill(mode=mode_name(step.mode), days=named(days, f"{saved:.0f} 天"), usd=per_day)


def _later_message(case: CostTimeCase, best: Choice) -> Phrase | None:
    last = case.front.choices[-1]
    if case.is_on_time(last) or last.mode == best.mode:
        return None
    text = Phrase(
        "{mode} would save {usd:,.0f} USD but is late", "{mode}可省 {usd:,.0f} 美元，但会晚到"
    )
    return text.fill(mode=mode_name(last.mode), usd=best.freight_usd - last.freight_usd)
