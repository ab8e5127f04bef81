"""The tornado: the largest swing on top, every end in the rows, and any name only text."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from landbridge.maps.charts import draw_tornado
from landbridge.maps.phrases import Language
from landbridge.network.sweeps.outcome import MEASURES
from landbridge.network.sweeps.tornado import Tornado, TornadoBar, TornadoEnd

HOSTILE = "=A1 $\\frac{$ <b>&'\" \u202egnp\u0000\n\u2028 \U0001f600 " + "long " * 80


def end(label, change, left=0.0):
    return TornadoEnd(
        label=label, mean=100 + change, least=90 + change, most=110 + change, change=change,
        num_seeds=3, more_unserved_teu=left,
    )  # fmt: skip


def bar(axis, *ends, reference="1"):
    return TornadoBar(axis=axis, reference_label=reference, ends=ends)


def tornado_of(*bars, missing=()):
    return Tornado(
        measure=MEASURES[0], reference="base", reference_mean=100, bars=bars, missing=missing
    )


RAIL = bar("price.rail", end("0.8", -20.0), end("0.9", -10.0), end("1.2", 15.0))
CLOSED = bar("sea_closed", end("sea_closed", 9.0, left=2.0), reference="base")


def words(chart):
    [axes] = chart.figure.axes
    return [text.get_text() for text in axes.texts]


def test_each_end_is_a_row_and_the_outermost_are_drawn(chongqing):
    chart = draw_tornado(chongqing, tornado_of(RAIL, CLOSED))
    assert [row["change"] for row in chart.rows] == [-20, -10, 15, 9]
    assert words(chart) == [
        "Price of rail (from ×1)", "×0.8: -20", "×1.2: +15", "sea_closed", "+9*",
    ]  # fmt: skip
    widths = [patch.get_width() for patch in chart.figure.axes[0].patches]
    assert widths == [-20, 15, 9]


def test_the_title_says_what_moves_most_and_what_is_left_behind(chongqing):
    chart = draw_tornado(chongqing, tornado_of(RAIL))
    assert chart.title == "Price of rail ×0.8 moves the cost most: -20 USD"
    assert "Another amount" not in chart.note
    chart = draw_tornado(chongqing, tornado_of(CLOSED, missing=("late_price 3",)))
    assert chart.title.endswith("+9 USD, with 2 TEU more left behind")
    assert "Another amount is served" in chart.note
    assert "Without a figure: late_price 3." in chart.note


def test_a_sweep_in_which_nothing_moves_is_drawn(chongqing):
    for bars in ((), (bar("late_price", end("3", 0.0)),)):
        chart = draw_tornado(chongqing, tornado_of(*bars))
        assert chart.title == "Nothing in the sweep moves the cost"
        assert chart.picture("png").startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_tornado_is_the_same_bytes(chongqing, kind):
    one, other = (draw_tornado(chongqing, tornado_of(RAIL, CLOSED)) for _ in range(2))
    assert one.picture(kind) == other.picture(kind)


def test_names_that_are_attacks_are_only_text(hostile):
    chart = draw_tornado(hostile, tornado_of(bar(HOSTILE, end(HOSTILE, 1.0), reference=HOSTILE)))
    ET.fromstring(chart.picture("svg"))
    [_, row] = csv.reader(io.StringIO(chart.csv()))
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_parameters_and_scenarios_go_by_their_names_in_both_languages(chongqing):
    corridor = next(iter(chongqing.corridors.values()))
    bars = (
        bar("suez_reopens+mine", end("suez_reopens+mine", 30.0), reference="base"),
        bar(f"price.{corridor.id}", end("2", 20.0)),
        bar("fuel.sea", end("0.5", -10.0)),
        bar("co2e_t", end("900", 4.0), reference="1000"),
    )
    english = draw_tornado(chongqing, tornado_of(*bars))
    chinese = draw_tornado(chongqing, tornado_of(*bars), language=Language.ZH)
    name = chongqing.scenarios["suez_reopens"].name
    assert words(english)[0].startswith(name[:20])
    assert f"Price of {corridor.name} (from ×1)" in words(english)
    assert f"{corridor.name_zh}运价（基准×1）" in words(chinese)
    assert "海运燃料价格（基准×1）" in words(chinese)
    assert {"Cap on CO2e, t (from 1000)", "900: +4"} <= set(words(english))
    assert "对成本影响最大：+30美元" in chinese.title
    assert chinese.rows == english.rows
    assert chinese.picture("png") != english.picture("png")
