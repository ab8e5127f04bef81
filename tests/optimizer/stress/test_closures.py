"""What the failing of one thing, or of two, costs an order book."""

from dataclasses import replace
from math import inf

import deadly_work
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.closures import Failure, FailureKind
from landbridge.network.errors import QuestionError
from landbridge.network.limits import Goal
from landbridge.network.scenario import Scenario
from landbridge.optimizer.mix.session import MixSession
from landbridge.optimizer.stress.closed_mix import ClosedMix
from landbridge.optimizer.stress.closure_workers import _solve
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
    assert closure.more_usd - closure.saved_usd == pytest.approx(more_usd, abs=0.02)
    assert closure.more_usd >= 0
    more_teu = fresh_mix.unserved_teu - test.base.unserved_teu
    assert closure.more_unserved_teu == pytest.approx(more_teu, abs=1e-4)


def test_what_nothing_uses_is_left_out_and_costs_nothing(test, report):
    unused = [failure for failure in test.segments if not test.used(failure)]
    assert report.num_unused == len(unused) > 0
    assert not {c.failures[0] for c in report.closures} & set(unused)
    for failure in unused[:5]:
        closure = test.closure([failure])
        assert (closure.more_unserved_teu, closure.more_usd) == (0.0, 0.0)
        solved = test._solver.solve(test.segments[failure])  # by solving it all the same
        assert (solved.more_unserved_teu, solved.more_cents) == (0.0, 0.0)
        assert test.replan([failure]).cost_cents == test.plan.cost_cents


def test_what_follows_from_another_closure_is_what_solving_it_finds(test, report):
    used = [failure for failure in test.segments if test.used(failure)]
    distinct = {test.segments[failure] for failure in used}
    assert 0 < report.num_solved < len(distinct)
    for failure in used:
        solved = test._solver.solve(test.segments[failure])
        closure = test.closure([failure])
        assert closure.more_unserved_teu == pytest.approx(solved.more_unserved_teu, abs=1e-4)
        assert closure.more_usd == pytest.approx(solved.more_cents / 100, abs=0.02)


def figures(closures):
    return [replace(closure, whole_plan=None) for closure in closures]


@pytest.mark.parametrize("worker", [_solve, deadly_work.die], ids=["well", "dead"])
def test_workers_do_not_matter_not_even_those_that_die(monkeypatch, planner, report, worker):
    monkeypatch.setattr("landbridge.optimizer.stress.closure_workers.FEWEST", 1)
    monkeypatch.setattr("landbridge.optimizer.stress.closure_workers._solve", worker)
    again = StressTest(planner).report(num_whole=3, num_paired=3, workers=2)
    assert figures(again.closures) == figures(report.closures)
    assert figures(again.pairs) == figures(report.pairs)
    assert again.num_solved == report.num_solved


def test_what_was_asked_before_does_not_matter(planner, report):
    test = StressTest(planner)
    for failure in reversed(test.segments):
        test.closure([failure])
    assert figures(test.report(num_whole=3, num_paired=3).closures) == figures(report.closures)


def test_what_is_served_counts_first_and_the_rest_costs_no_less(test, report):
    for closure in (*report.closures, *report.pairs):
        assert closure.more_usd >= 0
        assert closure.whole_usd is None or closure.whole_usd >= 0
    city = report.closures[0]  # nothing is served any more, so that nothing costs more
    assert (city.more_usd, city.whole_usd) == (0.0, 0.0)
    assert city.saved_usd == pytest.approx(test.base.cost_cents / 100, abs=0.02)


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


def test_closures_are_ranked_by_cost_as_well(report):
    costs = [closure.more_usd for closure in report.dearest]
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > 0
    assert {c.name for c in report.dearest} == {c.name for c in report.closures}
    paired = {failure for pair in report.pairs for failure in pair.failures}
    assert {report.closures[0].failures[0], report.dearest[0].failures[0]} <= paired


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
        net_usd = closure.more_usd - closure.saved_usd
        assert net_usd == pytest.approx(more_usd, abs=0.02, rel=1e-4)
        assert closure.more_usd >= -0.02
        assert closure.saved_usd == 0 or closure.more_unserved_teu > 0
        warm = test.replan([failure])
        assert warm.proof.unserved_teu == pytest.approx(afresh.plan.proof.unserved_teu)
        assert warm.cost_cents == pytest.approx(afresh.plan.cost_cents, rel=1e-9)


def floors_of(monkeypatch, test, kind, name):
    """Return the bounds that solving a closure begins with, goal by goal."""
    found, linear = {}, MixSession.linear

    def noted(self, problem, goal, held, floor=-inf):
        if not any(row.key.startswith("as_served") for row in problem.rows):
            found[goal] = floor
        return linear(self, problem, goal, held, floor)

    monkeypatch.setattr(MixSession, "linear", noted)
    test._solver.solve(test.segments[Failure(kind=kind, name=name)])
    return found


def test_a_bound_is_kept_only_while_all_that_was_served_still_is(monkeypatch, planner):
    halved = StressTest(planner, capacity_left=0.5)
    known = halved.base.bounds[Goal.COST]
    # All is served on half of the room of the ship, but not on half of that of the train.
    assert floors_of(monkeypatch, halved, FailureKind.SERVICE, "SHIP")[Goal.COST] == known
    assert floors_of(monkeypatch, halved, FailureKind.SERVICE, "EXPRESS")[Goal.COST] == -inf


def test_an_order_that_loses_all_routes_is_in_no_bound(monkeypatch, planner):
    test = StressTest(planner)
    floor = floors_of(monkeypatch, test, FailureKind.SERVICE, "EXPRESS")[Goal.COST]
    express = Failure(kind=FailureKind.SERVICE, name="EXPRESS")
    closure = test.closure([express])
    cost_usd = test.base.cost_cents / 100 + closure.more_usd - closure.saved_usd
    assert 0 < floor <= 100 * cost_usd < test.base.bounds[Goal.COST]


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 10_000))
def test_bounds_from_prices_hold_for_every_closure(number):
    network = small_network(number, Size(services=7, orders=4))
    test = StressTest(lb.Planner(network, effort=lb.Effort(gap=0)))
    solver = test._solver
    for closed in list({s for f, s in test.segments.items() if test.used(f)})[:3]:
        mix = ClosedMix(solver._session, closed)
        if not solver._bound.is_usable or not mix.problem.shipments:
            continue
        bound = solver._bound.closed(mix, closed)
        alone = ClosedMix(solver._session, closed).linear()  # without any bound
        if alone.bounds[Goal.UNSERVED] <= 1e-6:
            assert bound <= alone.cost_cents + 1
        cheapest = ClosedMix(solver._session, frozenset()).cost_of_the_same(alone.served)
        assert solver._bound.same(alone.served) <= cheapest + 1
        assert cheapest <= alone.cost_cents + 1
