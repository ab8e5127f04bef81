"""What a reader sees on clicking a line or a terminal: plain text, laid out by our scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from .wording import boxes, co2e, count, moment, percent, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.terminal import Terminal
    from .flows import Flow, LegLoad

Card: TypeAlias = dict[str, Any]


def flow_card(network: Network, flow: Flow, load_numbers: Sequence[int]) -> Card:
    """Return the card of a line.

    Parameters
    ----------
    network
        The network with the names of terminals and corridors.
    flow
        The flow that the line stands for.
    load_numbers
        Positions of its loads in the list that :func:`load_items` returned.
    """
    (start_id, end_id), more = _ends(flow)
    start, end = network.terminals[start_id], network.terminals[end_id]
    corridor = network.corridors[flow.corridor]
    return {
        "title": f"{start.name} → {end.name}{f' and {more} more' if more else ''}",
        "title_zh": f"{start.name_zh} → {end.name_zh}",
        "subtitle": f"{corridor.name} {corridor.name_zh} · {flow.mode.value}",
        "summary": f"{boxes(flow)}, {tonnes(flow.kg)}, {corridor.name}",
        "facts": _flow_facts(network, flow),
        "legs_title": f"Departures on this line ({len(flow.loads)})",
        "legs": list(load_numbers),
    }


def _ends(flow: Flow) -> tuple[tuple[str, str], int]:
    """Return the terminals that a line joins; at sea those of its largest load, and how many more.

    A line between two places at sea joins no terminals; what it carries goes from port to port.
    """
    first, last = flow.places[0], flow.places[-1]
    if first in flow.terminal_ids and last in flow.terminal_ids:
        return (first, last), 0
    boxes_by_pair: dict[tuple[str, str], float] = defaultdict(float)
    for load in flow.loads:
        boxes_by_pair[load.leg.from_terminal, load.leg.to_terminal] += load.size_boxes
    pairs = sorted(boxes_by_pair, key=lambda pair: (-boxes_by_pair[pair], pair))
    return pairs[0], len(pairs) - 1


def _flow_facts(network: Network, flow: Flow) -> list[tuple[str, str]]:
    facts = [
        ("Cargo", f"{boxes(flow)}, {tonnes(flow.kg)}"),
        ("Shipments", f"{len(flow.shipment_ids):,}"),
        ("Grade", f"{flow.grade.value} (weakest leg)"),
    ]
    passed = [network.terminals[place].name for place in flow.places[1:-1] if place[0] != "@"]
    return [*facts, ("By way of", ", ".join(passed))] if passed else facts


def load_items(network: Network, loads: Sequence[LegLoad]) -> list[Card]:
    """Return what a card says of each load: departure, times, cost, emissions and grade."""
    return [_load_item(network, load) for load in loads]


def _load_item(network: Network, load: LegLoad) -> Card:
    leg = load.leg
    start, end = network.terminals[leg.from_terminal], network.terminals[leg.to_terminal]
    assumed = load.assumed_cents / load.cost_cents if load.cost_cents else 0.0
    resting = f", {percent(assumed)} of it on assumptions" if assumed else ""
    return {
        "service": network.services[leg.departure.service_id].name,
        "facts": [
            ("From", f"{start.name} {start.name_zh}"),
            ("Departs", moment(leg.departs_at, start.timezone)),
            ("To", f"{end.name} {end.name_zh}"),
            ("Arrives", moment(leg.arrives_at, end.timezone)),
            ("Cargo", f"{boxes(load)}, {tonnes(load.kg)}"),
            ("Shipments", ", ".join(load.shipment_ids)),
            ("Distance", f"{leg.distance_km:,.0f} km"),
            ("Cost", f"{usd(load.cost_cents)}{resting}"),
            ("CO2e", co2e(load.co2e_g)),
            ("Grade", leg.grade.value),
        ],
    }


def terminal_card(terminal: Terminal, facts: Sequence[tuple[str, str]]) -> Card:
    """Return the card of a terminal; ``facts`` say what the plan does there."""
    kind = terminal.kind.value.replace("_", " ")
    return {
        "title": terminal.name,
        "title_zh": terminal.name_zh,
        "subtitle": f"{terminal.id} · {kind} · {terminal.country}",
        "summary": facts[0][1] if facts else kind,
        "facts": [*facts, ("Time zone", terminal.timezone), ("Grade", terminal.grade.value)],
    }


def handled(loaded: int, unloaded: int, loose_kg: float) -> list[tuple[str, str]]:
    """Return what happens at a terminal, in boxes and loose tonnes."""
    facts = [("Handled", f"{count(loaded, 'box', 'boxes')} loaded, {unloaded:,} unloaded")]
    if loose_kg:
        facts.append(("Loose cargo", tonnes(loose_kg)))
    return facts
