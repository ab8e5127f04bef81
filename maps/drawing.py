"""Draw flows, terminals and a panel on an offline map, one short function for each layer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..network.row import Mode
from .cards import flow_card, load_items
from .elements import ClientCall, Layer, Markup
from .geometry import POSITION_DECIMALS, cut_at_edge
from .lanes import lane_shifts, shifted_line
from .names import MODE_NAMES
from .offline_map import OfflineMap
from .phrases import Language, Phrase
from .side_panel import SidePanel
from .style import DASHES, DRAYAGE_PX, on_dark, on_light, width_px
from .terminals import terminal_marks
from .views import views

if TYPE_CHECKING:
    from ..network.network import Network
    from .flows import Flow, LegLoad

ROWS_IN_LIST: Final = 40
BASEMAP_LAYERS: Final[Mapping[str, Phrase | None]] = {
    "land": None,
    "lakes": None,
    "rivers": Phrase("Rivers", "河流"),
    "borders": Phrase("Borders", "国界（示意）"),
}
"""Layer of the basemap -> its name in the tree of layers; those without one are always shown."""

WORLD: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "location": [35, 100],
        "zoom_start": 3,
        "attribution_control": False,
        "zoom_snap": 0.1,
        "zoom_delta": 0.5,
        "min_zoom": 1.5,
        "max_zoom": 11,
        "max_bounds": True,
        "min_lat": -65,
        "max_lat": 85,
        "min_lon": -60,
        "max_lon": 360,
    }
)
"""Options of every map: where it begins, and how far it can be moved and zoomed."""

Entry: TypeAlias = dict[str, Any]
"""An entry of the tree of layers: ``name`` and ``layer``, or ``name`` and ``children``.

It may have a ``figure`` and, for the sample of its colour, ``on_light`` and ``on_dark``.
"""


@dataclass(frozen=True, kw_only=True)
class FlowGroup:
    """Flows that are switched on and off together, and how they look in the tree of layers."""

    name: Phrase
    figure: Phrase
    colour: str
    branches: Mapping[Mode, Sequence[Flow]]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything that one map shows."""

    network: Network
    loads: Sequence[LegLoad]
    groups: Sequence[FlowGroup]
    panel: SidePanel

    @property
    def flows(self) -> list[Flow]:
        """All flows in the order in which they are drawn."""
        return [f for group in self.groups for branch in group.branches.values() for f in branch]


class PlanMap(OfflineMap):
    """An interactive map of a plan or of routes, in one file that needs no network."""

    def __init__(self, picture: Picture, language: Language = Language.EN) -> None:
        self.drawn: list[list[float]] = []
        super().__init__(picture.panel.headline, language=language, **WORLD)
        self.figure.html.add_child(Markup(picture.panel.markup(self.language)), name="side_panel")
        marks = self.marks(picture)
        places: list[dict[str, Any]] = []  # known when all is drawn, and shown before
        ClientCall("showFirst", self, places).add_to(self)
        basemap = draw_basemap(self)
        tree = [*self.draw_flows(picture), *draw_terminals(self, marks), *basemap]
        draw_layer_tree(self, tree)
        ClientCall("listTerminals", self, ROWS_IN_LIST).add_to(self)
        places.extend(views(marks, self.drawn))
        ClientCall("setUpPage", self, places).add_to(self)

    def marks(self, picture: Picture) -> list[dict[str, Any]]:
        """Return the terminals to draw."""
        return terminal_marks(picture.network, picture.flows, picture.loads)

    def draw_flows(self, picture: Picture) -> list[Entry]:
        """Draw what travels, and return its entries in the tree of layers."""
        entries = draw_flow_groups(self, picture)
        ClientCall("listFlows", self, ROWS_IN_LIST).add_to(self)
        return entries

    def draw_lines(self, layer: Layer, lines: Sequence[dict[str, Any]], pane: str) -> None:
        """Draw lines into a layer; their points count for the view of everything."""
        whole = [line["points"][0] for line in lines if len(line["points"]) == 1]
        self.drawn.extend(point for points in whole for point in points)
        ClientCall("drawFlows", self, layer, lines, pane).add_to(self)


def draw_basemap(page: OfflineMap) -> list[Entry]:
    """Draw land, water and borders; return the entries of those that can be switched."""
    entries = []
    for name, title in BASEMAP_LAYERS.items():
        group = Layer(name=name, control=False).add_to(page)
        ClientCall("drawBasemap", page, group, f"lb-{name}", _basemap()[name]).add_to(page)
        if title:
            entries.append({"name": title, "layer": group})
    return entries


@cache
def _basemap() -> Mapping[str, Any]:
    """Read the basemap that comes with the package: geometry by layer."""
    source = files("landbridge.datasets") / "basemap" / "basemap.geojson"
    collection = json.loads(source.read_text(encoding="utf-8"))
    return {part["properties"]["layer"]: part["geometry"] for part in collection["features"]}


def draw_flow_groups(page: PlanMap, picture: Picture) -> list[Entry]:
    """Draw all flows, the first group on top; return an entry for each group and its branches."""
    ClientCall("setLegs", load_items(picture.network, picture.loads)).add_to(page)
    lines = iter(flow_lines(picture))
    drawn = [
        {mode: list(islice(lines, len(own))) for mode, own in group.branches.items()}
        for group in picture.groups
    ]
    entries = [
        _draw_group(page, group, branches)
        for group, branches in reversed(list(zip(picture.groups, drawn, strict=True)))
    ]
    ClientCall("scaleFlows", page).add_to(page)
    return entries[::-1]


def _draw_group(
    page: PlanMap, group: FlowGroup, branches: Mapping[Mode, Sequence[dict[str, Any]]]
) -> Entry:
    children = []
    for mode, lines in branches.items():
        layer = Layer(name=mode.value, control=False)
        layer.add_to(page)
        page.draw_lines(layer, lines, "flows")
        children.append({"name": MODE_NAMES[mode], "layer": layer})
    colours = {"on_light": on_light(group.colour), "on_dark": on_dark(group.colour)}
    return {"name": group.name, "figure": group.figure, **colours, "children": children}


def flow_lines(picture: Picture) -> list[dict[str, Any]]:
    """Return every flow as our scripts draw it: points, width, colours and card."""
    flows = picture.flows
    widths = [flow_width_px(flow, picture.panel.most_boxes) for flow in flows]
    shifts = lane_shifts([flow.segments for flow in flows], widths)
    numbers = {id(load): number for number, load in enumerate(picture.loads)}
    colours = [g.colour for g in picture.groups for branch in g.branches.values() for _ in branch]
    return [
        {
            "number": number,
            "points": flow_points(flow, shift),
            "width": width,
            "dash": DASHES.get(flow.mode, ()),
            "on_light": on_light(colour),
            "on_dark": on_dark(colour),
            "boxes": round(flow.size_boxes, 2),
            "card": flow_card(picture.network, flow, [numbers[id(load)] for load in flow.loads]),
        }
        for number, (flow, width, shift, colour) in enumerate(
            zip(flows, widths, shifts, colours, strict=True)
        )
    ]


def flow_width_px(flow: Flow, most_boxes: float) -> float:
    """Return the width of the line of a flow."""
    width = width_px(flow.size_boxes, most_boxes)
    return min(width, DRAYAGE_PX) if flow.is_drayage else width


def flow_points(flow: Flow, shifts_px: Sequence[float]) -> list[list[list[float]]]:
    """Return the line of a flow as Leaflet wants it: pieces of latitude, longitude and shift."""
    return [
        [
            [round(lat, POSITION_DECIMALS), round(lon, POSITION_DECIMALS), shift]
            for lon, lat, shift in piece
        ]
        for piece in cut_at_edge(shifted_line(flow.parts, shifts_px))
    ]


def draw_terminals(page: OfflineMap, marks: Sequence[dict[str, Any]]) -> list[Entry]:
    """Draw terminals and their names; return the entries of both layers."""
    terminals = Layer(name="terminals", control=False).add_to(page)
    names = Layer(name="names", control=False).add_to(page)
    ClientCall("drawTerminals", page, terminals, marks).add_to(page)
    ClientCall("drawLabels", names, [without_card(mark) for mark in marks]).add_to(page)
    return [
        {"name": Phrase("Terminals", "场站"), "layer": terminals},
        {"name": Phrase("Names", "地名"), "layer": names},
    ]


def without_card(mark: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a label needs of a terminal."""
    return {name: value for name, value in mark.items() if name != "card"}


def draw_layer_tree(page: OfflineMap, entries: Sequence[Entry]) -> None:
    """Draw the tree of layers in the panel.

    Layers are handed over beside the tree, which names each by its position.
    """
    layers: list[Layer] = []
    tree = [_without_layer(entry, layers) for entry in entries]
    ClientCall("drawLayerTree", page, tree, *layers).add_to(page)


def _without_layer(entry: Entry, layers: list[Layer]) -> Entry:
    """Return an entry as data, and add its layers to a list."""
    plain = {name: value for name, value in entry.items() if name not in {"layer", "children"}}
    if "layer" in entry:
        layers.append(entry["layer"])
        plain["layer"] = len(layers) - 1
    if "children" in entry:
        plain["children"] = [_without_layer(child, layers) for child in entry["children"]]
    return plain
