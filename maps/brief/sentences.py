"""Pieces of sentences: counts with their nouns, days, and clauses put together."""

from __future__ import annotations

from datetime import date, datetime

from ..phrases import Phrase, named
from ..wording import MONTHS


def both(english: str, chinese: str) -> Phrase:
    """Return texts in which braces mean nothing."""
    return named(english, chinese)


def counted(number: int, one: str, many: str, chinese: str) -> Phrase:
    """Return a number with its noun; the texts may hold `{n}`."""
    english = one if number == 1 else many
    return both(english.format(n=number), chinese.format(n=number))


def joined(head: Phrase, tail: Phrase | None) -> Phrase:
    """Return two clauses as one sentence; the first alone where there is no second."""
    return both(f"{head.en}; {tail.en}", f"{head.zh}；{tail.zh}") if tail else head


def listed(pieces: list[Phrase]) -> Phrase:
    """Return clauses one after the other."""
    return both(", ".join(p.en for p in pieces), "，".join(p.zh for p in pieces))


def in_a_sentence(name: Phrase) -> Phrase:
    """Return a name without its capital letter."""
    return both(name.en[:1].lower() + name.en[1:], name.zh)


def capital(phrase: Phrase) -> Phrase:
    """Return a sentence with a capital letter at its begin."""
    return both(phrase.en[:1].upper() + phrase.en[1:], phrase.zh)


def day_of(on: date) -> Phrase:
    """Return a day as both languages write it."""
    english = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
    return both(english, f"{on.year}年{on.month}月{on.day}日")


def moment_of(at: datetime | None) -> str:
    """Return a local moment as a table shows it, e.g. `2025-11-04 12:00`; empty without one."""
    return at.strftime("%Y-%m-%d %H:%M") if at else ""
