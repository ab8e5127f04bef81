"""How the commercial terms of a plan are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from ..network.plan import Plan
from ..network.term_costs import TermUse

if TYPE_CHECKING:
    from rich.console import Console


def print_terms(console: Console, plan: Plan) -> None:
    """Print what the plan makes of every contract, charter, discount and surcharge."""
    uses = plan.term_uses()
    if not uses:
        return
    table = Table(
        title="\nCommercial terms", title_justify="left", box=None, header_style="bold",
        padding=(0, 1, 0, 0),
    )  # fmt: skip
    for column in ("Kind", "Id"):
        table.add_column(column, no_wrap=True)
    for column in ("TEU", "Departures", "USD"):
        table.add_column(column, justify="right")
    table.add_column("What became of it")
    table.add_column("Grade")
    for use in uses:
        table.add_row(
            use.kind,
            use.term_id,
            f"{use.carried_teu:,.4g}",
            f"{use.num_departures}",
            f"{sum(use.cents_by_part.values()) / 100:,.2f}",
            outcome(use),
            use.grade.value,
        )
    console.print(table)


def outcome(use: TermUse) -> str:
    """Return what a plan makes of a term, in words."""
    if use.kind == "contract":
        text = f"{use.taken_teu:,.4g} of {use.allotment_teu:,.4g} TEU taken"
        over = use.carried_teu - use.taken_teu
        text += f", {over:,.4g} by the tariff" if over > 0 else ""
        return text + (f", {use.shortfall_teu:,.4g} short" if use.shortfall_teu else "")
    if use.kind == "discount":
        return "no tier" if use.tier_teu is None else f"tier from {use.tier_teu:,.4g} TEU"
    if use.kind == "charter":
        return f"{use.num_departures} run" if use.num_departures else "not run"
    return "paid" if any(use.cents_by_part.values()) else "not paid"
