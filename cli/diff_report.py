"""How the difference between two plans is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from ..network.plan_difference import OrderDifference, Part, PlanDifference
from .options import plain_console

if TYPE_CHECKING:
    from rich.console import Console

DIFFERENCE_SCHEMA = "landbridge/difference/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

MOST_ORDERS = 12
"""Orders that are printed; the JSON holds all."""


def print_difference(difference: PlanDifference) -> None:
    """Print what changes from one plan to another."""
    console = plain_console()
    _print_head(console, difference)
    changed = [order for order in difference.orders if not order.is_kept]
    if changed:
        changed.sort(key=lambda order: (-order.dropped, -abs(order.more_cents)))
        console.print()
        console.print(_table(changed[:MOST_ORDERS]))
    if len(changed) > MOST_ORDERS:
        console.print(f"  and {len(changed) - MOST_ORDERS} more, see --json")


def _print_head(console: Console, difference: PlanDifference) -> None:
    more_t = (difference.after_co2e_g - difference.before_co2e_g) / 1e6
    console.print(f"\nKept {_orders(len(difference.kept))}", style="bold")
    for name, orders in (
        ("moved", difference.moved),
        ("newly served", difference.newly_served),
        ("dropped", difference.dropped),
    ):
        usd = sum(order.more_cents for order in orders) / 100
        console.print(f"  {name:<13}{_orders(len(orders))}, {usd:+,.0f} USD")
    console.print(
        f"  cost         {difference.after_cents / 100:,.0f} USD,"
        f" {difference.more_cents / 100:+,.0f} USD; {more_t:+,.1f} t CO2e"
    )


def _orders(count: int) -> str:
    return "1 order" if count == 1 else f"{count} orders"


def _table(orders: list[OrderDifference]) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("Order", no_wrap=True)
    table.add_column("What")
    table.add_column("From")
    table.add_column("To")
    table.add_column("USD", justify="right", no_wrap=True)
    for order in orders:
        table.add_row(
            order.shipment_id,
            what_happens(order),
            "\n".join(map(str, order.left)) or "-",
            "\n".join(map(str, order.taken)) or "-",
            f"{order.more_cents / 100:+,.0f}",
        )
    return table


def what_happens(order: OrderDifference) -> str:
    """Return what becomes of an order in a few words, e.g. `1 kept, 2 moved, 3 days late`."""
    counts = (
        (order.kept, "kept"),
        (order.moved, "moved"),
        (order.newly_served, "new"),
        (order.dropped, "dropped"),
    )
    words = [f"{count} {word}" for count, word in counts if count]
    if order.days_late_after > order.days_late_before:
        words.append(f"now {order.days_late_after} d late")
    elif order.days_late_before and not order.days_late_after and order.taken:
        words.append("now on time")
    return ", ".join(words)


def difference_record(difference: PlanDifference) -> dict[str, Any]:
    """Return a difference as plain values (schema ``landbridge/difference/1``)."""
    return {
        "schema": DIFFERENCE_SCHEMA,
        "before_usd": difference.before_cents / 100,
        "after_usd": difference.after_cents / 100,
        "more_usd": difference.more_cents / 100,
        "before_co2e_t": difference.before_co2e_g / 1e6,
        "after_co2e_t": difference.after_co2e_g / 1e6,
        "orders": [_order_record(order) for order in difference.orders],
    }


def _order_record(order: OrderDifference) -> dict[str, Any]:
    return {
        "shipment": order.shipment_id,
        "kept": order.kept,
        "moved": order.moved,
        "newly_served": order.newly_served,
        "dropped": order.dropped,
        "left": [_part_record(part) for part in order.left],
        "taken": [_part_record(part) for part in order.taken],
        "before_usd": order.before_cents / 100,
        "after_usd": order.after_cents / 100,
        "days_late_before": order.days_late_before,
        "days_late_after": order.days_late_after,
    }


def _part_record(part: Part) -> dict[str, Any]:
    departures = [str(leg.departure) for leg in part.route.main_legs]
    return {"units": part.units, "departures": departures}
