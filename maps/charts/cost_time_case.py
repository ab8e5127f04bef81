"""What the chart of cost against time shows: rows and message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ...network.economics import Choice, CostTimeFront
from .shipment_words import capital, days_available, short_day

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


def message(case: CostTimeCase) -> str:
    """Say what is the cheapest in time, and what a faster or a later mode would cost."""
    if not case.front.choices:
        return "No route carries this shipment"
    best = next(iter(case.allowed), None)
    if best is None:
        which = "date" if case.shipment.budget_usd is None else "date and the budget"
        return f"No route keeps the due {which}"
    due = short_day(case.shipment.due)
    text = (
        f"{capital(best.mode)} is the cheapest by {due}: {usd_text(best)} in {best.days:.0f} days"
    )
    more = _faster_message(case, best) or _later_message(case, best)
    return f"{text}; {more}" if more else text


def _faster_message(case: CostTimeCase, best: Choice) -> str:
    faster = [c for c in case.allowed if c.days < best.days - 1 and c.mode != best.mode]
    if not faster:
        return ""
    step = min(faster, key=lambda c: (c.freight_cents - best.freight_cents) / (best.days - c.days))
    saved = best.days - step.days
    per_day = (step.freight_usd - best.freight_usd) / saved
    days = "1 day" if round(saved) == 1 else f"{saved:.0f} days"
    return f"{step.mode} saves {days} at {per_day:,.0f} USD each"


def _later_message(case: CostTimeCase, best: Choice) -> str:
    last = case.front.choices[-1]
    if case.is_on_time(last) or last.mode == best.mode:
        return ""
    saved = best.freight_usd - last.freight_usd
    return f"{last.mode} would save {saved:,.0f} USD but is late"


def usd_text(choice: Choice) -> str:
    """Return the freight of a choice."""
    return f"{choice.freight_usd:,.0f} USD"
