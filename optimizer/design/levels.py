"""Where the levers of a gateway stand, and what it wins there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...network.errors import Mistake, QuestionError
from ..capacity import Resource
from ..mix.problem import MixProblem


class Lever(StrEnum):
    """What may be varied."""

    FREQUENCY = "frequency"
    RATE = "rate"
    HANDLING = "handling"
    DEMAND = "demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Where each lever stands; None = as the network has it.

    ``rotations`` are a week, each way; ``rate_gap_usd_per_kg`` is by how much the gateway is
    cheaper than its rival, 0 = parity; ``handling_hours`` are those of its customs and
    of each hand-over to and from its services; ``demand`` multiplies the order book.
    """

    rotations: int | None = None
    rate_gap_usd_per_kg: float | None = None
    handling_hours: float | None = None
    demand: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what no lever can reach."""
        whole = self.rotations is None or 0 <= self.rotations <= 7
        if not whole or self.demand <= 0 or (self.handling_hours or 0) < 0:
            found, expected = str(self), "0 to 7 rotations, hours of 0 or more, demand above 0"
            raise QuestionError([Mistake(place="levels", found=found, expected=expected)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """What the gateway wins in a week, in the linear mix.

    ``tonnes`` is cargo on its services between two countries, ``rival_tonnes`` the same by air
    at the rival, ``revenue_usd`` what its services are paid at the tariff, ``rotations`` how
    many of its departures leave.
    """

    tonnes: float
    rival_tonnes: float
    revenue_usd: float
    rotations: float
    cost_usd: float
    unserved_teu: float

    @property
    def share(self) -> float:
        """Share of the tonnes of gateway and rival."""
        both = self.tonnes + self.rival_tonnes
        return self.tonnes / both if both else 0.0

    def margin_usd(self, rotation_usd: float) -> float:
        """Return what is earned in a week where each departure costs so much."""
        return self.revenue_usd - self.rotations * rotation_usd


class ScaledCapacity(Mapping[Resource, float]):
    """What is added to every resource so that a share of it is left.

    Parameters
    ----------
    problem
        The mix with all capacity.
    share
        Share that is left; more than 1 adds.
    """

    def __init__(self, problem: MixProblem, share: float) -> None:
        self._problem, self._less = problem, share - 1.0

    def __getitem__(self, resource: Resource) -> float:
        """Return what is added to a resource."""
        before = self._problem.more.get(resource, 0.0)
        return before + self._less * (self._problem.capacities.limit(resource) + before)

    def __iter__(self) -> Iterator[Resource]:
        """Yield the resources that had something added before."""
        return iter(self._problem.more)

    def __len__(self) -> int:
        """Return how many had."""
        return len(self._problem.more)


def weekdays_of(rotations: int) -> str:
    """Return ISO weekdays that are spread over the week, as a cell holds them."""
    return ";".join(str(1 + number * 7 // rotations) for number in range(rotations))


def load_factor_to_break_even(
    rotation_usd: float, out_usd: float, back_usd: float, back_per_out: float = 1.0
) -> float:
    """Return the share of outbound capacity that pays for a rotation.

    Parameters
    ----------
    rotation_usd
        What a round trip costs.
    out_usd, back_usd
        What a full flight earns out and back.
    back_per_out
        Load factor back for each share of load out.
    """
    return rotation_usd / (out_usd + back_usd * back_per_out)


def levels_text(levels: Levels) -> str:
    """Return levels in words."""
    parts = {
        "rotations a week": levels.rotations,
        "USD/kg below the rival": levels.rate_gap_usd_per_kg,
        "h of handling": levels.handling_hours,
        "times the demand": levels.demand,
    }
    return ", ".join(f"{v:g} {k}" for k, v in parts.items() if v is not None)
