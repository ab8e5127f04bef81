"""The ways by which a reach is had, for every choice of modes.

A way is read off the field of a search: from the terminal back over arcs that lose nothing,
each of which arrives when, or costs what, the field says of its head.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import inf

from ..network.network import Network
from ..network.reach import ReachRide, ReachWays
from ..network.row import Mode
from ..network.service import ServiceKind
from ..network.shipment import Shipment
from .graph_options import RideRef
from .reach import ReachField, reach_fields
from .search_graph import Arc

Begun = Callable[[ReachField, Arc], float | None]
"""What has been spent when an arc begins that loses nothing; None where it loses."""


def reach_ways(network: Network, shipment: Shipment) -> tuple[ReachWays, ...]:
    """Return the reach of a shipment by any modes, and then by every choice of fewer.

    Parameters
    ----------
    network
        What exists.
    shipment
        Cargo, quantity, origin and ready day; its destination is left aside.

    Returns
    -------
    tuple of ReachWays
        One for each set of the modes of scheduled services, but the empty one; see
        :func:`landbridge.optimizer.reach.reach` for the figures.
    """
    scheduled = (s for s in network.open_services if s.kind is not ServiceKind.ON_DEMAND)
    present = {service.mode for service in scheduled}
    modes = [mode for mode in Mode if mode in present]
    fields = reach_fields(network, shipment)
    home = network.terminals[shipment.origin].country
    found = []
    for size in range(len(modes), 0, -1):
        for chosen in combinations(modes, size):
            for field in fields.values():
                field.use(frozenset(chosen))
            by_terminal = {
                terminal_id: fields[terminal.country != home]
                for terminal_id, terminal in network.terminals.items()
            }
            found.append(_ways(frozenset(chosen), by_terminal))
    return tuple(found)


def _ways(modes: frozenset[Mode], fields: Mapping[str, ReachField]) -> ReachWays:
    reaches = tuple(field.at(terminal_id) for terminal_id, field in fields.items())
    reached = [reach.terminal_id for reach in reaches if reach.delivered_at is not None]
    return ReachWays(
        modes=modes,
        reaches=reaches,
        soonest={t: _way(fields[t], fields[t].soonest(t)[1], _left) for t in reached},
        cheapest={t: _way(fields[t], fields[t].cheapest(t)[1], _paid) for t in reached},
    )


def _way(field: ReachField, node: int, begun: Begun) -> tuple[ReachRide, ...]:
    """Return the rides to a node, from its arcs back to the source.

    Nothing where the way turns in a circle that costs nothing; no such network is known.
    """
    spent = _since_ready(field) if begun is _left else field.cents
    rides: list[ReachRide] = []
    passed = {node}
    while node != field.graph.source:
        found = (
            (arc, at)
            for arc in field.graph.incoming[node]
            if arc.tail not in passed and (at := begun(field, arc)) is not None
        )
        arc, begins = next(found, (None, 0.0))
        if arc is None:
            return ()
        if isinstance(arc.ref, RideRef):
            service_id, load_seq, unload_seq = arc.ref.key
            rides.append(
                ReachRide(
                    service_id=service_id,
                    load_seq=load_seq,
                    unload_seq=unload_seq,
                    begins=round(begins),
                    ends=round(spent[node]),
                )
            )
        node = arc.tail
        passed.add(node)
    return tuple(reversed(rides))


def _since_ready(field: ReachField) -> Sequence[float]:
    return [minute - field.start for minute in field.minutes]


def _left(field: ReachField, arc: Arc) -> float | None:
    """Return the minute since ready in which the first ride of an arc leaves.

    None where it does not arrive as early as anything does. What may gain by being late is
    tried with all its departures.
    """
    ready, arrives = field.minutes[arc.tail], field.minutes[arc.head]
    if ready == inf:
        return None
    if arc.timing is None:
        return ready - field.start if ready + arc.minutes == arrives else None
    for ride in arc.timing.within(int(ready), inf):
        if ride.arrives == arrives:
            return ride.leaves - field.start
        if ride.arrives > arrives:
            break
    return None


def _paid(field: ReachField, arc: Arc) -> float | None:
    """Return what is paid before an arc; None where it does not cost as little as anything."""
    before = field.cents[arc.tail]
    extra = arc.timing.least_extra_cost if arc.timing is not None else 0
    return before if before + arc.cost + extra == field.cents[arc.head] else None
