"""What would have to change for a shipment, or a mode for it, to have a route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What would make a route possible, all of it together.

    Attributes
    ----------
    due
        First due date that is kept; None where the date is not what is missed.
    budget_usd
        Least budget that is kept; None where the budget is not what is missed.
    changes
        What else has to change, each in words: a ban lifted, a service opened.
    """

    due: date | None = None
    budget_usd: float | None = None
    changes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it in a clause."""
        return f"possible with {' and '.join(self._parts())}"

    def _parts(self) -> Iterator[str]:
        if self.due is not None:
            yield f"due date {self.due}"
        if self.budget_usd is not None:
            yield f"a budget of {self.budget_usd:,.2f} USD"
        yield from self.changes
