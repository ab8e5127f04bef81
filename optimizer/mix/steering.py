"""Routes that decisions of a mix need: to bring boxes together on a departure, or keep them off.

A linear mix spreads a few boxes over many chartered departures, and pays for a part of each. In
whole units they must meet on one, or on none; routes that do so may be worth nothing to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...network.route import Departure
from .problem import MixProblem
from .weights import Weights, combined

STEERING_CENTS = 1e8
"""Price of a TEU on a departure that is to be left: more than any way round it."""

MOST_STEERED = 16
"""Decisions that routes are looked for, those that the linear mix leans to first."""


def steered_weights(problem: MixProblem, leanings: Mapping[str, float]) -> Iterator[Weights]:
    """Yield what to ask for routes that bring boxes to one decision.

    Parameters
    ----------
    problem
        The mix.
    leanings
        Amounts of its auxiliaries in the linear mix, by their key.
    """
    rivals = _by_kind(problem)
    in_order = sorted(problem.steered, key=lambda key: -leanings.get(key, 0.0))
    for key in in_order[:MOST_STEERED]:
        steer = dict.fromkeys(rivals[_kind(key)], STEERING_CENTS)
        steer |= dict.fromkeys(problem.steered[key], -STEERING_CENTS)
        yield combined([(1.0, problem.cost), (1.0, Weights(departures=steer))])


def away_weights(problem: MixProblem) -> Iterator[Weights]:
    """Yield what to ask for routes that need no decision of one kind."""
    for departures in _by_kind(problem).values():
        away = Weights(departures=dict.fromkeys(departures, STEERING_CENTS))
        yield combined([(1.0, problem.cost), (1.0, away)])


def _by_kind(problem: MixProblem) -> Mapping[str, list[Departure]]:
    kinds: dict[str, list[Departure]] = {}
    for key, group in problem.steered.items():
        kinds.setdefault(_kind(key), []).extend(group)
    return kinds


def _kind(key: str) -> str:
    """Return the kind of an auxiliary: what stands before its bracket."""
    return key.partition("[")[0]
