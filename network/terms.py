"""Commercial terms of a plan: contracts, charters, volume discounts and surcharges.

What they mean, key by key, stands in docs/terms.md; `term_costs` says what they cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .route import Departure
from .row import Day, Grade, Id, Mode, NonNegative, Positive, Text
from .service import Service, ServiceKind

if TYPE_CHECKING:
    from .network import Network

ONE_DAY = timedelta(days=1)


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Modes = Annotated[tuple[Mode, ...], BeforeValidator(_as_tuple)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Per(StrEnum):
    """What an amount is counted over: each departure, or all of them together."""

    DEPARTURE = "departure"
    PERIOD = "period"


class Overflow(StrEnum):
    """What becomes of boxes beyond an allotment."""

    TARIFF = "tariff"
    REFUSED = "refused"


class TierKind(StrEnum):
    """What the discount of a tier is given on.

    ``incremental``: what is carried beyond the threshold, up to the next one;
    ``all_unit``: all that is carried.
    """

    INCREMENTAL = "incremental"
    ALL_UNIT = "all_unit"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(_Strict):
    """What every term has: the departures that it is about, and where it comes from.

    It is about the departures of scheduled services whose id matches one of ``services``
    (`*` and `?` allowed) or whose corridor is one of ``corridors`` (any where neither is
    given), of one of ``modes`` (any where none is given), that leave their first call from
    ``first_day`` to ``last_day``. ``weeks`` = a first and last ISO week says the same.
    """

    id: Id
    name: Text = ""
    source: Text = ""
    grade: Grade = Grade.ASSUMPTION
    note: Text = ""
    services: Names = ()
    corridors: Names = ()
    modes: Modes = ()
    first_day: Day
    last_day: Day

    @model_validator(mode="before")
    @classmethod
    def _days_of_weeks(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "weeks" not in data:
            return data
        if {"first_day", "last_day"} & data.keys():
            message = "either weeks, or first_day and last_day"
            raise ValueError(message)
        try:
            first, last = (date.fromisoformat(f"{week}-1") for week in data["weeks"])
        except (TypeError, ValueError):
            message = "weeks must be a first and a last ISO week, such as 2025-W45"
            raise ValueError(message) from None
        days = {"first_day": first, "last_day": last + 6 * ONE_DAY}
        return {**{name: value for name, value in data.items() if name != "weeks"}, **days}

    def names(self, service: Service) -> bool:
        """Tell whether a service is meant, on whatever day."""
        if service.kind is ServiceKind.ON_DEMAND or (self.modes and service.mode not in self.modes):
            return False
        if not self.services and not self.corridors:
            return True
        is_named = any(fnmatchcase(i, p) for i in service.known_as for p in self.services)
        return is_named or service.corridor in self.corridors

    def covers(self, service: Service, day: date) -> bool:
        """Tell whether a departure is meant, by its service and the date at its first call."""
        return self.first_day <= day <= self.last_day and self.names(service)


class Contract(Term):
    """Room that a carrier holds at a price below the tariff, and what must be taken of it.

    Parameters
    ----------
    allotment_teu, allotment_per
        How much is carried at the contract's price.
    discount_usd_per_teu, discount_percent
        What the line haul costs less than by the tariff, within the allotment.
    least_teu, least_per, shortfall_usd_per_teu
        How much of the allotment must be taken, and what each TEU costs that is not.
    overflow
        Whether more is carried, by the tariff, or refused.
    """

    allotment_teu: Positive
    allotment_per: Per = Per.DEPARTURE
    discount_usd_per_teu: NonNegative = 0.0
    discount_percent: Percent = 0.0
    least_teu: NonNegative = 0.0
    least_per: Per = Per.PERIOD
    shortfall_usd_per_teu: NonNegative = 0.0
    overflow: Overflow = Overflow.TARIFF


class Charter(Term):
    """A departure that is paid for as a whole, and runs only with so much aboard."""

    usd_per_departure: NonNegative = 0.0
    least_teu: NonNegative = 0.0


class Tier(_Strict):
    """A discount from a volume on."""

    from_teu: NonNegative
    usd_per_teu: NonNegative = 0.0
    percent: Percent = 0.0


class VolumeDiscount(Term):
    """A discount on the line haul that grows with what a plan carries."""

    kind: TierKind
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=20)]


class Surcharge(Term):
    """A charge on top of the tariff, per TEU and as a share of the line haul."""

    usd_per_teu: NonNegative = 0.0
    percent: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 0.0


AnyTerm: TypeAlias = Contract | Charter | VolumeDiscount | Surcharge


class Terms(_Strict):
    """The commercial terms of a plan, besides the tariff in the tables of its network."""

    name: Text = ""
    note: Text = ""
    contracts: tuple[Contract, ...] = ()
    charters: tuple[Charter, ...] = ()
    discounts: tuple[VolumeDiscount, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()

    @property
    def all_terms(self) -> tuple[AnyTerm, ...]:
        """Every term, kind by kind."""
        return (*self.contracts, *self.charters, *self.discounts, *self.surcharges)


NO_TERMS = Terms()


def departures_of(network: Network, term: Term) -> Iterator[Departure]:
    """Yield the departures that a term is about, of services that run."""
    for service in network.open_services:
        if term.names(service):
            day = max(term.first_day, service.valid_from)
            while day <= min(term.last_day, service.valid_to):
                if _leaves_on(service, day):
                    yield Departure(service_id=service.id, first_call_on=day)
                day += ONE_DAY


def _leaves_on(service: Service, day: date) -> bool:
    weeks = (_monday(day) - _monday(service.valid_from)).days // 7
    return day.isoweekday() in service.weekdays and weeks % service.interval_weeks == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
