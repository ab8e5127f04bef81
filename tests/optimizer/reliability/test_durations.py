"""Random durations against what is known of their distributions."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.optimizer.reliability.durations import LONGEST_FACTOR, BandTime, RideTime

NORMAL = NormalDist()
EVEN = np.array([NORMAL.inv_cdf((n + 0.5) / 20_000) for n in range(20_000)])
"""Standard normal numbers, equally probable."""

hours = st.floats(0, 2_000)
bands = st.tuples(hours, hours, hours).map(lambda three: BandTime(*sorted(three)))
rides = st.builds(RideTime, st.integers(0, 100_000), st.floats(0, 50))


def test_a_ride_takes_its_timetabled_time_on_average():
    minutes = RideTime(10_000, 0.3).minutes(EVEN)
    assert minutes.mean() == pytest.approx(10_000, rel=1e-3)
    assert minutes.std() / minutes.mean() == pytest.approx(0.3, rel=5e-3)


def test_a_ride_without_variation_is_certain():
    assert set(RideTime(1_234, 0).minutes(EVEN)) == {1_234}


def test_a_ride_of_38_days_keeps_45_days_in_93_of_100_cases():
    ride = RideTime(38 * 1440, 0.12)
    assert np.mean(ride.minutes(EVEN) <= 45 * 1440) == pytest.approx(0.93, abs=0.001)


def test_a_ride_of_45_days_keeps_its_mean_in_52_of_100_cases():
    ride = RideTime(45 * 1440, 0.12)
    assert np.mean(ride.minutes(EVEN) <= 45 * 1440) == pytest.approx(0.524, abs=0.001)


def test_a_ride_ends_some_day_whatever_its_variation():
    assert RideTime(1_000, 1e12).minutes(np.array([40.0]))[0] == LONGEST_FACTOR * 1_000


@pytest.mark.parametrize(
    ("share", "expected"), [(0.001, 4), (0.01, 4), (0.5, 6), (0.99, 48), (0.999, 48)]
)
def test_a_band_has_typical_as_median_and_low_and_high_as_ends(share: float, expected: float):
    assert BandTime(4, 6, 48).quantile(share) == expected * 60


def test_a_band_is_lognormal_on_either_side_of_its_median():
    band = BandTime(10, 100, 300)
    z = 1.0
    upper = 6001 * (18001 / 6001) ** (z / NORMAL.inv_cdf(0.99)) - 1
    lower = 6001 * (601 / 6001) ** (z / NORMAL.inv_cdf(0.99)) - 1
    assert list(band.minutes(np.array([z, -z]))) == [round(upper), round(lower)]


@pytest.mark.parametrize(
    "band", [BandTime(2, 2, 2), BandTime(0, 0, 0), BandTime(0.033, 0.033, 0.033)]
)
def test_a_band_without_width_is_certain(band: BandTime):
    assert set(band.minutes(EVEN)) == {round(band.typical_hours * 60)}


@given(bands)
def test_a_band_stays_between_low_and_high_and_never_falls(band: BandTime):
    minutes = band.minutes(EVEN[::100])
    assert np.all(np.diff(minutes) >= 0)
    assert minutes[0] >= int(band.low_hours * 60 + 0.5)
    assert minutes[-1] <= int(band.high_hours * 60 + 0.5)


@given(rides)
def test_times_of_rides_are_whole_and_never_fall(ride: RideTime):
    minutes = ride.minutes(EVEN[::100])
    assert np.all(np.diff(minutes) >= 0)
    assert np.all(minutes == np.floor(minutes))


@given(rides | bands, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_quantile_is_no_shorter(duration: RideTime | BandTime, one: float, other: float):
    low, high = sorted((one, other))
    assert duration.quantile(low) <= duration.quantile(high)
