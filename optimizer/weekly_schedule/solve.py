"""Find the cheapest plan of orders over weekly services, and prove it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

from ortools.math_opt.python import mathopt

from ...network.errors import NoPlanError, VerificationError
from ...network.verify.weekly_schedule import verify_weekly_plan
from ...network.weekly_schedule import (
    WeeklyDeparture,
    WeeklyLeg,
    WeeklyOrder,
    WeeklyPlan,
    WeeklyRoute,
    WeeklyRules,
    WeeklySchedule,
)
from ..stoppable import stoppable
from .costs import costs_of
from .model import WeeklyModel, build_model
from .order_graph import Move, moves_of

Report = Callable[[str], None]
METHOD = "mixed-integer program over places and days by SCIP"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What was found for orders that share departures."""

    routes: tuple[WeeklyRoute, ...]
    departures: tuple[WeeklyDeparture, ...]
    bound: float


def solve_weekly_schedule(
    schedule: WeeklySchedule,
    rules: WeeklyRules | None = None,
    *,
    seconds: float = 60.0,
    report: Report | None = None,
) -> WeeklyPlan:
    """Return the cheapest plan, with a proof of how good it is.

    Parameters
    ----------
    schedule
        Services and orders.
    rules
        Which rules hold; all by default.
    seconds
        Time for the search; after it the best plan so far is returned with its gap.
    report
        Is told what is done.

    Raises
    ------
    NoPlanError
        Some orders cannot be in time, and each is named with the reason; or nothing was found
        within the seconds.
    """
    started = perf_counter()
    rules = rules or WeeklyRules()
    say = report or (lambda _: None)
    say("where each order can be")
    moves = {order.id: moves_of(schedule, order, rules) for order in schedule.orders}
    _refuse_late(schedule, moves, rules)
    say(f"{sum(map(len, moves.values())):,} moves of {len(moves)} orders")
    until = started + seconds
    groups = [schedule.orders] if rules.shared_containers else [(o,) for o in schedule.orders]
    parts = [_solve(schedule, moves, group, rules, until) for group in groups]
    routes = tuple(route for part in parts for route in part.routes)
    departures = tuple(departure for part in parts for departure in part.departures)
    plan = WeeklyPlan(
        schedule=schedule,
        rules=rules,
        routes=routes,
        departures=departures,
        costs=costs_of(schedule, routes, departures),
        bound=math.fsum(part.bound for part in parts),
        method=METHOD,
        seconds=perf_counter() - started,
    )
    violations = verify_weekly_plan(plan)
    if violations:
        raise VerificationError(map(str, violations))
    return plan


def _refuse_late(
    schedule: WeeklySchedule, moves: Mapping[str, Sequence[Move]], rules: WeeklyRules
) -> None:
    """Refuse orders that no chain of services brings to their destination in time."""
    late = [order for order in schedule.orders if not moves[order.id]]
    if not late:
        return
    lines = [
        f"order {order.id} from {order.origin} to {order.destination}: no chain of services"
        f" from {order.ordered_on} on arrives by {rules.latest_arrival(order)}"
        for order in late
    ]
    raise NoPlanError(
        "\n  ".join([f"{len(late)} of {len(moves)} orders cannot be served:", *lines])
    )


def _solve(
    schedule: WeeklySchedule,
    moves: Mapping[str, Sequence[Move]],
    orders: Sequence[WeeklyOrder],
    rules: WeeklyRules,
    until: float,
) -> _Part:
    """Solve the part of the problem that some orders make."""
    built = build_model(schedule, moves, orders, rules)
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
        time_limit=timedelta(seconds=max(0.1, until - perf_counter())),
        threads=1,
        random_seed=1,
    )
    scip = mathopt.SolverType.GSCIP
    result = stoppable(lambda: mathopt.solve(built.model, scip, params=parameters))
    if not result.has_primal_feasible_solution():
        raise NoPlanError(_why_not(schedule, moves, orders, rules, result))
    routes = tuple(_route(schedule, order, built, result) for order in orders)
    return _Part(
        routes=routes,
        departures=_departures(schedule, orders, routes),
        bound=result.best_objective_bound(),
    )


def _why_not(
    schedule: WeeklySchedule,
    moves: Mapping[str, Sequence[Move]],
    orders: Sequence[WeeklyOrder],
    rules: WeeklyRules,
    result: mathopt.SolveResult,
) -> str:
    """Say which orders have no route; departures have room for all, so each fails alone."""
    infeasible = mathopt.TerminationReason.INFEASIBLE
    if result.termination.reason is not infeasible:
        return "no plan was found in time: allow more seconds"
    names = []
    for order in orders:
        alone = build_model(schedule, moves, [order], rules).model
        found = mathopt.solve(alone, mathopt.SolverType.GSCIP)
        if found.termination.reason is infeasible:
            names.append(order.id)
    return f"orders that can be in time only by calling at a place twice: {', '.join(names)}"


def _route(
    schedule: WeeklySchedule,
    order: WeeklyOrder,
    built: WeeklyModel,
    result: mathopt.SolveResult,
) -> WeeklyRoute:
    taken = built.taken[order.id]
    values = dict(zip(taken, result.variable_values(list(taken.values())), strict=True))
    rides = sorted(
        (move for move, value in values.items() if value > 0.5 and move.departure is not None),
        key=lambda move: move.start.day,
    )
    legs = [
        WeeklyLeg(
            service_id=schedule.services[ride.departure.position].id,
            departs_on=ride.start.day,
            arrives_on=ride.end.day,
        )
        for ride in rides
        if ride.departure is not None
    ]
    return WeeklyRoute(order_id=order.id, legs=tuple(legs))


def _departures(
    schedule: WeeklySchedule, orders: Sequence[WeeklyOrder], routes: Sequence[WeeklyRoute]
) -> tuple[WeeklyDeparture, ...]:
    """Return the departures that routes use, with no container more than they need."""
    holds = {service.id: service.container_volume for service in schedule.services}
    volume = {order.id: order.volume for order in orders}
    riders = defaultdict(list)
    for route in routes:
        for leg in route.legs:
            riders[leg.departs_on, leg.service_id].append(route.order_id)
    return tuple(
        WeeklyDeparture(
            service_id=service_id,
            departs_on=day,
            order_ids=tuple(ids),
            containers=math.ceil(math.fsum(volume[i] for i in ids) / holds[service_id] - 1e-9),
        )
        for (day, service_id), ids in sorted(riders.items())
    )
