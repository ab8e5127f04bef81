"""Write plans as JSON and CSV, and read a plan back.

Files are written beside their place and renamed, so that nothing is ever half written.
JSON carries the dataclasses field by field; times are UTC. CSV carries local times too.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from .errors import DatasetError, Mistake
from .network import Network
from .plan import Assignment, Limits, Objective, Plan, Proof, Unserved
from .read import load
from .shipment import OrderBook, Shipment
from .summary import Summary, summarise

PLAN_SCHEMA = "landbridge/plan/1"
"""Schema of plan.json; the number grows when a reader would have to change."""

CSV_COLUMNS = (
    "shipment", "customer", "cargo_class", "origin", "destination", "units", "unit",
    "route_modes", "leg", "service", "departure_date", "mode", "corridor", "from", "to",
    "departs_local", "arrives_local", "departs_utc", "arrives_utc", "distance_km",
    "leg_usd", "route_freight_usd", "leg_co2e_kg", "delivered_local", "due", "days_late",
    "grade",
)  # fmt: skip
"""Columns of plan.csv: one row for each leg of each assignment."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet may take for a formula."""


def write_text(path: Path, text: str) -> None:
    """Write a file at once: beside its place first, then renamed.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def plan_record(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values (schema ``landbridge/plan/1``)."""
    return {
        "schema": PLAN_SCHEMA,
        "network": plan.network.name,
        "scenarios": list(plan.network.applied),
        "objective": plan.objective.value,
        "limits": _plain(Limits, plan.limits),
        "summary": _plain(Summary, summarise(plan)),
        "proof": {**asdict(plan.proof), "gap": plan.proof.gap},
        "assignments": _plain(tuple[Assignment, ...], plan.assignments),
        "unserved": _plain(tuple[Unserved, ...], plan.unserved),
        "orders": _plain(tuple[Shipment, ...], tuple(plan.orders.values())),
    }


def plan_json(plan: Plan) -> str:
    """Return a plan as JSON (schema ``landbridge/plan/1``)."""
    return json.dumps(plan_record(plan), ensure_ascii=False, indent=1)


def read_plan(path: Path) -> Plan:
    """Read a plan from JSON, with the network that it was made for.

    Raises
    ------
    DatasetError
        The file is no plan, or its network cannot be had.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        mistake = Mistake(place=str(path), found=str(error), expected="a plan.json of landbridge")
        raise DatasetError([mistake]) from error
    if not isinstance(record, dict) or record.get("schema") != PLAN_SCHEMA:
        schema = record.get("schema") if isinstance(record, dict) else None
        mistake = Mistake(place=str(path), found=f"schema {schema!r}", expected=PLAN_SCHEMA)
        raise DatasetError([mistake])
    try:
        return _plan_of(record)
    except (ValidationError, KeyError) as error:
        mistake = Mistake(place=str(path), found=str(error), expected=f"{PLAN_SCHEMA} as written")
        raise DatasetError([mistake]) from error


def _plan_of(record: Mapping[str, Any]) -> Plan:
    network = load(record["network"]).apply(*record["scenarios"])
    orders = TypeAdapter(tuple[Shipment, ...]).validate_python(record["orders"])
    proof = {key: value for key, value in record["proof"].items() if key != "gap"}
    return Plan(
        network=network,
        orders=OrderBook(orders),
        objective=Objective(record["objective"]),
        limits=TypeAdapter(Limits).validate_python(record["limits"]),
        assignments=TypeAdapter(tuple[Assignment, ...]).validate_python(record["assignments"]),
        unserved=TypeAdapter(tuple[Unserved, ...]).validate_python(record["unserved"]),
        proof=TypeAdapter(Proof).validate_python(proof),
    )


def _plain(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).dump_python(value, mode="json", by_alias=True)


def local_time(network: Network, terminal_id: str, moment: datetime) -> str:
    """Return a moment in the time of a terminal, ISO 8601 with offset."""
    zone = ZoneInfo(network.terminals[terminal_id].timezone)
    return moment.astimezone(zone).isoformat(timespec="minutes")


def plan_csv(plan: Plan) -> str:
    """Return a plan as CSV with a byte-order mark: a row for each leg of each assignment."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for assignment in plan.assignments:
        for row in _leg_rows(plan, assignment):
            writer.writerow([safe_cell(value) for value in row])
    return "\ufeff" + text.getvalue()


def safe_cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _leg_rows(plan: Plan, assignment: Assignment) -> Iterator[tuple[object, ...]]:
    network, route, units = plan.network, assignment.route, assignment.units
    shipment = plan.shipment(assignment)
    for number, leg in enumerate(route.legs, start=1):
        yield (
            shipment.id, shipment.customer, shipment.cargo_class,
            shipment.origin, shipment.destination,
            units, route.unit.kind.value, route.mode_label, number,
            leg.departure.service_id, leg.departure.first_call_on.isoformat(),
            leg.mode.value, leg.corridor, leg.from_terminal, leg.to_terminal,
            local_time(network, leg.from_terminal, leg.departs_at),
            local_time(network, leg.to_terminal, leg.arrives_at),
            leg.departs_at.isoformat(timespec="minutes"),
            leg.arrives_at.isoformat(timespec="minutes"),
            round(leg.distance_km, 1),
            units * sum(charge.amount_cents for charge in leg.charges) / 100,
            assignment.freight_cents / 100,
            units * leg.co2e_g / 1000,
            local_time(network, shipment.destination, route.delivered_at),
            shipment.due.isoformat(), plan.days_late(assignment), leg.grade.value,
        )  # fmt: skip
