"""Break-even of modes: at what value of the goods, or price of a day, a faster one pays.

The generalised cost of a choice is F + rho V T: freight, and the holding cost of the goods on
their way at a rate rho per day of their value V.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite

from ..errors import Mistake, QuestionError
from .choice import Choice
from .cost_time import Step, cost_time_front


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingBand:
    """A choice, and the holding costs of the shipment at which it is the cheapest."""

    choice: Choice
    from_usd_per_day: float
    to_usd_per_day: float


def generalised_usd(choice: Choice, *, usd_per_kg: float, rate_per_day: float) -> float:
    """Return freight and holding cost of goods of a value, held at a rate per day."""
    return choice.freight_usd + rate_per_day * usd_per_kg * choice.kg * choice.days


def least_generalised(
    choices: Iterable[Choice], *, usd_per_kg: float, rate_per_day: float
) -> Choice:
    """Return the choice of least generalised cost; of equals the one with less freight.

    Raises
    ------
    QuestionError
        There is no choice.
    """
    found = min(
        choices,
        key=lambda choice: (
            generalised_usd(choice, usd_per_kg=usd_per_kg, rate_per_day=rate_per_day),
            choice.freight_cents,
        ),
        default=None,
    )
    if found is None:
        raise QuestionError([Mistake(place="choices", found="none", expected="at least one")])
    return found


def break_even_usd_per_kg(*, slower: Choice, faster: Choice, rate_per_day: float) -> float:
    """Return the value of goods above which the faster choice pays, at a holding rate.

    V* = (c_a - c_b) / (rho (T_b - T_a)), with c per kilogram; negative where the faster
    one is cheaper too.

    Raises
    ------
    QuestionError
        The rate is not positive, or the faster choice is not the faster one.
    """
    per_day = _usd_per_day_saved(slower, faster)
    return per_day / (faster.kg * positive(rate_per_day, "holding rate"))


def break_even_rate_per_day(*, slower: Choice, faster: Choice, usd_per_kg: float) -> float:
    """Return the holding rate above which the faster choice pays, for goods of a value.

    Raises
    ------
    QuestionError
        The value is not positive, or the faster choice is not the faster one.
    """
    per_day = _usd_per_day_saved(slower, faster)
    return per_day / (faster.kg * positive(usd_per_kg, "value of the goods"))


def _usd_per_day_saved(slower: Choice, faster: Choice) -> float:
    if faster.minutes >= slower.minutes:
        found = f"{faster.name} in {faster.days:.1f} d"
        expected = f"less than {slower.days:.1f} d, the time of {slower.name}"
        raise QuestionError([Mistake(place="faster choice", found=found, expected=expected)])
    return Step(slower=slower, faster=faster).usd_per_day_saved


def positive(number: float, place: str) -> float:
    """Return a number that has to be more than 0, or refuse it."""
    if not number > 0 or not isfinite(number):
        raise QuestionError([Mistake(place=place, found=f"{number}", expected="more than 0")])
    return number


def holding_bands(choices: Iterable[Choice]) -> tuple[HoldingBand, ...]:
    """Return who is the cheapest at which holding cost of the shipment, from 0 upwards.

    Divide by the weight and a holding rate for values of the goods, by their value for
    holding rates.
    """
    slow_first = cost_time_front(choices).hull[::-1]
    ties = [Step(slower=b, faster=a).usd_per_day_saved for b, a in pairwise(slow_first)]
    return tuple(
        HoldingBand(choice=choice, from_usd_per_day=low, to_usd_per_day=high)
        for choice, low, high in zip(slow_first, [0.0, *ties], [*ties, inf], strict=False)
    )
