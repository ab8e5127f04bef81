"""How a comparison of the ways to ship a shipment is printed."""

from __future__ import annotations

from rich.table import Table

from ..network.network import Network
from ..optimizer.comparison import Comparison
from ..optimizer.own_route import OwnRoute
from ..optimizer.reliability.choice import RatedRoute
from .options import plain_console
from .route_report import local_text, print_legs, print_shipment


def print_comparison(network: Network, answer: Comparison) -> None:
    """Print modes, picks, alternatives, the price of a day and what would flip the choice."""
    console = plain_console()
    print_shipment(console, network, answer.answer.shipment)
    console.print(_modes(network, answer))
    console.print(_picks(network, answer))
    console.print(_alternatives(network, answer))
    _print_steps(answer)
    console.print("\nWhat would flip it", style="bold")
    for flip in answer.flips:
        console.print(f"  {flip.sentence}")
    first = next((pick.rated for pick in answer.picks if pick.rated), None)
    if first is not None:
        console.print("\nCheapest by the due date, leg by leg", style="bold")
        print_legs(console, network, answer.answer.shipment, first.route)
    console.print(
        f"\nSimulated {answer.samples:,} times with seed {answer.seed}; the shapes of the"
        " delays are assumptions (docs/uncertainty.md)."
    )


def _table(title: str, *texts: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", box=None, header_style="bold")
    for text in texts:
        table.add_column(text)
    for column in ("USD", "Days P50", "P90", "On time", "t CO2e"):
        table.add_column(column, justify="right")
    table.add_column("")
    return table


def _modes(network: Network, answer: Comparison) -> Table:
    table = _table("By mode", "Mode")
    for row in answer.modes:
        remark = row.mode.absence.remark if row.mode.absence else ""
        cells = _figures(answer, row.rated)
        table.add_row(row.mode.product, *cells, remark, style="dim" if remark else "")
    return table


def _picks(network: Network, answer: Comparison) -> Table:
    table = _table("The usual questions", "Question")
    for pick in answer.picks:
        remark = _services(network, pick.rated) if pick.rated else "no route"
        table.add_row(pick.question, *_figures(answer, pick.rated), remark)
    return table


def _alternatives(network: Network, answer: Comparison) -> Table:
    table = _table("Really different ways", "Modes")
    for rated in answer.alternatives:
        table.add_row(rated.route.mode_label, *_figures(answer, rated), _services(network, rated))
    return table


def _services(network: Network, rated: RatedRoute) -> str:
    services = " > ".join(leg.departure.service_id for leg in rated.route.main_legs)
    end = rated.route.handlings[-1].terminal_id
    return f"{services}, {local_text(network, end, rated.route.delivered_at)}"


def _figures(answer: Comparison, rated: RatedRoute | None) -> tuple[str, ...]:
    if rated is None:
        return "", "", "", "", ""
    found, route = rated.reliability, rated.route
    days = [
        "" if end is None else f"{(end - route.ready_at).total_seconds() / 86_400:.1f}"
        for end in (found.delivered_p50, found.delivered_p90)
    ]
    on_time = f"{found.probability_on_time:.0%} ±{found.standard_error:.1%}"
    tonnes = answer.answer.shipment.num_units * route.co2e_g / 1e6
    return f"{rated.freight_cents / 100:,.0f}", *days, on_time, f"{tonnes:,.1f}"


def _print_steps(answer: Comparison) -> None:
    console = plain_console()
    console.print("\nPrice of a day saved", style="bold")
    for step in answer.front.hull_steps:
        console.print(
            f"  {step.usd_per_day_saved:>10,.0f} USD a day: {step.slower.name} to"
            f" {step.faster.name}, {step.days_saved:.1f} days for {step.extra_usd:,.0f} USD"
        )


def print_own_route(network: Network, own: OwnRoute) -> None:
    """Print a route that the user named, and where it differs from the best."""
    console = plain_console()
    console.print("\nYour route", style="bold")
    print_legs(console, network, own.shipment, own.route)
    verdict = [f"{own.days_late} days late" if own.days_late else "on time"]
    if own.over_budget_cents:
        verdict.append(f"{own.over_budget_cents / 100:,.0f} USD over the budget")
    verdict.append("a better route is there" if own.beaten_by else "no route beats it")
    console.print(f"  {', '.join(verdict)}")
    if own.difference is None:
        return
    console.print("\nAgainst the best route", style="bold")
    for section in own.difference.sections:
        if section.more_cents or section.more_minutes:
            console.print(
                f"  {section.from_terminal} to {section.to_terminal}:"
                f" {section.more_cents / 100:+,.0f} USD, {section.more_minutes / 1440:+.1f} days"
                f" ({_names(section.one.services)} instead of {_names(section.other.services)})"
            )
    total = own.difference
    console.print(
        f"  in all {total.more_cents / 100:+,.0f} USD, {total.more_minutes / 1440:+.1f} days,"
        f" {total.more_co2e_g / 1e6:+.1f} t CO2e"
    )


def _names(services: tuple[str, ...]) -> str:
    return " > ".join(services) or "handling"
