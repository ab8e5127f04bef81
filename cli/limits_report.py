"""How the limits of a plan are printed: what was reached, and what binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from ..network.limits_reached import LimitReached, limits_reached

if TYPE_CHECKING:
    from rich.console import Console

    from ..network.plan import Plan


def print_limits(console: Console, plan: Plan) -> None:
    """Print every limit that a plan was given, and its goals where they were chosen."""
    limits = limits_reached(plan)
    if plan.limits.aims is not None:
        console.print(f"\nGoals: {', '.join(map(str, plan.limits.aims))}")
    if not limits:
        return
    table = Table(title="\nLimits", title_justify="left", box=None, header_style="bold")
    table.add_column("Limit")
    table.add_column("Asked", justify="right")
    table.add_column("Reached", justify="right")
    table.add_column("")
    for limit in limits:
        asked, reached = _amount(limit, limit.limit), _amount(limit, limit.reached)
        remark = "binding" if limit.is_binding else "not binding"
        table.add_row(limit.name, asked, reached, remark, style="" if limit.is_binding else "dim")
    console.print(table)


def _amount(limit: LimitReached, amount: float) -> str:
    match limit.unit:
        case "share" | "probability":
            return f"{amount:.1%}"
        case "t":
            return f"{amount:,.1f} t"
        case unit:
            return f"{amount:,.0f} {unit}"
