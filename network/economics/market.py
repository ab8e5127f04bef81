"""Shares of a market of many lanes: each lane splits by a logit, and the lanes add up.

One constant for each way holds on all lanes. They are found by A_m += ln(s_m / s_m(A)), the
contraction of Berry, Levinsohn and Pakes (1995), which takes one step where there is one
lane. What a logit is not (`logit`) holds here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, log

from ..errors import Mistake, QuestionError
from .break_even import positive
from .logit import logit_constants, logit_shares

_MOST_STEPS = 10_000
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Cargo from one place to another, and what each way of shipping it costs.

    ``size`` is in TEU, tonnes or USD of value, the same for all lanes and for the observed
    shares; ``costs`` are generalised, in any money per any unit, without ways that are closed.
    """

    name: str
    size: float
    costs: Mapping[str, float]


def market_shares(
    lanes: Sequence[Lane], *, theta: float, constants: Mapping[str, float]
) -> dict[str, float]:
    """Return the share of each way of ``constants`` in all lanes; they add up to 1.

    Ways without a constant are left out: nothing is known of how shippers see them.

    Raises
    ------
    QuestionError
        No lane, a lane without size or without a way, or what `logit_shares` refuses.
    """
    offers = _offers(lanes, constants)
    total = fsum(lane.size for lane in lanes)
    shares = [logit_shares(offer, theta=theta, constants=constants) for offer in offers]
    return {
        way: fsum(lane.size * one.get(way, 0.0) for lane, one in zip(lanes, shares, strict=True))
        / total
        for way in constants
    }


def market_constants(
    shares: Mapping[str, float], lanes: Sequence[Lane], *, theta: float
) -> dict[str, float]:
    """Return the constants with which `market_shares` reproduces observed shares.

    Raises
    ------
    QuestionError
        Shares or costs that `logit_constants` refuses, or shares that no constants give, such
        as more than the lanes on which a way is offered.
    """
    positive(theta, "theta")
    logit_constants(shares, dict.fromkeys(shares, 0.0), theta=theta)  # refuses wrong shares
    _refuse_impossible(shares, lanes)
    constants = dict.fromkeys(shares, 0.0)
    for _ in range(_MOST_STEPS):
        found = market_shares(lanes, theta=theta, constants=constants)
        if max(abs(found[way] - share) for way, share in shares.items()) < _CLOSE:
            reference = next(iter(constants.values()))
            return {way: value - reference for way, value in constants.items()}
        if not all(found.values()):
            break
        constants = {way: a + log(shares[way] / found[way]) for way, a in constants.items()}
    raise QuestionError([_refused(shares, "that the ways offered on the lanes allow")])


def _refuse_impossible(shares: Mapping[str, float], lanes: Sequence[Lane]) -> None:
    """Refuse shares of some ways that are less than what the lanes with no other way carry."""
    offers = _offers(lanes, shares)
    total = fsum(lane.size for lane in lanes)
    for some in _subsets(tuple(shares)):
        bound = [a.size for a, offer in zip(lanes, offers, strict=True) if offer.keys() <= some]
        least, found = fsum(bound) / total, fsum(shares[way] for way in some)
        if least > found + 1e-9:
            ways = " and ".join(way for way in shares if way in some)
            text = f"{ways} at least {least:.3g}, as {_count(bound)} no other way"
            raise QuestionError([_refused(shares, f"that the lanes allow: {text}")])


def _count(lanes: Sequence[object]) -> str:
    return "1 lane has" if len(lanes) == 1 else f"{len(lanes)} lanes have"


def _subsets(ways: tuple[str, ...]) -> Iterator[frozenset[str]]:
    for count in range(1, len(ways)):
        yield from map(frozenset, combinations(ways, count))


def _refused(shares: Mapping[str, float], allowed: str) -> Mistake:
    text = ", ".join(f"{way} {share:.3g}" for way, share in shares.items())
    return Mistake(place="shares", found=text, expected=f"shares {allowed}")


def _offers(lanes: Sequence[Lane], known: Mapping[str, float]) -> list[dict[str, float]]:
    offers = [{way: c for way, c in lane.costs.items() if way in known} for lane in lanes]
    ways = ", ".join(known)
    mistakes = [
        Mistake(place=f"lane {lane.name}", found="no such way", expected=f"one of {ways}")
        for lane, offer in zip(lanes, offers, strict=True)
        if not offer
    ]
    mistakes += [
        Mistake(place=f"lane {lane.name}", found=f"size {lane.size:g}", expected="more than 0")
        for lane in lanes
        if not lane.size > 0
    ]
    if not lanes:
        mistakes.append(Mistake(place="lanes", found="none", expected="at least one"))
    if mistakes:
        raise QuestionError(mistakes)
    return offers
