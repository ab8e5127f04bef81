"""The map of the routes that one shipment could take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ..network.plan import Assignment
from .drawing import FlowGroup, Picture, PlanMap
from .flows import Flow, flows, leg_loads
from .names import name_of, terminal_name
from .phrases import Language, Phrase
from .plan_map import GRADE_NOTE, MONEY_NOTE, modes_of, most_boxes
from .side_panel import SidePanel
from .wording import co2e, count, days, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.route import Route

OPTION_COLOURS: Final = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#332288", "#882255", "#44AA99",
)  # fmt: skip

ROUTE_WIDTH_SHARE: Final = 6
"""All routes carry the same boxes, so width says nothing: they are drawn as if six times as many
were the most."""

DAYS_NOTE: Final = Phrase("Days are from ready to delivered.", "天数自备妥起至交付止。")


def draw_route(
    network: Network,
    routes: Iterable[Route],
    *,
    units: int = 1,
    language: Language = Language.EN,
) -> PlanMap:
    """Draw the routes that one shipment could take, one layer for each.

    Parameters
    ----------
    network
        The network that the routes run through.
    routes
        Routes of one shipment, in the order in which they are listed.
    units
        Number of its boxes that travel, 1 for a loose shipment.
    language
        Language in which the map is shown first; the page has a switch.

    Returns
    -------
    PlanMap
        A map on which each route can be switched; ``save`` writes it into one file.
    """
    options = [Assignment(route=route, units=units) for route in routes]
    loads = [leg_loads([option]) for option in options]
    drawn = [flows(network, own) for own in loads]
    groups = [
        _group(network, number, option, own)
        for number, (option, own) in enumerate(zip(options, drawn, strict=True), start=1)
    ]
    together = [flow for own in drawn for flow in own]
    panel = SidePanel(
        title=_title(options),
        subtitle=_subtitle(network, options),
        figures=_figures(options),
        layers_title=Phrase("Routes (days)", "路径（天）"),
        key_boxes=(),
        most_boxes=most_boxes(together) * ROUTE_WIDTH_SHARE,
        modes=modes_of(together),
        notes=[DAYS_NOTE, GRADE_NOTE, MONEY_NOTE],
    )
    flat = [load for own in loads for load in own]
    return PlanMap(Picture(network=network, loads=flat, groups=groups, panel=panel), language)


def _title(options: Sequence[Assignment]) -> Phrase:
    found = count(len(options), "route", "routes", "条路径")
    if not options:
        return found
    title = Phrase("{routes} for {shipment}", "{shipment}：{routes}")
    return title.fill(routes=found, shipment=options[0].shipment_id)


def _subtitle(network: Network, options: Sequence[Assignment]) -> Phrase:
    if not options:
        return Phrase("{network} network", "{network} 网络").fill(network=network.name)
    first, last = options[0].route.handlings[0], options[0].route.handlings[-1]
    start, end = (terminal_name(network, at.terminal_id) for at in (first, last))
    return Phrase("{start} → {end}", "{start} → {end}").fill(start=start, end=end)


def _figures(options: Sequence[Assignment]) -> list[tuple[Phrase, Phrase]]:
    if not options:
        return []
    return [
        (Phrase("Cheapest", "最低成本"), usd(min(option.freight_cents for option in options))),
        (Phrase("Fastest", "最短用时"), days(min(option.route.duration for option in options))),
        (Phrase("Cleanest", "最低排放"), co2e(min(option.co2e_g for option in options))),
    ]


def _group(network: Network, number: int, option: Assignment, own: Sequence[Flow]) -> FlowGroup:
    corridor = name_of(network.corridors[option.route.main_corridor])
    name = Phrase("{number}. {corridor}, {cost}", "{number}. {corridor}，{cost}")
    return FlowGroup(
        name=name.fill(number=number, corridor=corridor, cost=usd(option.freight_cents)),
        figure=days(option.route.duration),
        colour=OPTION_COLOURS[(number - 1) % len(OPTION_COLOURS)],
        branches={mode: [f for f in own if f.mode is mode] for mode in modes_of(own)},
    )
