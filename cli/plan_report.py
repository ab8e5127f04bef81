"""How a plan is printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

from ..network.plan import Plan
from ..network.summary import MixRow, Summary, cost_lines, summarise
from .booking_report import print_exceptions, print_first_bookings
from .limits_report import print_limits
from .options import plain_console
from .term_report import print_terms

if TYPE_CHECKING:
    from rich.console import Console

PART_NAMES = {
    "line_haul": "line haul",
    "handling": "handling",
    "clearance": "clearance",
    "drayage": "drayage",
    "lateness": "lateness",
    "holding": "holding of the goods",
    "storage": "storage",
    "carbon": "price of emissions",
    "surcharge": "surcharges",
    "discount": "discounts of contracts and tiers",
    "shortfall": "shortfalls of contracts",
    "charter": "charters",
}

MOST_ROWS = 12
"""Rows of a long list that are printed; the files hold all."""


def print_plan(plan: Plan) -> None:
    """Print the figures of a plan on stdout."""
    console = plain_console()
    summary = summarise(plan)
    _print_head(console, plan, summary)
    print_limits(console, plan)
    console.print(_cost_table(summary))
    print_terms(console, plan)
    names = {key: corridor.name for key, corridor in plan.network.corridors.items()}
    console.print(_mix_table("Mix by corridor", summary.by_corridor, names))
    console.print(_mix_table("Mix by mode", summary.by_mode, {}))
    _print_full(console, summary)
    print_first_bookings(console, plan)
    print_exceptions(console, plan)
    if plan.unserved:
        console.print("\nWhat would help: landbridge repair, with the same options")


def _print_head(console: Console, plan: Plan, summary: Summary) -> None:
    scenarios = f" with {', '.join(plan.network.applied)}" if plan.network.applied else ""
    proof = plan.proof
    console.print(f"\nPlan for {plan.network.name}{scenarios}", style="bold")
    console.print(
        f"  served       {summary.num_served} of {summary.num_shipments} orders"
        f" ({summary.tonnes:,.0f} t), on time {summary.num_on_time}"
    )
    console.print(
        f"  cost         {summary.cost_usd:,.0f} USD ({summary.objective}), proven to be at least"
        f" {summary.bound_usd:,.0f}: gap {summary.gap:.2%}"
    )
    console.print(
        f"  proof        {proof.method}; {proof.num_routes} routes, {proof.num_rounds} rounds,"
        f" {proof.seconds:.1f} s"
    )
    if proof.unserved_teu:
        console.print(
            f"  unserved     {proof.unserved_teu:,.1f} TEU, proven to be at least"
            f" {proof.unserved_bound_teu:,.1f}"
        )
    console.print(f"  CO2e         {summary.co2e_t:,.0f} t")
    console.print(
        f"  assumptions  {summary.assumed_cost_share:.0%} of the freight and"
        f" {summary.assumed_time_share:.0%} of the time rest on assumptions"
    )


def _cost_table(summary: Summary) -> Table:
    table = Table(title="Cost", title_justify="left", box=None, header_style="bold")
    table.add_column("Part")
    table.add_column("USD", justify="right")
    table.add_column("")
    for part, usd, counts in cost_lines(summary):
        remark = "" if counts else "not part of the cost under this objective"
        table.add_row(PART_NAMES[part.value], f"{usd:,.0f}", remark, style="" if counts else "dim")
    table.add_row("total", f"{summary.cost_usd:,.0f}", "", style="bold")
    return table


def _mix_table(title: str, rows: Iterable[MixRow], names: dict[str, str]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", box=None, header_style="bold")
    table.add_column(title.rsplit(maxsplit=1)[-1].capitalize())
    for column in ("Orders", "Boxes", "TEU", "Tonnes", "Freight USD", "CO2e t"):
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(
            names.get(row.name, row.name),
            f"{row.shipments}",
            f"{row.boxes}",
            f"{row.teu}",
            f"{row.tonnes:,.0f}",
            f"{row.freight_usd:,.0f}",
            f"{row.co2e_t:,.0f}",
        )
    return table


def _print_full(console: Console, summary: Summary) -> None:
    console.print(f"\nFull departures ({len(summary.full)})", style="bold")
    for row in summary.full[:MOST_ROWS]:
        console.print(
            f"  {row.departs_on}  {row.departure.service_id:<16} "
            f"{row.taken:,.0f} of {row.open:,.0f} {row.kind}"
        )
    _print_more(console, len(summary.full))


def _print_more(console: Console, count: int) -> None:
    if count > MOST_ROWS:
        console.print(f"  and {count - MOST_ROWS} more in plan.json")
