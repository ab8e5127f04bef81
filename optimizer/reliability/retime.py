"""Put a path that was found with buffers back to its planned times."""

from __future__ import annotations

from math import inf

from ..graph_options import RideRef
from ..handling_ref import HandlingRef, handling_ends
from ..search_graph import Path, Step


def retimed(path: Path, start: int, *, at_once: bool) -> Path | None:
    """Return a path with planned times; None where a truck may not run or nothing opens then.

    Parameters
    ----------
    path
        A path whose arcs take at least their planned times.
    start
        Minute at which the cargo is ready.
    at_once
        Take the first departure of each service that can be caught, and not the one
        that keeps the buffer.
    """
    steps: list[Step] = []
    minute = start
    for step in path.steps:
        timed = _timed(step, minute, at_once=at_once)
        if timed is None:
            return None
        steps.append(timed)
        minute = timed.arrives
    return Path(path.cost, minute, path.co2e, tuple(steps))


def _timed(step: Step, minute: int, *, at_once: bool) -> Step | None:
    arc = step.arc
    if isinstance(arc.ref, HandlingRef):
        ends = handling_ends(arc.ref, minute)
        return Step(arc, minute, int(ends)) if ends < inf else None
    if not isinstance(arc.ref, RideRef):
        return None
    segment = arc.ref.offer.segment
    leaves = minute
    if arc.ref.offer.schedule is not None and not at_once:
        leaves = step.leaves
    elif arc.timing is not None:
        first = next(iter(arc.timing.options(minute)), None)
        if first is None:
            return None
        leaves = first.leaves
    return Step(arc, leaves, leaves + segment.cutoff_minutes + segment.ride_minutes)
