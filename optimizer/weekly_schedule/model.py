"""The weekly-schedule case as a mixed-integer program over moves of orders.

An order takes one way through its graph of places and days; a departure that any order
takes is paid for, and so are the containers that its orders fill together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from ...network.weekly_schedule import WeeklyOrder, WeeklyRules, WeeklySchedule
from .order_graph import Departure, Move, State


@dataclass(frozen=True, slots=True)
class WeeklyModel:
    """A model and its variables: one for each move of each order."""

    model: mathopt.Model
    taken: Mapping[str, Mapping[Move, mathopt.Variable]]


def build_model(
    schedule: WeeklySchedule,
    moves: Mapping[str, Sequence[Move]],
    orders: Iterable[WeeklyOrder],
    rules: WeeklyRules,
) -> WeeklyModel:
    """Return the model of some orders that share departures."""
    model = mathopt.Model(name="weekly_schedule")
    orders = tuple(orders)
    taken = {order.id: _move_variables(model, order, moves[order.id]) for order in orders}
    costs = [_cost_of_moves(schedule, order, taken[order.id]) for order in orders]
    for order in orders:
        _add_flow_conservation(model, order, taken[order.id])
        if rules.simple_routes:
            _add_each_place_once(model, order, taken[order.id])
    costs.extend(_departure_costs(model, schedule, orders, taken))
    model.minimize(mathopt.fast_sum(costs))
    return WeeklyModel(model, taken)


def _move_variables(
    model: mathopt.Model, order: WeeklyOrder, moves: Sequence[Move]
) -> dict[Move, mathopt.Variable]:
    return {
        move: model.add_variable(
            lb=0.0,
            ub=1.0,
            is_integer=move.departure is not None,  # waits follow from rides
            name=f"move[{order.id},{number}]",
        )
        for number, move in enumerate(moves)
    }


def _cost_of_moves(
    schedule: WeeklySchedule, order: WeeklyOrder, taken: Mapping[Move, mathopt.Variable]
) -> mathopt.LinearSum:
    """Return tax, duties and storage of an order."""
    terms = [variable * _own_cost(schedule, order, move) for move, variable in taken.items()]
    return mathopt.fast_sum([*terms, order.tax_rate * order.value])


def _own_cost(schedule: WeeklySchedule, order: WeeklyOrder, move: Move) -> float:
    if move.departure is None:
        return schedule.storage_rates[move.start.place] * order.volume
    return schedule.services[move.departure.position].duty_rate * order.value


def _add_flow_conservation(
    model: mathopt.Model, order: WeeklyOrder, taken: Mapping[Move, mathopt.Variable]
) -> None:
    out: dict[State, list[mathopt.Variable]] = defaultdict(list)
    into: dict[State, list[mathopt.Variable]] = defaultdict(list)
    for move, variable in taken.items():
        out[move.start].append(variable)
        into[move.end].append(variable)
    source = State(order.origin, order.ordered_on)
    for state in sorted({source, *out}):
        balance = mathopt.fast_sum(out[state]) - mathopt.fast_sum(into[state])
        model.add_linear_constraint(balance == (1.0 if state == source else 0.0))


def _add_each_place_once(
    model: mathopt.Model, order: WeeklyOrder, taken: Mapping[Move, mathopt.Variable]
) -> None:
    into: dict[str, list[mathopt.Variable]] = defaultdict(list)
    for move, variable in taken.items():
        if move.departure is not None and move.end.place != order.destination:
            into[move.end.place].append(variable)
    for place in sorted(into):
        model.add_linear_constraint(mathopt.fast_sum(into[place]) <= 1.0)


def _departure_costs(
    model: mathopt.Model,
    schedule: WeeklySchedule,
    orders: Sequence[WeeklyOrder],
    taken: Mapping[str, Mapping[Move, mathopt.Variable]],
) -> list[mathopt.LinearTerm]:
    """Add what departures must hold, and return their fixed costs and containers."""
    rides: dict[Departure, list[tuple[WeeklyOrder, mathopt.Variable]]] = defaultdict(list)
    for order in orders:
        for move, variable in taken[order.id].items():
            if move.departure is not None:
                rides[move.departure].append((order, variable))
    costs = []
    for departure in sorted(rides):
        service = schedule.services[departure.position]
        if service.fixed_cost:
            used = model.add_binary_variable(name=f"used{tuple(departure)}")
            for _, ride in rides[departure]:
                model.add_linear_constraint(ride <= used)
            costs.append(service.fixed_cost * used)
        if service.container_cost:
            most = sum(math.ceil(o.volume / service.container_volume) for o, _ in rides[departure])
            boxes = model.add_integer_variable(lb=0, ub=most, name=f"boxes{tuple(departure)}")
            for order, ride in rides[departure]:
                alone = math.ceil(order.volume / service.container_volume)
                model.add_linear_constraint(alone * ride <= boxes)
            volume = mathopt.fast_sum([order.volume * ride for order, ride in rides[departure]])
            model.add_linear_constraint(volume <= service.container_volume * boxes)
            costs.append(service.container_cost * boxes)
    return costs
