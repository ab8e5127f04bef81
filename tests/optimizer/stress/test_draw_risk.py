"""What disruptions and delays do to a plan."""

from dataclasses import replace

import numpy as np
import pytest

import landbridge as lb
from landbridge.network.disruptions import Disruption, read_disruptions
from landbridge.network.errors import DatasetError, QuestionError
from landbridge.optimizer.reliability.simulate import simulate
from landbridge.optimizer.stress.draw_risk import plan_risk

ALWAYS = {
    "name": "Always", "source": ("toy",), "grade": "assumption", "times_per_year": 1000,
    "lasts_hours_low": 9000, "lasts_hours_typical": 9000, "lasts_hours_high": 9000,
    "closes": False, "delay_hours_low": 0, "delay_hours_typical": 0, "delay_hours_high": 0,
    "price_factor": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    return lb.plan(lb.load("toy"))


@pytest.fixture(scope="module")
def sure_plan():
    """Return the plan on a network on which everything takes its typical time."""
    network = lb.load("toy")
    steady = {
        key: s.model_copy(update={"reliability_cv": 0.0}) for key, s in network.services.items()
    }
    transfers = tuple(_steady(row) for row in network.transfers)
    clearance = tuple(_steady(row) for row in network.clearance)
    return lb.plan(replace(network, services=steady, transfers=transfers, clearance=clearance))


def _steady(row):
    return row.model_copy(update={"hours_low": row.hours_typical, "hours_high": row.hours_typical})


def always(**fields):
    return Disruption.model_validate({"id": "always", "exposure": "strait", **ALWAYS, **fields})


def test_without_uncertainty_every_draw_costs_what_was_planned(sure_plan):
    risk = plan_risk(sure_plan, (), draws=50)
    assert set(risk.costs_usd) == {sure_plan.cost_cents / 100}
    assert (risk.mean_usd, risk.var_usd, risk.cvar_usd) == pytest.approx([risk.costs_usd[0]] * 3)
    late = sum(a.size_teu for a in sure_plan.assignments if sure_plan.days_late(a))
    assert late > 0
    assert risk.on_time == pytest.approx(1 - late / sum(a.size_teu for a in sure_plan.assignments))
    assert risk.stranded == 0


def test_delays_alone_are_those_of_the_simulation_of_routes(plan):
    risk = plan_risk(plan, (), draws=2000, seed=5)
    on_time = 0.0
    for part in plan.assignments:
        (one,) = simulate(plan.network, plan.shipment(part), [part.route], samples=2000, seed=5)
        on_time += part.size_teu * one.probability_on_time
    assert risk.on_time == pytest.approx(on_time / sum(a.size_teu for a in plan.assignments))
    assert risk.on_time == risk.on_time_without


def test_a_certain_delay_costs_its_days_of_lateness_and_nothing_else(sure_plan):
    later = plan_risk(
        sure_plan,
        [always(delay_hours_low=48, delay_hours_typical=48, delay_hours_high=48)],
        draws=20,
    )
    by_ship = [a for a in sure_plan.assignments if "SHIP" in str(a.route.legs[1:2])]
    expected = sum(2 * 50 * a.units for a in by_ship if sure_plan.shipment(a).late_usd_per_day)
    assert expected == 100
    assert set(later.costs_usd) == {sure_plan.cost_cents / 100 + expected}
    assert later.effects[0].share == 1.0
    assert later.effects[0].more_usd == expected


def test_a_price_rises_on_the_rides_that_are_hit_only(sure_plan):
    dearer = plan_risk(sure_plan, [always(price_factor=1.5)], draws=3)
    haul = sum(
        a.units * charge.amount_cents
        for a in sure_plan.assignments
        for leg in a.route.legs
        if leg.departure.service_id == "SHIP"
        for charge in leg.charges
        if charge.part == "line_haul"
    )
    assert haul > 0
    assert dearer.costs_usd[0] == pytest.approx((sure_plan.cost_cents + 0.5 * haul) / 100)


def test_a_disruption_happens_as_often_as_its_rate_says(plan):
    yearly = always(times_per_year=1, lasts_hours_low=0, lasts_hours_typical=0, lasts_hours_high=0)
    risk = plan_risk(plan, [yearly], draws=20_000)
    legs = [leg for a in plan.assignments for leg in a.route.legs]
    days = (
        max(x.arrives_at for x in legs) - min(x.departs_at for x in legs)
    ).total_seconds() / 86400
    assert risk.effects[0].share == pytest.approx(1 - np.exp(-days / 365.25), abs=0.01)


def test_the_same_seed_gives_the_same_draws_and_disruptions_do_not_touch_each_other(plan):
    table = read_disruptions(plan.network)
    one = plan_risk(plan, table, draws=300, seed=3)
    assert one.costs_usd == plan_risk(plan, tuple(reversed(table)), draws=300, seed=3).costs_usd
    assert one.costs_usd != plan_risk(plan, table, draws=300, seed=4).costs_usd
    shares = {effect.id: effect.share for effect in one.effects}
    alone = plan_risk(plan, table[:1], draws=300, seed=3)
    assert alone.effects[0].share == shares[table[0].id]
    assert one.on_time < one.on_time_without
    assert all(effect.more_usd >= 0 for effect in one.effects)
    assert one.mean_usd <= one.cvar_usd


def test_cargo_that_stands_still_is_late_by_the_rest_of_the_closure(sure_plan):
    closed = always(
        closes=True, lasts_hours_low=100_000, lasts_hours_typical=100_000, lasts_hours_high=100_000
    )
    risk = plan_risk(sure_plan, [closed], draws=200, late_usd_per_teu_day=10.0)
    assert min(risk.costs_usd) > sure_plan.cost_cents / 100


def test_wrong_numbers_are_all_named(plan):
    with pytest.raises(QuestionError, match=r"(?s)draws.*level.*plan"):
        plan_risk(replace(plan, assignments=()), (), draws=0, level=1.0)


@pytest.mark.parametrize("name", ["toy", "chongqing"])
def test_the_tables_of_disruptions_hold(name):
    network = lb.load(name)
    assert {row.grade for row in read_disruptions(network)} == {"assumption"}


def test_every_mistake_in_a_table_of_disruptions_is_named(tmp_path):
    network = lb.load("toy")
    text = tmp_path / "mine.csv"
    head = ",".join(
        ["id", "name", "exposure", "times_per_year", "lasts_hours_low", "lasts_hours_typical",
         "lasts_hours_high", "closes", "delay_hours_low", "delay_hours_typical",
         "delay_hours_high", "price_factor", "source", "grade", "note"]
    )  # fmt: skip
    rows = [
        "a,A,strat,1,1,2,3,yes,0,0,0,1,toy,assumption,",
        "a,A,strait,1,3,2,1,yes,0,0,0,1,nobody,assumption,",
    ]
    text.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    expected = r"(?s)'strat'.*strait.*'a' again.*3, 2, 1.*nobody"
    with pytest.raises(DatasetError, match=expected):
        read_disruptions(network, text)
