"""Calendars and holidays as tables: what may stand in them, and what the dataset says."""

from datetime import date, time, timedelta

import pytest
from builders import make, network_of

import landbridge as lb
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance
from landbridge.network.opening_hours import Holiday, OpeningHours
from landbridge.network.row import Mode, Row
from landbridge.network.terminal import Source, Terminal


def world(**terminal: object) -> list[Row]:
    """Return the rows without which there is no network."""
    return [
        make(Terminal, id="T0", **terminal),
        *(make(Clearance, direction=direction) for direction in ("export", "import")),
        *(make(Emission, mode=mode) for mode in (*Mode, "terminal")),
        make(Source),
    ]


def test_a_terminal_and_a_clearance_row_name_a_calendar_that_exists():
    rows = [
        *world(calendar="ofice"),
        make(OpeningHours, id="office"),
        make(Clearance, place="T0", direction="export", calendar="shop"),
    ]
    with pytest.raises(lb.DatasetError) as error:
        network_of(rows)
    [terminal, clearance] = error.value.mistakes
    assert (terminal.place, terminal.found) == (
        "terminals.csv row 2, column calendar",
        "unknown id 'ofice'",
    )
    assert "opening_hours.csv" in terminal.expected
    assert "office" in terminal.expected
    assert clearance.place == "clearance.csv row 4, column calendar"


def test_rows_of_one_calendar_may_differ_by_weekday_but_not_stand_twice():
    monday = make(OpeningHours, id="office", weekdays=(1,))
    saturday = make(OpeningHours, id="office", weekdays=(6,), closes="12:00")
    assert len(network_of([*world(), monday, saturday]).opening_hours) == 2
    with pytest.raises(lb.DatasetError, match="stands in row 2 already"):
        network_of([*world(), monday, monday])


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"weekdays": "1;8"}, "less than or equal to 7"),
        ({"weekdays": ""}, "[Ff]ield required"),
        ({"opens": "8:30"}, "HH:MM"),
        ({"closes": "24:00"}, "valid time"),
    ],
)
def test_hours_that_make_no_sense_are_refused(cells, message):
    with pytest.raises(ValueError, match=message):
        OpeningHours.model_validate(make(OpeningHours, id="x").cells() | cells)


def test_the_base_world_of_chongqing_uses_no_calendar():
    network = lb.load("chongqing")
    rows = [*network.terminals.values(), *network.clearance]
    assert {row.calendar for row in rows} == {None}


def test_office_hours_of_chongqing_are_those_of_the_practice():
    [hours] = [row for row in lb.load("chongqing").opening_hours if row.id == "8x5"]
    assert (hours.opens, hours.closes, hours.weekdays) == (
        time(8, 30),
        time(17, 30),
        (1, 2, 3, 4, 5),
    )


def test_make_up_days_are_weekends_and_spring_festival_lasts_nine_days():
    days = lb.load("chongqing").holidays
    assert {row.day.isoweekday() for row in days if row.is_working} == {6, 7}
    spring = [row.day for row in days if row.name == "Spring Festival"]
    assert spring == [date(2026, 2, 15) + timedelta(days=n) for n in range(9)]
    assert all(isinstance(row, Holiday) and row.country == "CN" for row in days)
