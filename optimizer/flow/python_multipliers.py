"""Multipliers on time in pure Python, in the order of _flow.cpp (Handler and Zang 1980)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from .python_tree import Tree, margin


@dataclass(slots=True, kw_only=True)
class Bracket:
    """What is known of a commodity while multipliers on time are tried.

    Parameters
    ----------
    commodity, destination, ticks_allowed, slack
        The commodity, and how far its bound may stay below its best cost.
    best_cost
        Cost of the best way in time that is known.
    fast_cost, fast_ticks, fast_at
        A path in time, and the multiplier that found it.
    slow_cost, slow_ticks, slow_at
        A path that is cheap but too slow, and the multiplier that found it; -1 without one.
    lower, best_multiplier
        The best lower bound, and the multiplier that gave it.
    multiplier
        The next one worth trying.
    path
        The best path, where one better than the first was found.
    """

    commodity: int
    destination: int
    ticks_allowed: float
    slack: float
    best_cost: float
    fast_cost: float
    fast_ticks: float
    fast_at: float = inf
    slow_cost: float = 0.0
    slow_ticks: float = 0.0
    slow_at: float = -1.0
    lower: float = -inf
    best_multiplier: float = 0.0
    multiplier: float = 0.0
    is_open: bool = True
    path: list[int] = field(default_factory=list)

    @property
    def is_close(self) -> bool:
        """Whether the bound is near enough to the best cost."""
        return self.lower >= self.best_cost - max(margin(self.best_cost), self.slack)

    @property
    def width(self) -> float:
        """How many times its slack the bracket is wide."""
        return (self.best_cost - self.lower) / max(1e-300, self.slack)

    def narrow(
        self, tree: Tree, multiplier: float, path: Sequence[int], cost: float, ticks: float
    ) -> None:
        """Take in the cheapest path at a multiplier, its cost and its ticks."""
        bound = tree.distance[self.destination] - multiplier * self.ticks_allowed
        if bound > self.lower:
            self.lower, self.best_multiplier = bound, multiplier
        if ticks > self.ticks_allowed:
            if multiplier > self.slow_at:
                self.slow_cost, self.slow_ticks, self.slow_at = cost, ticks, multiplier
        else:
            if multiplier == 0.0:
                self.is_open = False  # the cheapest of all is in time
            if multiplier < self.fast_at:
                self.fast_cost, self.fast_ticks, self.fast_at = cost, ticks, multiplier
            if cost < self.best_cost - margin(self.best_cost):
                self.best_cost, self.path = cost, list(path)
        self._choose(multiplier)

    def _choose(self, multiplier: float) -> None:
        """Choose the next multiplier; none between the two known means the bound is final."""
        if self.slow_at < 0:
            return
        self.multiplier = (self.fast_cost - self.slow_cost) / (self.slow_ticks - self.fast_ticks)
        if not self.slow_at < self.multiplier < self.fast_at or self.multiplier == multiplier:
            self.is_open = False


def search_brackets(
    brackets: Sequence[Bracket],
    grow: Callable[[float, list[int]], Tree],
    measure: Callable[[Tree, int], tuple[list[int], float, float]],
    most_trees: int,
) -> None:
    """Try multipliers for the commodities of one origin; the widest bracket names the next.

    Parameters
    ----------
    brackets
        The commodities.
    grow
        Grows a tree at a multiplier until some nodes are settled.
    measure
        Returns the path to a node of a tree, its cost and its ticks.
    most_trees
        Multipliers to try at most.
    """
    multiplier = 0.0
    for _ in range(most_trees):
        still = [bracket for bracket in brackets if bracket.is_open]
        if not still:
            return
        tree = grow(multiplier, [bracket.destination for bracket in still])
        for bracket in still:
            if bracket.destination not in tree.distance:
                bracket.lower, bracket.is_open = inf, False
                continue
            bracket.narrow(tree, multiplier, *measure(tree, bracket.destination))
            if bracket.is_close:
                bracket.is_open = False
        widest, multiplier = -1.0, 0.0
        for bracket in still:
            if bracket.is_open and bracket.width > widest:
                widest, multiplier = bracket.width, bracket.multiplier
