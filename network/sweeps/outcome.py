"""What a case of a sweep came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from .case import Case, Sweep


class Status(StrEnum):
    """How a case ended.

    ``done``: with figures; ``refused``: there is no answer, and why is the error;
    ``failed``: something broke, such as its worker, more often than it was tried again.
    """

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Measure(NamedTuple):
    """A figure of a case: its name, its unit, and how it is called in a table."""

    name: str
    unit: str
    title: str


MEASURES = (
    Measure("cost_usd", "USD", "Cost"),
    Measure("bound_usd", "USD", "Bound"),
    Measure("served_teu", "TEU", "Served"),
    Measure("unserved_teu", "TEU", "Unserved"),
    Measure("late_teu", "TEU", "Late"),
    Measure("days", "days", "Days"),
    Measure("on_time", "share", "On time"),
    Measure("co2e_t", "t", "CO2e"),
)
"""Figures of a case; the linear mix has cost, bound, served and unserved only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a case.

    Parameters
    ----------
    values
        By the names in `MEASURES`; what the method does not tell is missing.
    teu_by_mode, teu_by_corridor
        What travels by the modes of a route, and by its main corridor.
    """

    values: Mapping[str, float]
    teu_by_mode: Mapping[str, float] = field(default_factory=dict)
    teu_by_corridor: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a case ended.

    Parameters
    ----------
    attempts
        How often it was begun.
    seconds
        How long the last attempt took; the only part that differs from run to run.
    """

    status: Status
    figures: Figures | None = None
    error: str = ""
    attempts: int = 1
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepRow:
    """A case and how it ended."""

    case: Case
    outcome: Outcome

    def figure(self, name: str) -> float | None:
        """Return a figure by name; None where there is none."""
        figures = self.outcome.figures
        return None if figures is None else figures.values.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepResult:
    """A sweep and its rows, in the order of its cases, whoever solved them and when.

    ``num_kept`` rows were known before.
    """

    sweep: Sweep
    rows: tuple[SweepRow, ...]
    num_kept: int
