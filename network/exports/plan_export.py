"""The files of an export: one by its ending, or all of them in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..calendar_file import plan_calendar
from ..errors import Mistake, QuestionError, quoted
from ..geometry.courses import drawn_line
from ..plan import Plan
from ..plan_files import plan_csv, plan_json
from ..slot_book import slot_book
from ..slot_book_files import slot_book_csv
from .flow_file import flows_csv
from .geojson import layer_geojson, layers_geojson
from .geopackage import layers_geopackage
from .layers import LineOf, plan_layers
from .plan_schema import shipped_plan_schema


def export_plan(plan: Plan, place: Path, line_of: LineOf = drawn_line) -> dict[Path, str | bytes]:
    """Return the files of an export by place; nothing is written (`write_whole` does that).

    Parameters
    ----------
    plan
        The plan.
    place
        A file that ends in one of `ENDINGS`, or a folder for everything.
    line_of
        Where a link runs; as on the map unless something else is given.

    Raises
    ------
    QuestionError
        The ending means nothing.
    """
    if not place.suffix or place.is_dir():
        return {place / name: content for name, content in _everything(plan, line_of).items()}
    make = ENDINGS.get(place.suffix.lower())
    if make is None:
        expected = f"a folder, or a file that ends in {', '.join(ENDINGS)}"
        raise QuestionError(
            [Mistake(place=str(place), found=quoted(place.suffix), expected=expected)]
        )
    return {place: make(plan, line_of)}


def _everything(plan: Plan, line_of: LineOf) -> dict[str, str | bytes]:
    layers = plan_layers(plan, line_of)
    return {
        **{f"{layer.name}.geojson": layer_geojson(layer) for layer in layers},
        "plan.gpkg": layers_geopackage(layers, _stamp(plan)),
        "flows.csv": flows_csv(plan),
        "legs.csv": plan_csv(plan),
        "slot_book.csv": slot_book_csv(plan.network, slot_book(plan)),
        "cutoffs.ics": plan_calendar(plan),
        "plan.json": plan_json(plan),
        "plan.schema.json": shipped_plan_schema(),
    }


def _geopackage(plan: Plan, line_of: LineOf) -> bytes:
    return layers_geopackage(plan_layers(plan, line_of), _stamp(plan))


def _stamp(plan: Plan) -> datetime:
    """Return when the first order is ready: the clock would make equal plans differ."""
    ready = (assignment.route.ready_at for assignment in plan.assignments)
    return min(ready, default=datetime(1970, 1, 1, tzinfo=UTC))


def _geojson(plan: Plan, line_of: LineOf) -> str:
    return layers_geojson(plan.network.name, plan_layers(plan, line_of))


ENDINGS: Mapping[str, Callable[[Plan, LineOf], str | bytes]] = {
    ".csv": lambda plan, _: plan_csv(plan),
    ".geojson": _geojson,
    ".gpkg": _geopackage,
    ".ics": lambda plan, _: plan_calendar(plan),
    ".json": lambda plan, _: plan_json(plan),
}
"""What a single file holds, by its ending."""
