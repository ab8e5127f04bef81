"""When the cargo of a plan arrives is what the simulation of its routes says."""

import math

import pytest

import landbridge as lb
from landbridge.network.errors import QuestionError
from landbridge.network.plan_punctuality import size_of, spare_quantile
from landbridge.optimizer.reliability.simulate import simulate
from landbridge.optimizer.stress.punctuality import plan_punctuality


@pytest.fixture(scope="module")
def plan():
    return lb.plan(lb.load("toy"))


def test_every_part_is_as_sure_as_its_route(plan):
    found = plan_punctuality(plan, draws=1000, seed=5)
    assert [p.assignment for p in found.parts] == sorted(
        plan.assignments, key=lambda a: a.shipment_id
    )
    for part in found.parts:
        route, shipment = part.assignment.route, plan.shipment(part.assignment)
        (alone,) = simulate(plan.network, shipment, [route], samples=1000, seed=5)
        assert part.on_time == pytest.approx(alone.probability_on_time)
        assert part.stranded == alone.probability_stranded
        ready = shipment.ready_at(plan.network.terminals[shipment.origin])
        days = (alone.delivered_p90 - ready).total_seconds() / 86400
        assert part.lead_days_p90 == pytest.approx(days)
        assert list(part.spare_days) == sorted(part.spare_days, reverse=True)


def test_the_plan_is_as_sure_as_in_a_comparison(plan):
    found = plan_punctuality(plan, draws=1000, seed=1)
    compared = lb.compare_plans({"a": plan, "b": plan}, draws=1000, seed=1).plans[0]
    assert found.on_time == pytest.approx(compared.on_time)
    total = sum(p.on_time * p.assignment.size_teu for p in found.parts)
    assert found.on_time == pytest.approx(total / size_of(found.parts))


def test_groups_hold_every_part_once_and_the_largest_comes_first(plan):
    found = plan_punctuality(plan, draws=50)
    groups = found.groups(lambda a: a.route.main_corridor)
    assert sum(len(parts) for parts in groups.values()) == len(found.parts)
    sizes = [size_of(parts) for parts in groups.values()]
    assert sizes == sorted(sizes, reverse=True)


def test_quantiles_run_from_the_most_spare_days_to_the_least(plan):
    parts = plan_punctuality(plan, draws=50).parts
    days = [day for part in parts for day in part.spare_days]
    assert spare_quantile(parts, 0) == max(days)
    assert spare_quantile(parts, 1) == min(days)
    assert min(days) <= spare_quantile(parts, 0.5) <= max(days)
    assert all(math.isfinite(day) for day in days)


def test_draws_that_cannot_be_cut_into_fifty_are_refused(plan):
    with pytest.raises(QuestionError, match="draws: found 51; expected a multiple of 50"):
        plan_punctuality(plan, draws=51)
