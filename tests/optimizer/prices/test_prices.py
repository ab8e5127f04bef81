"""Prices of a plan: what they foretell is what a re-solve from nothing comes to."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_book_g import order_book_g
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.errors import NoPlanError
from landbridge.network.limits import Goal
from landbridge.network.plan_prices import Range
from landbridge.optimizer.capacity import ResourceKind
from landbridge.optimizer.mix.column_generation import LinearUnits
from landbridge.optimizer.mix.session import MixSession
from landbridge.optimizer.planner import Planner
from landbridge.optimizer.prices.price_study import UNIT_OF, PriceStudy

from ..hand_world import line, order, world

SEEDS = st.integers(0, 10_000)
CENTS = 5
A_BIT = 0.25
KINDS = {unit: kind for kind, unit in UNIT_OF.items()}


def crowded(seed: int) -> lb.Network:
    """Return a small network in which departures are full."""
    network = small_network(seed, Size(terminals=2 + seed % 2, services=4, orders=5))
    services = {
        name: service.model_copy(update={"capacity_teu": min(service.capacity_teu, 3)})
        for name, service in network.services.items()
    }
    return replace(network, services=services)


def cost_usd(planner: Planner, slot, by: float) -> float | None:
    """Return the cost of the linear mix, found from nothing, with more slots on a departure."""
    answer = planner.answer
    session = MixSession(planner.session.question, planner.session.effort, lambda _: None)
    departure, kind = slot.departure, KINDS[slot.unit]
    more = {
        r: by
        for column in planner.session.pool.columns
        for r in column.taken
        if (r.service_id, r.first_call_on, r.kind)
        == (departure.service_id, departure.first_call_on, kind)
    }
    problem = session.problem(answer.problem.limits, more)
    units = LinearUnits(
        problem=problem, pricers=session.pricers, pool=session.pool, relative_gap=0.0,
        report=lambda _: None, interruption=session.interruption,
    )  # fmt: skip
    try:
        left = units.solve(Goal.UNSERVED, {}).value
        if left > answer.held[Goal.UNSERVED] + 1e-5:
            return None
        return units.solve(Goal.COST, answer.held).value / 100
    except NoPlanError:
        return None


def foretold(planner: Planner, prices: lb.PlanPrices, slot, amount: float) -> bool:
    """Tell whether a re-solve comes to what a price foretells."""
    by = amount - slot.capacity
    found = cost_usd(planner, slot, by)
    return found is not None and found == pytest.approx(
        prices.linear_cost_usd - slot.usd * by, abs=CENTS / 100
    )


@settings(max_examples=60)
@given(SEEDS)
def test_a_price_holds_within_its_range_and_not_beyond(seed):
    planner = Planner(crowded(seed))
    if not planner.answer.problem.shipments:
        return
    prices = planner.prices()
    for slot in prices.slots:
        if slot.unit not in ("TEU", "plug"):
            continue
        least, most = slot.holds.least, slot.holds.most
        assert least <= slot.capacity <= most
        for amount in (least, (least + most) / 2, most):
            assert foretold(planner, prices, slot, amount), (slot, amount)
        assert not foretold(planner, prices, slot, most + A_BIT), slot
        if least >= A_BIT:
            assert not foretold(planner, prices, slot, least - A_BIT), slot


@settings(max_examples=40)
@given(SEEDS)
def test_one_more_and_one_less_are_what_a_re_solve_comes_to(seed):
    planner = Planner(crowded(seed))
    prices = planner.prices()
    for slot in prices.slots:
        if slot.unit == UNIT_OF[ResourceKind.TEU]:
            more, less = cost_usd(planner, slot, 1), cost_usd(planner, slot, -1)
            assert prices.linear_cost_usd - more == pytest.approx(
                slot.one_more_saves_usd, abs=CENTS / 100
            )
            assert (less is None) == (slot.one_less_costs_usd is None)
            if less is not None:
                assert less - prices.linear_cost_usd == pytest.approx(
                    slot.one_less_costs_usd, abs=CENTS / 100
                )


@settings(max_examples=60)
@given(SEEDS, st.sampled_from((None, 4_000, 15_000)))
def test_what_is_paid_for_slots_and_limits_adds_up_to_the_cost(seed, budget_usd):
    session = Planner(crowded(seed), limits=lb.Limits(budget_usd=budget_usd))
    answer = session.answer
    study = PriceStudy(session.session, answer.problem, answer.held)
    mix, problem = study.base, answer.problem
    prices = mix.prices
    total = sum(prices.demand[s.id] * s.num_units for s in problem.shipments)
    total -= sum(price * problem.limit(r) for r, price in prices.resource.items())
    rows = {row.key: row for row in problem.rows}
    total -= sum(p * rows[key].most for key, p in prices.rows.items() if key in rows)
    total -= sum(
        p * answer.held[Goal(key[5:-1])] for key, p in prices.rows.items() if key.startswith("held")
    )
    assert total == pytest.approx(mix.value, rel=1e-6, abs=20)


@settings(max_examples=60)
@given(SEEDS)
def test_only_what_is_full_has_a_price_and_only_what_is_worth_it_travels(seed):
    planner = Planner(crowded(seed))
    answer = planner.answer
    base = PriceStudy(planner.session, answer.problem, answer.held).base
    taken: dict = {}
    for column, units in base.amounts.items():
        for resource, amount in column.taken.items():
            taken[resource] = taken.get(resource, 0.0) + amount * units
    for resource in base.prices.resource:
        assert taken[resource] == pytest.approx(answer.problem.limit(resource))
    for column in base.amounts:
        weights = answer.problem.goal(Goal.COST)
        value = column.unit_value(weights)
        value += sum(base.prices.resource.get(r, 0) * a for r, a in column.taken.items())
        value += sum(
            p * column.unit_value(row.weights)
            for row in answer.problem.rows
            if (p := base.prices.rows.get(row.key))
            and row.shipment_id in (None, column.shipment.id)
        )
        assert value == pytest.approx(base.prices.demand[column.shipment.id], abs=1)


@pytest.mark.parametrize(
    ("rail", "usd"), [(97, 1_351_100), (98, 1_315_800), (99, 1_280_500), (100, 1_245_200)]
)
def test_fixture_g_has_the_cost_and_the_price_of_a_rail_slot_that_are_known(rail, usd):
    planner = Planner(order_book_g(rail=rail))
    assert planner.plan().cost_cents == usd * 100
    slots = planner.prices().slots
    if rail == 100:
        assert slots == ()
        return
    [slot] = slots
    assert (slot.departure.service_id, slot.unit) == ("RAIL", "TEU")
    assert 2 * slot.usd == pytest.approx(35_300)
    assert slot.holds == Range(least=2 * 97, most=2 * 100)


def test_more_slots_are_slots_all_the_way():
    """A train is full on both its hops, though only one of them has a price."""
    network = world(
        "A B C",
        line("TRAIN", "rail", "A B C", weekdays=(1,), capacity_teu=2),
        line("DEAR", "rail", "A B C", capacity_teu=100, usd=500),
        [order(name, "A", "C", due="2025-11-05") for name in ("S1", "S2")],
    )
    [slot] = Planner(network).prices().slots
    assert slot.one_more_saves_usd == pytest.approx(slot.usd) == pytest.approx(400)
    assert slot.holds == Range(least=0, most=4)


def test_a_due_date_is_a_cliff():
    dues = Planner(order_book_g()).prices(due_of=("A", "B"), days=(-2, -1, 9, 10)).dues
    saved = {(d.shipment_id, d.days): d.saves_usd for d in dues}
    assert saved[("A", -2)] is None  # nothing but air is in time, and 5 boxes fit
    assert saved[("A", -1)] == saved[("B", 9)] == pytest.approx(0)
    assert saved[("B", 10)] == pytest.approx(1_315_800 - 1_065_200)


def test_a_limit_that_does_not_bind_has_no_price():
    planner = Planner(order_book_g(), limits=lb.Limits(co2e_t=2_000, budget_usd=5_000_000))
    for limit in planner.prices().limits:
        assert (limit.binds, limit.usd, limit.one_more_saves_usd) == (False, 0, 0)
        assert limit.holds == Range(least=limit.amount, most=None)


def test_a_tonne_of_co2e_has_the_price_that_is_known():
    network = order_book_g(late_usd_per_day=4_000)
    planner = Planner(network, limits=lb.Limits(co2e_t=750))
    [limit] = planner.prices().limits
    assert limit.usd == pytest.approx(32.69, abs=0.005)
    assert limit.holds.least == pytest.approx(690.4, abs=0.01)
    assert limit.holds.most == pytest.approx(794.4, abs=0.01)


@pytest.mark.parametrize(("word", "share"), [("at_most", 0.4), ("at_least", 0.6)])
def test_a_share_is_priced_by_percentage_points_of_it(word, share):
    tag = lb.Tag(lb.TagKind.MODE, "rail" if word == "at_most" else "sea")
    limits = lb.Limits(shares=(lb.ShareLimit(tag=tag, **{word: share}),))
    network = order_book_g(late_usd_per_day=10, air=50)
    planner = Planner(network, limits=limits)
    [limit] = planner.prices().limits
    assert limit.amount == pytest.approx(100 * share)
    if limit.binds:
        step = 1.0 if word == "at_most" else -1.0
        looser = lb.ShareLimit(tag=tag, **{word: share + step / 100})
        other = Planner(network, limits=lb.Limits(shares=(looser,)))
        saved = planner.prices().linear_cost_usd - other.prices().linear_cost_usd
        assert saved == pytest.approx(limit.one_more_saves_usd, abs=0.5)


def cheap_and_dear(usd: float) -> lb.Network:
    """Return three boxes for a train with room for two, a dear ship and a truck for the rest."""
    return world(
        "A B",
        line("TRAIN", "rail", "A B", weekdays=(1,), capacity_teu=4),
        line("TRUCK", "road", "A B", usd=300, capacity_teu=100),
        line("SHIP", "sea", "A B", usd=usd),
        [order(f"S{n}", "A", "B", due="2025-11-03") for n in range(3)],
    )


def test_a_rate_cut_is_what_it_takes_for_a_service_to_be_used():
    [cut] = Planner(cheap_and_dear(380)).prices(rates_of=("SHIP",)).rate_cuts
    assert (cut.from_terminal, cut.to_terminal) == ("A", "B")
    assert cut.usd_per_teu == pytest.approx(40)
    assert cut.share == pytest.approx(80 / 380)
    for less, is_used in ((1, True), (-1, False)):
        plan = lb.plan(cheap_and_dear(380 - 2 * cut.usd_per_teu - less))
        used = {leg.departure.service_id for a in plan.assignments for leg in a.route.legs}
        assert ("SHIP" in used) == is_used


def test_a_service_that_no_order_can_use_has_no_rate():
    network = world(
        "A B C",
        line("TRAIN", "rail", "A B"),
        line("AWAY", "sea", "B C"),
        [order("S1", "A", "B", due="2025-11-05")],
    )
    assert Planner(network).prices(rates_of=("AWAY",)).rate_cuts == ()
