"""What must hold for any plan, whatever the network: laws that a change of the question obeys.

A plan is known to lie between its bound and its cost, so a law says something of those; where
both plans are proven it is about the cost itself.

Letters of section 7 of the domain reference: (a) adding a service; (b) fewer slots, budgets, due
dates; (d) money times a number; (f) order of rows; (h) a week later; (k) the verifier and every
unit once; (n) closing what is not used. The others stand in test_limit_laws and test_golden_mix.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from landbridge.network.network import Network
from landbridge.network.plan import Lateness, Limits, Objective, Plan
from landbridge.network.verify import verify

from .variations import (
    NEAR,
    TEU_NEAR,
    books,
    days_later,
    is_proven,
    reordered,
    solved,
    with_orders,
    with_prices_times,
    with_services,
    without,
)  # fmt: skip

SEEDS = st.integers(0, 10**6)
LIMITS = st.builds(
    Limits,
    budget_usd=st.sampled_from((None, None, 2_000, 9_000)),
    order_budgets=st.booleans(),
    lateness=st.sampled_from(Lateness),
    max_late_days=st.sampled_from((0, 7, 30)),
)
OBJECTIVES = st.sampled_from(Objective)
EXAMPLES = settings(max_examples=40)


def can_do_at_least_as_much(freer: Plan, tighter: Plan) -> None:
    """Check that a plan under freer conditions is no worse than another one."""
    assert freer.proof.unserved_bound_teu <= tighter.proof.unserved_bound_teu + TEU_NEAR
    assert freer.proof.unserved_bound_teu <= tighter.proof.unserved_teu + TEU_NEAR
    if freer.proof.unserved_teu == pytest.approx(tighter.proof.unserved_teu):
        assert freer.proof.bound_cents <= tighter.proof.cost_cents + NEAR
        if is_proven(freer) and is_proven(tighter):
            assert freer.cost_cents <= tighter.cost_cents + NEAR


def are_alike(one: Plan, other: Plan, *, factor: int = 1) -> None:
    """Check that two plans serve as much at the same cost, or times a factor."""
    assert one.proof.unserved_teu == pytest.approx(other.proof.unserved_teu)
    assert factor * one.cost_cents == other.cost_cents
    assert factor * one.proof.bound_cents == pytest.approx(
        other.proof.bound_cents, abs=NEAR * factor
    )


def some_service(network: Network, seed: int) -> str:
    names = sorted(network.services)
    return names[seed % len(names)]


@EXAMPLES
@given(books(), LIMITS, OBJECTIVES)
def test_the_verifier_accepts_every_plan(network, limits, objective):
    assert verify(solved(network, limits, objective=objective)) == ()


@EXAMPLES
@given(books(), LIMITS)
def test_every_unit_is_planned_once_or_named_unserved(network, limits):
    answer = solved(network, limits)
    units = dict.fromkeys(network.orders, 0)
    for part in (*answer.assignments, *answer.unserved):
        units[part.shipment_id] += part.units
    assert units == {order.id: order.num_units for order in network.orders.values()}


@EXAMPLES
@given(books(), LIMITS, OBJECTIVES)
def test_no_plan_is_better_than_its_bounds(network, limits, objective):
    proof = solved(network, limits, objective=objective).proof
    assert 0 <= proof.bound_cents <= proof.cost_cents
    assert 0 <= proof.unserved_bound_teu <= proof.unserved_teu + TEU_NEAR


@EXAMPLES
@given(books(), SEEDS)
def test_adding_a_service_makes_no_plan_worse(network, seed):
    fewer = without(network, some_service(network, seed))
    can_do_at_least_as_much(solved(network), solved(fewer))


@EXAMPLES
@given(books(), SEEDS)
def test_closing_a_service_that_is_not_used_changes_nothing(network, seed):
    answer = solved(network)
    used = {leg.departure.service_id for a in answer.assignments for leg in a.route.legs}
    idle = sorted(set(network.services) - used)
    assume(idle and is_proven(answer))
    closed = solved(without(network, idle[seed % len(idle)]))
    assert closed.proof.unserved_bound_teu <= answer.proof.unserved_teu + TEU_NEAR
    if is_proven(closed):
        assert closed.cost_cents == pytest.approx(answer.cost_cents, abs=NEAR)


@EXAMPLES
@given(books(), st.sampled_from(("capacity_teu", "capacity_kg", "reefer_plugs")))
def test_fewer_slots_make_no_plan_better(network, name):
    tighter = with_services(network, lambda service: {name: getattr(service, name) // 2})
    can_do_at_least_as_much(solved(network), solved(tighter))


@EXAMPLES
@given(books(), st.sampled_from((0, 500, 2_000, 9_000)))
def test_a_budget_makes_no_plan_better(network, budget_usd):
    free, tight = Limits(), Limits(budget_usd=budget_usd)
    can_do_at_least_as_much(solved(network, free), solved(network, tight))


@EXAMPLES
@given(books())
def test_budgets_of_orders_make_no_plan_better(network):
    free = Limits(order_budgets=False)
    can_do_at_least_as_much(solved(network, free), solved(network))


@EXAMPLES
@given(books(), st.sampled_from((Lateness.AVOIDED, Lateness.FORBIDDEN)))
def test_keeping_due_dates_makes_no_plan_cheaper(network, lateness):
    strict = Limits(lateness=lateness)
    can_do_at_least_as_much(solved(network), solved(network, strict))


@EXAMPLES
@given(books(), st.integers(0, 3))
def test_hard_due_dates_make_no_plan_better(network, days):
    hard = with_orders(network, lambda order: {"late_usd_per_day": None})
    can_do_at_least_as_much(solved(network), solved(hard))
    can_do_at_least_as_much(
        solved(network, Limits(max_late_days=days + 1)),
        solved(network, Limits(max_late_days=days)),
    )


@EXAMPLES
@given(books(), SEEDS, LIMITS)
def test_the_order_of_rows_and_orders_changes_nothing(network, seed, limits):
    one, other = solved(network, limits), solved(reordered(network, seed), limits)
    assert one.proof.bound_cents == pytest.approx(other.proof.bound_cents, abs=NEAR)
    if is_proven(one) and is_proven(other):
        are_alike(one, other)


@EXAMPLES
@given(books(), st.sampled_from((2, 3, 7)), OBJECTIVES)
def test_all_money_times_a_number_costs_that_many_times_as_much(network, factor, objective):
    one = solved(network, objective=objective)
    other = solved(with_prices_times(network, factor), objective=objective)
    if objective is Objective.FREIGHT and is_proven(one):
        are_alike(one, other, factor=factor)
    assert one.proof.bound_cents * factor <= other.cost_cents + factor * len(network.orders) * 4


@EXAMPLES
@given(books(), st.sampled_from((7, 14, -7)))
def test_a_week_later_everything_is_the_same(network, days):
    are_alike(solved(days_later(network, 0)), solved(days_later(network, days)))


@EXAMPLES
@given(books())
def test_the_same_question_has_the_same_answer(network):
    one, other = solved(network), solved(network)
    assert one.assignments == other.assignments
    assert replace(one.proof, seconds=0) == replace(other.proof, seconds=0)


@EXAMPLES
@given(books())
def test_one_order_less_makes_no_plan_dearer(network):
    whole = solved(network)
    names = sorted(network.orders)
    if whole.unserved or len(names) == 1:
        return
    part = solved(network.with_orders([network.orders[name] for name in names[1:]]))
    assert part.proof.unserved_bound_teu <= TEU_NEAR
    if not part.unserved:
        assert part.proof.bound_cents <= whole.cost_cents + NEAR
