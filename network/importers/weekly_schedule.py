"""Read the weekly-schedule case: a workbook of two sheets, or one JSON document.

The workbook is that of github.com/hzjken/multimodal-transportation-optimization, which its
author has not put under a licence: landbridge has no copy of it, and reads the user's own.
What it means is as in the published code, but for two things that the code gets wrong:
several services between two places stay several, and a place whose rows disagree
about its storage rate is a mistake.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ..errors import DatasetError, Mistake, quoted
from ..row import Row
from ..rows import ReadRow, parse_rows
from ..spelling import nearest
from ..tables import parse_table, read_text
from ..weekly_schedule import WeeklyOrder, WeeklySchedule, WeeklyService
from .weekly_document import parse_document
from .weekly_rows import OrderRow, RouteRow
from .workbook import Sheet, read_sheets

R = TypeVar("R", bound=Row)


def read_weekly_schedule(path: Path | str) -> WeeklySchedule:
    """Read services, orders and storage rates.

    Parameters
    ----------
    path
        A workbook (.xlsx) with the sheets "Route Information" and "Order Information", or a
        document (.json) with ``nodes``, ``services`` and ``orders``.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    """
    path = Path(path)
    mistakes: list[Mistake] = []
    if path.suffix.lower() == ".json":
        text = read_text(path, mistakes)
        document = None if text is None else parse_document(text, path.name, mistakes)
        if document is None:
            raise DatasetError(mistakes)
        services, orders, rates = document.services, document.orders, document.storage_rates
    else:
        sheets = read_sheets(path, (RouteRow.file, OrderRow.file), mistakes)
        routes = _rows(sheets, path.name, RouteRow, mistakes)
        booked = _rows(sheets, path.name, OrderRow, mistakes)
        services = {f"row {line}": row.service() for line, row in routes}
        orders = {f"row {line}": row.order() for line, row in booked}
        rates = _storage_rates(routes, path.name, mistakes)
    if not mistakes:
        mistakes += _mistakes(path.name, services, orders)
    if mistakes:
        raise DatasetError(mistakes)
    return WeeklySchedule(
        name=path.stem,
        services=tuple(services.values()),
        orders=tuple(orders.values()),
        storage_rates=MappingProxyType(dict(rates)),
    )


def _rows(
    sheets: Mapping[str, Sheet], file: str, row_type: type[R], mistakes: list[Mistake]
) -> list[ReadRow[R]]:
    """Return the rows of a sheet, with their numbers in it."""
    sheet = sheets.get(row_type.file)
    if sheet is None:
        return []
    width = max(map(len, sheet), default=0)
    text = io.StringIO()
    csv.writer(text).writerows(row + [""] * (width - len(row)) for row in sheet)
    place = f"{file} sheet {row_type.file}"
    table = parse_table(text.getvalue(), place, row_type, mistakes)
    return [] if table is None else list(parse_rows(table, row_type, mistakes))  # type: ignore[arg-type]


def _storage_rates(
    rows: list[ReadRow[RouteRow]], file: str, mistakes: list[Mistake]
) -> Mapping[str, float]:
    """Return the rate of every place that has one; all rows that start there must agree."""
    rates: dict[str, float | None] = {}
    for line, row in rows:
        known = rates.setdefault(row.source, row.storage_rate)
        if known != row.storage_rate:
            place = f"{file} sheet {RouteRow.file} row {line}, column Warehouse Cost"
            expected = f"{_rate(known)}, as in the rows above for {row.source}"
            mistakes.append(Mistake(place=place, found=_rate(row.storage_rate), expected=expected))
    return {place: rate for place, rate in rates.items() if rate is not None}


def _rate(rate: float | None) -> str:
    return "nothing" if rate is None else f"{rate:g}"


def _mistakes(
    file: str, services: Mapping[str, WeeklyService], orders: Mapping[str, WeeklyOrder]
) -> Iterator[Mistake]:
    """Yield what single rows cannot know to be wrong."""
    yield from _repeated(f"{file} services", services)
    yield from _repeated(f"{file} orders", orders)
    for place, service in services.items():
        if service.origin == service.destination:
            found = f"a service from {quoted(service.origin)} to itself"
            yield Mistake(place=f"{file} services, {place}", found=found, expected="two places")
    known = {end for service in services.values() for end in (service.origin, service.destination)}
    for place, order in orders.items():
        yield from _order_mistakes(f"{file} orders, {place}", order, known)


def _order_mistakes(place: str, order: WeeklyOrder, known: set[str]) -> Iterator[Mistake]:
    for end in (order.origin, order.destination):
        if end not in known:
            expected = f"a place of a service{nearest(end, known)}"
            yield Mistake(place=place, found=quoted(end), expected=expected)
    if order.origin == order.destination:
        found = f"an order from {quoted(order.origin)} to itself"
        yield Mistake(place=place, found=found, expected="two places")
    if order.due_on < order.ordered_on:
        expected = f"a day from {order.ordered_on} on, when it is ordered"
        yield Mistake(place=place, found=f"due on {order.due_on}", expected=expected)


def _repeated(
    place: str, entries: Mapping[str, WeeklyService] | Mapping[str, WeeklyOrder]
) -> Iterator[Mistake]:
    if not entries:
        yield Mistake(place=place, found="none", expected="at least one")
    first: dict[str, str] = {}
    for where, entry in entries.items():
        other = first.setdefault(entry.id, where)
        if other != where:
            expected = f"a number of its own, not that of {other}"
            yield Mistake(place=f"{place}, {where}", found=quoted(entry.id), expected=expected)
