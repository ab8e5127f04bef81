"""Flips: what would make another choice the cheapest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .choice import Choice
from .wording import day_text


class FlipKind(StrEnum):
    """What changes."""

    DUE_DATE = "due date"
    GOODS_VALUE = "goods value"
    HOLDING_RATE = "holding rate"
    LINE_HAUL = "line haul"
    DELAY = "delay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A figure at which the cheapest choice becomes another one.

    ``threshold`` is a date (due dates before it need ``after``), or a figure in ``unit``:
    USD/kg, a share a day, a share of the line haul (negative for a cut), or days.
    ``subject`` is the corridor of a line haul, or the terminals of a delay joined by `;`.
    ``after`` is None where no choice is left.
    """

    kind: FlipKind
    subject: str
    threshold: float | date
    unit: str
    before: Choice
    after: Choice | None
    sentence: str


def due_date_sentence(flips: Iterable[Flip]) -> str:
    """Return the flips of the due date in one sentence; nothing where there are none."""
    dated = [(f, f.threshold) for f in flips if f.kind is FlipKind.DUE_DATE]
    steps = [
        f"before {day_text(day)} {'needs ' if not position else ''}{flip.after.mode}"
        for position, (flip, day) in enumerate(dated)
        if flip.after and isinstance(day, date)
    ]
    text = f"Any due date {', '.join(steps)}" if steps else ""
    ends = [day_text(day) for flip, day in dated if not flip.after and isinstance(day, date)]
    none = f"before {ends[0]} nothing is in time" if ends else ""
    joined = "; ".join(part for part in (text, none) if part)
    return f"{joined[0].upper()}{joined[1:]}." if joined else ""
