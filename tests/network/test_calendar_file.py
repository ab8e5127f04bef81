"""The calendar of cut-offs, parsed back by a reader of its own (RFC 5545)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.calendar_file import folded, plan_calendar, text_value
from landbridge.network.plan import Assignment, Plan
from landbridge.network.slot_book import next_cutoffs, slot_book

from .verify.changes import changed, route_of
from .verify.hand_plan import PLAN
from .verify.small_world import NETWORK

ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}
NAME = re.compile(r"[A-Z-]+")


def unescaped(value: str) -> str:
    """Return the text that a value stands for; a separator in it must be escaped."""
    assert re.fullmatch(r"(\\[\\;,nN]|[^\\;,])*", value), value
    return re.sub(r"\\.", lambda found: ESCAPES[found[0]], value)


def unfolded(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of the lines of a calendar, and refuse what is no calendar."""
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r") == text.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for line in text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        name, colon, value = line.partition(":")
        assert NAME.fullmatch(name), line
        assert colon, line
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", value), line
        yield name, value


def parsed(text: str) -> list[dict[str, str]]:
    """Return the events of a calendar; lines of their reminders are left out."""
    events: list[dict[str, str]] = []
    open_parts: list[str] = []
    for name, value in unfolded(text):
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts == ["VCALENDAR", "VEVENT"]:
            assert name not in events[-1]
            events[-1][name] = unescaped(value)
    assert open_parts == []
    return events


def moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


EVENTS = parsed(plan_calendar(PLAN))
WITH_DOCUMENTS = replace(PLAN, network=changed(NETWORK, "services", "TRAIN", doc_cutoff_hours=48))


def test_every_cut_off_of_the_slot_book_is_an_event_the_next_one_first():
    starts = [moment(event["DTSTART"]) for event in EVENTS]
    assert starts == [booking.cutoff_at for booking in next_cutoffs(slot_book(PLAN))]


def test_an_event_says_what_where_and_until_when():
    train = EVENTS[2]
    assert train["SUMMARY"] == "Cargo cut-off TRAIN 2025-11-07 at A: 2 x 40ft"
    assert (train["DTSTART"], train["LOCATION"]) == ("20251106T014000Z", "x (A)")
    assert train["DESCRIPTION"].splitlines() == [
        "x",
        "Cut-off 2025-11-06 09:40+08:00 (Asia/Shanghai), departs"
        " 2025-11-07 09:40+08:00 (Asia/Shanghai)",
        "To x (D): 2 x 40ft, 9,721.08 USD, for RAIL",
    ]
    assert EVENTS[1]["SUMMARY"].endswith("2 x 20ft reefer")
    assert EVENTS[0]["SUMMARY"].endswith("900 kg loose")


def test_documents_that_are_due_earlier_have_an_event_of_their_own():
    events = parsed(plan_calendar(WITH_DOCUMENTS))
    [documents] = [e for e in events if e["SUMMARY"].startswith("Documents")]
    assert documents["DTSTART"] == "20251105T014000Z"
    assert len(events) == len(EVENTS) + 1
    assert len({event["UID"] for event in events}) == len(events)


def test_bookings_to_several_terminals_of_one_departure_are_one_event():
    leg = replace(route_of("RAIL").legs[1], to_terminal="B", unload_seq=2)
    short = Assignment(route=replace(route_of("RAIL"), legs=(leg,)), units=1)
    events = parsed(plan_calendar(replace(PLAN, assignments=(*PLAN.assignments, short))))
    assert len(events) == len(EVENTS)
    assert events[2]["SUMMARY"].endswith("1 x 40ft, 2 x 40ft")
    assert events[2]["UID"] == EVENTS[2]["UID"]


def test_the_same_plan_gives_the_same_file_and_events_keep_their_uid():
    backwards = replace(PLAN, assignments=PLAN.assignments[::-1])
    assert plan_calendar(backwards) == plan_calendar(PLAN)
    assert {event["DTSTAMP"] for event in EVENTS} == {"20251103T000000Z"}
    fewer = parsed(plan_calendar(replace(PLAN, assignments=PLAN.assignments[:1])))
    assert [event["UID"] for event in fewer] == [EVENTS[2]["UID"]]


@pytest.mark.parametrize("plan", [PLAN, WITH_DOCUMENTS, replace(PLAN, assignments=())])
def test_the_calendar_has_what_the_standard_demands(plan: Plan):
    lines = list(unfolded(plan_calendar(plan)))
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert [name for name, _ in lines].count("VERSION") == 1
    assert ("VERSION", "2.0") in lines
    for event in parsed(plan_calendar(plan)):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)


NASTY = "a;b,c\\n\\;\r\nBEGIN:VEVENT\nd\x00\u2028e \ud800" + "重庆" * 40


def test_no_name_breaks_out_of_its_line():
    network = changed(NETWORK, "terminals", "A", name=NASTY)
    events = parsed(plan_calendar(replace(PLAN, network=network)))
    assert len(events) == len(EVENTS)
    said = events[2]["LOCATION"]
    assert said == "a;b,c\\n\\;\nBEGIN:VEVENT\nde " + "重庆" * 40 + " (A)"


@given(st.text(st.characters(codec="utf-8")))
def test_a_line_is_folded_and_unfolded_again(text):
    line = f"SUMMARY:{text_value(text)}"
    [(name, value)] = unfolded(folded(line))
    assert f"{name}:{value}" == line
    wanted = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescaped(value) == "".join(c for c in wanted if c in "\n\t" or c.isprintable())
