"""Yearly demand by origin and destination, and the order book that stands for it.

Each row of a table is so much cargo a year from a terminal to another. It becomes shipments
that are ready on days spread evenly over some weeks, in whole boxes: what rounding leaves
over goes to the next row, so that the sum of all rows is kept to half a box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from typing import ClassVar

from .cargo import CargoClass
from .check_references import unknown_in_shipment
from .errors import DatasetError, Mistake, QuestionError
from .network import Network
from .row import Count, Id, NonNegative, Positive, Row, Text, column
from .rows import parse_rows
from .service import ServiceKind
from .shipment import LoadKind, OrderBook, Shipment
from .tables import read_table

DAYS_PER_YEAR = 365.0
DAYS_PER_WEEK = 7
WEEKS = 8
"""Weeks that stand for a year where nobody says otherwise."""

MOST_BOXES, MOST_LOOSE_KG = 1000, 120_000.0
"""Most of a shipment (docs/concepts.md, 30)."""

TEU_PER_BOX = {LoadKind.BOX_40FT: 2, LoadKind.BOX_20FT: 1}


class DemandRow(Row):
    """Cargo a year from one terminal to another.

    One of ``tonnes_year`` and ``teu_year`` is given; the cargo class tells the rest: what a
    box carries, how dense it is and what it is worth.
    """

    file: ClassVar[str] = "demand.csv"
    key: ClassVar[tuple[str, ...]] = ("origin", "destination", "cargo_class", "load")
    title: ClassVar[str] = "Demand"

    origin: Id = column("Terminal where the cargo is handed over.")
    destination: Id = column("Terminal where the cargo is delivered.")
    cargo_class: Id = column("Cargo class.")
    load: LoadKind = column("What it travels in.", default=LoadKind.BOX_40FT)
    tonnes_year: Positive | None = column("Cargo a year.", unit="t", default=None)
    teu_year: Positive | None = column("Cargo a year, in boxes only.", unit="TEU", default=None)
    within_days: Count = column("Days after it is ready by which it is due.", unit="d")
    late_usd_per_teu_day: NonNegative | None = column(
        "Price of a day after that; empty = hard.", unit="USD/TEU/d", default=None
    )
    source: Text = column("Where the figures come from.", default="")
    grade: Text = column("How sure they are.", default="")
    note: Text = column("Remark.", default="")

    def unit_kg(self, cargo: CargoClass) -> float:
        """Return the cargo of a box; that of one kilogram where it is loose."""
        return {
            LoadKind.BOX_40FT: cargo.payload_kg_per_40ft,
            LoadKind.BOX_20FT: cargo.payload_kg_per_40ft / 2,
            LoadKind.LOOSE: 1.0,
        }[self.load]

    def units_a_year(self, cargo: CargoClass) -> float:
        """Return the boxes of a year, or its kilograms where it is loose."""
        if self.teu_year is not None:
            return self.teu_year / TEU_PER_BOX[self.load]
        return 1_000 * (self.tonnes_year or 0.0) / self.unit_kg(cargo)


def read_demand(
    path: str | Path, network: Network, *, weeks: int = WEEKS, first: date | None = None
) -> OrderBook:
    """Read a table of yearly demand, and return the shipments of some of its weeks.

    Parameters
    ----------
    weeks
        Weeks that stand for the year, one after the other.
    first
        Day on which they begin; None = the Monday of the first order of the network, or of
        its first departure.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    QuestionError
        The weeks are none, or come to no shipment.
    """
    file, mistakes = Path(path), list[Mistake]()
    table = read_table(file, DemandRow, mistakes)
    read = parse_rows(table, DemandRow, mistakes) if table else ()
    rows = [(line, row) for line, row in read if isinstance(row, DemandRow)]
    for line, row in rows:
        mistakes.extend(_row_mistakes(row, network, f"{file.name} row {line}"))
    if mistakes:
        raise DatasetError(mistakes)
    return orders_of([row for _, row in rows], network, weeks=weeks, first=first)


def orders_of(
    rows: Sequence[DemandRow], network: Network, *, weeks: int = WEEKS, first: date | None = None
) -> OrderBook:
    """Return the shipments of some weeks of a yearly demand.

    Raises
    ------
    QuestionError
        The weeks are none, or come to no shipment.
    """
    if not 1 <= weeks <= 520:
        found = f"{weeks}"
        raise QuestionError([Mistake(place="weeks", found=found, expected="1 to 520")])
    begin = first or _first_monday(network)
    book = OrderBook(
        shipment
        for number, (row, units) in enumerate(_rounded(rows, network, weeks), start=1)
        for shipment in _shipments(row, units, number, weeks, begin, network)
    )
    if not book:
        found, expected = f"less than half a box in {weeks} weeks", "more demand, or more weeks"
        raise QuestionError([Mistake(place="demand", found=found, expected=expected)])
    return book


def _rounded(
    rows: Iterable[DemandRow], network: Network, weeks: int
) -> Iterator[tuple[DemandRow, float]]:
    """Yield what of each row travels in the weeks: whole boxes, or kilograms."""
    share = DAYS_PER_WEEK * weeks / DAYS_PER_YEAR
    left = dict.fromkeys(LoadKind, 0.0)
    for row in rows:
        units = share * row.units_a_year(network.cargo_classes[row.cargo_class])
        if row.load is LoadKind.LOOSE:
            yield row, units
            continue
        wanted = units + left[row.load]
        whole = max(0, ceil(wanted - 0.5))
        left[row.load] = wanted - whole
        yield row, float(whole)


def _shipments(
    row: DemandRow, units: float, number: int, weeks: int, begin: date, network: Network
) -> Iterator[Shipment]:
    """Yield the shipments of a row: one a week, fewer where there is less than a box."""
    is_loose = row.load is LoadKind.LOOSE
    most = MOST_LOOSE_KG if is_loose else float(MOST_BOXES)
    count = weeks if is_loose else min(weeks, int(units))
    count = max(count, ceil(units / most))
    phase = _van_der_corput(number)
    cargo = network.cargo_classes[row.cargo_class]
    for part in range(count):
        amount = units / count
        if not is_loose:
            amount = units * (part + 1) // count - units * part // count
        ready = begin + timedelta(days=int((part + phase) * DAYS_PER_WEEK * weeks / count))
        kg = amount * row.unit_kg(cargo)
        late = row.late_usd_per_teu_day
        boxes = 0 if is_loose else int(amount)
        teu = kg / 5_000 if is_loose else boxes * TEU_PER_BOX[row.load]
        yield Shipment(
            id=f"D{number:04}-{part + 1:03}",
            origin=row.origin,
            destination=row.destination,
            cargo_class=row.cargo_class,
            boxes_40ft=boxes if row.load is LoadKind.BOX_40FT else 0,
            boxes_20ft=boxes if row.load is LoadKind.BOX_20FT else 0,
            kg=round(kg, 3),
            m3=round(kg / cargo.density_kg_m3, 3),
            value_usd=round(kg * cargo.value_usd_kg, 2),
            ready=ready,
            due=ready + timedelta(days=row.within_days),
            late_usd_per_day=None if late is None else round(late * teu, 2),
            note="demand",
        )


def _van_der_corput(number: int) -> float:
    """Return a number from 0 to 1, so that those of the first rows lie far apart."""
    value, part = 0.0, 0.5
    while number:
        number, bit = divmod(number, 2)
        value += bit * part
        part /= 2
    return value


def _first_monday(network: Network) -> date:
    ready = [order.ready for order in network.orders.values()]
    leaves = (s.valid_from for s in network.open_services if s.kind is not ServiceKind.ON_DEMAND)
    day = min(ready) if ready else min(leaves, default=date(2025, 11, 3))
    return day - timedelta(days=day.isoweekday() - 1)


def _row_mistakes(row: DemandRow, network: Network, place: str) -> Iterator[Mistake]:
    if (row.tonnes_year is None) == (row.teu_year is None):
        found = "neither" if row.tonnes_year is None else "both"
        expected = "one of tonnes_year and teu_year"
        yield Mistake(place=f"{place}, column tonnes_year", found=found, expected=expected)
    if row.teu_year is not None and row.load is LoadKind.LOOSE:
        expected = "tonnes_year where load is loose"
        yield Mistake(
            place=f"{place}, column teu_year", found=f"{row.teu_year:g}", expected=expected
        )
    if row.origin == row.destination:
        found, expected = f"{row.destination!r}, which is the origin", "another terminal"
        yield Mistake(place=f"{place}, column destination", found=found, expected=expected)
    day = date(2025, 11, 3)
    probe = Shipment(
        id="D", origin=row.origin, destination=row.destination, cargo_class=row.cargo_class,
        kg=1, ready=day, due=day,
    )  # fmt: skip
    yield from unknown_in_shipment(probe, network.terminals, network.cargo_classes, place)
