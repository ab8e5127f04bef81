"""What one more of something would be worth to a plan, and how far that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .route import Departure


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Amounts between which a price holds; None = without an end."""

    least: float | None
    most: float | None

    def __str__(self) -> str:
        """Return the range in words."""
        if self.most is None:
            return f"from {self.least:,.4g}" if self.least is not None else "any amount"
        return f"{self.least or 0.0:,.4g} to {self.most:,.4g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPrice:
    """What one more slot (or kilogram, or plug) on a full departure would save.

    Parameters
    ----------
    departure, unit
        The departure, and what its price is for: `TEU`, `kg`, `plug` or `gross kg`.
    capacity
        How much there is.
    usd
        Price of one more: by how much the cost of the linear mix falls.
    holds
        Capacities between which it falls by that much for each.
    one_more_saves_usd, one_less_costs_usd
        What re-solves with one more and one less come to; None = not everything that is
        served could be served with one less.
    """

    departure: Departure
    unit: str
    capacity: float
    usd: float
    holds: Range
    one_more_saves_usd: float
    one_less_costs_usd: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPrice:
    """What relaxing a limit by one unit would save.

    ``limit`` names it; ``unit`` is what its price is for, e.g. `USD of budget`, `t CO2e`,
    `percentage point`. A limit that does not bind has the price 0.
    """

    limit: str
    unit: str
    amount: float
    usd: float
    holds: Range
    one_more_saves_usd: float

    @property
    def binds(self) -> bool:
        """Whether the limit has a price."""
        return self.usd > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePrice:
    """What another due date of an order would change; it is a cliff, so it is re-solved.

    ``saves_usd`` is how much the cost of the linear mix falls (negative = it rises); None
    where not everything could be served.
    """

    shipment_id: str
    due: date
    days: int
    saves_usd: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCut:
    """How much less a service that no route of the mix uses would have to cost.

    ``usd_per_teu`` is for one TEU on the ride from ``from_terminal`` to ``to_terminal``;
    ``share`` of the price of that ride. ``shipment_id`` is the order that would take it.
    """

    service_id: str
    from_terminal: str
    to_terminal: str
    shipment_id: str
    usd_per_teu: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPrices:
    """The prices of a plan: of slots, limits, due dates and services.

    They are those of the linear mix, in which boxes may be split; ``linear_cost_usd`` is
    its cost. ``slots`` lists what is full; every other departure has the price 0.
    """

    linear_cost_usd: float
    slots: tuple[SlotPrice, ...]
    limits: tuple[LimitPrice, ...]
    dues: tuple[DuePrice, ...]
    rate_cuts: tuple[RateCut, ...]
