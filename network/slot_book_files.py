"""Write the slot book of a plan as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from .network import Network
from .plan_files import safe_cell
from .slot_book import SlotBooking, SlotLine

SLOT_BOOK_COLUMNS = (
    "booking", "week", "booked_as", "service", "service_name", "departure_date", "mode",
    "corridor", "carrier_type", "load", "load_name", "unload", "unload_name", "timezone",
    "cutoff_local", "cutoff_utc", "doc_cutoff_local", "doc_cutoff_utc", "departs_local",
    "departs_utc", "last_departs_local", "size", "units", "teu", "kg", "chargeable_kg",
    "rate_usd", "rate_usd_per_kg", "amount_usd", "assumed_usd", "orders", "taken_share", "grade",
)  # fmt: skip
"""Columns of the slot book: one row for each size and rate of each booking."""


def slot_book_csv(network: Network, bookings: Iterable[SlotBooking]) -> str:
    """Return a slot book as CSV with a byte-order mark: a row for each size and rate.

    ``rate_usd`` is for one unit; ``rate_usd_per_kg`` is the same per chargeable kilogram
    and empty where boxes pay by the box. ``booked_as`` is `slot`, or `truck` for drayage,
    which has no cut-off.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(SLOT_BOOK_COLUMNS)
    for number, booking in enumerate(bookings, start=1):
        head, tail = _head(network, booking), (round(booking.taken_share, 4), booking.grade.value)
        for line in booking.lines:
            cells = (number, *head, *_line_cells(line), *tail)
            writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + text.getvalue()


def _head(network: Network, booking: SlotBooking) -> tuple[object, ...]:
    service = booking.departure.service_id
    return (
        booking.week, "truck" if booking.is_drayage else "slot",
        service, network.services[service].name, booking.departure.first_call_on.isoformat(),
        booking.mode.value, booking.corridor, booking.carrier_type,
        booking.from_terminal, network.terminals[booking.from_terminal].name,
        booking.to_terminal, network.terminals[booking.to_terminal].name, booking.timezone,
        *_local_and_utc(booking, booking.cutoff_at),
        *_local_and_utc(booking, booking.doc_cutoff_at),
        *_local_and_utc(booking, booking.departs_at),
        _local_and_utc(booking, booking.last_departs_at)[0],
    )  # fmt: skip


def _local_and_utc(booking: SlotBooking, moment: datetime | None) -> tuple[str, str]:
    if moment is None:
        return "", ""
    local = booking.local(moment)
    return local.isoformat(timespec="minutes"), moment.isoformat(timespec="minutes")


def _line_cells(line: SlotLine) -> Iterator[object]:
    yield from (line.size, line.units, line.teu, round(line.kg, 3), round(line.chargeable_kg, 3))
    yield line.rate_cents / 100
    per_unit = line.chargeable_kg / line.units
    yield round(line.rate_cents / 100 / per_unit, 4) if per_unit else ""
    yield from (line.amount_cents / 100, line.assumed_cents / 100, ";".join(line.orders))
