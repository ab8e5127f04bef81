"""How a threshold is printed and written."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import TypeAdapter

from ..optimizer.design.levels import Lever
from ..optimizer.design.region import Cell
from ..optimizer.design.threshold import Point, Threshold
from .options import plain_console
from .rows_output import table_of

BREAKEVEN_SCHEMA = "landbridge/breakeven/1"

UNIT = {
    Lever.FREQUENCY: "rotations a week",
    Lever.RATE: "USD/kg below the rival",
    Lever.HANDLING: "h of handling",
    Lever.DEMAND: "times the demand",
}


def print_threshold(lever: Lever, found: Threshold, *, is_money: bool) -> None:
    """Print what must be reached, with both sides of it and every level that was tried."""
    console, unit = plain_console(), UNIT[lever]
    measure = "USD a week" if is_money else "t a week"

    def said(point: Point) -> str:
        return f"{point.level:,.10g} {unit} ({point.measure:,.4g} {measure})"

    if found.meets is None:
        answer = f"not reached: {said(found.points[0])} to {said(found.points[-1])}"
    elif found.fails is None:
        answer = f"reached throughout, already at {said(found.meets)}"
    else:
        answer = f"{said(found.meets)}; not yet at {said(found.fails)}"
    console.print(f"\n{found.target:,.10g} {measure}: {answer}", style="bold")
    order = "monotone" if found.is_monotone else "NOT monotone: it may be met elsewhere too"
    console.print(f"  over the {len(found.points)} levels that were tried the measure is {order}")
    rows = [(f"{p.level:,.10g}", f"{p.measure:,.3f}") for p in found.points]
    console.print(table_of("Levels", (f">{unit}", f">{measure}"), rows))


def threshold_json(lever: Lever, found: Threshold, cells: Sequence[Cell]) -> str:
    """Return a threshold as JSON (schema ``landbridge/breakeven/1``)."""
    record = TypeAdapter(Threshold).dump_python(found, mode="json")
    region = TypeAdapter(tuple[Cell, ...]).dump_python(tuple(cells), mode="json")
    head = {"schema": BREAKEVEN_SCHEMA, "what": lever.value, "unit": UNIT[lever]}
    return json.dumps({**head, **record, "region": region}, ensure_ascii=False, indent=1)


def threshold_rows(found: Threshold) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of the CSV file: every level that was tried."""
    return ("level", "measure", "meets"), [
        (p.level, round(p.measure, 6), "yes" if p.measure >= found.target else "no")
        for p in found.points
    ]
