"""Random handlings in opening hours, and when they end, minute by minute."""

from __future__ import annotations

from random import Random

from landbridge.optimizer.working_hours import HandlingTiming, Openings, Work

LAST_CLOSING = 200
"""Minute after which nothing opens any more: long after all that is compared."""


def random_openings(chance: Random) -> Openings | None:
    """Return hours with nights of up to nine minutes, or none."""
    if chance.random() < 0.25:
        return None
    stretches, minute = [], chance.randint(-10, 5)
    while minute < LAST_CLOSING:
        closes = minute + chance.choice((1, 2, 5))
        stretches.append((minute, closes))
        minute = closes + chance.choice((0, 1, 4, 9, 16))
    return Openings(chance.sample(stretches, len(stretches)))


def random_handling(chance: Random) -> HandlingTiming:
    """Return a handling with clearance after it or beside it, or without."""
    customs = Work(chance.choice((0, 2, 5)), random_openings(chance))
    own = Work(chance.randint(0, 4), random_openings(chance))
    return HandlingTiming(own, customs, is_overall=chance.random() < 0.5)


def handling_ends(timing: HandlingTiming, minute: int) -> int:
    """Return when a handling ends, by looking at every minute."""
    own = _work_ends(timing.own, minute)
    if timing.is_overall:
        return max(own, _work_ends(timing.customs, minute))
    return _work_ends(timing.customs, own)


def _work_ends(work: Work, minute: int) -> int:
    while work.openings is not None and not _is_open(work.openings, minute):
        minute += 1
    return minute + work.minutes


def _is_open(openings: Openings, minute: int) -> bool:
    return any(
        opens <= minute < closes
        for opens, closes in zip(openings.opens, openings.closes, strict=True)
    )
