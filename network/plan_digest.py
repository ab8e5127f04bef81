"""What a plan was made from, as a hash: two plans with one hash answer the same question."""

from __future__ import annotations

import json
from dataclasses import fields
from hashlib import sha256

from .plan import Plan
from .sweeps.digest import tables_digest

RULES = 1
"""Raised whenever the same inputs would have another hash."""


def plan_digest(plan: Plan) -> str:
    """Return a hash of the inputs of a plan: tables with scenarios, orders, limits and terms.

    It is the same whether the plan was just made or read from plan.json, and does not depend
    on the answer.
    """
    tables = tables_digest(plan.network.with_orders(plan.orders.values()))
    asked = {
        "rules": RULES,
        "tables": tables,
        "objective": plan.objective.value,
        "limits": {f.name: repr(getattr(plan.limits, f.name)) for f in fields(plan.limits)},
        "terms": plan.terms.model_dump(mode="json"),
    }
    text = json.dumps(asked, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
