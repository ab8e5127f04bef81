"""Which terminals appear on the map, how large, and under which name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from .cards import SHIPMENTS, handled, terminal_card
from .geometry import position
from .phrases import Phrase, named, same

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.terminal import Terminal
    from .flows import Flow, LegLoad

SAME_PLACE_DEG: Final = 0.8
PASSED_LABEL_ZOOM: Final = 4.5
PASSED: Final = (Phrase("Handled", "装卸"), Phrase("passed only", "仅途经"))


@dataclass(kw_only=True)
class Handled:
    """What is loaded and unloaded at one terminal while it is being counted."""

    loaded: int = 0
    unloaded: int = 0
    loose_kg: float = 0.0
    size_boxes: float = 0.0
    is_end: bool = False
    shipment_ids: set[str] = field(default_factory=set)


def terminal_marks(
    network: Network, flows: Iterable[Flow], loads: Iterable[LegLoad]
) -> list[dict[str, Any]]:
    """Return the terminals to draw, the most important first.

    Where a shipment begins or ends is an ``end``, where cargo changes service a ``hub``, and what
    is only passed a ``pass``.
    """
    counted: dict[str, Handled] = defaultdict(Handled)
    for load in loads:
        _count(counted, load)
    passed = (terminal_id for flow in flows for terminal_id in flow.terminal_ids)
    shown = dict.fromkeys([*sorted(counted, key=lambda t: (-counted[t].size_boxes, t)), *passed])
    terminals = [network.terminals[terminal_id] for terminal_id in shown]
    places = place_names(terminals)
    return [_mark(terminal, counted.get(terminal.id), places) for terminal in terminals]


def _count(counted: dict[str, Handled], load: LegLoad) -> None:
    leg = load.leg
    start, end = counted[leg.from_terminal], counted[leg.to_terminal]
    start.loaded += load.boxes
    end.unloaded += load.boxes
    for terminal in (start, end):
        terminal.loose_kg += load.loose_kg
        terminal.size_boxes += load.size_boxes
        terminal.shipment_ids.update(load.shipment_ids)
    for assignment in load.assignments:
        legs = assignment.route.legs
        start.is_end |= legs[0].from_terminal == leg.from_terminal
        end.is_end |= legs[-1].to_terminal == leg.to_terminal


def _mark(
    terminal: Terminal, total: Handled | None, places: dict[str, tuple[str, str]]
) -> dict[str, Any]:
    point = position(terminal)
    place, place_zh = places[terminal.id]
    mark = {
        "id": terminal.id,
        "lat": point.lat,
        "lon": point.lon,
        "name": named(short_name(terminal.name), short_name_zh(terminal.name_zh)),
        "place": named(place, place_zh),
    }
    if total is None:
        card = terminal_card(terminal, [PASSED])
        return {**mark, "kind": "pass", "radius": 2.2, "min_zoom": PASSED_LABEL_ZOOM, "card": card}
    facts = handled(total.loaded, total.unloaded, total.loose_kg)
    card = terminal_card(terminal, [*facts, (SHIPMENTS, same(f"{len(total.shipment_ids):,}"))])
    kind = "end" if total.is_end else "hub"
    return {**mark, "kind": kind, "radius": 4.2, "min_zoom": 0, "card": card}


def short_name(name: str) -> str:
    """Return a name without what stands in brackets or after a slash."""
    return re.split(r" \(| / ", name, maxsplit=1)[0]


def short_name_zh(name: str) -> str:
    """Return a Chinese name without what stands in brackets or after a slash."""
    return re.split(r"[（(/]", name, maxsplit=1)[0].strip()


def place_names(terminals: Sequence[Terminal]) -> dict[str, tuple[str, str]]:
    """Return what each terminal is called where several at one place share a label.

    Terminals less than 0.8 degrees apart whose names begin with the same words are one place,
    called by those words: Shanghai Yangshan and Shanghai Pudong Airport are Shanghai 上海.
    """
    return {terminal.id: _place_name(terminal, terminals) for terminal in terminals}


def _place_name(terminal: Terminal, terminals: Sequence[Terminal]) -> tuple[str, str]:
    own = (short_name(terminal.name), terminal.name_zh)
    shared = [
        _common(own, (short_name(other.name), other.name_zh))
        for other in terminals
        if other.id != terminal.id and _close(terminal, other)
    ]
    named = [names for names in shared if names[0]]
    return min(named, key=lambda names: (len(names[0]), names)) if named else own


def _common(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """Return the words and the characters with which both names begin."""
    words = _common_start(one[0].split(), other[0].split())
    return " ".join(words), "".join(_common_start(one[1], other[1]))


def _common_start(one: Sequence[str], other: Sequence[str]) -> list[str]:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return [item for item, _ in pairs]


def _close(one: Terminal, other: Terminal) -> bool:
    return max(abs(one.lat - other.lat), abs(one.lon - other.lon)) < SAME_PLACE_DEG
