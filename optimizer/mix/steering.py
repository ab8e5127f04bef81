"""Routes that decisions of a mix need: to bring boxes together on a departure, or keep them off.

A linear mix spreads a few boxes over many chartered departures, and pays for a part of each. In
whole units they must meet on one, or on none; routes that do so may be worth nothing to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .problem import MixProblem
from .weights import Weights, combined

STEERING_CENTS = 1e8
"""Price of a TEU on a departure that is to be left: more than any way round it."""

MOST_STEERED = 16
"""Decisions that routes are looked for, those that the linear mix leans to first."""


def steered_weights(problem: MixProblem, leanings: Mapping[str, float]) -> Iterator[Weights]:
    """Yield what to ask for routes that bring boxes to one decision, and to none.

    Parameters
    ----------
    problem
        The mix.
    leanings
        Amounts of its auxiliaries in the linear mix, by their key.
    """
    everything = {departure for group in problem.steered.values() for departure in group}
    in_order = sorted(problem.steered, key=lambda key: -leanings.get(key, 0.0))
    for key in in_order[:MOST_STEERED]:
        wanted = problem.steered[key]
        steer = dict.fromkeys(everything, STEERING_CENTS)
        steer |= dict.fromkeys(wanted, -STEERING_CENTS)
        yield combined([(1.0, problem.cost), (1.0, Weights(departures=steer))])
    away = Weights(departures=dict.fromkeys(everything, STEERING_CENTS))
    yield combined([(1.0, problem.cost), (1.0, away)])
