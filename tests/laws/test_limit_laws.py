"""Metamorphic laws of limits, capacities and names (domain reference, section 7).

The letters: (a), (d), (f), (h), (k) and (n) stand in test_plan_laws; (l) and the golden
questions in test_golden_mix; here are (b) for the further limits, (c), (e), (f) for names,
(g), (j) and (o). (i) and (m) are laws of risk and of shares, not of plans.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from landbridge.network.limits import Goal, Limits, ShareLimit, Tag, TagKind
from landbridge.network.link import Link
from landbridge.network.plan import Objective, Plan
from landbridge.network.shipment import OrderBook
from landbridge.optimizer.capacity import Resource
from landbridge.optimizer.mix.column_generation import LinearMix
from landbridge.optimizer.mix.effort import Effort
from landbridge.optimizer.mix.session import MixQuestion, MixSession

from ..optimizer.hand_world import line, order, world
from .variations import NEAR, TEU_NEAR, books, is_proven, solved, with_orders

SEEDS = st.integers(0, 10**6)
EXAMPLES = settings(max_examples=25)


def can_do_at_least_as_much(freer: Plan, tighter: Plan) -> None:
    """Check that a plan under freer conditions is no worse than another one."""
    assert freer.proof.unserved_bound_teu <= tighter.proof.unserved_teu + TEU_NEAR
    if freer.proof.unserved_teu == pytest.approx(tighter.proof.unserved_teu):
        assert freer.proof.bound_cents <= tighter.proof.cost_cents + NEAR
        if is_proven(freer) and is_proven(tighter):
            assert freer.cost_cents <= tighter.cost_cents + NEAR


# -- (b) tightening a limit makes no plan better


@EXAMPLES
@given(books(), st.sampled_from((0.3, 0.8, 1.0)))
def test_b_a_cap_on_emissions_makes_no_plan_better(network, share):
    free = solved(network)
    emitted_t = sum(part.co2e_g for part in free.assignments) / 1e6
    looser, tighter = (solved(network, Limits(co2e_t=emitted_t * s)) for s in (share, share / 2))
    can_do_at_least_as_much(free, looser)
    can_do_at_least_as_much(looser, tighter)


@EXAMPLES
@given(books(), st.sampled_from(("rail", "sea", "road")), st.sampled_from((0.2, 0.6)))
def test_b_a_share_of_a_mode_makes_no_plan_better(network, mode, share):
    assume(any(service.mode == mode for service in network.services.values()))
    tag = Tag(TagKind.MODE, mode)
    free = solved(network)
    for limit in (ShareLimit(tag=tag, at_most=share), ShareLimit(tag=tag, at_least=share)):
        can_do_at_least_as_much(free, solved(network, Limits(shares=(limit,))))


@EXAMPLES
@given(books(), st.sampled_from(({"max_parts": 1}, {"max_parts": 2}, {"min_part_units": 2})))
def test_b_limits_on_parts_make_no_plan_better(network, limits):
    can_do_at_least_as_much(solved(network), solved(network, Limits(**limits)))


@EXAMPLES
@given(books(), st.integers(1, 4))
def test_b_earlier_due_dates_make_no_plan_better(network, days):
    def earlier(shipment):
        return {"due": max(shipment.ready, shipment.due - timedelta(days=days))}

    can_do_at_least_as_much(solved(network), solved(with_orders(network, earlier)))


@EXAMPLES
@given(books(), st.sampled_from((30.0, 900.0)))
def test_b_a_dearer_tonne_gives_a_plan_that_emits_no_more(network, usd_per_t):
    free, dear = solved(network), solved(network, Limits(carbon_usd_per_t=usd_per_t))
    assume(is_proven(free) and is_proven(dear))
    assert sum(a.co2e_g for a in dear.assignments) <= sum(a.co2e_g for a in free.assignments) + 50


# -- (c) the linear optimum is convex in capacity, and no whole plan beats it


def session_of(network) -> MixSession:
    question = MixQuestion(
        network=network, orders=network.orders, objective=Objective.FREIGHT, limits=Limits()
    )
    return MixSession(question, Effort(gap=0), lambda _: None)


def linear(
    session: MixSession, goal: Goal, held: dict[Goal, float], more: dict[Resource, float]
) -> LinearMix:
    return session.linear(session.problem(more=more), goal, held)


@EXAMPLES
@given(books(), SEEDS)
def test_c_the_linear_optimum_is_convex_in_the_room_of_a_departure(network, seed):
    session = session_of(network)
    resources = sorted({r for column in session.pool.columns for r in column.taken})
    assume(resources)
    picked = resources[seed % len(resources)]
    rooms = [{picked: 2.0 * n} for n in range(3)]
    left = [linear(session, Goal.UNSERVED, {}, more).value for more in rooms]
    assert left[1] <= (left[0] + left[2]) / 2 + TEU_NEAR
    held = {Goal.UNSERVED: left[0]}
    costs = [linear(session, Goal.COST, held, more).value for more in rooms]
    assert costs[0] + NEAR >= costs[1] >= costs[2] - NEAR
    assert costs[1] <= (costs[0] + costs[2]) / 2 + NEAR


@EXAMPLES
@given(books())
def test_c_whole_boxes_cost_no_less_than_the_linear_mix(network):
    session = session_of(network)
    assume(session.pricers)
    answer = session.solve(session.problem())
    for found in answer.reached:
        assert found.bound <= found.value + NEAR


# -- (e) time that costs nothing gives least freight; time that costs all gives the fastest


@EXAMPLES
@given(books())
def test_e_goods_that_cost_nothing_to_hold_travel_for_the_least_freight(network):
    free = with_orders(network, lambda _: {"value_usd": 0})
    freight, generalised = solved(free), solved(free, objective=Objective.GENERALISED)
    assert freight.cost_cents == generalised.cost_cents
    assert freight.proof.bound_cents == pytest.approx(generalised.proof.bound_cents, abs=NEAR)


@EXAMPLES
@given(books(max_orders=1))
def test_e_goods_that_cost_everything_to_hold_take_the_fastest_route(network):
    dear = with_orders(
        network,
        lambda order: {"value_usd": order.num_units * 1e11, "budget_usd": None},
    )
    answer = solved(dear, objective=Objective.GENERALISED)
    session = session_of(dear)
    fastest = [column.route.delivered_at for column in session.pool.columns]
    if fastest and answer.assignments:
        assert min(part.route.delivered_at for part in answer.assignments) == min(fastest)


# -- (f) names change nothing but names


@EXAMPLES
@given(books(), SEEDS)
def test_f_other_names_of_orders_change_nothing(network, seed):
    names = sorted(network.orders)
    other = {name: f"Z{(seed + n) % 97:02}-{n}" for n, name in enumerate(reversed(names))}
    renamed = replace(
        network,
        orders=OrderBook(o.model_copy(update={"id": other[o.id]}) for o in network.orders.values()),
    )
    one, two = solved(network), solved(renamed)
    assert one.proof.bound_cents == pytest.approx(two.proof.bound_cents, abs=NEAR)
    if is_proven(one) and is_proven(two):
        assert one.cost_cents == pytest.approx(two.cost_cents, abs=NEAR)
        assert one.proof.unserved_teu == pytest.approx(two.proof.unserved_teu)


# -- (g) an order in two halves of whole boxes


@EXAMPLES
@given(books())
def test_g_an_order_in_two_halves_costs_the_same_where_no_fee_is_by_order(network):
    free = replace(
        with_orders(network, lambda _: {"budget_usd": None}),
        clearance=tuple(r.model_copy(update={"usd_per_shipment": 0}) for r in network.clearance),
    )
    halves = []
    for shipment in free.orders.values():
        boxes = shipment.num_boxes
        if boxes % 2 or not boxes:
            halves.append(shipment)
            continue
        half = {
            name: type(getattr(shipment, name))(getattr(shipment, name) / 2)
            for name in ("boxes_40ft", "boxes_20ft", "kg", "m3", "value_usd")
        }
        if shipment.late_usd_per_day is not None:
            half["late_usd_per_day"] = shipment.late_usd_per_day / 2
        halves += [shipment.model_copy(update={"id": f"{shipment.id}{n}", **half}) for n in "ab"]
    whole, parted = solved(free), solved(replace(free, orders=OrderBook(halves)))
    pairs_matter = any(rule.rule == "pairs_of_20ft" for rule in free.restrictions)
    assert parted.proof.bound_cents == pytest.approx(whole.proof.bound_cents, abs=2 * NEAR)
    if is_proven(whole) and is_proven(parted) and not pairs_matter:
        assert parted.proof.unserved_teu == pytest.approx(whole.proof.unserved_teu)
        assert parted.cost_cents == pytest.approx(whole.cost_cents, abs=NEAR)


# -- (j) strong duality, and complementary slackness


@EXAMPLES
@given(books())
def test_j_value_and_bound_meet_and_what_is_not_full_has_no_price(network):
    session = session_of(network)
    assume(session.pricers)
    problem = session.problem()
    left = session.linear(problem, Goal.UNSERVED, {}).value
    found = session.linear(problem, Goal.COST, {Goal.UNSERVED: left})
    assert found.bound == pytest.approx(found.value, rel=1e-6, abs=NEAR)
    for resource, price in found.prices.resource.items():
        # With one more of it the cost falls by at most its price.
        room = session.problem(more={resource: 1.0})
        more = session.linear(room, Goal.COST, {Goal.UNSERVED: left})
        assert more.value <= found.value + NEAR
        assert found.value - more.value <= price * (1 + 1e-6) + NEAR


# -- (o) the way back pays the rates of the way back


@settings(max_examples=10)
@given(st.integers(1, 50), st.integers(1, 50))
def test_o_the_way_back_pays_its_own_rates(there, back):
    rows = [*line("THERE", "rail", "A B", usd=100 * there), *line("BACK", "rail", "B A")]
    rows = [
        row.model_copy(update={"usd_per_40ft": 100.0 * back})
        if isinstance(row, Link) and row.id.startswith("BACK")
        else row
        for row in rows
    ]
    out = solved(world("A B", rows, [order("S1", "A", "B")]))
    home = solved(world("A B", rows, [order("S1", "B", "A")]))
    assert (out.cost_cents, home.cost_cents) == (there * 10_000, back * 10_000)
