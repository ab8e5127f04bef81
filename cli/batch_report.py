"""How the routes of many shipments are printed and written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from pydantic import TypeAdapter
from rich.table import Table

from ..network.network import Network
from ..network.plan_files import safe_cell
from ..optimizer.batch import BatchAnswer
from ..optimizer.route_set import ModeAnswer, RouteSet
from .options import plain_console
from .route_report import local_text

BATCH_SCHEMA = "landbridge/routes-of-many/1"

CSV_COLUMNS = (
    "shipment", "origin", "destination", "cargo_class", "due", "mode", "services",
    "freight_usd", "days", "delivered_local", "co2e_kg", "on_time", "in_budget", "remark",
)  # fmt: skip
"""Columns of the CSV file: a row for each shipment and mode."""


def print_batch(network: Network, answers: Iterable[BatchAnswer]) -> None:
    """Print a line for each shipment: its cheapest route on time, or why there is none."""
    table = Table(box=None, header_style="bold")
    for column in ("Order", "From", "To", "Mode"):
        table.add_column(column)
    table.add_column("USD", justify="right")
    table.add_column("Days", justify="right")
    table.add_column("Delivered")
    table.add_column("")
    for found in answers:
        shipment = found.shipment
        ends = (shipment.id, shipment.origin, shipment.destination)
        table.add_row(*ends, *_best(network, found))
    plain_console().print(table)


def _best(network: Network, found: BatchAnswer) -> tuple[str, ...]:
    if found.answer is None:
        return "", "", "", "", found.failure or ""
    answer, remark = found.answer, ""
    route = next(iter(answer.within()), None)
    if route is None and answer.routes:
        route = min(answer.routes, key=lambda r: r.delivered_at)
        remark = "misses the due date or the budget"
    if route is None:
        return "", "", "", "", "no route"
    days = route.duration.total_seconds() / 86_400
    delivered = local_text(network, answer.shipment.destination, route.delivered_at)
    usd = f"{answer.freight_cents(route) / 100:,.0f}"
    return route.mode_label, usd, f"{days:.1f}", delivered, remark


def batch_csv(network: Network, answers: Iterable[BatchAnswer]) -> str:
    """Return a row for each shipment and mode as CSV with a byte-order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for found in answers:
        for row in _rows(network, found):
            writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def _rows(network: Network, found: BatchAnswer) -> Iterable[tuple[object, ...]]:
    s = found.shipment
    head = (s.id, s.origin, s.destination, s.cargo_class, s.due.isoformat())
    if found.answer is None:
        yield (*head, *[""] * 8, found.failure)
        return
    for mode in found.answer.modes:
        yield (*head, mode.product, *_mode_cells(network, found.answer, mode))


def _mode_cells(network: Network, answer: RouteSet, mode: ModeAnswer) -> tuple[object, ...]:
    route, remark = mode.route, str(mode.absence or "")
    if route is None:
        return (*[""] * 7, remark)
    return (
        " > ".join(leg.departure.service_id for leg in route.main_legs),
        answer.freight_cents(route) / 100,
        round(route.duration.total_seconds() / 86_400, 2),
        local_text(network, answer.shipment.destination, route.delivered_at),
        answer.shipment.num_units * route.co2e_g / 1000,
        "yes" if answer.is_on_time(route) else "no",
        "yes" if answer.keeps_budget(route) else "no",
        remark,
    )


def batch_json(answers: Iterable[BatchAnswer]) -> str:
    """Return the answers as JSON (schema ``landbridge/routes-of-many/1``)."""
    kind = TypeAdapter(tuple[BatchAnswer, ...])
    record = kind.dump_python(tuple(answers), mode="json", by_alias=True)
    return json.dumps({"schema": BATCH_SCHEMA, "answers": record}, ensure_ascii=False)
