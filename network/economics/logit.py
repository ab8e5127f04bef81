"""Market shares by a multinomial logit: how a market splits, not what one shipment should take.

P_m = exp(A_m - theta G_m) / sum, with G the generalised cost of way m, theta how sharply
shippers choose, and A_m what the costs do not say. Calibrated to observed shares s_m by
A_m = ln(s_m / s_ref) + theta (G_m - G_ref), which reproduces them exactly (Train, Discrete
Choice Methods with Simulation, 2nd ed., chapter 3). The constants hide whatever is not a cost,
subsidies among it, and the logit shifts too much between ways that are alike, such as two
railways (independence of irrelevant alternatives).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import exp, fsum, isclose, isfinite, log

from ..errors import Mistake, QuestionError
from ..spelling import nearest
from .break_even import positive


def logit_constants(
    shares: Mapping[str, float],
    costs: Mapping[str, float],
    *,
    theta: float,
    reference: str | None = None,
) -> dict[str, float]:
    """Return the constants with which a logit reproduces observed shares.

    Parameters
    ----------
    shares
        Observed share of each way, of one unit (tonnes, value or TEU, not mixed); each more
        than 0, in all 1.
    costs
        Generalised cost of each way when that was observed, in any money per any unit.
    theta
        How sharply shippers choose, per unit of ``costs``.
    reference
        The way whose constant is 0; None = the first.

    Raises
    ------
    QuestionError
        Shares that are not positive or do not add up to 1, ways without a cost, costs of no
        number, a theta that is not positive, or an unknown reference; all named at once.
    """
    chosen = next(iter(shares), "") if reference is None else reference
    _refuse([
        *_wrong_shares(shares),
        *_wrong_costs(costs, shares),
        *_unknown("reference", [chosen], shares),
    ])  # fmt: skip
    positive(theta, "theta")
    return {
        way: log(share / shares[chosen]) + theta * (costs[way] - costs[chosen])
        for way, share in shares.items()
    }


def logit_shares(
    costs: Mapping[str, float], *, theta: float, constants: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return the share of each way; they add up to 1.

    Parameters
    ----------
    costs
        Generalised cost of each way, in the money and unit of the calibration. A way that is
        closed is left out.
    theta
        How sharply shippers choose, per unit of ``costs``.
    constants
        From `logit_constants`; None = costs alone decide.

    Raises
    ------
    QuestionError
        No way, costs of no number, a way without a constant, or a theta that is not positive.
    """
    known = dict.fromkeys(costs, 0.0) if constants is None else constants
    _refuse([*_wrong_costs(costs, costs), *_unknown("costs", costs, known)])
    positive(theta, "theta")
    worth = {way: known[way] - theta * cost for way, cost in costs.items()}
    best = max(worth.values())  # so that no power overflows
    weights = {way: exp(value - best) for way, value in worth.items()}
    total = fsum(weights.values())
    return {way: weight / total for way, weight in weights.items()}


def _refuse(mistakes: list[Mistake]) -> None:
    if mistakes:
        raise QuestionError(mistakes)


def _wrong_shares(shares: Mapping[str, float]) -> Iterator[Mistake]:
    for way, share in shares.items():
        if not 0 < share <= 1:
            yield Mistake(
                place=f"share of {way}", found=f"{share}", expected="more than 0, up to 1"
            )
    total = sum(shares.values())
    if not isclose(total, 1, abs_tol=1e-6):
        yield Mistake(place="shares", found=f"{total:g} in all", expected="1 in all")


def _wrong_costs(costs: Mapping[str, float], needed: Iterable[str]) -> Iterator[Mistake]:
    if not costs:
        yield Mistake(place="costs", found="none", expected="the cost of at least one way")
    for way, cost in costs.items():
        if not isfinite(cost):
            yield Mistake(place=f"cost of {way}", found=f"{cost}", expected="a number")
    yield from _unknown("shares", needed, costs)


def _unknown(place: str, ways: Iterable[str], known: Iterable[str]) -> Iterator[Mistake]:
    names = list(known)
    for way in ways:
        if way not in names:
            expected = f"one of {', '.join(names)}{nearest(way, names)}"
            yield Mistake(place=place, found=way, expected=expected)
