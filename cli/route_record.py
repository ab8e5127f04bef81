"""The routes of a shipment as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from ..optimizer.comparison import Comparison
from ..optimizer.own_route import OwnRoute
from ..optimizer.route_set import RouteSet
from ..optimizer.why_not import WhyNot

ROUTES_SCHEMA = "landbridge/routes/1"
COMPARISON_SCHEMA = "landbridge/comparison/1"


def routes_json(answer: RouteSet) -> str:
    """Return routes as JSON (schema ``landbridge/routes/1``); money is for one unit."""
    record = {"schema": ROUTES_SCHEMA, **_plain(RouteSet, answer)}
    return json.dumps(record, ensure_ascii=False, indent=1)


def comparison_json(answer: Comparison, own: OwnRoute | None, reasons: Sequence[WhyNot]) -> str:
    """Return a comparison as JSON (schema ``landbridge/comparison/1``)."""
    record = {
        "schema": COMPARISON_SCHEMA,
        **_plain(Comparison, answer),
        "own_route": _plain(OwnRoute, own) if own else None,
        "why_not": [{"sentence": str(reason), **_plain(WhyNot, reason)} for reason in reasons],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _plain(kind: type[object], value: object) -> dict[str, Any]:
    record: dict[str, Any] = TypeAdapter(kind).dump_python(value, mode="json", by_alias=True)
    return record
