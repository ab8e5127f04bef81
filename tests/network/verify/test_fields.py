"""No field of a plan is taken on trust: another value in any of them is a violation."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

import pytest

from landbridge.network.plan import Plan
from landbridge.network.verify import verify

from .changes import route_of, with_handling, with_leg, with_proof, with_route
from .hand_plan import PLAN

TOLD = {"label", "method", "num_routes", "num_rounds", "seconds"}
"""Fields that say how a plan was found, or name a charge in words."""


NEXT = (
    (bool, lambda value: not value),
    (Enum, lambda value: next(member for member in type(value) if member is not value)),
    (int | float, lambda value: value + 1_000_000),
    (datetime, lambda value: value + timedelta(minutes=1)),
    (date, lambda value: value + timedelta(days=1)),
    (tuple, lambda value: value[:-1]),
    (str, lambda value: f"{value}X"),
    (type(None), lambda _: "something"),
)
"""How to make another value of a kind; the first kind that fits counts."""


def another(value: Any) -> Any:
    return next(change(value) for kind, change in NEXT if isinstance(value, kind))


def with_another(row: Any) -> list[tuple[str, Any]]:
    """Return a row once for each field that matters, with another value in it."""
    rows = []
    for field in fields(row):
        value = getattr(row, field.name)
        if is_dataclass(value):
            inner = with_another(value)
            rows += [(f"{field.name}.{k}", replace(row, **{field.name: v})) for k, v in inner]
        elif field.name == "charges":
            first = with_another(value[0])
            rows += [(f"charge.{k}", replace(row, charges=(v, *value[1:]))) for k, v in first]
        elif field.name not in TOLD:
            rows.append((field.name, replace(row, **{field.name: another(value)})))
    return rows


def values(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def plans() -> dict[str, Plan]:
    """Return plans with one field changed, by the name of the field."""
    found = {}
    for order in ("RAIL", "BOAT", "AIR"):
        for kind, rows, change in (
            ("leg", route_of(order).legs, with_leg),
            ("handling", route_of(order).handlings, with_handling),
        ):
            for number, row in enumerate(rows):
                for name, other in with_another(row):
                    found[f"{order} {kind} {number} {name}"] = change(
                        order, number, **values(other)
                    )
    for name, other in with_another(route_of("RAIL")):
        found[f"route {name}"] = with_route("RAIL", **values(other))
    for name, other in with_another(PLAN.proof):
        found[f"proof {name}"] = with_proof(**values(other))
    return found


PLANS = plans()


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_another_value_in_any_field_is_a_violation(plan):
    assert verify(plan)


def test_every_kind_of_row_is_covered():
    assert len(PLANS) > 150
