"""The shipped schema is that of the types, and plans keep it."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

import landbridge
from landbridge.network.exports.plan_schema import (
    plan_schema,
    plan_schema_json,
    shipped_plan_schema,
)
from landbridge.network.plan_files import plan_record
from landbridge.network.term_files import read_terms
from landbridge.network.terms import Terms

from ..verify.hand_plan import PLAN

SCHEMA = plan_schema()
TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
    "integer": int, "number": (int, float),
}  # fmt: skip
KNOWN = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "description",
    "enum", "exclusiveMinimum", "format", "items", "maxItems", "maxLength", "maximum", "minItems",
    "minLength", "minimum", "pattern", "prefixItems", "properties", "propertyNames", "required",
    "title", "type", "unit",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], place: str = "") -> list[str]:
    """Return where a value breaks a schema, by the keywords that ours use."""
    assert set(schema) <= KNOWN
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], place)
    if "anyOf" in schema:
        tried = [faults(value, option, place) for option in schema["anyOf"]]
        return [] if [] in tried else [place]
    kind = schema.get("type")
    is_bool = isinstance(value, bool) and kind != "boolean"
    if kind and (is_bool or not isinstance(value, TYPES[kind])):
        return [place]
    return [*plain_faults(value, schema, place), *inner_faults(value, schema, place)]


def plain_faults(value, schema, place):
    bad = "const" in schema and value != schema["const"]
    bad |= value not in schema.get("enum", [value])
    if isinstance(value, str):
        bad |= not re.search(schema.get("pattern", ""), value)
        bad |= len(value) > schema.get("maxLength", len(value))
    elif isinstance(value, int | float):
        bad |= not schema.get("minimum", value) <= value <= schema.get("maximum", value)
    elif isinstance(value, list):
        bad |= not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return [place] if bad else []


def inner_faults(value, schema, place):
    found = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties", True)
        found += [f"{place}.{key}" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            found += faults(key, schema.get("propertyNames", {}), f"{place}.{key}")
            if key not in known and rest is False:
                found.append(f"{place}.{key}")
            shape = known.get(key, rest if isinstance(rest, dict) else {})
            found += faults(inner, shape, f"{place}.{key}")
    elif isinstance(value, list):
        first = schema.get("prefixItems", [])
        for number, inner in enumerate(value):
            shape = first[number] if number < len(first) else schema.get("items", {})
            found += faults(inner, shape, f"{place}.{number}")
    return found


EXAMPLE = Path(landbridge.__file__).parent / "datasets" / "chongqing" / "terms_example.toml"
RECORD = json.loads(json.dumps(plan_record(PLAN)))


def test_the_shipped_schema_is_that_of_the_types():
    assert shipped_plan_schema() == plan_schema_json()


def test_a_plan_keeps_the_schema():
    assert faults(RECORD, SCHEMA) == []


def test_the_schema_knows_every_field_of_a_plan_and_the_other_way_round():
    assert list(SCHEMA["properties"]) == list(RECORD) == SCHEMA["required"]
    for key, name in (("proof", "_Proof"), ("summary", "Summary"), ("limits", "Limits")):
        assert set(SCHEMA["$defs"][name]["properties"]) == set(RECORD[key])
    assert set(SCHEMA["$defs"]["_SlotBooking"]["required"]) == set(RECORD["slot_book"][0])


CHANGES = {
    ".schema": ("schema", "landbridge/plan/2"),
    ".objective": ("objective", "cheapest"),
    ".proof.gap": ("proof", {k: v for k, v in RECORD["proof"].items() if k != "gap"}),
    ".assignments.0.units": ("assignments", [{**RECORD["assignments"][0], "units": "2"}]),
    ".orders.0.colour": ("orders", [{**RECORD["orders"][0], "colour": "red"}]),
}


@pytest.mark.parametrize(("place", "change"), CHANGES.items(), ids=CHANGES)
def test_what_is_no_plan_breaks_the_schema(place, change):
    key, value = change
    assert faults({**copy.deepcopy(RECORD), key: value}, SCHEMA) == [place]


def test_terms_keep_the_schema(chongqing):
    terms = TypeAdapter(Terms).dump_python(read_terms(EXAMPLE, chongqing), mode="json")
    assert terms["surcharges"]
    assert faults(terms, SCHEMA["properties"]["terms"]) == []


def test_the_scenarios_of_a_plan_keep_the_schema(chongqing):
    scenarios = [
        scenario.model_dump(mode="json", exclude_defaults=True)
        for scenario in chongqing.scenarios.values()
    ]
    assert scenarios
    assert faults(scenarios, SCHEMA["properties"]["scenario_definitions"]) == []
