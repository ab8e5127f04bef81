"""The break-even map draws the exact regions of its rows."""

from __future__ import annotations

import pytest
from fixture_g import G

from landbridge.maps.charts import draw_break_even
from landbridge.maps.charts.break_even import draw_regions
from landbridge.maps.charts.break_even_case import BreakEven
from landbridge.network.errors import QuestionError


def patches(chart):
    (axes,) = chart.figure.axes
    return [patch for patch in axes.collections if patch.get_gid() == "region"]


def map_of_g(**fields):
    case = BreakEven(choices=G, rate_per_day=0.01, **fields)
    return draw_regions(case, subtitle="Fixture G", note="Domain reference, section 7")


def test_the_regions_of_fixture_g_are_drawn_to_their_exact_limits():
    chart = map_of_g()
    (axes,) = chart.figure.axes
    (right, top), low = (axes.get_xlim()[1], axes.get_ylim()[1]), axes.get_ylim()[0]
    found = [tuple(patch.get_datalim(axes.transData).extents) for patch in patches(chart)]
    rail_sea, air_rail = 3_000 / 9_600 / 0.26, 35_300 / 9_600 / 0.14
    expected = [
        (5, low, 19, top), (19, low, 45, air_rail), (19, air_rail, right, top),
        (45, low, right, rail_sea), (45, rail_sea, right, air_rail),
    ]  # fmt: skip
    for one, limits in zip(sorted(found), sorted(expected), strict=True):
        assert one == pytest.approx(limits)


def test_there_is_a_row_for_each_region():
    chart = map_of_g()
    assert [row["mode"] for row in chart.rows] == ["air", "rail", "air", "sea", "rail"]
    assert chart.rows[2]["to_days"] is None
    assert len(chart.rows) == len(patches(chart))


def test_the_title_names_the_winner_and_the_nearest_tie():
    assert map_of_g(goods_usd_per_kg=50, goods_days=20).title == (
        "Air wins for goods of 50 USD/kg with 20 days; below 26 it would be rail"
    )
    assert map_of_g(goods_usd_per_kg=10, goods_days=20).title == (
        "Rail wins for goods of 10.0 USD/kg with 20 days; above 26 it would be air"
    )
    assert map_of_g(goods_usd_per_kg=10, goods_days=4).title == (
        "No mode arrives within 4 days; the fastest takes 5.0"
    )


def test_a_shipment_stands_at_its_value_and_days(chongqing, lanes):
    shipment, routes = lanes["O001"]
    (axes,) = draw_break_even(chongqing, shipment, routes).figure.axes
    (goods,) = [line for line in axes.lines if line.get_gid() == "goods"]
    assert goods.get_ydata()[0] == pytest.approx(shipment.value_usd / shipment.kg)
    assert goods.get_xdata()[0] == pytest.approx(23 + (22 + 59 / 60) / 24)


@pytest.mark.parametrize("order", ["O001", "O059", "O117"])
def test_no_label_covers_another(order, chongqing, lanes):
    (axes,) = draw_break_even(chongqing, *lanes[order]).figure.axes
    boxes = [text.get_window_extent() for text in axes.texts]
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:position])


def test_a_rate_of_nothing_is_refused(chongqing, lanes):
    with pytest.raises(QuestionError, match="holding rate: found 0"):
        draw_break_even(chongqing, *lanes["O001"], rate_per_day=0)


def test_no_routes_make_an_empty_map(chongqing, lanes):
    chart = draw_break_even(chongqing, lanes["O001"][0], [])
    assert (chart.rows, chart.title) == ((), "No route carries this shipment")
