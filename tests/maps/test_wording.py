"""Figures and times read the same on every machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from landbridge.maps.flows import Cargo
from landbridge.maps.wording import boxes, co2e, count, days, moment, percent, tonnes, usd


@pytest.mark.parametrize(
    ("at", "zone", "text"),
    [
        ((2025, 11, 7, 1, 40), "Asia/Shanghai", "Fri 7 Nov 2025 09:40 +08:00 (01:40 UTC)"),
        ((2025, 11, 7, 20, 0), "Asia/Shanghai", "Sat 8 Nov 2025 04:00 +08:00 (7 Nov 20:00 UTC)"),
        ((2025, 11, 7, 2, 0), "America/Chicago", "Thu 6 Nov 2025 20:00 -06:00 (7 Nov 02:00 UTC)"),
        ((2025, 11, 7, 2, 0), "Asia/Kolkata", "Fri 7 Nov 2025 07:30 +05:30 (02:00 UTC)"),
        ((2025, 7, 1, 12, 0), "Europe/London", "Tue 1 Jul 2025 13:00 +01:00 (12:00 UTC)"),
    ],
)
def test_a_moment_is_local_with_its_offset_and_utc(at, zone, text):
    assert moment(datetime(*at, tzinfo=UTC), zone) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (usd(123_456_789), "1,234,568 USD"),
        (tonnes(9_640), "9.6 t"),
        (tonnes(7_311_000), "7,311 t"),
        (co2e(640_000), "640 kg CO2e"),
        (co2e(12_340_000), "12.3 t CO2e"),
        (percent(0.0021), "0.21%"),
        (percent(0.345), "34%"),
        (percent(0), "0%"),
        (count(1, "box", "boxes"), "1 box"),
        (count(2_000, "shipment"), "2,000 shipments"),
        (days(timedelta(days=13, hours=12)), "13.5 d"),
    ],
)
def test_figures(written, text):
    assert written == text


def test_boxes_and_loose_cargo_are_named_apart(plan):
    loose = next(a for a in plan.assignments if not a.route.unit.is_box)
    boxed = next(a for a in plan.assignments if a.units > 1)
    assert boxes(Cargo(assignments=(boxed,))) == f"{boxed.units} boxes"
    assert boxes(Cargo(assignments=(boxed, loose))).endswith(" t loose")
    assert boxes(Cargo(assignments=())) == "no cargo"
