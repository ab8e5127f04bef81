"""A case of a sweep: scenarios, values of parameters and a seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from ..errors import Mistake, QuestionError
from ..scenario_files import BASE

MOST_CASES = 100_000
"""Cases of a sweep; more are mostly a slip of the pen."""

MOST_SEED = 2**31 - 1

SEED = "seed"
"""The axis of seeds; no parameter has this name."""

Values = tuple[tuple[str, float], ...]


class Design(StrEnum):
    """Which cases a sweep has.

    ``grid``: every combination of scenarios and values; ``one_at_a_time``: the reference,
    and each other scenario and value alone. Either way with every seed.
    """

    GRID = "grid"
    ONE_AT_A_TIME = "one_at_a_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: a stack of scenarios such as `a+b`, parameters by name, and a seed."""

    stack: str
    values: Values
    seed: int

    def __str__(self) -> str:
        """Return the case as a row of a table names it."""
        values = (f"{name}={value:g}" for name, value in self.values)
        return ", ".join((self.stack, *values, f"seed {self.seed}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Which cases there are; the first of all scenarios and values is the reference.

    Parameters
    ----------
    stacks
        Stacks of scenarios, written as `a+b`; `base` is none.
    parameters
        Values of each parameter, by name (`sweeps.parameter`).
    seeds
        What names the random numbers of a case.
    design
        Which combinations there are.
    """

    stacks: tuple[str, ...] = (BASE,)
    parameters: tuple[tuple[str, tuple[float, ...]], ...] = ()
    seeds: tuple[int, ...] = (1,)
    design: Design = Design.GRID

    def __post_init__(self) -> None:
        """Refuse axes that are empty, hold something twice, or make too many cases."""
        axes: dict[str, tuple[object, ...]] = {"scenarios": self.stacks, "seeds": self.seeds}
        mistakes = []
        names = [name for name, _ in self.parameters]
        if len(set(names)) < len(names):
            found = ", ".join(names)
            mistakes.append(Mistake(place="parameters", found=found, expected="each name once"))
        for name, axis in (*axes.items(), *self.parameters):
            if not axis:
                mistakes.append(Mistake(place=name, found="nothing", expected="one or more"))
            elif len(set(axis)) < len(axis):
                found = ", ".join(map(str, axis))
                mistakes.append(Mistake(place=name, found=found, expected="each once"))
        for seed in self.seeds:
            if not 0 <= seed <= MOST_SEED:
                expected = f"a seed from 0 to {MOST_SEED}"
                mistakes.append(Mistake(place="seeds", found=f"{seed}", expected=expected))
        if self.num_cases > MOST_CASES:
            found, expected = f"{self.num_cases:,} cases", f"at most {MOST_CASES:,}"
            mistakes.append(Mistake(place="sweep", found=found, expected=expected))
        if mistakes:
            raise QuestionError(mistakes)

    @property
    def num_cases(self) -> int:
        """How many cases there are."""
        sizes = [len(self.stacks), *(len(values) for _, values in self.parameters)]
        if self.design is Design.ONE_AT_A_TIME:
            return (1 + sum(size - 1 for size in sizes)) * len(self.seeds)
        count = len(self.seeds)
        for size in sizes:
            count *= size
        return count

    @property
    def reference(self) -> tuple[str, Values]:
        """The stack and values that all others are compared with."""
        return self.stacks[0], tuple((name, values[0]) for name, values in self.parameters)

    def cases(self) -> tuple[Case, ...]:
        """Return every case, always in the same order: the reference first, seeds innermost."""
        points = self._grid() if self.design is Design.GRID else self._one_at_a_time()
        return tuple(
            Case(stack=stack, values=values, seed=seed)
            for stack, values in points
            for seed in self.seeds
        )

    def _grid(self) -> list[tuple[str, Values]]:
        axes = [[(name, value) for value in values] for name, values in self.parameters]
        return [(stack, values) for stack in self.stacks for values in product(*axes)]

    def _one_at_a_time(self) -> list[tuple[str, Values]]:
        stack, values = self.reference
        points = [(stack, values), *((other, values) for other in self.stacks[1:])]
        for place, (name, choices) in enumerate(self.parameters):
            points += [
                (stack, (*values[:place], (name, choice), *values[place + 1 :]))
                for choice in choices[1:]
            ]
        return points
