"""Which row holds, and when a service leaves: each convention on its own."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.handling import Direction
from landbridge.network.row import Mode, Status
from landbridge.network.verify.exact import cents, exact, minutes
from landbridge.network.verify.lookup import Tables
from landbridge.network.verify.timetable import first_departure, local_date, why_not_on

from .changes import changed
from .small_world import (
    CHINA,
    GERMANY,
    NETWORK,
    clearance,
    emission,
    service,
    terminal,
    transfer,
)  # fmt: skip

PORT = terminal("X", "river_port", *CHINA, "CN-CQ")
FREE = (0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "countries"),
    [("X", "*"), ("river_port", "CN;DE"), ("*", "CN"), ("river_port", "*"), ("*", "*")],
)
def test_the_most_specific_transfer_wins(kind, countries):
    ranks = [("X", "*"), ("river_port", "CN;DE"), ("*", "CN"), ("river_port", "*"), ("*", "*")]
    kept = ranks[ranks.index((kind, countries)) :]
    rows = [transfer(k, "rail-river", hours, FREE, countries=c) for hours, (k, c) in
            enumerate(kept)]  # fmt: skip
    others = [
        transfer("Y", "rail-river", 50, FREE),
        transfer("seaport", "rail-river", 51, FREE, countries="CN"),
        transfer("river_port", "rail-river", 52, FREE, countries="DE"),
        transfer("X", "river-rail", 53, FREE),
    ]
    for order in (rows + others, (rows + others)[::-1]):
        tables = Tables(replace(NETWORK, transfers=tuple(order)))
        assert tables.transfer(PORT, "rail", "river").hours_typical == 0


def test_no_row_means_no_transfer():
    assert Tables(NETWORK).transfer(PORT, "air", "sea") is None


PLACES = ["X", "CN-CQ", "CN", "default"]


@pytest.mark.parametrize("first", range(4))
def test_clearance_is_looked_up_from_the_terminal_outwards(first):
    rows = [clearance(f"{p}/general/export", n, 0, "customs") for n, p in enumerate(PLACES)]
    tables = Tables(replace(NETWORK, clearance=tuple(rows[first:][::-1])))
    found = tables.clearance(PORT, Direction.EXPORT, "fruit", flew=False)
    assert found.place == PLACES[first]


def test_a_row_for_the_class_wins_at_its_place_only():
    rows = (
        clearance("CN-CQ/general/export", 1, 0, "customs"),
        clearance("CN-CQ/postal/export", 2, 0, "customs", cargo_class="fruit;mail"),
        clearance("CN/green_channel/export", 3, 0, "customs", cargo_class="parcels"),
    )
    tables = Tables(replace(NETWORK, clearance=rows))
    hours = {
        cargo: tables.clearance(PORT, Direction.EXPORT, cargo, flew=False).hours_typical
        for cargo in ("fruit", "mail", "parcels", "cars")
    }
    assert hours == {"fruit": 2, "mail": 2, "parcels": 1, "cars": 1}


@pytest.mark.parametrize("regime", ["rail_fast", "1210", "river_sea_transfer", "air_import"])
def test_rows_of_special_regimes_are_no_ordinary_clearance(regime):
    rows = (clearance(f"X/{regime}/import", 1, 0, "customs"),)
    found = Tables(replace(NETWORK, clearance=rows)).clearance(
        PORT, Direction.IMPORT, "cars", flew=False
    )
    assert found is None


@pytest.mark.parametrize(
    ("country", "direction", "flew", "regime"),
    [
        (GERMANY, Direction.IMPORT, True, "air_import"),
        (GERMANY, Direction.IMPORT, False, "general"),
        (CHINA, Direction.IMPORT, True, "general"),
        (GERMANY, Direction.EXPORT, True, "general"),
    ],
)
def test_air_import_holds_for_imports_by_air_outside_china(country, direction, flew, regime):
    rows = (
        clearance("default/air_import/import", 1, 0, "customs"),
        clearance("default/air_import/export", 1, 0, "customs"),
        clearance("default/general/import", 2, 0, "customs"),
        clearance("default/general/export", 3, 0, "customs"),
    )
    tables = Tables(replace(NETWORK, clearance=rows))
    airport = terminal("Y", "airport", *country)
    assert tables.clearance(airport, direction, "cars", flew=flew).regime == regime


def test_without_a_row_for_imports_by_air_the_ordinary_one_holds():
    rows = (clearance("DE/general/import", 2, 0, "customs"),)
    airport = terminal("Y", "airport", *GERMANY)
    tables = Tables(replace(NETWORK, clearance=rows))
    assert tables.clearance(airport, Direction.IMPORT, "cars", flew=True) is rows[0]


def test_rows_of_transit_and_of_other_vintages_are_not_taken():
    rows = (
        clearance("X/tir/transit", 1, 0, "customs"),
        clearance("X/general/import", 2, 0, "customs", is_default="no"),
    )
    tables = Tables(replace(NETWORK, clearance=rows))
    assert tables.clearance(PORT, Direction.IMPORT, "cars", flew=True) is None


def test_river_to_sea_takes_the_row_of_the_terminal_itself():
    rows = (
        clearance("CN/river_sea_transfer/transit", 1, 0, "customs"),
        clearance("X/river_sea_transfer/transit", 2, 0, "customs", is_default="no"),
        clearance("X/river_sea_transfer/transit", 3, 0, "customs"),
    )
    assert Tables(replace(NETWORK, clearance=rows)).river_sea(PORT, "cars").hours_typical == 3
    assert Tables(replace(NETWORK, clearance=rows[:2])).river_sea(PORT, "cars") is None


def test_only_default_emission_factors_count():
    rows = (emission("sea", 9, "no"), emission("sea", 8.15))
    tables = Tables(replace(NETWORK, emissions=rows))
    assert tables.factor(Mode.SEA) == Fraction("8.15")
    assert (tables.factor(Mode.AIR), tables.terminal_factor) == (0, 0)


def test_a_closed_link_anywhere_closes_the_service():
    assert Tables(NETWORK).is_open(NETWORK.services["TRAIN"])
    closed = changed(NETWORK, "links", "BD", status=Status.CLOSED)
    assert not Tables(closed).is_open(closed.services["TRAIN"])


FORTNIGHTLY = service(
    "T", "rail", weekdays="1;5", valid_from="2025-10-22", valid_to="2025-12-01", interval_weeks=2
)


def test_a_fortnightly_service_leaves_in_every_second_iso_week():
    month = [date(2025, 11, day) for day in range(1, 31)]
    leaves = [day.day for day in month if not why_not_on(FORTNIGHTLY, day)]
    assert leaves == [3, 7, 17, 21]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 10, 20), "a date from"),  # the right week, before valid_from
        (date(2025, 12, 5), "a date from"),
        (date(2025, 11, 4), "a weekday of 1, 5"),
        (date(2025, 11, 10), "every 2 weeks"),
    ],
)
def test_a_wrong_date_is_explained(day, why):
    assert why_not_on(FORTNIGHTLY, day).startswith(why)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2025, 10, 25), datetime(2025, 10, 25, 7, 40, tzinfo=UTC)),  # summer time
        (date(2025, 10, 26), datetime(2025, 10, 26, 8, 40, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 7, 40, tzinfo=UTC)),
    ],
)
def test_local_departures_follow_summer_time(day, utc):
    berlin = terminal("Y", "rail", *GERMANY)
    assert first_departure(FORTNIGHTLY, day, berlin) == utc
    assert local_date(utc, berlin) == day


@pytest.mark.parametrize(
    ("hours", "whole"), [(0, 0), (0.585, 35), (0.033, 2), (1.98, 119), (0.025, 2), (71.99, 4319)]
)
def test_durations_are_whole_minutes_half_up(hours, whole):
    assert minutes(hours) == whole


@pytest.mark.parametrize(
    ("usd", "whole"), [(1.005, 101), (2.675, 268), (0.004, 0), (4860.54, 486054)]
)
def test_amounts_are_whole_cents_half_up(usd, whole):
    assert cents(exact(usd)) == whole


@given(st.integers(0, 10**9), st.integers(1, 1000))
def test_rounding_is_never_off_by_more_than_half_a_cent(usd, parts):
    share = Fraction(usd, parts)
    assert -Fraction(1, 2) < cents(share) - 100 * share <= Fraction(1, 2)
