"""The plan that is best for all futures together, against every plan there is."""

from dataclasses import replace
from itertools import product

import pytest
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.plan import Assignment, Unserved
from landbridge.network.scenario import Scenario
from landbridge.network.tail import tail_of
from landbridge.network.verify import Rule
from landbridge.optimizer.stress.joint_model import RiskAim
from landbridge.optimizer.stress.robust_booking import robust_plan
from landbridge.optimizer.stress.second_stage import second_stage

from ..hand_world import line, order, world

SUMS = {Rule.COST, Rule.COST_PART, Rule.BOUND, Rule.UNSERVED}
"""What is wrong with a plan of which only the assignments were changed."""

BOXES = 10
TEN_BOXES = order("TEN", "A", "B", boxes_40ft=BOXES)


def risk_toy(rail, sea, **service):
    """Return golden question 11 as a network: ten boxes, a train and a ship every day."""
    lines = line("RAIL", "rail", "A B", usd=rail, **service), line("SEA", "sea", "A B", usd=sea)
    return lb.Planner(world("A B", *lines, [TEN_BOXES]), effort=lb.Effort(gap=0))


def boxes_by_rail(plan):
    return sum(a.units for a in plan.assignments if a.route.mode_label == "rail")


def toy_choice(weight):
    may_come = {"rail shut": (risk_toy(1330, 800), 0.1), "red sea": (risk_toy(730, 1200), 0.1)}
    aim = RiskAim(unserved_usd_per_teu=20_000, level=0.9, weight=weight)
    return robust_plan(risk_toy(730, 800), may_come, aim)


def test_the_least_tail_is_a_plan_that_no_future_alone_would_have():
    choice = toy_choice(1.0)
    assert boxes_by_rail(choice.robust.plan) == 4
    assert choice.robust.cvar_usd == pytest.approx(10 * 1012)
    assert choice.robust.name == "for all"
    assert min(c.cvar_usd for c in choice.candidates[:-1]) == pytest.approx(10 * 1200)
    assert (choice.cheap.mean_usd, choice.premium_usd) == pytest.approx((7900, 300))
    assert choice.saved_tail_usd == pytest.approx(13_300 - 10_120)
    assert choice.pool_bound_usd == pytest.approx(10_120)
    assert choice.bound_usd == pytest.approx(8000)  # each future known beforehand
    assert choice.gap == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("weight", "boxes"), [(0.0, 10), (0.0861, 10), (0.0863, 4)])
def test_the_plan_switches_where_the_mix_of_the_risk_toy_does(weight, boxes):
    assert boxes_by_rail(toy_choice(weight).robust.plan) == boxes


def test_a_departure_that_shrinks_releases_what_is_booked_on_it():
    today, later = risk_toy(730, 800), risk_toy(730, 800, capacity_teu=6)
    after = second_stage(today.plan(), later.session.network)
    assert boxes_by_rail(today.plan()) == 10
    assert boxes_by_rail(after) == 10  # on four days
    aim = RiskAim(unserved_usd_per_teu=20_000, level=0.5, weight=0.5)
    choice = robust_plan(today, {"small": (later, 0.5)}, aim)
    assert choice.gap == pytest.approx(0, abs=1e-6)


def test_a_booking_that_breaks_the_budget_of_its_order_is_released():
    def planner(rail):
        lines = line("RAIL", "rail", "A B", usd=rail), line("SEA", "sea", "A B", usd=800)
        book = [order("TEN", "A", "B", boxes_40ft=BOXES, budget_usd=9000)]
        return lb.Planner(world("A B", *lines, book), effort=lb.Effort(gap=0))

    today, dearer = planner(730), planner(1330)
    assert boxes_by_rail(today.plan()) == 10
    assert boxes_by_rail(second_stage(today.plan(), dearer.session.network)) == 0
    aim = RiskAim(unserved_usd_per_teu=20_000, level=0.9, weight=1.0)
    choice = robust_plan(today, {"dearer": (dearer, 0.2)}, aim)
    assert choice.robust.cvar_usd == pytest.approx(8000)
    assert choice.gap == pytest.approx(0, abs=1e-6)


def closing(service):
    change = {"op": "close", "table": "services", "where": {"id": [service]}}
    return Scenario.model_validate(
        {"id": "shut", "name": "Shut", "source": ["test"], "changes": [change]}
    )


def every_plan(planner):
    """Yield every plan in whole units over the routes of a planner that leaves no more behind."""
    base, columns = planner.plan(), planner.session.pool.columns
    for units in product(*(range(c.shipment.num_units + 1) for c in columns)):
        parts = [
            Assignment(route=c.route, units=n) for c, n in zip(columns, units, strict=True) if n
        ]
        served = dict.fromkeys(base.orders, 0)
        for part in parts:
            served[part.shipment_id] += part.units
        left = [(s, s.num_units - served[key]) for key, s in base.orders.items()]
        if min(n for _, n in left) < 0 or sum(n for _, n in left) != sum(
            u.units for u in base.unserved
        ):
            continue
        unserved = tuple(Unserved(shipment_id=s.id, units=n, reason="") for s, n in left if n)
        plan = replace(base, assignments=tuple(parts), unserved=unserved)
        if {violation.rule for violation in lb.verify(plan)} <= SUMS:
            yield plan


def worth(plan, networks, chances, aim):
    costs = []
    for network in networks:
        after = second_stage(plan, network, lb.Effort(gap=0))
        left = aim.unserved_usd_per_teu * after.proof.unserved_teu
        costs.append(after.cost_cents / 100 + left)
    mean = sum(p * cost for p, cost in zip(chances, costs, strict=True))
    return (1 - aim.weight) * mean + aim.weight * tail_of(costs, aim.level, chances).cvar


@pytest.mark.parametrize("number", [0, 7, 22])
@pytest.mark.parametrize("weight", [0.3, 1.0])
def test_no_plan_over_the_routes_is_better(number, weight):
    network = small_network(number, Size(services=5, orders=2))
    today = lb.Planner(network, effort=lb.Effort(gap=0))
    used = sorted({leg.departure.service_id for a in today.plan().assignments
                   for leg in a.route.main_legs})  # fmt: skip
    shut = {name: network.apply(closing(name)) for name in used[:2]}
    may_come = {
        name: (lb.Planner(there, effort=lb.Effort(gap=0)), 0.2) for name, there in shut.items()
    }
    aim = RiskAim(unserved_usd_per_teu=20_000, level=0.7, weight=weight)
    choice = robust_plan(today, may_come, aim)
    chances = [p for _, p in choice.futures]
    networks = [network, *shut.values()]
    every = [worth(plan, networks, chances, aim) for plan in every_plan(today)]
    assert len(every) > 1
    assert choice.value_usd == pytest.approx(min(every), rel=1e-6)
    assert choice.bound_usd <= choice.pool_bound_usd <= choice.value_usd + 0.01
