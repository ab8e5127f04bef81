"""Days and minutes at which services leave."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from builders import make

from landbridge.network.service import Service
from landbridge.optimizer.clock import to_datetime, to_minute, whole_minutes
from landbridge.optimizer.timetable import Horizon, departure_minute, horizon_of, service_days

from .hand_world import line, order, world

NOVEMBER = Horizon(first=date(2025, 11, 1), last=date(2025, 11, 30))
BERLIN = ZoneInfo("Europe/Berlin")


def days(horizon: Horizon = NOVEMBER, **fields: object) -> list[int]:
    """Return the days of the month on which a service leaves."""
    return [day.day for day in service_days(make(Service, id="S", **fields), horizon)]


@pytest.mark.parametrize(
    ("hours", "minutes"), [(0, 0), (1, 60), (1.255, 75), (0.033, 2), (0.00833, 0), (0.025, 2)]
)
def test_hours_become_whole_minutes_half_up(hours, minutes):
    assert whole_minutes(hours) == minutes


def test_a_minute_is_the_same_moment_there_and_back():
    moment = datetime(2025, 11, 3, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert to_datetime(to_minute(moment)) == moment
    assert to_datetime(to_minute(moment)).tzinfo is UTC


def test_a_service_leaves_on_its_weekdays():
    assert days(weekdays=(1, 6)) == [1, 3, 8, 10, 15, 17, 22, 24, 29]


def test_a_service_leaves_within_its_validity():
    assert days(weekdays=(1,), valid_from="2025-11-10", valid_to="2025-11-24") == [10, 17, 24]


def test_a_service_leaves_within_the_horizon():
    horizon = Horizon(first=date(2025, 11, 4), last=date(2025, 11, 17))
    assert days(horizon, weekdays=(1,)) == [10, 17]


def test_every_second_week_counts_from_the_week_in_which_validity_begins():
    # Valid from a Thursday: its Monday lies before, and the week after next is the next one.
    assert days(weekdays=(1,), valid_from="2025-11-06", interval_weeks=2) == [17]
    assert days(weekdays=(5,), valid_from="2025-11-06", interval_weeks=2) == [7, 21]


def test_weeks_are_counted_across_the_years_end():
    horizon = Horizon(first=date(2026, 1, 1), last=date(2026, 1, 31))
    fields = {"weekdays": (3,), "valid_from": "2025-12-10", "valid_to": "2026-12-31"}
    assert days(horizon, interval_weeks=2, **fields) == [7, 21]
    assert days(horizon, interval_weeks=3, **fields) == [21]


def test_no_service_leaves_after_its_last_day():
    assert days(valid_from="2025-10-01", valid_to="2025-10-31") == []


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2025, 10, 25), datetime(2025, 10, 25, 10, 0, tzinfo=UTC)),
        (date(2025, 10, 26), datetime(2025, 10, 26, 11, 0, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 11, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 10, 0, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_is_followed_where_it_is_set_back_or_forward(day, utc):
    service = make(Service, id="S", departure_local="12:00")
    assert to_datetime(departure_minute(service, BERLIN, day)) == utc


def test_the_horizon_reaches_back_to_board_at_the_last_loading_call():
    stops = "A " + " ".join(f"B{n}" for n in range(12)) + " C"  # loads last after 60 hours
    network = world(stops, line("LONG", "rail", stops))
    book = {"S1": order("S1", "A", "C", ready="2025-11-10", due="2025-11-20")}
    horizon = horizon_of(network, book, 30)
    assert horizon.first == date(2025, 11, 6)
    assert horizon.last == date(2025, 12, 21)


def test_a_horizon_contains_a_shorter_one():
    assert NOVEMBER.contains(Horizon(first=date(2025, 11, 2), last=date(2025, 11, 30)))
    assert not NOVEMBER.contains(Horizon(first=date(2025, 10, 31), last=date(2025, 11, 30)))
