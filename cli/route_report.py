"""How the routes of a shipment are printed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.table import Table

from ..network.network import Network
from ..network.route import CostPart, Route
from ..network.shipment import Shipment
from ..optimizer.route_set import RouteSet
from .options import plain_console

if TYPE_CHECKING:
    from rich.console import Console

MOST_ROUTES = 20
"""Routes that are printed; --json holds all."""


def print_routes(network: Network, answer: RouteSet) -> None:
    """Print the front, the modes side by side, and the cheapest route leg by leg."""
    console = plain_console()
    print_shipment(console, network, answer.shipment)
    console.print(_modes_table(network, answer))
    console.print(_front_table(network, answer))
    on_time = answer.within()
    if on_time:
        console.print("\nCheapest within due date and budget", style="bold")
        print_legs(console, network, answer.shipment, on_time[0])
    else:
        console.print("\nNo route keeps the due date and the budget.")


def print_shipment(console: Console, network: Network, shipment: Shipment) -> None:
    """Print what is asked about."""
    ends = (network.terminals[shipment.origin], network.terminals[shipment.destination])
    console.print(f"\n{shipment.id}: {ends[0].name} - {ends[1].name}", style="bold")
    console.print(
        f"  {_quantity(shipment)} of {shipment.cargo_class}, ready {shipment.ready},"
        f" due {shipment.due}{_hardness(shipment)}"
    )


def _quantity(shipment: Shipment) -> str:
    if not shipment.num_boxes:
        return f"{shipment.kg:,.0f} kg loose"
    return f"{shipment.num_boxes} x {shipment.load_kind.value}, {shipment.kg:,.0f} kg"


def _hardness(shipment: Shipment) -> str:
    late = shipment.late_usd_per_day
    text = ", hard" if late is None else f", {late:,.0f} USD a day late"
    budget = shipment.budget_usd
    return text if budget is None else f"{text}; budget {budget:,.0f} USD"


def _modes_table(network: Network, answer: RouteSet) -> Table:
    table = Table(title="\nBy mode", title_justify="left", box=None, header_style="bold")
    for column, justify in (("Mode", "left"), ("USD", "right"), ("Days", "right"),
                            ("Delivered", "left"), ("t CO2e", "right"), ("", "left")):  # fmt: skip
        table.add_column(column, justify="right" if justify == "right" else "left")
    for mode in answer.modes:
        missing = mode.absence.remark if mode.absence else ""
        if mode.route is None:
            table.add_row(mode.product, "", "", "", "", missing, style="dim")
            continue
        table.add_row(
            mode.product, *_figures(network, answer, mode.route), missing,
            style="dim" if mode.absence else "",
        )  # fmt: skip
    return table


def _front_table(network: Network, answer: RouteSet) -> Table:
    title = f"\nRoutes that no other beats in cost, arrival and CO2e ({len(answer.routes)})"
    table = Table(title=title, title_justify="left", box=None, header_style="bold")
    table.add_column("Modes")
    table.add_column("USD", justify="right")
    table.add_column("Days", justify="right")
    table.add_column("Delivered")
    table.add_column("t CO2e", justify="right")
    table.add_column("Services")
    for route in answer.routes[:MOST_ROUTES]:
        services = " > ".join(leg.departure.service_id for leg in route.main_legs)
        table.add_row(route.mode_label, *_figures(network, answer, route), services)
    return table


def _figures(network: Network, answer: RouteSet, route: Route) -> tuple[str, str, str, str]:
    days = route.duration.total_seconds() / 86_400
    delivered = local_text(network, route.handlings[-1].terminal_id, route.delivered_at)
    tonnes = answer.shipment.num_units * route.co2e_g / 1e6
    return f"{answer.freight_cents(route) / 100:,.0f}", f"{days:.1f}", delivered, f"{tonnes:,.1f}"


def print_legs(console: Console, network: Network, shipment: Shipment, route: Route) -> None:
    """Print a route leg by leg with local times, and its cost by part."""
    units = shipment.num_units
    for leg in route.legs:
        usd = units * sum(charge.amount_cents for charge in leg.charges) / 100
        console.print(
            f"  {local_text(network, leg.from_terminal, leg.departs_at)}  {leg.from_terminal:<8}"
            f" {leg.departure.service_id:<18} {leg.to_terminal:<8}"
            f" {local_text(network, leg.to_terminal, leg.arrives_at)}  {leg.mode.value:<5}"
            f" {leg.distance_km:>7,.0f} km {usd:>10,.0f} USD  {leg.grade.value}"
        )
    for part in CostPart:
        cents = sum(
            charge.amount_cents * (units if charge.basis == "unit" else 1)
            for charge in route.charges
            if charge.part is part
        )
        if cents:
            console.print(f"  {part.value.replace('_', ' '):<12} {cents / 100:>10,.0f} USD")
    for warning in route.warnings:
        console.print(f"  note: {warning}")


def local_text(network: Network, terminal_id: str, moment: datetime) -> str:
    """Return a moment in the time of a terminal."""
    zone = ZoneInfo(network.terminals[terminal_id].timezone)
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
