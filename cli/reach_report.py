"""How a reach is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import TypeAdapter
from rich.table import Table

from ..network.network import Network
from ..network.reach import Reach
from ..network.shipment import Shipment
from .options import plain_console
from .route_report import local_text

REACH_SCHEMA = "landbridge/reach/1"

_NEVER = datetime.max.replace(tzinfo=UTC)


def print_reach(network: Network, shipment: Shipment, found: Iterable[Reach]) -> None:
    """Print a line for each terminal, nearest first."""
    ready_at = shipment.ready_at(network.terminals[shipment.origin])
    table = Table(box=None, header_style="bold")
    table.add_column("Terminal")
    table.add_column("")
    table.add_column("Days", justify="right")
    table.add_column("Delivered")
    table.add_column("from USD", justify="right")
    for row in sorted(found, key=lambda row: (row.delivered_at or _NEVER, row.terminal_id)):
        name = network.terminals[row.terminal_id].name
        if row.delivered_at is None or row.freight_cents is None:
            table.add_row(row.terminal_id, name, "", "not reached", "", style="dim")
            continue
        days = (row.delivered_at - ready_at).total_seconds() / 86_400
        delivered = local_text(network, row.terminal_id, row.delivered_at)
        usd = f"{row.freight_cents / 100:,.0f}"
        table.add_row(row.terminal_id, name, f"{days:.1f}", delivered, usd)
    plain_console().print(table)


def reach_json(found: Iterable[Reach]) -> str:
    """Return a reach as JSON (schema ``landbridge/reach/1``)."""
    kind = TypeAdapter(tuple[Reach, ...])
    rows = kind.dump_python(tuple(found), mode="json")
    return json.dumps({"schema": REACH_SCHEMA, "terminals": rows}, ensure_ascii=False)
