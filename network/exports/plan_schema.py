"""The JSON Schema of plan.json, made from the types that it is written from.

``plan.schema.json`` beside this module is what :func:`plan_schema_json` returns; a test keeps
the two the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from pydantic import TypeAdapter

from ..limits import Limits, Objective
from ..limits_reached import LimitReached
from ..order_exceptions import OrderException
from ..plan import Assignment, Proof, Unserved
from ..scenario import Scenario
from ..shipment import Shipment
from ..slot_book import SlotBooking
from ..summary import Summary
from ..term_costs import TermUse
from ..terms import Terms

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof(Proof):
    gap: float = field()  # not the property, which would pass for a default


@dataclass(frozen=True, slots=True, kw_only=True)
class _SlotBooking(SlotBooking):
    cutoff_local: str | None
    doc_cutoff_local: str | None
    departs_local: str
    last_departs_local: str
    amount_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlanDocument:
    """What `plan_files.plan_record` returns."""

    schema: Literal["landbridge/plan/1"]
    network: str
    scenarios: tuple[str, ...]
    scenario_definitions: tuple[Scenario, ...]
    objective: Objective
    limits: Limits
    terms: Terms
    limits_reached: tuple[LimitReached, ...]
    summary: Summary
    proof: _Proof
    assignments: tuple[Assignment, ...]
    unserved: tuple[Unserved, ...]
    term_uses: tuple[TermUse, ...]
    exceptions: tuple[OrderException, ...]
    slot_book: tuple[_SlotBooking, ...]
    orders: tuple[Shipment, ...]


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of plan.json as the types give it."""
    made = TypeAdapter(_PlanDocument).json_schema(by_alias=True)
    title = "A plan of landbridge (landbridge/plan/1)"
    return {"$schema": DIALECT, **made, "title": title}


def plan_schema_json() -> str:
    """Return the JSON Schema of plan.json as a file."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n"


def shipped_plan_schema() -> str:
    """Return the JSON Schema of plan.json that comes with the package."""
    return (files(__package__) / "plan.schema.json").read_text(encoding="utf-8")
