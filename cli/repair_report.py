"""How a shortfall and its repairs are printed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import TypeAdapter

from ..network.repairs import Shortfall
from ..network.shipment import Shipment
from .options import plain_console

REPAIRS_SCHEMA = "landbridge/repairs/1"


def print_shortfall(orders: Mapping[str, Shipment], shortfall: Shortfall | None) -> None:
    """Print what is left behind, what conflicts, and what would help."""
    console = plain_console()
    if shortfall is None:
        console.print("\nEverything can be served: there is nothing to repair")
        return
    console.print(f"\nLeft behind ({len(shortfall.unserved)})", style="bold")
    for left in shortfall.unserved:
        units = orders[left.shipment_id].num_units
        console.print(f"  {left.shipment_id}: {left.units} of {units} units; {left.reason}")
    if shortfall.conflict:
        console.print("\nWhat conflicts", style="bold")
        for name in shortfall.conflict:
            console.print(f"  {name}")
    console.print(f"\nRepairs ({len(shortfall.repairs)})", style="bold")
    for number, repair in enumerate(shortfall.repairs, start=1):
        console.print(f"  {number}. {repair}")
        for change in repair.changes:
            for place in change.where:
                console.print(f"       {place}")
    if not shortfall.repairs:
        console.print("  none: no change of slots, due dates and limits would do")


def shortfall_json(shortfall: Shortfall | None) -> str:
    """Return a shortfall as JSON (schema ``landbridge/repairs/1``); null where there is none."""
    record = TypeAdapter(Shortfall | None).dump_python(shortfall, mode="json")
    return json.dumps({"schema": REPAIRS_SCHEMA, "shortfall": record}, ensure_ascii=False, indent=1)
