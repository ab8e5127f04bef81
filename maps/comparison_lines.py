"""The lines of a map of two plans, and the list of its largest changes, as data for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..network.row import Mode
from .change_style import CHANGE_COLOURS, CHANGE_DASHES
from .comparison_words import KIND_NAMES, change_card, leg_row, signed_size
from .drawing import Picture, flow_lines, flow_points
from .flow_changes import ChangeKind, FlowChange, LegChange
from .geometry import continuous, cut_at_edge
from .lanes import lane_shifts
from .style import DRAYAGE_PX, on_dark, on_light, width_px

if TYPE_CHECKING:
    from ..network.network import Network

SAME_PX: Final = 1.0

Lines: TypeAlias = dict[tuple[str, Mode], list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class ComparisonPicture(Picture):
    """Everything that the map of two plans shows; ``network`` and ``groups`` are those after."""

    before: Picture
    after: Picture
    changes: Sequence[FlowChange]
    legs: Sequence[LegChange]


def side_lines(picture: Picture, first_load: int) -> Lines:
    """Return the lines of one plan; its loads stand in the list of both from a position on."""
    lines: Lines = defaultdict(list)
    for flow, line in zip(picture.flows, flow_lines(picture), strict=True):
        line["card"]["legs"] = [number + first_load for number in line["card"]["legs"]]
        lines[flow.corridor, flow.mode].append(line)
    return lines


def change_lines(picture: ComparisonPicture) -> Lines:
    """Return the lines of the changes, by corridor and mode."""
    widths = [_change_width_px(change, picture.panel.most_boxes) for change in picture.changes]
    shifts = lane_shifts([change.flow.segments for change in picture.changes], widths)
    lines: Lines = defaultdict(list)
    for change, width, shift in zip(picture.changes, widths, shifts, strict=True):
        key = (change.flow.corridor, change.flow.mode)
        lines[key].append(
            {
                "points": flow_points(change.flow, shift),
                "width": width,
                "dash": CHANGE_DASHES.get(change.kind, ()),
                "kind": change.kind.value,
                **_colours(change.kind),
                "boxes": round(abs(change.more_boxes), 2),
                "badge": signed_size(change.more_boxes),
                "card": change_card(network_of(picture, change.flow.corridor), change),
            }
        )
    return lines


def network_of(picture: ComparisonPicture, corridor_id: str) -> Network:
    """Return the network that has a corridor: that after, unless it is gone there."""
    known = corridor_id in picture.after.network.corridors
    return (picture.after if known else picture.before).network


def _change_width_px(change: FlowChange, most_boxes: float) -> float:
    if change.kind is ChangeKind.SAME:
        return SAME_PX
    width = width_px(abs(change.more_boxes), most_boxes)
    return min(width, DRAYAGE_PX) if change.flow.is_drayage else width


def _colours(kind: ChangeKind) -> dict[str, str]:
    return {"on_light": on_light(CHANGE_COLOURS[kind]), "on_dark": on_dark(CHANGE_COLOURS[kind])}


def change_key() -> list[dict[str, Any]]:
    """Return the key of the changes: name, colours and dashes of each kind."""
    return [
        {"kind": kind.value, "name": KIND_NAMES[kind], "dash": CHANGE_DASHES.get(kind, ())}
        | _colours(kind)
        for kind in ChangeKind
    ]


def change_rows(picture: ComparisonPicture) -> list[dict[str, Any]]:
    """Return the rows of the list of largest changes, with what of the map each is about."""
    rows = []
    for change in picture.legs:
        network = network_of(picture, change.key[0])
        points = [point for part in change.parts for point in part.points]
        shown = max(cut_at_edge(continuous(points)), key=len)
        lons, lats = [point.lon for point in shown], [point.lat for point in shown]
        middle = shown[len(shown) // 2]
        bounds = [[min(lats), min(lons)], [max(lats), max(lons)]]
        rows.append(leg_row(network, change) | {"at": [middle.lat, middle.lon], "bounds": bounds})
    return rows
