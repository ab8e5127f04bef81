"""What stands at terminals while a plan is played back, and what is delivered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from .flows import LOOSE_KG_PER_BOX
from .geometry import position
from .phrases import named

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.plan import Assignment

Steps: TypeAlias = Mapping[int, Sequence[float]]


def minutes(duration: timedelta) -> int:
    """Return a duration in whole minutes."""
    return round(duration / timedelta(minutes=1))


def size_boxes(assignment: Assignment) -> float:
    """Return the size of an assignment in boxes, counting 10 t of loose cargo as one."""
    if assignment.route.unit.is_box:
        return float(assignment.units)
    return assignment.kg / LOOSE_KG_PER_BOX


def stays(
    network: Network, assignments: Iterable[Assignment], start: datetime
) -> list[dict[str, Any]]:
    """Return what stands at each terminal, in steps of a minute and boxes from then on.

    Boxes are all of them, and those of them that wait for a departure.
    """
    changes: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0] * 2))
    for assignment in assignments:
        route, boxes = assignment.route, size_boxes(assignment)
        leaves = [*(leg.departs_at for leg in route.legs), route.delivered_at]
        for number, (handling, leaves_at) in enumerate(zip(route.handlings, leaves, strict=True)):
            at = changes[handling.terminal_id]
            is_last = number == len(route.legs)
            done_at = leaves_at if is_last else min(handling.ends_at, leaves_at)
            at[minutes(handling.starts_at - start)][0] += boxes
            at[minutes(done_at - start)][1] += boxes
            for column in (0, 1):
                at[minutes(leaves_at - start)][column] -= boxes
    found = []
    for terminal_id, steps in sorted(changes.items()):
        point = position(network.terminals[terminal_id])
        own = {"terminal": terminal_id, "lat": point.lat, "lon": point.lon}
        found.append({**own, "steps": _summed(steps)})
    return found


def totals(assignments: Iterable[Assignment], start: datetime) -> list[float]:
    """Return steps of what is ready and not yet delivered, and of what is delivered."""
    changes: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for assignment in assignments:
        route, boxes = assignment.route, size_boxes(assignment)
        changes[minutes(route.ready_at - start)][0] += boxes
        changes[minutes(route.delivered_at - start)][0] -= boxes
        changes[minutes(route.delivered_at - start)][1] += boxes
    return _summed(changes)


def _summed(changes: Steps) -> list[float]:
    """Return a step function as a flat list: minute, and the values from then on."""
    flat: list[float] = []
    one = two = 0.0
    for minute in sorted(changes):
        one, two = one + changes[minute][0], two + changes[minute][1]
        flat += [minute, round(one, 2) + 0.0, round(two, 2) + 0.0]
    return flat


def home(network: Network, assignments: Iterable[Assignment]) -> dict[str, Any]:
    """Return the terminal at which most begins, by whose clock the plan is told."""
    boxes: dict[str, float] = defaultdict(float)
    for assignment in assignments:
        boxes[assignment.route.handlings[0].terminal_id] += size_boxes(assignment)
    terminal = network.terminals[min(boxes, key=lambda key: (-boxes[key], key))]
    cities = [city for city in network.cities.values() if terminal.id in city.terminals]
    called = cities[0] if cities else terminal
    return {"zone": terminal.timezone, "name": named(called.name, called.name_zh)}
