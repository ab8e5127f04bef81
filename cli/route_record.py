"""The routes of a shipment as JSON."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from ..optimizer.route_set import RouteSet

ROUTES_SCHEMA = "landbridge/routes/1"


def routes_json(answer: RouteSet) -> str:
    """Return routes as JSON (schema ``landbridge/routes/1``); money is for one unit."""
    record = TypeAdapter(RouteSet).dump_python(answer, mode="json", by_alias=True)
    return json.dumps({"schema": ROUTES_SCHEMA, **record}, ensure_ascii=False, indent=1)
