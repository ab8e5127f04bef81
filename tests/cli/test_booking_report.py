"""How the slot book and the exceptions of a plan are printed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from landbridge.cli.booking_report import print_exceptions, print_first_bookings
from landbridge.cli.options import plain_console
from landbridge.network.plan import Assignment, Plan
from landbridge.network.plan_files import read_plan
from landbridge.network.route import Departure


@pytest.fixture
def plan(plan_file) -> Plan:
    return read_plan(Path(plan_file))


def later(assignment: Assignment, days: int) -> Assignment:
    """Return an assignment whose scheduled departures leave some days later."""
    span = timedelta(days=days)
    legs = tuple(
        leg if leg.is_drayage else replace(
            leg,
            departs_at=leg.departs_at + span,
            departure=Departure(
                service_id=leg.departure.service_id,
                first_call_on=leg.departure.first_call_on + span,
            ),
        )
        for leg in assignment.route.legs
    )  # fmt: skip
    return replace(assignment, route=replace(assignment.route, legs=legs))


def printed(plan: Plan, capsys, monkeypatch, width: int = 80) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_first_bookings(plain_console(), plan)
    print_exceptions(plain_console(), plan)
    return capsys.readouterr().out.splitlines()


def test_the_next_eight_cut_offs_are_printed(plan, capsys, monkeypatch):
    many = tuple(later(a, days) for a in plan.assignments for days in range(0, 70, 7))
    lines = printed(replace(plan, assignments=many), capsys, monkeypatch)
    assert "What to book first (22 bookings for 150,200 USD, and 6 of trucks by day)" in lines
    cutoffs = [line[4:15] for line in lines if line[15:19] == " +08"]
    assert len(cutoffs) == 8
    assert cutoffs == sorted(cutoffs)
    assert "  and 14 more in plan.json, or by --slot-book" in lines


def test_a_plan_of_trucks_has_nothing_to_book_first(plan, capsys, monkeypatch):
    trucks = [a for a in plan.assignments if a.route.mode_label == "road"]
    lines = printed(replace(plan, assignments=tuple(trucks)), capsys, monkeypatch)
    assert not any("book first" in line for line in lines)


def test_a_booking_fits_on_one_line_of_80_columns(plan, capsys, monkeypatch):
    lines = printed(plan, capsys, monkeypatch)
    start = next(n for n, line in enumerate(lines) if line.startswith("Cut-off"))
    assert [line[:3] for line in lines[start + 1 : start + 6]] == ["Thu", "Sat", "Thu", "Sat", ""]
    assert all(len(line) <= 80 for line in lines)


def test_the_gravest_exceptions_are_printed_and_the_others_counted(plan, capsys, monkeypatch):
    lines = printed(plan, capsys, monkeypatch)
    [head] = [n for n, line in enumerate(lines) if line.startswith("To look at (late 1, tight 2,")]
    assert [line.split(":")[0] for line in lines[head + 1 : head + 4]] == [
        "  late", "  tight", "  tight",
    ]  # fmt: skip
    assert lines[-1].endswith(" more in plan.json")


def test_a_plan_of_nothing_gives_nothing_to_look_at(plan, capsys, monkeypatch):
    lines = printed(replace(plan, assignments=(), unserved=()), capsys, monkeypatch)
    assert lines[-1] == "To look at (nothing)"
