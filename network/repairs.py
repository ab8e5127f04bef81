"""What would make it possible to serve what cannot be served."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .plan import Unserved


class RepairKind(StrEnum):
    """What a change gives more of."""

    SLOTS = "slots"
    DUE_DATE = "due date"
    BUDGET = "budget"
    ORDER_BUDGET = "order budget"
    CO2E = "CO2e"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a repair, as small as it can be.

    Parameters
    ----------
    kind, name
        What is changed: a service, an order, or a limit.
    amount, unit
        By how much; for slots in all, over all departures named in ``where``.
    where
        Departures and what each needs, in words.
    """

    kind: RepairKind
    name: str
    amount: float
    unit: str
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what to change."""
        amount = f"{self.amount:,.2f}".rstrip("0").rstrip(".")
        if self.kind is RepairKind.SLOTS:
            return f"{amount} {self.unit} more on {self.name}"
        if self.kind is RepairKind.DUE_DATE:
            return f"order {self.name} due {amount} {self.unit} later"
        if self.kind is RepairKind.ORDER_BUDGET:
            return f"{amount} {self.unit} more for order {self.name}"
        if self.kind is RepairKind.SHARE:
            return f"{self.name} looser by {amount} {self.unit}"
        return f"{amount} {self.unit} more of {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Changes after which everything is served, and what the plan then costs.

    ``cost_usd`` is the cost of the plan in whole units; ``more_usd`` how much more that is
    than the plan costs that leaves something behind (it may be negative).
    """

    changes: tuple[Change, ...]
    cost_usd: float
    more_usd: float

    def __str__(self) -> str:
        """Say what to change, and what it comes to."""
        what = " and ".join(map(str, self.changes))
        return f"{what}: {self.cost_usd:,.0f} USD ({self.more_usd:+,.0f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Why not everything can be served, and what would help.

    Parameters
    ----------
    unserved
        What is left behind, order by order, with the reason.
    conflict
        Limits and services that together make it impossible, none of them superfluous: with
        all other limits and capacities lifted, these still do. Empty where what is left
        behind has no route at all, or would fit if boxes could be split.
    repairs
        Smallest repairs, the cheapest change first; none is part of another.
    """

    unserved: tuple[Unserved, ...]
    conflict: tuple[str, ...]
    repairs: tuple[Repair, ...]
