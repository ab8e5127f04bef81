"""An instance, what is known of it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...network.verify.violation import Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchEffort:
    """How long a solver may take for one case, and how many threads it may use."""

    seconds: float = 60.0
    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is known: the optimum lies from ``low`` to ``high``.

    An objective agrees that is within ``tolerance`` of it, as a share. ``num_unreachable``
    commodities cannot be served whatever the capacities are, where that is known.
    """

    low: float
    high: float
    tolerance: float
    num_unreachable: int | None = None

    @property
    def room(self) -> float:
        """Return by how much an objective may be off."""
        return self.tolerance * max(abs(self.low), abs(self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a solver found, and how to check it; ``was_stopped`` where Ctrl-C ended the search."""

    objective: float
    bound: float
    method: str
    num_unreachable: int | None = None
    was_stopped: bool = False
    verify: Callable[[], Sequence[Violation]]


Solve = Callable[[], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchCase:
    """An instance; ``prepare`` reads it, and returns what is measured."""

    family: str
    name: str
    reference: Reference | None
    prepare: Callable[[BenchEffort], Solve]

    @property
    def id(self) -> str:
        """Return the name that no other case has."""
        return f"{self.family}/{self.name}"


class Verdict(StrEnum):
    """How an answer compares with what is known."""

    AGREES = "agrees"
    MISSES = "misses the optimum"
    WRONG = "wrong"
    FAILED = "no answer"
    UNKNOWN = "no reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchResult:
    """What came of a case; figures that there are not are None.

    ``memory_mb`` is the most memory that the process had while it solved the case.
    """

    id: str
    verdict: Verdict
    remark: str = ""
    objective: float | None = None
    bound: float | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    memory_mb: float | None = None
    reference: Reference | None = None

    @property
    def gap(self) -> float | None:
        """Return how far the objective may be from the optimum, as a share of it."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, self.objective - self.bound) / max(abs(self.objective), 1e-9)

    @property
    def is_right(self) -> bool:
        """Tell whether nothing speaks against the answer."""
        return self.verdict in (Verdict.AGREES, Verdict.UNKNOWN)


def judge(answer: Answer, reference: Reference | None) -> tuple[Verdict, str]:
    """Return how an answer compares, and why where it does not agree."""
    violations = answer.verify()
    if violations:
        return Verdict.WRONG, f"{len(violations)} broken rules, such as {violations[0]}"
    return (Verdict.UNKNOWN, "") if reference is None else _compare(answer, reference)


def _compare(answer: Answer, reference: Reference) -> tuple[Verdict, str]:
    known, room = reference.num_unreachable, reference.room
    wrong = {
        f"{answer.num_unreachable} unreachable, known are {known}": known is not None
        and answer.num_unreachable != known,
        "the bound is above the known optimum": answer.bound > reference.high + room,
        "cheaper than the known optimum": answer.objective < reference.low - room,
    }
    for remark, is_so in wrong.items():
        if is_so:
            return Verdict.WRONG, remark
    if answer.objective > reference.high + room:
        return Verdict.MISSES, f"{answer.objective / reference.high - 1:+.2%}"
    return Verdict.AGREES, ""
