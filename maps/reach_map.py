"""The map of a reach: how soon and for how little cargo gets from one terminal anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from .elements import ClientCall, Layer
from .names import cargo_name, name_of
from .phrases import Language, Phrase
from .reach_scene import NEVER, reach_scene
from .terminals import PASSED_LABEL_ZOOM
from .tool_page import ToolPage, ToolPanel, scripts_with, styles_with
from .views import views
from .wording import box_count, days, listed_names, moment, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.reach import ReachWays
    from ..network.shipment import Shipment

NETWORK_NOTE: Final = Phrase(
    "Only terminals and the lines to them are coloured: between them nothing is said to be "
    "reached. A line has the band in which the cargo gets to its end, on the best way over it.",
    "仅对场站及通往场站的连线着色，连线之间的区域不表示可达。连线按经其最优路径到达连线末端的档位着色。",
)
DELIVERY_NOTE: Final = Phrase(
    "Time runs from ready to delivered, waits for departures, handling and clearance included. "
    "Freight is the least for the whole shipment, door to door; it belongs to another route than "
    "the soonest delivery.",
    "时间自备妥起至交付止，含候班、装卸与清关。运费为整票货门到门最低值，与最快交付不一定是同一路径。",
)
DRAYAGE_NOTE: Final = Phrase(
    "Modes are those of main legs; trucks to and from terminals are always allowed.",
    "运输方式指干线方式；场站两端的短驳卡车始终可用。",
)


class ReachTool(ClientCall):
    """The call that draws a reach and builds its controls."""

    default_js = scripts_with("landbridge_reach")
    default_css = styles_with("landbridge_reach_css")


def draw_reach(
    network: Network,
    shipment: Shipment,
    ways: Sequence[ReachWays],
    *,
    language: Language = Language.EN,
) -> ToolPage:
    """Draw how soon and for how little a shipment gets from its origin to every terminal.

    Parameters
    ----------
    network
        What exists.
    shipment
        Cargo, quantity, origin and ready day.
    ways
        Its reach by all modes and by every choice of fewer, as ``landbridge.reach_ways`` finds it.
    language
        Language in which the map is shown first; the page has a switch.

    Returns
    -------
    ToolPage
        A map of time or cost bands with a limit and a choice of modes; ``save`` writes it into
        one file.
    """
    scene = reach_scene(network, shipment, ways)
    page = ToolPage(_panel(network, shipment, scene), language)
    names = Layer(name="names", control=False).add_to(page)
    ReachTool("setUpReach", page, scene).add_to(page)
    marks = _named_first(scene)
    ClientCall("drawLabels", names, [_label(mark) for mark in marks]).add_to(page)
    reached = [mark for mark in marks if mark["kind"] != "pass"]
    ClientCall("setUpPage", page, views(reached, [])).add_to(page)
    return page


def _named_first(scene: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the terminals, the origin first; those that are not reached count as passed."""
    marks = [
        mark
        if minutes != NEVER or mark["kind"] == "end"
        else {**mark, "kind": "pass", "min_zoom": PASSED_LABEL_ZOOM}
        for mark, minutes in zip(scene["terminals"], scene["choices"][0]["time"], strict=True)
    ]
    return sorted(marks, key=lambda mark: ("end", "hub", "pass").index(mark["kind"]))


def _label(mark: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mark.items() if name not in {"card", "zone"}}


def _panel(network: Network, shipment: Shipment, scene: dict[str, Any]) -> ToolPanel:
    origin = network.terminals[shipment.origin]
    choice = scene["choices"][0]
    reached = [number for number, minutes in enumerate(choice["time"]) if minutes != NEVER]
    abroad = [
        number
        for number, terminal in enumerate(network.terminals.values())
        if number in set(reached) and terminal.country != origin.country
    ]
    title = Phrase("How far cargo gets from {origin}", "自{origin}的货物可达范围")
    return ToolPanel(
        title=title.fill(origin=name_of(origin)),
        subtitle=_subtitle(network, shipment),
        figures=[
            (
                Phrase("Terminals reached", "可达场站"),
                _OF.fill(n=len(reached), all=len(network.terminals)),
            ),
            *_least(abroad, choice),
        ],
        place="lb-reach",
        notes=(NETWORK_NOTE, DELIVERY_NOTE, DRAYAGE_NOTE),
    )


_OF: Final = Phrase("{n:,} of {all:,}", "{n:,} / {all:,}")


def _least(abroad: Sequence[int], choice: dict[str, Any]) -> list[tuple[Phrase, Phrase]]:
    """Return the soonest and the cheapest terminal in another country."""
    if not abroad:
        return []
    soonest = min(choice["time"][number] for number in abroad)
    cheapest = min(choice["cost"][number] for number in abroad)
    return [
        (Phrase("Soonest abroad", "境外最快"), days(timedelta(minutes=soonest))),
        (Phrase("Cheapest abroad", "境外最省"), usd(cheapest)),
    ]


def _subtitle(network: Network, shipment: Shipment) -> Phrase:
    cargo = network.cargo_classes[shipment.cargo_class]
    unit = shipment.unit(cargo)
    quantity = box_count(shipment.num_units) if unit.is_box else tonnes(unit.kg)
    ready = moment(
        shipment.ready_at(network.terminals[shipment.origin]),
        network.terminals[shipment.origin].timezone,
    )
    subtitle = Phrase("{quantity} of {cargo}, ready {ready}", "{quantity}{cargo}，{ready}备妥")
    applied = Phrase("{subtitle}; {names}", "{subtitle}；{names}")
    whole = subtitle.fill(quantity=quantity, cargo=cargo_name(cargo), ready=ready)
    return (
        applied.fill(subtitle=whole, names=listed_names(network.applied))
        if network.applied
        else whole
    )
