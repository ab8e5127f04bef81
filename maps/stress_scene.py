"""A stress report as the script of its page shows it: what fails where, and what moves instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ..network.closures import Failure, FailureKind
from .bands import NICE_USD, fourfold_bands
from .flows import leg_loads, leg_parts
from .geometry import line_points, link_parts, position
from .phrases import named
from .stress_words import FAILURE_KINDS, VIEWS, failure_name, links_named, services_named
from .style import DASHES, THINNEST_PX, WIDEST_PX
from .terminals import place_names, short_name, short_name_zh

if TYPE_CHECKING:
    from ..network.closures import Closure, StressReport
    from ..network.link import Link
    from ..network.network import Network
    from ..network.plan import Plan
    from ..network.row import Mode
    from .geometry import Part

NICE_TEU: Final = (1, 2, 4, 6, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 1000)


def stress_scene(network: Network, report: StressReport) -> dict[str, Any]:
    """Return what the page of a stress report needs.

    Returns
    -------
    dict
        ``lines`` with their points and dashes; ``terminals``; ``singles`` and ``pairs``, in the
        order of the report, each with its names and kinds, what it costs and leaves behind, the
        lines and terminals that it closes, and the number of the plan without them, if that was
        solved; ``ranks``, numbers of singles by what is left behind and by cost; ``plans``, flat
        lists of line and boxes, the first that of the report; ``views``, kinds that are shown
        together; ``bands``, upper ends in USD and TEU; ``most``, the boxes on the widest line,
        and ``widths``, the thinnest and the widest in pixels.
    """
    lines = _Lines(network)
    plans = [lines.loads(report.plan)]
    numbers: dict[int, int] = {}
    for closure in report.closures:
        whole = closure.whole_plan
        if whole is not None and id(whole) not in numbers:
            numbers[id(whole)] = len(plans)
            plans.append(lines.loads(whole))
    singles = [_closure(lines, closure, numbers) for closure in report.closures]
    positions = {closure.failures: number for number, closure in enumerate(report.closures)}
    boxes = [size for plan in plans for size in plan[1::2]]
    present = {closure.failures[0].kind for closure in report.closures}
    return {
        "singles": singles,
        "ranks": {
            "teu": list(range(len(singles))),
            "usd": [positions[closure.failures] for closure in report.dearest],
        },
        "pairs": [_closure(lines, closure, numbers) for closure in report.pairs],
        "plans": plans,
        "lines": lines.rows,
        "terminals": stress_marks(network, lines, report.plan),
        "views": [
            (name, sorted(kind.value for kind in kinds & present))
            for name, kinds in VIEWS
            if kinds & present
        ],
        "kinds": {kind.value: name for kind, name in FAILURE_KINDS.items()},
        "left": report.capacity_left,
        "bands": {
            "usd": fourfold_bands((c["usd"] for c in singles if c["usd"] > 0), NICE_USD),
            "teu": fourfold_bands((c["teu"] for c in singles if c["teu"] > 0), NICE_TEU),
        },
        "most": max(boxes, default=1.0),
        "widths": (THINNEST_PX, WIDEST_PX),
    }


def _closure(lines: _Lines, closure: Closure, numbers: dict[int, int]) -> dict[str, Any]:
    drawn, points = lines.closed(closure.failures)
    return {
        "kinds": [failure.kind.value for failure in closure.failures],
        "names": [failure_name(lines.network, failure) for failure in closure.failures],
        "ids": [failure.name for failure in closure.failures],
        "teu": closure.more_unserved_teu,
        "usd": closure.more_usd,
        "orders": closure.num_orders,
        "whole_teu": closure.whole_unserved_teu,
        "whole_usd": closure.whole_usd,
        "plan": numbers.get(id(closure.whole_plan), -1),
        "lines": drawn,
        "points": points,
    }


def stress_marks(network: Network, lines: _Lines, plan: Plan) -> list[dict[str, Any]]:
    """Return the terminals that something is drawn at, in the order of their numbers."""
    terminals = [network.terminals[terminal_id] for terminal_id in lines.terminal_ids]
    places = place_names(terminals)
    ends = {
        terminal_id
        for assignment in plan.assignments
        for terminal_id in (
            assignment.route.legs[0].from_terminal,
            assignment.route.legs[-1].to_terminal,
        )
    }
    marks = []
    for terminal in terminals:
        point = position(terminal)
        marks.append(
            {
                "lat": point.lat,
                "lon": point.lon,
                "name": named(short_name(terminal.name), short_name_zh(terminal.name_zh)),
                "place": named(*places[terminal.id]),
                "kind": "end" if terminal.id in ends else "hub",
                "radius": 4.2,
                "min_zoom": 0 if terminal.id in ends else 3.5,
            }
        )
    return marks


class _Lines:
    """The stretches of links as they are drawn, both directions as one."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.rows: list[dict[str, Any]] = []
        self.terminal_ids: list[str] = []
        self._known: dict[tuple[str, str, str, Mode], int] = {}

    def loads(self, plan: Plan) -> list[float]:
        """Return lines and boxes in turn: what a plan carries over each."""
        boxes: dict[int, float] = defaultdict(float)
        for load in leg_loads(plan.assignments):
            for terminal_id in (load.leg.from_terminal, load.leg.to_terminal):
                self._point(terminal_id)
            for part in leg_parts(plan.network, load.leg):
                boxes[self._number(part, load.leg.mode)] += load.size_boxes
        return [number for line in sorted(boxes) for number in (line, round(boxes[line], 2))]

    def closed(self, failures: Iterable[Failure]) -> tuple[list[int], list[int]]:
        """Return the lines and the terminals that failures close."""
        lines: dict[int, None] = {}
        points: dict[int, None] = {}
        for failure in failures:
            if failure.kind in {FailureKind.TERMINAL, FailureKind.BORDER}:
                points[self._point(failure.name)] = None
            for link in self._links(failure):
                for part in link_parts(self.network, link):
                    lines[self._number(part, link.mode)] = None
        return list(lines), list(points)

    def _links(self, failure: Failure) -> Iterator[Link]:
        if failure.kind is FailureKind.LINK:
            yield from links_named(self.network, failure.name)
        elif failure.kind is FailureKind.EXPOSURE:
            for link in self.network.links.values():
                if failure.name in link.exposures:
                    yield link
        elif failure.kind is FailureKind.SERVICE:
            for service in services_named(self.network, failure.name):
                for call in self.network.calls[service.id]:
                    if call.link_id is not None:
                        yield self.network.links[call.link_id]

    def _point(self, terminal_id: str) -> int:
        if terminal_id not in self.terminal_ids:
            self.terminal_ids.append(terminal_id)
        return self.terminal_ids.index(terminal_id)

    def _number(self, part: Part, mode: Mode) -> int:
        key = (min(part.start, part.end), max(part.start, part.end), part.variant, mode)
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append({"points": line_points(part), "dash": DASHES.get(mode, ())})
        return self._known[key]
