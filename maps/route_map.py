"""The map of the routes that one shipment could take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ..network.plan import Assignment
from .drawing import FlowGroup, Picture, PlanMap
from .flows import Flow, flows, leg_loads
from .plan_map import GRADE_NOTE, MONEY_NOTE, key_boxes, modes_of, most_boxes
from .side_panel import SidePanel
from .wording import co2e, count, days, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.route import Route

OPTION_COLOURS: Final = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#332288", "#882255", "#44AA99",
)  # fmt: skip


def draw_route(network: Network, routes: Iterable[Route], *, units: int = 1) -> PlanMap:
    """Draw the routes that one shipment could take, one layer for each.

    Parameters
    ----------
    network
        The network that the routes run through.
    routes
        Routes of one shipment, in the order in which they are listed.
    units
        Number of its boxes that travel, 1 for a loose shipment.

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
        layers_title="Routes (days)",
        key_boxes=key_boxes(together),
        most_boxes=most_boxes(together),
        modes=modes_of(together),
        notes=["Days are from ready to delivered.", GRADE_NOTE, MONEY_NOTE],
    )
    flat = [load for own in loads for load in own]
    return PlanMap(Picture(network=network, loads=flat, groups=groups, panel=panel))


def _title(options: Sequence[Assignment]) -> str:
    shipment = f" for {options[0].shipment_id}" if options else ""
    return f"{count(len(options), 'route')}{shipment}"


def _subtitle(network: Network, options: Sequence[Assignment]) -> str:
    if not options:
        return f"{network.name} network"
    first, last = options[0].route.handlings[0], options[0].route.handlings[-1]
    start, end = (network.terminals[at.terminal_id] for at in (first, last))
    return f"{start.name} {start.name_zh} → {end.name} {end.name_zh}"


def _figures(options: Sequence[Assignment]) -> list[tuple[str, str]]:
    if not options:
        return []
    return [
        ("Cheapest", usd(min(option.freight_cents for option in options))),
        ("Fastest", days(min(option.route.duration for option in options))),
        ("Cleanest", co2e(min(option.co2e_g for option in options))),
    ]


def _group(network: Network, number: int, option: Assignment, own: Sequence[Flow]) -> FlowGroup:
    corridor = network.corridors[option.route.main_corridor]
    return FlowGroup(
        name=f"{number}. {corridor.name}, {usd(option.freight_cents)}",
        name_zh=corridor.name_zh,
        figure=days(option.route.duration),
        colour=OPTION_COLOURS[(number - 1) % len(OPTION_COLOURS)],
        branches={mode.value: [f for f in own if f.mode is mode] for mode in modes_of(own)},
    )
