"""The linear mix: bounds that hold at any prices, and a value that reaches them."""

from math import inf
from random import Random

import pytest
from brute_force import all_routes
from brute_force_limits import Share, uses
from brute_force_options import days_late, unit_size_teu
from brute_force_plan import BestPlan, best_plan
from builders import make
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.errors import NoPlanError
from landbridge.network.handling import Clearance
from landbridge.network.limits import Goal, ShareLimit, Tag, TagKind
from landbridge.network.network import Network
from landbridge.network.plan import Limits
from landbridge.network.terminal import Terminal
from landbridge.optimizer.mix.column_generation import (
    Asked,
    ColumnPool,
    LinearMix,
    LinearUnits,
    lagrangian_bound,
)  # fmt: skip
from landbridge.optimizer.mix.interruption import Interruption
from landbridge.optimizer.mix.master import Held
from landbridge.optimizer.mix.problem import Prices
from landbridge.optimizer.mix.weights import Weights, combined

from ..hand_world import line, order, world
from ..small_searches import settled
from .small_mixes import Mix, mix_of, random_prices

MOST_WAYS = 3_000
HORIZON_DAYS = 60
TEU_NEAR = 2e-5
NUMBERS = st.integers(0, 10_000)
COST = Weights(freight=1.0, penalty=1.0)


def book(number: int) -> Network | None:
    """Return a small network; None where its units can be placed in too many ways."""
    size = Size(
        terminals=2 + number % 3, services=1 + number % 5, orders=1 + number % 3, rules=number % 3
    )
    network = settled(small_network(number, size))
    ways = 1
    for shipment in network.orders.values():
        ways *= (len(all_routes(network, shipment, horizon_days=HORIZON_DAYS)) + 1) ** (
            shipment.num_units
        )
    return network if ways <= MOST_WAYS else None


def best_of(network: Network, limits: Limits) -> BestPlan:
    return best_plan(
        network,
        network.orders.values(),
        horizon_days=HORIZON_DAYS,
        budget_usd=limits.budget_usd,
    )


def left_teu(mix: Mix, best: BestPlan) -> float:
    """Return what a plan leaves unserved of the shipments that have a route."""
    total = sum(s.num_units * mix.problem.size_teu(s) for s in mix.problem.shipments)
    return total - float(best.size_teu)


def late_teu(network: Network, mix: Mix, best: BestPlan) -> float:
    return sum(
        units * mix.problem.size_teu(placed.shipment)
        for placed in best.placed
        for route, units in placed.routes
        if days_late(network, placed.shipment, route)
    )


def solve(mix: Mix, goal: Goal, held: Held | None = None) -> LinearMix:
    units = LinearUnits(
        problem=mix.problem,
        pricers=mix.pricers,
        pool=mix.pool,
        relative_gap=0.0,
        report=lambda _: None,
        interruption=Interruption(),
    )
    return units.solve(goal, held or {})


def bound(mix: Mix, prices: Prices, goal: Goal, held: Held) -> float:
    asked = Asked(mix.problem, prices, goal, held)
    values = {name: p.price(asked.of(name)).unit_value for name, p in mix.pricers.items()}
    return lagrangian_bound(asked, values)


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6), st.sampled_from((None, 1_500, 6_000)))
def test_at_any_prices_the_bound_is_below_every_plan(number, seed, budget_usd):
    network = book(number)
    if network is None:
        return
    limits = Limits(budget_usd=budget_usd)
    mix, best = mix_of(network, limits), best_of(network, limits)
    held = {Goal.UNSERVED: left_teu(mix, best), Goal.LATE: late_teu(network, mix, best)}
    prices = random_prices(mix, seed)
    if held[Goal.LATE] == 0 and seed % 2:
        del held[Goal.LATE]
    assert bound(mix, prices, Goal.COST, held) <= best.cost_cents + 1


TAGS = [
    *((TagKind.MODE, mode) for mode in ("rail", "river", "sea", "air", "road")),
    *((TagKind.EXPOSURE, name) for name in ("lock", "strait", "pass")),
    (TagKind.CORRIDOR, "other"), (TagKind.CARRIER, "carrier"),
]  # fmt: skip


def all_limits(network: Network, best: BestPlan, seed: int) -> Limits:
    """Return limits of every kind, each just so that the best plan without limits keeps it."""
    chance = Random(seed)
    parts = [(placed.shipment, route, n) for placed in best.placed for route, n in placed.routes]
    sizes = [(float(unit_size_teu(network, s)) * n, route) for s, route, n in parts]
    served = sum(size for size, _ in sizes)
    shares = []
    for kind, name in chance.sample(TAGS, 8):
        used = [size for size, r in sizes if uses(network, r, Share(kind.value, name))]
        share = sum(used) / served if served else 0.0
        least, most = max(0.0, share - 1e-9), min(1.0, share + 1e-9)
        kept = {"at_least": least} if chance.random() < 0.5 else {"at_most": most}
        shares.append(ShareLimit(tag=Tag(kind, name), **kept))
    spent = sum(placed.freight_cents for placed in best.placed) / 100
    # A route may emit a gram more for each of its legs and handlings.
    emitted_t = sum(n * (route.co2e_g + 20) for _, route, n in parts) / 1e6
    return Limits(
        budget_usd=spent,
        co2e_t=emitted_t,
        carbon_usd_per_t=chance.choice((0.0, 40.0, 3_000.0)),
        shares=tuple(shares),
        on_time_probability=chance.choice((0.2, 0.9)),
    )


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_at_any_prices_of_all_rows_the_bound_is_below_every_plan_that_keeps_them(number, seed):
    """All routes count as surely on time: then every plan keeps that limit."""
    network = book(number)
    if network is None:
        return
    best = best_of(network, Limits())
    limits = all_limits(network, best, seed)
    mix = mix_of(network, limits)
    kinds = {row.key.partition("[")[0] for row in mix.problem.rows}
    assert kinds >= {"budget", "co2e"} | ({"on_time"} if mix.problem.shipments else set())
    emitted_g = sum(n * (r.co2e_g + 20) for placed in best.placed for r, n in placed.routes)
    cost = best.cost_cents + limits.carbon_usd_per_t * emitted_g / 10_000
    held = {Goal.UNSERVED: left_teu(mix, best), Goal.LATE: late_teu(network, mix, best)}
    assert bound(mix, random_prices(mix, seed), Goal.COST, held) <= cost + 1


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_at_any_prices_of_all_rows_the_bound_on_what_is_unserved_is_below_every_plan(number, seed):
    network = book(number)
    if network is None:
        return
    best = best_of(network, Limits())
    mix = mix_of(network, all_limits(network, best, seed))
    dear = random_prices(mix, seed)
    prices = Prices(
        resource={key: price / 10_000 for key, price in dear.resource.items()},
        rows={
            key: price * (1e-4 if key in ("budget", "co2e") else 1.0)
            for key, price in dear.rows.items()
            if not key.startswith("held")
        },
    )
    assert bound(mix, prices, Goal.UNSERVED, {}) <= left_teu(mix, best) + TEU_NEAR


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_at_any_prices_the_bound_on_what_is_unserved_is_below_every_plan(number, seed):
    network = book(number)
    if network is None:
        return
    mix, best = mix_of(network), best_of(network, Limits())
    dear = random_prices(mix, seed)
    prices = Prices(resource={key: price / 10_000 for key, price in dear.resource.items()})
    assert bound(mix, prices, Goal.UNSERVED, {}) <= left_teu(mix, best) + TEU_NEAR


@settings(max_examples=60)
@given(NUMBERS)
def test_the_linear_mix_reaches_its_bound(number):
    mix = mix_of(settled(small_network(number, Size(orders=3))))
    served = solve(mix, Goal.UNSERVED)
    assert served.bound == pytest.approx(served.value, abs=TEU_NEAR)
    cost = solve(mix, Goal.COST, {Goal.UNSERVED: served.value})
    assert cost.bound <= cost.value + 1
    assert cost.bound == pytest.approx(cost.value, rel=1e-4, abs=1)


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_prices_only_make_the_best_route_of_a_shipment_dearer(number, seed):
    mix = mix_of(settled(small_network(number, Size())))
    weights = Weights(resources=random_prices(mix, seed).resource)
    for pricer in mix.pricers.values():
        free = pricer.price(COST).unit_value
        assert free <= pricer.price(combined([(1.0, COST), (1.0, weights)])).unit_value < inf


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_what_pricing_finds_is_worth_what_it_says(number, seed):
    mix = mix_of(settled(small_network(number, Size())))
    weights = Weights(resources=random_prices(mix, seed).resource)
    for pricer in mix.pricers.values():
        found = pricer.price(combined([(1.0, COST), (1.0, weights)]))
        worth = [
            column.unit_cost_cents
            + sum(weights.resources.get(r, 0.0) * amount for r, amount in column.taken.items())
            for column in found.columns
        ]
        assert min(worth) == pytest.approx(found.unit_value)


def two_trains() -> Mix:
    """Return two boxes for a train a week with room for one, and a dear one on any day."""
    return mix_of(
        world(
            "A B",
            line("CHEAP", "rail", "A B", weekdays=(1,), capacity_teu=2),
            line("DEAR", "rail", "A B", capacity_teu=100, usd=500),
            [order(name, "A", "B", due="2025-11-03") for name in ("S1", "S2")],
        )
    )


def test_a_slot_is_worth_what_one_more_would_save():
    mix = two_trains()
    assert solve(mix, Goal.UNSERVED).value == 0
    assert solve(mix, Goal.COST).value == pytest.approx(60_000)
    [slot] = mix.pool.scarce(mix.problem)
    assert slot.service_id == "CHEAP"
    # 400 USD for the two TEU of a box: 200 USD for one.
    at = Prices(resource={slot: 20_000}, demand={"S1": 50_000, "S2": 50_000})
    assert bound(mix, at, Goal.COST, {}) == pytest.approx(60_000)
    for price in (0, 10_000, 19_000, 21_000, 40_000):
        off = Prices(resource={slot: price})
        assert bound(mix, off, Goal.COST, {}) < 60_000


@pytest.mark.parametrize("late", [0, 10_000, 1e6])
def test_what_is_late_anyway_is_not_paid_for_in_the_bound(late):
    orders = [order("S1", "A", "B", ready="2025-11-04", due="2025-11-04", late_usd_per_day=50)]
    mix = mix_of(world("A B", line("TRAIN", "rail", "A B", weekdays=(1,)), orders))
    # 100 USD, and six days late for 50 USD each.
    held = {Goal.LATE: 2}
    assert bound(mix, Prices(rows={"held[late]": late}), Goal.COST, held) == pytest.approx(
        40_000, abs=1.1
    )


def test_what_cannot_be_served_at_all_has_no_linear_mix():
    mix = mix_of(
        world(
            "A B",
            line("TRAIN", "rail", "A B", weekdays=(1,), capacity_teu=2),
            [order(name, "A", "B", due="2025-11-03") for name in ("S1", "S2")],
        )
    )
    assert solve(mix, Goal.UNSERVED).value == pytest.approx(2)
    with pytest.raises(NoPlanError, match="the linear mix ended with INFEASIBLE"):
        solve(mix, Goal.COST)
    assert solve(mix, Goal.COST, {Goal.UNSERVED: 2}).value == pytest.approx(10_000)


def test_a_pool_keeps_each_shipment_and_set_of_departures_once():
    columns = two_trains().pool.columns
    pool = ColumnPool()
    assert pool.add(columns) == len(columns) == len(pool)
    assert pool.add(columns) == 0


def test_a_resource_is_scarce_where_all_shipments_together_could_overdraw_it():
    mix = two_trains()
    one = ColumnPool()
    one.add(c for c in mix.pool.columns if c.shipment.id == "S1")
    assert one.scarce(mix.problem) == []
    assert len(mix.pool.scarce(mix.problem)) == 1


def test_fees_are_shared_by_all_units_in_the_linear_mix():
    mix = mix_of(
        world(
            "A B",
            line("TRAIN", "rail", "A B"),
            [make(Terminal, id="B", country="DE"), order("S1", "A", "B", boxes_40ft=3, kg=30_000)],
            [
                make(Clearance, direction="export", usd_per_shipment=60),
                make(Clearance, direction="import", usd_per_shipment=30),
            ],
        )
    )
    [column] = mix.pool.columns
    assert (column.freight_unit_cents, column.declaration_cents) == (10_000, 9_000)
    assert column.freight_share_cents == 10_000 + 9_000 / 3
