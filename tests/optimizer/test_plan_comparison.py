"""Plans side by side."""

from dataclasses import replace
from datetime import date

import pytest

import landbridge as lb
from landbridge.network.errors import QuestionError
from landbridge.network.plan_comparison import ELSEWHERE, TIE, gateway, link_flows
from landbridge.network.plan_files import plan_json, read_plan
from landbridge.network.scenario import Scenario
from landbridge.optimizer.plan_comparison import compare_plans
from landbridge.optimizer.reliability.simulate import simulate

from .hand_world import line, order, world


@pytest.fixture(scope="module")
def plans():
    network = lb.load("toy")
    stacks = {"base": (), "queue": ("border_queue",), "closed": ("sea_closed",)}
    return {name: lb.plan(network.apply(*stack)) for name, stack in stacks.items()}


@pytest.fixture(scope="module")
def comparison(plans):
    return compare_plans(plans, draws=500)


def test_figures_are_those_of_each_plan(plans, comparison):
    assert [p.name for p in comparison.plans] == ["base", "queue", "closed"]
    for compared in comparison.plans:
        plan = plans[compared.name]
        assert compared.cost_usd == plan.cost_cents / 100
        assert compared.unserved_teu == plan.proof.unserved_teu
        assert sum(row.teu for row in compared.by_gateway) == sum(r.teu for r in compared.by_mode)
    assert comparison.plans[0].moves == ()


def test_lead_times_of_one_route_are_those_of_its_simulation(plans):
    network = lb.load("toy")
    order = network.orders["T3"]
    one = lb.plan(network, orders=lb.OrderBook([order]))
    first = compare_plans({"one": one, "again": one}, draws=400).plans[0]
    (found,) = simulate(network, order, [one.assignments[0].route], samples=400)
    ready = order.ready_at(network.terminals[order.origin])
    days = (found.delivered_p50 - ready).total_seconds() / 86400
    assert first.lead_days_p50 == pytest.approx(days)
    assert first.on_time == found.probability_on_time
    assert first.lead_days_p50 < first.lead_days_p90


def test_a_move_names_the_change_that_touched_its_former_route(comparison):
    queue, closed = comparison.plans[1:]
    (dropped,) = queue.moves
    assert dropped.difference.shipment_id == "T5"
    assert dropped.why == ("border_queue: adds to hours_typical of links RA1 by 24 (former route)",)
    why = {move.difference.shipment_id: move.why for move in closed.moves}
    assert why["T2"] == ("sea_closed: closes links SE1 (former route)",)


def test_a_scenario_that_is_left_away_is_named_as_well(plans):
    back = compare_plans({"closed": plans["closed"], "base": plans["base"]}, draws=10).plans[1]
    why = {move.difference.shipment_id: move.why for move in back.moves}
    assert why["T2"] == ("without sea_closed: closes links SE1 (new route)",)


def test_an_order_that_moves_though_its_route_is_untouched_says_so(plans):
    network = lb.load("toy")
    change = {"op": "set", "table": "services", "where": {"id": "EXPRESS"},
              "field": "capacity_teu", "value": 2}  # fmt: skip
    less = Scenario.model_validate(
        {"id": "less", "name": "Less", "source": ["toy"], "changes": [change]}
    )
    compared = compare_plans({"base": plans["base"], "less": lb.plan(network.apply(less))}, draws=9)
    for move in compared.plans[1].moves:
        rides = {leg.departure.service_id for p in move.difference.left for leg in p.route.legs}
        assert (move.why != (ELSEWHERE,)) == ("EXPRESS" in rides)


def test_flows_carry_every_ton_over_every_link_of_its_route(plans):
    plan = plans["base"]
    flows = {flow.link_id: flow for flow in link_flows(plan)}
    by_ship = [
        a for a in plan.assignments if "SHIP" in {x.departure.service_id for x in a.route.legs}
    ]
    assert flows["SE1"].tonnes == sum(a.kg for a in by_ship) / 1000
    assert flows["SE1"].units == sum(a.units for a in by_ship)
    assert "RO3" in flows


def test_a_gateway_is_the_last_terminal_in_the_country_of_origin(plans):
    plan = plans["base"]
    found = {a.route.mode_label: gateway(plan.network, a.route) for a in plan.assignments}
    assert set(found.values()) == {"BORDER", "PORT", "none"}


def test_fewer_than_two_plans_and_no_draws_are_refused(plans):
    with pytest.raises(QuestionError, match=r"(?s)plans.*draws"):
        compare_plans({"base": plans["base"]}, draws=0)


def weekly(*orders):
    """Return the plan of orders on a Monday train with room for four TEU."""
    train = line("TRAIN", "rail", "A B", weekdays=(1,), capacity_teu=4)
    return lb.plan(world("A B", train, orders))


def test_an_order_that_moves_for_room_names_who_took_and_who_left_it():
    hard = order("HARD", "A", "B", boxes_40ft=2, due=date(2025, 11, 5))
    soft = order("SOFT", "A", "B", boxes_40ft=2, due=date(2025, 11, 5), late_usd_per_day=10)
    alone, both = weekly(soft), weekly(hard, soft)
    left = compare_plans({"both": both, "alone": alone}, draws=5).plans[1].moves
    assert {m.difference.shipment_id: m.why for m in left}["SOFT"] == (
        "TRAIN 11-03 was full: HARD left room on it (new route)",
    )
    taken = compare_plans({"alone": alone, "both": both}, draws=5).plans[1].moves
    assert {m.difference.shipment_id: m.why for m in taken}["SOFT"] == (
        "TRAIN 11-03 is full: HARD took its room (former route)",
    )


def test_an_order_that_moves_for_nothing_says_so():
    one = order("ONE", "A", "B", boxes_40ft=1, due=date(2025, 11, 30))
    plan = weekly(one)
    [part] = plan.assignments
    second = line("TRAIN", "rail", "A B", weekdays=(1,), valid_from=date(2025, 11, 10))
    [later] = lb.plan(world("A B", second, [one])).assignments
    again = replace(plan, assignments=(replace(part, route=later.route),))
    [move] = compare_plans({"one": plan, "again": again}, draws=5).plans[1].moves
    assert move.why == (TIE,)


def test_a_plan_that_leaves_nothing_is_written_as_it_is_read_back(tmp_path):
    plan = lb.plan(lb.load("toy"))
    text, path = plan_json(plan), tmp_path / "plan.json"
    assert not plan.unserved
    path.write_text(text, encoding="utf-8")
    assert plan_json(read_plan(path)) == text
