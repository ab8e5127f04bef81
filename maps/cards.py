"""What a reader sees on clicking a line or a terminal: plain text, laid out by our scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .names import GRADE_NAMES, KIND_NAMES, MODE_NAMES, name_of, terminal_name
from .phrases import Phrase, same
from .wording import box_count, boxes, co2e, listed, moment, percent, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.terminal import Terminal
    from .flows import Flow, LegLoad

Card: TypeAlias = dict[str, Any]
"""``title``, ``subtitle``, ``summary`` and ``facts``; texts are phrases or plain strings."""

Fact: TypeAlias = tuple[Phrase, Phrase]
"""A label and its value."""

CARGO: Final = Phrase("Cargo", "货量")
SHIPMENTS: Final = Phrase("Shipments", "票数")
GRADE: Final = Phrase("Grade", "数据等级")
_ENDS: Final = Phrase("{start} → {end}", "{start} → {end}")
_ENDS_AND_MORE: Final = Phrase("{start} → {end} and {more} more", "{start} → {end} 等 {more} 对")
_ON_CORRIDOR: Final = Phrase("{corridor} · {mode}", "{corridor} · {mode}")
_SUMMARY: Final = Phrase("{boxes}, {weight}, {corridor}", "{boxes}，{weight}，{corridor}")
_LOADED: Final = Phrase("{boxes}, {weight}", "{boxes}，{weight}")
_WEAKEST: Final = Phrase("{grade} (weakest leg)", "{grade}（最弱运段）")
_RESTING: Final = Phrase("{cost}, {share} of it on assumptions", "{cost}，其中 {share} 依据假设")
_DEPARTURES: Final = Phrase("Departures on this line ({n:,})", "本线班次（{n:,}）")
_HANDLED: Final = Phrase(
    "{loaded} loaded, {unloaded:,} unloaded", "装 {loaded}，卸 {unloaded:,} 箱"
)


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
    corridor = name_of(network.corridors[flow.corridor])
    mode = MODE_NAMES[flow.mode]
    return {
        "title": flow_title(network, flow),
        "subtitle": _ON_CORRIDOR.fill(corridor=corridor, mode=mode),
        "summary": _SUMMARY.fill(boxes=boxes(flow), weight=tonnes(flow.kg), corridor=corridor),
        "facts": _flow_facts(network, flow),
        "legs_title": _DEPARTURES.fill(n=len(flow.loads)),
        "legs": list(load_numbers),
    }


def flow_title(network: Network, flow: Flow) -> Phrase:
    """Return what a line joins."""
    (start_id, end_id), more = _ends(flow)
    ends = {"start": terminal_name(network, start_id), "end": terminal_name(network, end_id)}
    return _ENDS_AND_MORE.fill(**ends, more=more) if more else _ENDS.fill(**ends)


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


def _flow_facts(network: Network, flow: Flow) -> list[Fact]:
    facts = [
        (CARGO, _LOADED.fill(boxes=boxes(flow), weight=tonnes(flow.kg))),
        (SHIPMENTS, same(f"{len(flow.shipment_ids):,}")),
        (GRADE, _WEAKEST.fill(grade=GRADE_NAMES[flow.grade])),
    ]
    passed = [terminal_name(network, place) for place in flow.places[1:-1] if place[0] != "@"]
    return [*facts, (Phrase("By way of", "途经"), listed(passed))] if passed else facts


def load_items(network: Network, loads: Sequence[LegLoad]) -> list[Card]:
    """Return what a card says of each load: departure, times, cost, emissions and grade."""
    return [_load_item(network, load) for load in loads]


def _load_item(network: Network, load: LegLoad) -> Card:
    leg = load.leg
    start, end = network.terminals[leg.from_terminal], network.terminals[leg.to_terminal]
    return {
        "service": network.services[leg.departure.service_id].name,
        "facts": [
            (Phrase("From", "起点"), name_of(start)),
            (Phrase("Departs", "开行"), moment(leg.departs_at, start.timezone)),
            (Phrase("To", "终点"), name_of(end)),
            (Phrase("Arrives", "到达"), moment(leg.arrives_at, end.timezone)),
            (CARGO, _LOADED.fill(boxes=boxes(load), weight=tonnes(load.kg))),
            (Phrase("Shipments", "订单"), same(", ".join(load.shipment_ids))),
            (Phrase("Distance", "里程"), _KILOMETRES.fill(km=leg.distance_km)),
            (Phrase("Cost", "成本"), _cost(load)),
            (same("CO2e"), co2e(load.co2e_g)),
            (GRADE, GRADE_NAMES[leg.grade]),
        ],
    }


_KILOMETRES: Final = Phrase("{km:,.0f} km", "{km:,.0f} 公里")


def _cost(load: LegLoad) -> Phrase:
    assumed = load.assumed_cents / load.cost_cents if load.cost_cents else 0.0
    cost = usd(load.cost_cents)
    return _RESTING.fill(cost=cost, share=percent(assumed)) if assumed else cost


def terminal_card(terminal: Terminal, facts: Sequence[Fact]) -> Card:
    """Return the card of a terminal; ``facts`` say what the plan does there."""
    kind = KIND_NAMES[terminal.kind]
    subtitle = Phrase("{id} · {kind} · {country}", "{id} · {kind} · {country}")
    return {
        "title": name_of(terminal),
        "subtitle": subtitle.fill(id=terminal.id, kind=kind, country=terminal.country),
        "summary": facts[0][1] if facts else kind,
        "facts": [
            *facts,
            (Phrase("Time zone", "时区"), same(terminal.timezone)),
            (GRADE, GRADE_NAMES[terminal.grade]),
        ],
    }


def handled(loaded: int, unloaded: int, loose_kg: float) -> list[Fact]:
    """Return what happens at a terminal, in boxes and loose tonnes."""
    text = _HANDLED.fill(loaded=box_count(loaded), unloaded=unloaded)
    facts = [(Phrase("Handled", "装卸"), text)]
    if loose_kg:
        facts.append((Phrase("Loose cargo", "散货"), tonnes(loose_kg)))
    return facts
