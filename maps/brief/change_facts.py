"""What a brief says of changes from one plan to another."""

from __future__ import annotations

from dataclasses import dataclass

from ..phrases import Phrase
from .figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFact:
    """An order that is not planned as before.

    ``left`` and ``taken`` name dated departures, ``from_ways`` and ``to_ways`` services alone.
    """

    order_id: str
    what: Phrase
    left: str
    taken: str
    from_ways: str
    to_ways: str
    more_usd: float
    days_late_before: int
    days_late_after: int
    why: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFact:
    """A figure of both plans; the change is that of the rounded figures."""

    key: str
    label: Phrase
    before: Figure
    after: Figure

    @property
    def change(self) -> Figure:
        """After less before."""
        return self.after.less(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixChange:
    """The freight of a corridor in both plans."""

    key: str
    name: Phrase
    before_usd: float
    after_usd: float
    before_teu: int
    after_teu: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changes from one plan to another.

    ``num_dropped`` and ``num_new`` are the orders of which units are no longer, or newly, served.
    """

    before_name: Phrase
    after_name: Phrase
    figures: tuple[ChangeFact, ...]
    mix: tuple[MixChange, ...]
    moves: tuple[MoveFact, ...]
    num_kept: int
    num_dropped: int
    num_new: int
    num_orders: int
