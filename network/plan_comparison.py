"""Plans side by side: what each costs and emits, by which way, and what moved and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .network import Network
from .plan import Plan
from .plan_difference import OrderDifference
from .plan_rooms import RoomShift
from .route import Leg, Route
from .row import Mode
from .scenario import Change, Operation, Scenario
from .scenario_stack import with_parts
from .similarity import leg_links
from .summary import MixRow, mix_rows

ELSEWHERE = "nothing that its former route uses changed: room or prices elsewhere did"
"""Said of an order that moved though no change touched its route."""

TIE = "as cheap as its former route: either would do"
"""Said of an order that moved for nothing."""

NO_BORDER = "none"
"""Gateway of a route that stays in its country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFlow:
    """What a plan sends over a link; ``teu`` counts boxes alone."""

    link_id: str
    mode: Mode
    from_terminal: str
    to_terminal: str
    units: int
    teu: float
    tonnes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMove:
    """An order that is not planned as in the first plan, and why, as far as it can be told."""

    difference: OrderDifference
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPlan:
    """A plan beside others.

    Parameters
    ----------
    name
        What it is called.
    plan
        The plan.
    cost_usd, cost_by_part_usd, co2e_t
        Cost by its objective; all parts, holding included; emissions.
    num_on_time
        Orders that are served wholly and on time by plan.
    unserved_teu, late_teu
        Size that is left behind, and that is late by plan.
    lead_days_p50, lead_days_p90
        Days from ready to delivered within which half and nine tenths of the TEU arrive,
        by simulation; None where not so much arrives.
    on_time
        Share of the served TEU that is on time, by simulation.
    by_corridor, by_mode, by_gateway
        The mix; a gateway is the last terminal in the country of origin.
    flows
        What goes over each link.
    moves
        Orders that are planned otherwise than in the first plan.
    """

    name: str
    plan: Plan
    cost_usd: float
    cost_by_part_usd: Mapping[str, float]
    co2e_t: float
    num_on_time: int
    unserved_teu: float
    late_teu: float
    lead_days_p50: float | None
    lead_days_p90: float | None
    on_time: float
    by_corridor: tuple[MixRow, ...]
    by_mode: tuple[MixRow, ...]
    by_gateway: tuple[MixRow, ...]
    flows: tuple[LinkFlow, ...]
    moves: tuple[OrderMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparison:
    """Plans side by side; all are held against the first.

    ``draws`` and ``seed`` are those of the simulation.
    """

    plans: tuple[ComparedPlan, ...]
    draws: int
    seed: int


def gateway(network: Network, route: Route) -> str:
    """Return the last terminal in the country of origin that a route calls at or passes."""
    country = network.terminals[route.handlings[0].terminal_id].country
    places = [place for leg in route.legs for place in _places(network, leg)]
    abroad = [network.terminals[place].country != country for place in places]
    if not any(abroad):
        return NO_BORDER
    return places[abroad.index(True) - 1]


def _places(network: Network, leg: Leg) -> Iterator[str]:
    calls = network.calls[leg.departure.service_id][leg.load_seq - 1 : leg.unload_seq]
    return (call.terminal_id for call in calls)


def mix_by_gateway(plan: Plan) -> tuple[MixRow, ...]:
    """Return the mix by gateway."""
    return mix_rows(plan.assignments, lambda a: gateway(plan.network, a.route))


def link_flows(plan: Plan) -> tuple[LinkFlow, ...]:
    """Return what a plan sends over each link, by id; variants count as their original."""
    network = plan.network
    units: dict[str, int] = defaultdict(int)
    teu: dict[str, float] = defaultdict(float)
    kg: dict[str, float] = defaultdict(float)
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            for link_id in leg_links(network, leg):
                name = network.links[link_id].variant_of or link_id
                units[name] += assignment.units
                teu[name] += assignment.units * assignment.route.unit.teu
                kg[name] += assignment.kg
    return tuple(
        LinkFlow(
            link_id=name,
            mode=network.links[name].mode,
            from_terminal=network.links[name].from_terminal,
            to_terminal=network.links[name].to_terminal,
            units=units[name],
            teu=teu[name],
            tonnes=kg[name] / 1000,
        )
        for name in sorted(units)
    )


def reasons(
    before: Plan, after: Plan, difference: OrderDifference, rooms: RoomShift | None = None
) -> tuple[str, ...]:
    """Return why an order moved: what the scenarios changed on its former and its new route.

    Only scenarios that one of the plans has and the other has not count, and only their
    changes to the services, calls, links and terminals of a route. Where there is none, the
    reason is room on full departures that changed hands, as far as ``rooms`` are given.
    """
    mine, yours = _scenarios(before.network), _scenarios(after.network)
    added = [scenario for key, scenario in yours.items() if key not in mine]
    taken_away = [scenario for key, scenario in mine.items() if key not in yours]
    found: dict[str, None] = {}
    for word, parts, network in (
        ("former", difference.left, before.network),
        ("new", difference.taken, after.network),
    ):
        for part in parts:
            for scenario in (*added, *taken_away):
                without = "without " if scenario in taken_away else ""
                for text in _touched(scenario, part.route, network):
                    found[f"{without}{scenario.id}: {text} ({word} route)"] = None
    if not found and rooms is not None:
        found = dict.fromkeys(rooms.reasons(difference))
    is_tie = difference.moved and not (difference.more_cents or difference.dropped)
    return tuple(found) or (TIE if is_tie and not difference.newly_served else ELSEWHERE,)


def _scenarios(network: Network) -> Mapping[str, Scenario]:
    return {s.id: s for s in with_parts(network.applied, network.scenarios)}


def _touched(scenario: Scenario, route: Route, network: Network) -> Iterator[str]:
    """Yield what a scenario changes of the rows that a route uses, on its days."""
    for leg in route.legs:
        window = scenario.window
        if window and not window[0] <= leg.departure.first_call_on <= window[1]:
            continue
        rows = tuple(_rows(network, leg))
        for change in scenario.changes:
            for table, cells in rows:
                if change.table == table and _is_meant(change, cells):
                    yield _wording(change, cells)


def _rows(network: Network, leg: Leg) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the rows of a leg; those that a dated scenario made go by their original."""
    service = network.services[leg.departure.service_id]
    yield "services", {**service.cells(), "id": service.known_as[-1]}
    for call in network.calls[service.id][leg.load_seq - 1 : leg.unload_seq]:
        yield "calls", {**call.cells(), "service_id": service.known_as[-1]}
        yield "terminals", network.terminals[call.terminal_id].cells()
    for link_id in leg_links(network, leg):
        link = network.links[link_id]
        yield "links", {**link.cells(), "id": link.variant_of or link.id}


def _is_meant(change: Change, cells: Mapping[str, str]) -> bool:
    if change.row is not None:
        keys = [name for name in ("id", "service_id", "seq") if name in change.row]
        return all(str(change.row[name]) == cells.get(name) for name in keys)
    # A change of a status to what it was not is looked for whatever the status is now.
    field = {change.field} if change.field else {"status"}
    patterns = {name: texts for name, texts in change.where.items() if name not in field}
    return change.model_copy(update={"where": patterns}).matches(cells)


def _wording(change: Change, cells: Mapping[str, str]) -> str:
    name = cells.get("id") or f"{cells.get('service_id')} call {cells.get('seq')}"
    what = f"{change.table} {name}"
    if change.row is not None:
        return f"adds {what}"
    if change.op is Operation.CLOSE:
        return f"closes {what}"
    word = {Operation.SET: "sets", Operation.SCALE: "scales", Operation.ADD: "adds to"}[change.op]
    return f"{word} {change.field} of {what} by {change.value}".replace(
        " by ", " to " if change.op is Operation.SET else " by "
    )


def orders_of(differences: Iterable[OrderDifference]) -> Iterator[OrderDifference]:
    """Yield what is not kept as it was, what costs most first."""
    changed = [order for order in differences if not order.is_kept]
    yield from sorted(changed, key=lambda o: (-o.dropped, -abs(o.more_cents), o.shipment_id))
