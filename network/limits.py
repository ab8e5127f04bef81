"""What a plan must keep, and what it strives for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from .errors import Mistake, QuestionError

if TYPE_CHECKING:
    from .shipment import Shipment


class Objective(StrEnum):
    """What a plan minimises once everything that can be served is served.

    ``freight`` counts what is paid to carriers, terminals and customs, and lateness;
    ``generalised`` adds the holding cost of the goods on their way.
    """

    FREIGHT = "freight"
    GENERALISED = "generalised"


class Lateness(StrEnum):
    """What becomes of due dates that have a price; the others always hold.

    ``priced``: late where that is cheaper; ``avoided``: as little late as possible,
    whatever that costs; ``forbidden``: never late, rather unserved.
    """

    PRICED = "priced"
    AVOIDED = "avoided"
    FORBIDDEN = "forbidden"


class Goal(StrEnum):
    """Something that a plan strives for, as little of it as can be.

    ``unserved`` and ``late`` are sizes in TEU, ``moved`` is the size in TEU that travels
    otherwise than in an earlier plan, ``co2e`` is in grams and ``cost`` in cents.
    """

    UNSERVED = "unserved"
    LATE = "late"
    MOVED = "moved"
    CO2E = "co2e"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal, and how much of what it reached later goals may give up again (a share)."""

    goal: Goal
    give_up: float = 0.0

    def __str__(self) -> str:
        """Return the aim as it is asked for, e.g. `co2e:5%`."""
        return f"{self.goal.value}:{self.give_up:.4g}" if self.give_up else self.goal.value


class TagKind(StrEnum):
    """What a route can be counted by."""

    MODE = "mode"
    CORRIDOR = "corridor"
    EXPOSURE = "exposure"
    CARRIER = "carrier"
    SERVICE = "service"


class Tag(NamedTuple):
    """A mark of all routes that use something for a main leg.

    An exposure is a border, country, strait, lock or sea that a leg passes; a carrier is
    a kind of carrier. Drayage does not count.
    """

    kind: TagKind
    name: str

    def __str__(self) -> str:
        """Return the tag as it is asked for, e.g. `exposure:RU`."""
        return f"{self.kind.value}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLimit:
    """How much of what a plan serves (in TEU) may or must travel on routes with a tag.

    A route that uses rail and sea counts for either, so shares may add up to more than 1.
    """

    tag: Tag
    at_least: float = 0.0
    at_most: float = 1.0

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong with the shares."""
        for word, share in (("at least", self.at_least), ("at most", self.at_most)):
            if not 0 <= share <= 1:
                found, expected = f"{share:g}", "a share from 0 to 1"
                yield Mistake(place=f"{self.tag} {word}", found=found, expected=expected)
        if self.at_least > self.at_most:
            found = f"at least {self.at_least:g} and at most {self.at_most:g}"
            yield Mistake(place=str(self.tag), found=found, expected="a share that can be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a plan must keep besides the capacities of the departures.

    Parameters
    ----------
    budget_usd
        Most that the freight of the whole plan may cost.
    order_budgets
        Whether the budget of each order caps its own freight.
    lateness
        What becomes of due dates that have a price.
    max_late_days
        How long after its due date an order with a price of lateness may be delivered.
    co2e_t
        Most that the plan may emit, from door to door.
    carbon_usd_per_t
        Price of emissions; it counts in the cost, not in any budget.
    shares
        Shares of modes, corridors, exposures, carriers and services.
    on_time_probability
        Least P(on time) of every order that is served, by the simulation of its routes
        (docs/uncertainty.md), averaged over its units that are served; None = whatever it
        is. An order may have its own.
    max_parts
        Most routes that an order may be split over; 1 = all of it on one route, or none of
        it. An order may have its own.
    min_part_units
        Least units on each route of an order; one that is smaller travels as a whole.
    aims
        Goals in the order of their weight, each at the expense of those behind it; None =
        serve, then (where lateness is avoided) be on time, then cost.
    """

    budget_usd: float | None = None
    order_budgets: bool = True
    lateness: Lateness = Lateness.PRICED
    max_late_days: int = 30
    co2e_t: float | None = None
    carbon_usd_per_t: float = 0.0
    shares: tuple[ShareLimit, ...] = ()
    on_time_probability: float | None = None
    max_parts: int | None = None
    min_part_units: int = 1
    aims: tuple[Aim, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what is no limit, all mistakes at once."""
        mistakes = [*self._bad_amounts(), *self._bad_parts(), *self._bad_shares()]
        mistakes += self._bad_aims()
        if mistakes:
            raise QuestionError(mistakes)

    def _bad_amounts(self) -> Iterator[Mistake]:
        amounts = {
            "budget_usd": self.budget_usd,
            "co2e_t": self.co2e_t,
            "carbon_usd_per_t": self.carbon_usd_per_t,
        }
        for place, amount in amounts.items():
            if amount is not None and not (isfinite(amount) and amount >= 0):
                yield Mistake(place=place, found=f"{amount:g}", expected="an amount from 0 on")
        probability = self.on_time_probability
        if probability is not None and not 0 <= probability <= 1:
            place, expected = "on_time_probability", "from 0 to 1"
            yield Mistake(place=place, found=f"{probability:g}", expected=expected)

    def _bad_parts(self) -> Iterator[Mistake]:
        counts = {"max_late_days": (self.max_late_days, 0), "max_parts": (self.max_parts, 1)}
        counts["min_part_units"] = (self.min_part_units, 1)
        for place, (count, least) in counts.items():
            if count is not None and count < least:
                yield Mistake(place=place, found=f"{count}", expected=f"{least} or more")

    def _bad_shares(self) -> Iterator[Mistake]:
        seen: set[Tag] = set()
        for share in self.shares:
            yield from share.mistakes()
            if share.tag in seen:
                found, expected = f"{share.tag} twice", "each once, with both its limits"
                yield Mistake(place="shares", found=found, expected=expected)
            seen.add(share.tag)

    def _bad_aims(self) -> Iterator[Mistake]:
        if self.aims is None:
            return
        goals = [aim.goal for aim in self.aims]
        found = ", ".join(map(str, self.aims)) or "nothing"
        if len(set(goals)) < len(goals):
            yield Mistake(place="aims", found=found, expected="each goal once")
        if goals[:1] != [Goal.UNSERVED]:
            # Whatever else came first would be reached by serving nothing.
            yield Mistake(place="aims", found=found, expected="unserved as the first")
        if goals[-1:] != [Goal.COST]:
            # The last one is proven, priced and reported in money.
            yield Mistake(place="aims", found=found, expected="cost as the last")
        for aim in self.aims:
            if not (isfinite(aim.give_up) and aim.give_up >= 0):
                place, expected = f"aims, {aim.goal}", "a share from 0 on"
                yield Mistake(place=place, found=f"{aim.give_up:g}", expected=expected)

    @property
    def days_late_allowed(self) -> int:
        """Days that an order with a price of lateness may be late."""
        return 0 if self.lateness is Lateness.FORBIDDEN else self.max_late_days

    def most_parts(self, shipment: Shipment) -> int | None:
        """Return the most routes of an order: its own limit, or that of the plan."""
        return self.max_parts if shipment.max_parts is None else shipment.max_parts

    def least_part(self, shipment: Shipment) -> int:
        """Return the least units of an order that travel together."""
        if self.most_parts(shipment) == 1:
            return shipment.num_units
        return min(self.min_part_units, shipment.num_units)

    def sure(self, shipment: Shipment) -> float | None:
        """Return the least P(on time) of an order: its own, or that of the plan."""
        own = shipment.on_time_probability
        return self.on_time_probability if own is None else own

    @property
    def aims_in_order(self) -> tuple[Aim, ...]:
        """The goals in the order of their weight."""
        if self.aims is not None:
            return self.aims
        goals = [Goal.UNSERVED, Goal.COST]
        if self.lateness is Lateness.AVOIDED:
            goals.insert(1, Goal.LATE)
        return tuple(Aim(goal=goal) for goal in goals)
