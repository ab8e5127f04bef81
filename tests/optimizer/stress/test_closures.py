"""What the failing of one thing, or of two, costs an order book."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.closures import Failure, FailureKind
from landbridge.network.errors import QuestionError
from landbridge.network.scenario import Scenario
from landbridge.optimizer.stress.stress_test import StressTest, stress


@pytest.fixture(scope="module")
def planner():
    return lb.Planner(lb.load("toy"))


@pytest.fixture(scope="module")
def test(planner):
    return StressTest(planner)


@pytest.fixture(scope="module")
def report(test):
    return test.report(num_whole=3, num_paired=3)


def named(report, kind, name):
    return next(c for c in report.closures if c.failures == (Failure(kind=kind, name=name),))


def closing(table, key):
    return {
        "id": "shut", "name": "Shut", "source": ["test"],
        "changes": [{"op": "close", "table": table, "where": {"id": [key]}}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "table", "key"),
    [("service", "services", "EXPRESS"), ("service", "services", "SHIP"), ("link", "links", "RA1"),
     ("link", "links", "RO2")],
)  # fmt: skip
def test_a_closure_costs_what_planning_from_scratch_without_it_costs(test, kind, table, key):
    network = lb.load("toy")
    shut = network.apply(Scenario.model_validate(closing(table, key)))
    afresh = lb.plan(shut)
    failure = Failure(kind=FailureKind(kind), name=key)
    warm = test.replan([failure])
    assert warm.proof.unserved_teu == pytest.approx(afresh.proof.unserved_teu)
    assert warm.cost_cents == afresh.cost_cents
    fresh_mix = StressTest(lb.Planner(shut)).base
    closure = test.closure([failure])
    more_usd = (fresh_mix.cost_cents - test.base.cost_cents) / 100
    assert closure.more_usd == pytest.approx(more_usd, abs=0.02)
    more_teu = fresh_mix.unserved_teu - test.base.unserved_teu
    assert closure.more_unserved_teu == pytest.approx(more_teu, abs=1e-4)


def test_what_nothing_uses_is_left_out_and_costs_nothing(test, report):
    unused = [failure for failure in test.segments if not test.used(failure)]
    assert report.num_unused == len(unused) > 0
    assert not {c.failures[0] for c in report.closures} & set(unused)
    for failure in unused[:5]:
        closure = test.closure([failure])
        assert (closure.more_unserved_teu, closure.more_usd) == (0.0, 0.0)
        assert test.replan([failure]).cost_cents == test.plan.cost_cents


def test_the_worst_come_first_and_are_solved_in_whole_units(report):
    order = [(c.more_unserved_teu, c.more_usd) for c in report.closures]
    assert order == sorted(order, reverse=True)
    assert report.closures[0].failures[0] == Failure(kind=FailureKind.TERMINAL, name="CITY")
    assert report.closures[0].more_unserved_teu == pytest.approx(
        sum(a.size_teu for a in report.plan.assignments), abs=1e-4
    )
    for closure in report.closures:
        if closure.whole_plan is not None:
            assert closure.whole_unserved_teu >= closure.more_unserved_teu - 1e-4
    solved = {c.name for c in report.closures if c.whole_plan is not None}
    border = {"border BORDER", "exposure XA", "link RA1"}
    assert {"terminal CITY", "terminal WORKS", *border} <= solved
    assert "service SHIP" not in solved


def test_two_failures_hurt_no_less_than_either(test, report):
    assert len(report.pairs) == 3
    for pair in report.pairs:
        for failure in pair.failures:
            assert pair.more_unserved_teu >= test.closure([failure]).more_unserved_teu


def test_half_of_the_capacity_hurts_less_than_none_of_it(planner, test, report):
    halved = stress(planner, capacity_left=0.5)
    for closure in halved.closures:
        closed = test.closure(closure.failures)
        worse = (closed.more_unserved_teu, closed.more_usd)
        assert (closure.more_unserved_teu, closure.more_usd) <= worse
    express = named(halved, FailureKind.SERVICE, "EXPRESS")
    assert express.more_unserved_teu == pytest.approx(2.5)
    ship = named(halved, FailureKind.SERVICE, "SHIP")
    assert (ship.more_unserved_teu, ship.more_usd) == (0.0, 1135.0)


def test_a_border_stops_what_passes_and_a_port_does_not(test):
    segments = test.segments
    border = segments[Failure(kind=FailureKind.BORDER, name="BORDER")]
    assert {service for service, _, _ in border} == {"EXPRESS", "ORDINARY"}
    port = segments[Failure(kind=FailureKind.TERMINAL, name="PORT")]
    assert {service for service, _, _ in port} == {"SHIP", "TRUCK-PORT"}
    assert Failure(kind=FailureKind.TERMINAL, name="BORDER") not in segments


@pytest.mark.parametrize("share", [1.0, -0.1, float("nan")])
def test_a_share_out_of_range_is_refused(planner, share):
    with pytest.raises(QuestionError, match="from 0 to below 1"):
        StressTest(planner, capacity_left=share)


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 10_000))
def test_routes_that_are_kept_cost_no_more_than_routes_found_anew(number):
    network = small_network(number, Size(services=7, orders=4))
    test = StressTest(lb.Planner(network, effort=lb.Effort(gap=0)))
    used = [f for f in test.segments if f.kind is FailureKind.SERVICE and test.used(f)]
    for failure in used[:2]:
        shut = network.apply(Scenario.model_validate(closing("services", failure.name)))
        afresh = StressTest(lb.Planner(shut, effort=lb.Effort(gap=0)))
        closure = test.closure([failure])
        more_teu = afresh.base.unserved_teu - test.base.unserved_teu
        assert closure.more_unserved_teu == pytest.approx(more_teu, abs=2e-4)
        more_usd = (afresh.base.cost_cents - test.base.cost_cents) / 100
        assert closure.more_usd == pytest.approx(more_usd, abs=0.02, rel=1e-4)
        assert closure.more_unserved_teu > 0 or closure.more_usd >= -0.02
        warm = test.replan([failure])
        assert warm.proof.unserved_teu == pytest.approx(afresh.plan.proof.unserved_teu)
        assert warm.cost_cents == pytest.approx(afresh.plan.cost_cents, rel=1e-9)
