"""Simulated routes against closed forms and against distributions on a grid."""

from datetime import datetime, timedelta
from math import log, sqrt
from statistics import NormalDist, pstdev

import numpy as np
import pytest

from .chain import READY, Chain, Hop, chain
from .grid import delivered

NORMAL = NormalDist()
SIGMA_30 = sqrt(log(1.09))
"""Of a lognormal with a coefficient of variation of 30 %."""

DAILY = Hop(30, cv=0.2, handling=(2, 5, 20))
WEEKLY = Hop(100, cv=0.15, handling=(4, 6, 48), weekdays=(5,), cutoff_hours=24)
CHAINS = {
    "one train": ((Hop(100, cv=0.3),), (0, 0, 0), "11-08"),
    "slow origin": ((DAILY,), (2, 6, 60), "11-05"),
    "daily then weekly": ((DAILY, WEEKLY), (1, 3, 24), "11-12"),
    "weekly then daily": ((WEEKLY, DAILY), (1, 3, 24), "11-14"),
    "twice weekly": ((Hop(40, 0.25, weekdays=(1, 4)), Hop(20, 0.1, weekdays=(2, 3, 6))),
                     (0, 0, 0), "11-07"),
    "trucks between": ((Hop(5, 0.4, on_demand=True), WEEKLY, Hop(12, 0.5, on_demand=True)),
                       (1, 2, 90), "11-13"),
    "customs after": ((DAILY._replace(customs=(1, 8, 60)),), (0, 0, 0), "11-06"),
    "customs inside": ((DAILY._replace(customs=(1, 8, 60), metric="overall"),), (0, 0, 0), "11-05"),
    "four legs": ((DAILY, DAILY, WEEKLY, DAILY), (1, 3, 24), "11-21"),
}  # fmt: skip


def minutes_until(moment: datetime | None) -> int:
    assert moment is not None
    return (moment - READY) // timedelta(minutes=1)


def due_minute(world: Chain) -> int:
    return minutes_until(world.shipment.due_at(world.network.terminals["T0"]))


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_is_as_sure_as_its_distribution_on_a_grid(name: str):
    hops, origin, due = CHAINS[name]
    world = chain(*hops, origin=origin, due=due)
    shares, misses = delivered(hops, origin)
    found = world.simulate(samples=20_000)
    exact = shares[: due_minute(world) + 1].sum()
    assert 0.1 < exact < 0.99
    assert found.probability_on_time == pytest.approx(
        exact, abs=min(0.015, 0.001 + 4.5 * found.standard_error)
    )
    assert found.missed == pytest.approx(misses, abs=0.015)
    below = np.cumsum(shares)
    for share, moment in ((0.5, found.delivered_p50), (0.9, found.delivered_p90)):
        assert below[minutes_until(moment)] == pytest.approx(share, abs=0.015)


@pytest.mark.parametrize("name", CHAINS)
def test_days_late_are_those_of_the_distribution_on_a_grid(name: str):
    hops, origin, due = CHAINS[name]
    world = chain(*hops, origin=origin, due=due)
    shares, _ = delivered(hops, origin)
    late = np.maximum(0, np.arange(len(shares)) - due_minute(world))
    exact = (shares * np.ceil(late / 1440)).sum()
    assert world.simulate(samples=20_000).expected_days_late == pytest.approx(exact, rel=0.06)


def test_one_lognormal_ride_has_the_closed_form():
    world = chain(Hop(100, cv=0.3), due="11-08")
    minutes = due_minute(world) - 4 * 60
    exact = NORMAL.cdf(log(minutes / 6000) / SIGMA_30 + SIGMA_30 / 2)
    found = world.simulate(samples=100_000)
    assert found.probability_on_time == pytest.approx(exact, abs=4 * found.standard_error)
    assert found.missed == (0.0,)


def test_a_missed_connection_has_the_closed_form():
    """The first train must take at most 62 hours; otherwise the cargo waits a week."""
    world = chain(Hop(60, cv=0.3), Hop(10, weekdays=(4,), departure_local="02:00"), due="11-09")
    held = NORMAL.cdf(log(62 / 60) / SIGMA_30 + SIGMA_30 / 2)
    found = world.simulate(samples=100_000)
    assert found.missed[1] == pytest.approx(1 - held, abs=0.006)
    assert found.probability_on_time == pytest.approx(held, abs=0.006)
    assert found.delivered_p50 == READY + timedelta(days=3, hours=4)
    assert found.delivered_p90 == READY + timedelta(days=10, hours=4)
    assert found.expected_days_late == pytest.approx(4 * (1 - held), abs=0.03)


def test_cargo_boards_until_the_minute_of_the_cut_off():
    on_the_minute = chain(Hop(6), Hop(5, departure_local="20:00", cutoff_hours=2))
    assert on_the_minute.route.legs[1].departs_at == READY + timedelta(hours=12)
    assert on_the_minute.simulate(samples=10).missed == (0.0, 0.0)


@pytest.mark.parametrize(("due", "on_time"), [("11-04", 0.0), ("11-05", 1.0), ("11-06", 1.0)])
def test_a_certain_route_is_on_time_always_or_never(due: str, on_time: float):
    world = chain(Hop(10), Hop(20, handling=(2, 2, 2)), due=due)
    found = world.simulate(samples=100)
    assert found.probability_on_time == on_time
    assert found.delivered_p50 == found.delivered_p90 == world.route.delivered_at
    assert found.standard_error == 0
    assert found.expected_days_late == 1 - on_time


def test_a_journey_that_ends_in_the_last_minute_of_the_due_date_is_on_time():
    last_minute = chain(Hop(11 + 59 / 60), due="11-03")
    midnight = chain(Hop(12), due="11-03")
    assert last_minute.simulate(samples=10).probability_on_time == 1
    assert midnight.simulate(samples=10).expected_days_late == 1


def test_the_standard_error_is_the_spread_of_many_simulations():
    world = chain(DAILY, WEEKLY, due="11-12")
    found = [world.simulate(samples=400, seed=seed) for seed in range(300)]
    spread = pstdev(one.probability_on_time for one in found)
    assert spread == pytest.approx(found[0].standard_error, rel=0.12)


def test_the_interval_holds_the_truth_in_95_of_100_simulations():
    hops, origin, due = CHAINS["daily then weekly"]
    world = chain(*hops, origin=origin, due=due)
    exact = delivered(hops, origin)[0][: due_minute(world) + 1].sum()
    inside = 0
    for seed in range(300):
        low, high = world.simulate(samples=400, seed=seed).interval_95
        inside += low <= exact <= high
    assert 0.92 <= inside / 300 <= 0.98


def test_the_interval_of_a_sure_route_has_a_width():
    low, high = chain(Hop(10)).simulate(samples=100).interval_95
    assert high == 1
    assert low == pytest.approx(100 / (100 + 1.959964**2))


def test_cargo_is_stranded_where_no_departure_is_left():
    last = Hop(10, weekdays=(4,), departure_local="02:00", valid_to="2025-11-12")
    found = chain(Hop(60, cv=0.3), last, Hop(10), due="11-05").simulate(samples=2_000)
    assert found.probability_stranded == found.missed[1] > 0.1
    assert found.missed[2] == found.missed[1]
    assert found.delivered_p50 is not None
    assert found.delivered_p90 is None
    assert found.expected_days_late == 1
