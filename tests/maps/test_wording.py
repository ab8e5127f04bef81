"""Figures and times read the same on every machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from landbridge.maps.flows import Cargo
from landbridge.maps.wording import (
    box_count,
    boxes,
    co2e,
    days,
    moment,
    percent,
    shipment_count,
    tonnes,
    usd,
)


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
    assert moment(datetime(*at, tzinfo=UTC), zone).en == text


def test_a_moment_in_chinese_puts_the_year_first_and_names_the_weekday():
    text = moment(datetime(2025, 11, 7, 20, 0, tzinfo=UTC), "Asia/Shanghai").zh
    assert text == "2025年11月8日（周六）04:00 +08:00（UTC 11月7日 20:00）"


@pytest.mark.parametrize(
    ("written", "text", "chinese"),
    [
        (usd(123_456_789), "1,234,568 USD", "1,234,568 美元"),
        (tonnes(9_640), "9.6 t", "9.6 吨"),
        (tonnes(7_311_000), "7,311 t", "7,311 吨"),
        (co2e(640_000), "640 kg CO2e", "640 千克 CO2e"),
        (co2e(12_340_000), "12.3 t CO2e", "12.3 吨 CO2e"),
        (percent(0.0021), "0.21%", "0.21%"),
        (percent(0.345), "34%", "34%"),
        (percent(0), "0%", "0%"),
        (box_count(1), "1 box", "1 箱"),
        (shipment_count(2_000), "2,000 shipments", "2,000 票货"),
        (days(timedelta(days=13, hours=12)), "13.5 d", "13.5 天"),
    ],
)
def test_figures(written, text, chinese):
    assert (written.en, written.zh) == (text, chinese)


def test_boxes_and_loose_cargo_are_named_apart(plan):
    loose = next(a for a in plan.assignments if not a.route.unit.is_box)
    boxed = next(a for a in plan.assignments if a.units > 1)
    assert boxes(Cargo(assignments=(boxed,))).en == f"{boxed.units} boxes"
    assert boxes(Cargo(assignments=(boxed, loose))).en.endswith(" t loose")
    assert boxes(Cargo(assignments=())).en == "no cargo"
