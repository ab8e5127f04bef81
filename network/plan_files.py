"""Write plans as JSON and CSV, and read a plan back.

JSON carries the dataclasses field by field; times are UTC. CSV carries local times too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from .errors import DatasetError, Mistake, expectation, quoted
from .limits_reached import LimitReached, limits_reached
from .network import Network
from .order_exceptions import OrderException, exceptions
from .plan import Assignment, Limits, Objective, Plan, Proof, Unserved
from .read import load
from .scenario import Scenario
from .scenario_stack import with_parts
from .shipment import OrderBook, Shipment
from .slot_book import SlotBooking, slot_book
from .summary import Summary, summarise
from .tables import read_text
from .term_costs import TermUse
from .terms import NO_TERMS, Terms

PLAN_SCHEMA = "landbridge/plan/1"
"""Schema of plan.json; the number grows when a reader would have to change."""

CSV_COLUMNS = (
    "assignment", "shipment", "customer", "cargo_class", "origin", "destination", "units", "unit",
    "route_modes", "leg", "service", "departure_date", "mode", "corridor", "from", "to",
    "departs_local", "arrives_local", "departs_utc", "arrives_utc", "distance_km",
    "leg_usd", "route_freight_usd", "leg_co2e_kg", "delivered_local", "due", "days_late",
    "grade",
)  # fmt: skip
"""Columns of plan.csv: one row for each leg of each assignment."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that a spreadsheet may take for a formula, full width ones included."""

MAX_PLAN_BYTES = 512 * 2**20
"""Largest plan that is read: one of 10,000 orders takes about 50 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlanRecord:
    """What a plan is read from; the rest of plan.json follows from it."""

    network: str
    scenarios: tuple[str, ...]
    objective: Objective
    limits: Limits
    assignments: tuple[Assignment, ...]
    unserved: tuple[Unserved, ...]
    orders: tuple[Shipment, ...]
    proof: Proof
    terms: Terms = NO_TERMS
    scenario_definitions: tuple[Scenario, ...] = ()


def plan_record(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values (schema ``landbridge/plan/1``)."""
    return {
        "schema": PLAN_SCHEMA,
        "network": plan.network.name,
        "scenarios": list(plan.network.applied),
        "scenario_definitions": [
            scenario.model_dump(mode="json", exclude_defaults=True)
            for scenario in with_parts(plan.network.applied, plan.network.scenarios)
        ],
        "objective": plan.objective.value,
        "limits": _plain(Limits, plan.limits),
        "terms": _plain(Terms, plan.terms),
        "limits_reached": _plain(tuple[LimitReached, ...], limits_reached(plan)),
        "summary": _plain(Summary, summarise(plan)),
        "proof": {**asdict(plan.proof), "gap": plan.proof.gap},
        "assignments": _plain(tuple[Assignment, ...], plan.assignments),
        "unserved": _plain(tuple[Unserved, ...], plan.unserved),
        "term_uses": _plain(tuple[TermUse, ...], plan.term_uses()),
        "exceptions": _plain(tuple[OrderException, ...], exceptions(plan)),
        "slot_book": [_booking_record(booking) for booking in slot_book(plan)],
        "orders": _plain(tuple[Shipment, ...], tuple(plan.orders.values())),
    }


def _booking_record(booking: SlotBooking) -> dict[str, Any]:
    """Return a booking with its moments in local time, and what it comes to, besides."""
    moments = {
        "cutoff_local": booking.cutoff_at,
        "doc_cutoff_local": booking.doc_cutoff_at,
        "departs_local": booking.departs_at,
        "last_departs_local": booking.last_departs_at,
    }
    return {
        **_plain(SlotBooking, booking),
        **{
            name: booking.local(moment).isoformat(timespec="minutes") if moment else None
            for name, moment in moments.items()
        },
        "amount_usd": booking.amount_cents / 100,
    }


def plan_json(plan: Plan) -> str:
    """Return a plan as JSON (schema ``landbridge/plan/1``)."""
    return json.dumps(plan_record(plan), ensure_ascii=False, indent=1)


def read_plan(path: Path, dataset: str | Path | None = None) -> Plan:
    """Read a plan from JSON.

    Parameters
    ----------
    path
        File as `plan_json` writes it.
    dataset
        Dataset of the plan's network, by name or folder; None = the one that the plan names.

    Raises
    ------
    DatasetError
        The file is no plan, or its network cannot be had.
    ScenarioError, QuestionError
        A scenario does not fit the network, or an order stands there twice.
    """
    record = _record(path)
    network = load(record.network if dataset is None else dataset)
    network = _applied(network, record)
    return Plan(
        network=network,
        orders=OrderBook(record.orders),
        objective=record.objective,
        limits=record.limits,
        assignments=record.assignments,
        unserved=record.unserved,
        proof=record.proof,
        terms=record.terms,
    )


def _applied(network: Network, record: _PlanRecord) -> Network:
    """Apply the scenarios of a plan; those that the dataset has not are read from the plan."""
    given = {s.id: s for s in record.scenario_definitions if s.id not in network.scenarios}
    world = replace(network, scenarios={**network.scenarios, **given})
    return world.apply(*record.scenarios)


def _record(path: Path) -> _PlanRecord:
    mistakes: list[Mistake] = []
    text = read_text(path, mistakes, most_bytes=MAX_PLAN_BYTES)
    if text is None:
        raise DatasetError(mistakes)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        mistake = Mistake(place=str(path), found=str(error), expected="a plan.json of landbridge")
        raise DatasetError([mistake]) from error
    schema = values.get("schema") if isinstance(values, dict) else None
    if schema != PLAN_SCHEMA:
        found = f"schema {quoted(str(schema))}" if schema else "no schema"
        raise DatasetError([Mistake(place=str(path), found=found, expected=PLAN_SCHEMA)])
    try:
        return TypeAdapter(_PlanRecord).validate_python(values)
    except ValidationError as errors:
        raise DatasetError(_mistakes(path, errors)) from errors


def _mistakes(path: Path, errors: ValidationError) -> Iterator[Mistake]:
    for error in errors.errors():
        yield Mistake(
            place=", ".join((str(path), ".".join(str(part) for part in error["loc"]))),
            found=quoted(str(error["input"])) if error["type"] != "missing" else "nothing",
            expected=expectation(error["msg"]),
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
    for number, assignment in enumerate(plan.assignments, start=1):
        for row in _leg_rows(plan, assignment):
            writer.writerow([number, *map(safe_cell, row)])
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
