"""The cut-offs of a slot book as a calendar (RFC 5545), for any calendar program.

One event for each departure and terminal where cargo is loaded, at the moment when the
cargo must be there; another for the documents where they are due at another moment.
Nothing depends on the clock: the same plan gives the same file, and an event keeps its UID
from plan to plan, so that a calendar into which a later plan is imported changes the event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from .network import Network
from .plan import Plan
from .slot_book import SlotBooking, slot_book

LINE_OCTETS = 75
"""Longest line, without its end (RFC 5545, 3.1)."""

REMIND_BEFORE = "-P1D"
"""A reminder goes off a day before a cut-off (assumption)."""

_UID_SPACE = uuid5(NAMESPACE_URL, "https://landbridge.example/cut-off")


def plan_calendar(plan: Plan) -> str:
    """Return the cut-offs of a plan as an iCalendar file (RFC 5545), the next one first.

    Events are stamped with the moment at which the first order of the plan is ready.
    """
    ready = (assignment.route.ready_at for assignment in plan.assignments)
    stamp = min(ready, default=datetime(1970, 1, 1, tzinfo=UTC))
    events = [
        (moment, what, together)
        for together in _by_cutoff(slot_book(plan))
        for what, moment in _deadlines(together[0])
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//landbridge//cut-offs//EN",
             "CALSCALE:GREGORIAN"]  # fmt: skip
    for moment, what, together in sorted(events, key=lambda event: event[:2]):
        lines.extend(_event(plan.network, what, moment, together, stamp))
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines)


def text_value(text: str) -> str:
    """Return a text as the value of a property: escaped, on one line, without controls."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(c for c in line if c == "\t" or c.isprintable()) for line in lines)


def folded(line: str) -> str:
    """Return a line with its end, folded to 75 octets without a character torn apart."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts) + "\r\n"


def _by_cutoff(bookings: Iterable[SlotBooking]) -> list[list[SlotBooking]]:
    """Return bookings with a cut-off, those of one departure and loading call together."""
    groups: dict[tuple[object, int], list[SlotBooking]] = defaultdict(list)
    for booking in bookings:
        if not booking.is_drayage:
            groups[booking.departure, booking.load_seq].append(booking)
    return list(groups.values())


def _deadlines(booking: SlotBooking) -> Iterator[tuple[str, datetime]]:
    cargo, documents = booking.cutoff_at, booking.doc_cutoff_at
    if cargo is not None:
        yield "Cargo", cargo
    if documents is not None and documents not in (cargo, booking.departs_at):
        yield "Documents", documents


def _event(
    network: Network, what: str, moment: datetime, together: list[SlotBooking], stamp: datetime
) -> Iterator[str]:
    first = together[0]
    terminal = network.terminals[first.from_terminal]
    key = f"{network.name} {first.departure} {first.load_seq} {first.from_terminal} {what}"
    loads = ", ".join(load_text(booking) for booking in together)
    summary = f"{what} cut-off {first.departure} at {first.from_terminal}: {loads}"
    yield from (
        "BEGIN:VEVENT",
        f"UID:{uuid5(_UID_SPACE, key)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(moment)}",
        f"SUMMARY:{text_value(summary)}",
        f"LOCATION:{text_value(f'{terminal.name} ({terminal.id})')}",
        f"DESCRIPTION:{text_value(_description(network, moment, together))}",
        f"CATEGORIES:{text_value(first.mode.value)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{text_value(summary)}",
        f"TRIGGER:{REMIND_BEFORE}",
        "END:VALARM",
        "END:VEVENT",
    )


def _description(network: Network, moment: datetime, together: list[SlotBooking]) -> str:
    first = together[0]
    service = network.services[first.departure.service_id]
    lines = [
        service.name,
        f"Cut-off {_local(first, moment)}, departs {_local(first, first.departs_at)}",
    ]
    for booking in together:
        lines.append(
            f"To {network.terminals[booking.to_terminal].name} ({booking.to_terminal}):"
            f" {load_text(booking)}, {booking.amount_cents / 100:,.2f} USD,"
            f" for {', '.join(booking.orders)}"
        )
    return "\n".join(lines)


def load_text(booking: SlotBooking) -> str:
    """Return what is booked in a few words, e.g. `2 x 40ft, 1 x 20ft reefer`."""
    sizes: dict[str, int] = defaultdict(int)
    for line in booking.lines:
        sizes[line.size] += line.units
    texts = [f"{units} x {size}" for size, units in sizes.items() if size != "loose"]
    if booking.loose_kg:
        texts.append(f"{booking.loose_kg:,.0f} kg loose")
    return ", ".join(texts)


def _local(booking: SlotBooking, moment: datetime) -> str:
    return f"{booking.local(moment).isoformat(' ', 'minutes')} ({booking.timezone})"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
