"""Laws of simulated routes: same luck for what is shared, and slack never hurts."""

from dataclasses import replace
from datetime import timedelta
from math import log, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.network.reliability import Reliability
from landbridge.network.route import Departure, Route
from landbridge.optimizer.reliability.simulate import BLOCK, simulate

from .chain import Chain, Hop, chain

WEEK = timedelta(days=7)
WEEKLY = Hop(60, cv=0.3, weekdays=(4,), handling=(2, 4, 40))
WORLD = chain(Hop(50, cv=0.3, handling=(1, 3, 30)), WEEKLY, Hop(20, cv=0.2), due="11-18")


@st.composite
def weekly_hops(draw: st.DrawFn) -> Hop:
    """Return a weekly train that no other overtakes."""
    return Hop(
        draw(st.integers(10, 90)), draw(st.floats(0, 0.15)), (2, 6, 48),
        weekdays=(draw(st.integers(1, 7)),), cutoff_hours=draw(st.integers(0, 30)),
    )  # fmt: skip


def planned_later(route: Route, position: int, by: timedelta) -> Route:
    """Return a route with one leg planned on a later departure, or an earlier one."""
    legs = list(route.legs)
    leg = legs[position]
    day = leg.departure.first_call_on + by
    legs[position] = replace(
        leg,
        departure=Departure(service_id=leg.departure.service_id, first_call_on=day),
        departs_at=leg.departs_at + by,
        arrives_at=leg.arrives_at + by,
    )
    return replace(route, legs=tuple(legs))


ROUTES = [WORLD.route, *(planned_later(WORLD.route, n, WEEK) for n in range(3))]


def both(world: Chain, one: Route, other: Route) -> tuple[Reliability, ...]:
    return simulate(world.network, world.shipment, [one, other], samples=2_000)


def test_the_same_seed_gives_the_same_answer():
    assert WORLD.simulate(seed=7) == WORLD.simulate(seed=7)


def test_another_seed_gives_another_answer():
    assert WORLD.simulate(seed=7).delivered_p50 != WORLD.simulate(seed=8).delivered_p50


@given(st.lists(st.sampled_from(range(len(ROUTES))), min_size=1, max_size=6))
def test_a_route_is_judged_alike_in_any_company(picks: list[int]):
    alone = [simulate(WORLD.network, WORLD.shipment, [r], samples=500)[0] for r in ROUTES]
    found = simulate(WORLD.network, WORLD.shipment, [ROUTES[n] for n in picks], samples=500)
    assert list(found) == [alone[n] for n in picks]


def test_cargo_that_missed_a_train_is_as_late_as_cargo_that_was_planned_on_the_next():
    missing = planned_later(WORLD.route, 1, -WEEK)
    found, planned = both(WORLD, missing, WORLD.route)
    assert found.missed[1] == 1
    assert replace(found, missed=planned.missed) == planned


def test_more_samples_begin_with_the_fewer():
    world = WORLD.due("11-15")
    fewer = [world.simulate(samples=n).num_on_time for n in (BLOCK, BLOCK + 1, 2 * BLOCK)]
    assert fewer[0] <= fewer[1] <= fewer[0] + 1
    assert abs(fewer[2] - 2 * fewer[0]) < 0.05 * fewer[2]
    assert fewer[2] != 2 * fewer[0]


@given(st.integers(4, 40), st.integers(0, 5))
def test_a_later_due_date_never_lowers_the_chance(day: int, more: int):
    due = WORLD.shipment.ready + timedelta(days=day)
    found = [
        simulate(
            WORLD.network, WORLD.shipment.model_copy(update={"due": last}), [WORLD.route],
            samples=500,
        )[0]
        for last in (due, due + timedelta(days=more))
    ]  # fmt: skip
    assert found[0].num_on_time <= found[1].num_on_time
    assert found[0].expected_days_late >= found[1].expected_days_late


@settings(max_examples=40)
@given(weekly_hops(), weekly_hops(), st.integers(0, 24), st.integers(9, 30))
def test_a_later_cut_off_never_lowers_the_chance(one: Hop, other: Hop, less: int, days: int):
    tight = chain(one, other, due="11-30")
    loose = chain(one, other._replace(cutoff_hours=max(0, other.cutoff_hours - less)))
    due = tight.shipment.model_copy(update={"due": tight.shipment.ready + timedelta(days=days)})
    found = [simulate(w.network, due, [tight.route], samples=500)[0] for w in (tight, loose)]
    assert found[0].num_on_time <= found[1].num_on_time
    assert found[0].missed[1] >= found[1].missed[1]


@settings(max_examples=40)
@given(weekly_hops(), weekly_hops())
def test_half_have_ended_before_nine_tenths(one: Hop, other: Hop):
    found = chain(one, other).simulate(samples=300)
    assert found.delivered_p50 is not None
    assert found.delivered_p90 is not None
    assert found.delivered_p50 <= found.delivered_p90
    low, high = found.interval_95
    assert 0 <= low <= found.probability_on_time <= high <= 1


@pytest.mark.parametrize(("tag", "shared", "width"), [
    ("border", 1.0, 1.0), ("border", 0.0, sqrt(0.5)), ("strait", 1.0, sqrt(0.5)),
])  # fmt: skip
def test_rides_over_the_same_border_are_late_together(tag: str, shared: float, width: float):
    """Two rides of 50 hours vary together as one of 100 hours, apart by less."""
    first = Hop(50, cv=0.3, on_demand=True)
    world = chain(first, first._replace(tags=(tag,)))
    found = world.simulate(samples=40_000, shared=shared)
    assert found.delivered_p50 is not None
    assert found.delivered_p90 is not None
    sigma = sqrt(log(1 + (0.3 * width) ** 2))
    ratio = (found.delivered_p90 - world.route.ready_at) / (
        found.delivered_p50 - world.route.ready_at
    )
    assert log(ratio) / sigma == pytest.approx(NormalDist().inv_cdf(0.9), rel=0.03)


@pytest.mark.parametrize("tags", [(), ("border",), ("border", "lock", "strait")])
def test_what_is_shared_does_not_widen_a_single_ride(tags: tuple[str, ...]):
    world = chain(Hop(100, cv=0.3, tags=tags), due="11-08")
    alone, *found = (world.simulate(samples=40_000, shared=share) for share in (0.0, 0.5, 1.0))
    for one in found:
        assert one.probability_on_time == pytest.approx(alone.probability_on_time, abs=0.012)
