"""How the slot book and the exceptions of a plan are printed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

from ..network.calendar_file import load_text
from ..network.order_exceptions import ExceptionKind, exceptions
from ..network.plan import Plan
from ..network.slot_book import SlotBooking, next_cutoffs, slot_book

if TYPE_CHECKING:
    from rich.console import Console

FIRST_BOOKINGS = 8
"""Bookings that are printed; the files hold all."""

MOST_EXCEPTIONS = 12
"""Exceptions that are printed; the files hold all."""


def print_first_bookings(console: Console, plan: Plan) -> None:
    """Print the bookings whose cut-offs come first."""
    book = slot_book(plan)
    due = next_cutoffs(book)
    if not due:
        return
    usd = sum(booking.amount_cents for booking in due) / 100
    console.print(
        f"\nWhat to book first ({len(due)} bookings for {usd:,.0f} USD,"
        f" and {len(book) - len(due)} of trucks by day)",
        style="bold",
    )
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("Cut-off (local)", no_wrap=True)
    table.add_column("Service", no_wrap=True)
    table.add_column("Leaves", no_wrap=True)
    table.add_column("From - to")
    table.add_column("Load")
    table.add_column("USD", justify="right", no_wrap=True)
    table.add_column("Taken", justify="right", no_wrap=True)
    for booking in due[:FIRST_BOOKINGS]:
        table.add_row(*_booking_cells(booking))
    console.print(table)
    if len(due) > FIRST_BOOKINGS:
        console.print(f"  and {len(due) - FIRST_BOOKINGS} more in plan.json, or by --slot-book")


def _booking_cells(booking: SlotBooking) -> tuple[str, ...]:
    cutoff = booking.local(booking.cutoff_at or booking.departs_at)
    return (
        f"{cutoff:%a %m-%d %H:%M} {cutoff.isoformat()[-6:].removesuffix(':00')}",
        booking.departure.service_id,
        f"{booking.local(booking.departs_at):%m-%d}",
        f"{booking.from_terminal} - {booking.to_terminal}",
        load_text(booking),
        f"{booking.amount_cents / 100:,.0f}",
        f"{booking.taken_share:.0%}",
    )


def print_exceptions(console: Console, plan: Plan) -> None:
    """Print what to look at, gravest first; orders on full departures are only counted."""
    found = exceptions(plan)
    counts = Counter(exception.kind for exception in found)
    told = ", ".join(f"{_name(kind)} {counts[kind]}" for kind in ExceptionKind if counts[kind])
    console.print(f"\nTo look at ({told or 'nothing'})", style="bold")
    graded = [e for e in found if e.kind not in (ExceptionKind.FULL, ExceptionKind.ASSUMED)]
    kinds = list(ExceptionKind)
    graded.sort(key=lambda exception: kinds.index(exception.kind))
    for exception in graded[:MOST_EXCEPTIONS]:
        console.print(f"  {_name(exception.kind)}: {exception.shipment_id}, {exception.sentence}")
    if len(found) > len(graded[:MOST_EXCEPTIONS]):
        console.print(f"  and {len(found) - len(graded[:MOST_EXCEPTIONS])} more in plan.json")


def _name(kind: ExceptionKind) -> str:
    return kind.value.replace("_", " ")
