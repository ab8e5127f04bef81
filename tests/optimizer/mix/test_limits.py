"""Limits, alone and all together, against every way to place the units."""

from functools import cache
from hashlib import blake2b
from random import Random
from typing import NamedTuple

import pytest
from brute_force import FoundRoute, all_routes
from brute_force_limits import Keeping, Share
from brute_force_plan import BestPlan, best_plan
from small_networks import Size, small_network

from landbridge.network.limits import Limits, ShareLimit, Tag, TagKind
from landbridge.network.network import Network
from landbridge.network.plan import Plan
from landbridge.network.route import Route
from landbridge.network.shipment import Shipment
from landbridge.optimizer.mix.on_time import OnTimeRater
from landbridge.optimizer.plan import Effort, plan

from ..small_searches import settled

HORIZON_DAYS = 60
MOST_WAYS = 3_000
TEU_NEAR = 1e-4
ALL = ("co2e", "carbon", "at_most", "at_least", "parts", "part")
CASES = [(kind,) for kind in ALL] + [ALL, ALL[:2], ALL[2:4], ALL[4:]]
BOOKS = range(0, 150)


class Asked(NamedTuple):
    """The same limits for the optimizer and for the oracle."""

    limits: Limits
    keeping: Keeping


@cache
def book(number: int) -> Network | None:
    """Return a small network; None where its units can be placed in too many ways."""
    size = Size(
        terminals=2 + number % 3, services=1 + number % 5, orders=1 + number % 3, rules=number % 3
    )
    network = settled(small_network(number, size))
    ways = 1
    for shipment in network.orders.values():
        routes = all_routes(network, shipment, horizon_days=HORIZON_DAYS)
        ways *= (len(routes) + 1) ** shipment.num_units
    return network if ways <= MOST_WAYS else None


@cache
def free_co2e_t(number: int) -> float:
    """Return what the best plan without limits emits."""
    network = book(number)
    assert network is not None
    best = best_plan(network, network.orders.values(), horizon_days=HORIZON_DAYS)
    return sum(n * r.co2e_g for placed in best.placed for r, n in placed.routes) / 1e6


def asked(number: int, network: Network, kinds: tuple[str, ...]) -> Asked:
    """Return limits of some kinds that are tight for a book."""
    chance = Random(f"{number} {kinds}")
    limits: dict[str, object] = {}
    if "co2e" in kinds:
        limits["co2e_t"] = round(free_co2e_t(number) * chance.choice((0.3, 0.6, 0.95)), 6)
    if "carbon" in kinds:
        limits["carbon_usd_per_t"] = chance.choice((30.0, 500.0))
    if "parts" in kinds:
        limits["max_parts"] = chance.choice((1, 1, 2))
    if "part" in kinds:
        limits["min_part_units"] = chance.choice((2, 3))
    shares = _shares(chance, network, kinds)
    return Asked(
        Limits(
            **limits,
            shares=tuple(
                ShareLimit(tag=Tag(TagKind(s.kind), s.name), at_least=s.at_least, at_most=s.at_most)
                for s in shares
            ),
        ),
        Keeping(**limits, shares=shares),
    )


def _shares(chance: Random, network: Network, kinds: tuple[str, ...]) -> tuple[Share, ...]:
    services = network.services.values()
    names = {("mode", s.mode.value) for s in services} | {("service", s.id) for s in services}
    names |= {("corridor", s.corridor) for s in services} | {("carrier", "carrier")}
    names |= {("exposure", e) for link in network.links.values() for e in link.exposures}
    picked = chance.sample(sorted(names), min(4, len(names)))
    most = [Share(*tag, at_most=chance.choice((0.0, 0.25, 0.5, 0.7))) for tag in picked[:2]]
    least = [Share(*tag, at_least=chance.choice((0.3, 0.5, 1.0))) for tag in picked[2:]]
    return tuple(most * ("at_most" in kinds) + least * ("at_least" in kinds))


def left_teu(network: Network, best: BestPlan) -> float:
    classes = network.cargo_classes
    total = sum(s.num_units * s.unit(classes[s.cargo_class]).size_teu for s in book_of(network))
    return total - float(best.size_teu)


def book_of(network: Network) -> list[Shipment]:
    return list(network.orders.values())


def is_best(answer: Plan, best: BestPlan, *, cents: int) -> bool:
    """Check bounds against the best plan, and tell whether the answer is as good as that."""
    left = left_teu(answer.network, best)
    assert answer.proof.unserved_bound_teu <= left + TEU_NEAR
    assert left <= answer.proof.unserved_teu + TEU_NEAR
    if answer.proof.unserved_teu > left + TEU_NEAR:
        return False
    assert answer.proof.bound_cents <= best.cost_cents + cents
    assert best.cost_cents <= answer.cost_cents + cents
    return answer.cost_cents <= best.cost_cents + cents


@pytest.mark.parametrize("kinds", CASES, ids="-".join)
def test_limits_cost_no_more_than_they_must(kinds):
    worse, num_books = [], 0
    for number in BOOKS[CASES.index(kinds) :: len(CASES) // 2]:
        network = book(number)
        if network is None:
            continue
        limits, keeping = asked(number, network, kinds)
        answer = plan(network, limits=limits, effort=Effort(gap=0))
        orders = network.orders.values()
        best = best_plan(network, orders, horizon_days=HORIZON_DAYS, keeping=keeping)
        num_books += 1
        # A route may emit a gram more or less for each of its legs and handlings.
        if not is_best(answer, best, cents=5 if "carbon" in kinds else 1):
            worse.append(number)
    assert num_books >= 15
    assert worse == []


def luck(shipment: Shipment, legs: list[tuple[str, str, int, int]]) -> float:
    """Return a probability that has nothing to do with anything."""
    digest = blake2b(repr((shipment.id, legs)).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "little") % 11 / 10


def luck_of_found(shipment: Shipment, route: FoundRoute) -> float:
    rides = route.rides
    return luck(
        shipment,
        [(r.service_id, str(r.first_call_on), r.load_seq, r.unload_seq) for r in rides],
    )


def luck_of_route(_: OnTimeRater, shipment: Shipment, route: Route) -> float:
    legs = [
        (leg.departure.service_id, str(leg.departure.first_call_on), leg.load_seq, leg.unload_seq)
        for leg in route.legs
    ]
    return luck(shipment, legs)


@pytest.mark.parametrize("kinds", [(), ALL], ids=["alone", "with all others"])
@pytest.mark.parametrize("least", [0.3, 0.6, 0.9])
def test_no_plan_that_is_surely_on_time_beats_the_bounds(kinds, least, monkeypatch):
    """Routes of any luck cannot be looked for, so the best ones may be missed, but no bound."""
    monkeypatch.setattr(OnTimeRater, "probability", luck_of_route)
    answers = []
    for number in BOOKS[:40]:
        network = book(number)
        if network is None:
            continue
        limits, keeping = asked(number, network, kinds)
        keeping = keeping._replace(least_on_time=least, on_time=luck_of_found)
        fields = {name: getattr(limits, name) for name in Limits.__slots__}
        sure = Limits(**fields | {"on_time_probability": least})
        answer = plan(network, limits=sure, effort=Effort(gap=0))
        orders = network.orders.values()
        best = best_plan(network, orders, horizon_days=HORIZON_DAYS, keeping=keeping)
        answers.append(is_best(answer, best, cents=5))
    assert sum(answers) >= 0.5 * len(answers)
