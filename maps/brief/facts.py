"""What a brief says: computed once from a plan, and shown alike in deck, workbook and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ...network.row import Grade
from ..phrases import Phrase, same
from .change_facts import Changes
from .figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure of the plan with its name; ``key`` is its name for programs."""

    key: str
    label: Phrase
    figure: Figure
    note: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class MixFact:
    """What travels by a corridor or by modes.

    ``days`` is from ready to delivered, averaged by weight; the assumed shares are those of its
    freight and its time. ``freight_usd`` is exact, to the cent.
    """

    key: str
    name: Phrase
    colour: str
    orders: int
    boxes: int
    teu: int
    tonnes: float
    freight_usd: float
    co2e_t: float
    days: float
    assumed_cost_share: float
    assumed_time_share: float

    @property
    def usd_per_t(self) -> float:
        """Freight of a tonne of cargo."""
        return self.freight_usd / self.tonnes if self.tonnes else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFact:
    """Units of an order on one route, as a point of cost against time."""

    order_id: str
    modes: str
    days: float
    usd_per_t: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFact:
    """One booking. Moments are local at the terminal of loading, with their offset.

    ``cutoff_at`` is None for trucks on demand; ``one_more_usd`` is what one more slot on the
    departure would save, where prices were asked for and the departure has one.
    """

    week: str
    service_id: str
    mode: Phrase
    corridor: Phrase
    start: Phrase
    end: Phrase
    timezone: str
    cutoff_at: datetime | None
    doc_cutoff_at: datetime | None
    departs_at: datetime
    boxes: int
    teu: int
    tonnes: float
    amount_usd: float
    taken_share: float
    is_full: bool
    grade: Grade
    orders: tuple[str, ...]
    one_more_usd: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFact:
    """What becomes of one order.

    ``delivered_at`` is the last delivery, local at the destination; ``spare_days`` run from it
    to the end of the due date, below 0 = late. Both are None where nothing is served.
    """

    order_id: str
    customer: str
    cargo: str
    start: Phrase
    end: Phrase
    timezone: str
    size: Phrase
    tonnes: float
    ready: date
    due: date
    modes: Phrase
    num_routes: int
    delivered_at: datetime | None
    spare_days: float | None
    days_late: int
    freight_usd: float
    lateness_usd: float
    on_time: float | None
    unserved_units: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFact:
    """A limit of the plan and what was reached of it; shares are from 0 to 1."""

    name: Phrase
    limit: float
    reached: float
    unit: str
    is_binding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFact:
    """What one more slot, dollar, tonne or day would be worth, and for how much it holds."""

    what: Phrase
    is_limit: bool
    unit: Phrase
    amount: float
    usd: float
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFact:
    """A source of rows that the plan uses, and how many of them by grade."""

    key: str
    title: str
    publisher: str
    date: str
    address: str
    rows: int
    assumed_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a brief was made from: enough to make it again.

    ``digest`` is the hash of the inputs; the clock is nowhere in it, so that the same plan gives
    the same bytes. ``first_day`` and ``last_day`` are the first ready and the last due date.
    """

    network: str
    scenarios: tuple[str, ...]
    digest: str
    version: str
    command: str
    method: str
    first_day: date | None
    last_day: date | None
    draws: int
    seed: int
    sources: tuple[SourceFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFacts:
    """Everything that a brief says. ``changes`` is None where one plan is told of alone."""

    facts: tuple[Fact, ...]
    by_corridor: tuple[MixFact, ...]
    by_mode: tuple[MixFact, ...]
    routes: tuple[RouteFact, ...]
    slots: tuple[SlotFact, ...]
    orders: tuple[OrderFact, ...]
    limits: tuple[LimitFact, ...]
    prices: tuple[PriceFact, ...]
    cost_parts: tuple[Fact, ...]
    num_full: int
    basis: Basis
    changes: Changes | None

    def fact(self, key: str) -> Fact | None:
        """Return a figure by its key; None where the plan has none."""
        return next((fact for fact in self.facts if fact.key == key), None)

    def count(self, key: str) -> int:
        """Return a count by its key; 0 where the plan has none."""
        found = self.fact(key)
        return int(found.figure.value) if found else 0

    def short(self, key: str) -> Phrase:
        """Return a figure in few letters, as titles and tiles have it."""
        found = self.fact(key)
        return found.figure.short if found else same("")
