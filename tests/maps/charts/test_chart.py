"""A chart is the same bytes each time, survives any name, and writes whole files only."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest

from landbridge.maps.charts import Measure, draw_break_even, draw_cost_time, draw_profile
from landbridge.maps.phrases import Language
from landbridge.network.errors import QuestionError

DRAW = {
    "cost_time": draw_cost_time,
    "break_even": draw_break_even,
    "time_distance": draw_profile,
    "cost_distance": lambda *about, **how: draw_profile(*about, measure=Measure.COST, **how),
}


@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_chart_is_the_same_bytes(name, kind, chongqing, lanes):
    shipment, routes = lanes["O117"]
    first, second = (DRAW[name](chongqing, shipment, routes[:4]) for _ in range(2))
    assert first.name == name
    picture = first.picture(kind)
    assert picture == second.picture(kind)
    assert b"CreationDate" not in picture
    assert b"dc:date" not in picture


def test_a_picture_can_be_taken_twice(chongqing, lanes):
    chart = draw_cost_time(chongqing, *lanes["O117"])
    assert chart.picture("svg") == chart.picture("svg")


@pytest.mark.parametrize("name", DRAW)
def test_names_that_are_attacks_are_only_text(name, hostile, lanes):
    shipment, routes = lanes["O001"]
    chart = DRAW[name](hostile, shipment, routes, language=Language.ZH)
    ET.fromstring(chart.picture("svg"))
    assert chart.picture("pdf").startswith(b"%PDF")
    json.loads(chart.json())
    for row in csv.reader(io.StringIO(chart.csv())):
        assert not any(cell.startswith(("=", "+", "@", "-")) for cell in row)


def test_the_users_own_settings_do_not_matter(chongqing, lanes):
    shipment, routes = lanes["O117"]
    expected = draw_cost_time(chongqing, shipment, routes).picture("svg")
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.hashsalt": "mine"}):
        assert draw_cost_time(chongqing, shipment, routes).picture("svg") == expected
        assert mpl.rcParams["font.size"] == 30


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv", "json", "PNG"])
def test_a_chart_is_saved_as_its_ending_says(ending, tmp_path, chongqing, lanes):
    shipment, routes = lanes["O117"]
    chart = draw_cost_time(chongqing, shipment, routes)
    place = tmp_path / f"chart.{ending}"
    chart.save(place)
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "csv": b"name,", "json": b"{"}
    assert place.read_bytes().startswith(begins[ending.lower()])
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_csv_and_json_hold_the_rows(chongqing, lanes):
    chart = draw_cost_time(chongqing, *lanes["O001"])
    table = list(csv.DictReader(io.StringIO(chart.csv())))
    assert [float(row["days"]) for row in table] == [row["days"] for row in chart.rows]
    assert {row["is_beaten"] for row in table} == {"yes", "no"}
    assert json.loads(chart.json())["rows"] == [dict(row) for row in chart.rows]


def test_an_unknown_ending_is_refused_before_anything_is_written(tmp_path, chongqing, lanes):
    chart = draw_cost_time(chongqing, *lanes["O117"])
    with pytest.raises(QuestionError, match=r"found 'chart\.gif'; expected .* png, svg, pdf"):
        chart.save(tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path, chongqing, lanes):
    chart = draw_cost_time(chongqing, *lanes["O117"])
    (tmp_path / "chart.csv").mkdir()
    with pytest.raises(OSError, match="directory"):
        chart.save(tmp_path / "chart.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.csv"]


def test_chinese_names_are_drawn_where_there_is_a_font(chongqing, lanes, monkeypatch):
    from landbridge.maps import letters

    shipment, routes = lanes["O117"]
    chart = draw_cost_time(chongqing, shipment, routes, language=Language.ZH)
    words = [text.get_text() for text in chart.figure.texts]
    name = chongqing.terminals[shipment.origin].name_zh
    assert any(name in text for text in words)
    monkeypatch.setattr(letters, "can_draw", lambda text: text.isascii())
    chart = draw_cost_time(chongqing, shipment, routes, language=Language.ZH)
    words = [text.get_text() for text in chart.figure.texts]
    assert any("Vientiane" in text for text in words)
