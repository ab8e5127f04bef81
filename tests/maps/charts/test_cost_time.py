"""The chart of cost against time draws its rows, no more and no fewer."""

from __future__ import annotations

import pytest

from landbridge.maps.charts import HALF_SLIDE, SLIDE, draw_cost_time


def drawn(chart, gid):
    """Return what was drawn under a name."""
    (axes,) = chart.figure.axes
    return [artist for artist in axes.get_children() if artist.get_gid() == gid]


@pytest.fixture(scope="session", params=["O001", "O059", "O117"])
def chart(request, chongqing, lanes):
    shipment, routes = lanes[request.param]
    return draw_cost_time(chongqing, shipment, routes)


def test_each_row_is_a_point_at_its_days_and_cost(chart):
    points = [
        tuple(round(float(v[0]), 4) for v in point.get_data()) for point in drawn(chart, "route")
    ]
    assert points == [(row["days"], round(row["freight_usd"], 4)) for row in chart.rows]


def test_the_staircase_and_the_hull_pass_through_the_points_that_nothing_beats(chart):
    front = {(row["days"], row["freight_usd"]) for row in chart.rows if not row["is_beaten"]}
    hull = {(row["days"], row["freight_usd"]) for row in chart.rows if row["is_on_hull"]}
    (stairs,), (line,) = drawn(chart, "front"), drawn(chart, "hull")
    corners = {(round(x, 4), round(y, 2)) for x, y in zip(*stairs.get_data(), strict=True)}
    assert front <= corners
    assert {(round(x, 4), round(y, 2)) for x, y in zip(*line.get_data(), strict=True)} == hull
    assert hull <= front


def test_what_is_beaten_is_faint(chart):
    alphas = [point.get_alpha() for point in drawn(chart, "route")]
    assert [alpha < 1 for alpha in alphas] == [row["is_beaten"] for row in chart.rows]


def test_the_due_date_and_the_budget_are_where_the_order_has_them(chongqing, lanes):
    shipment, routes = lanes["O059"]
    chart = draw_cost_time(chongqing, shipment, routes)
    (due,), (budget,) = drawn(chart, "due"), drawn(chart, "budget")
    assert due.get_xdata()[0] == pytest.approx(66 + (0 - 1 / 60) / 24, abs=1e-6)
    assert budget.get_ydata()[0] == 40_900
    for row in chart.rows:
        assert row["is_on_time"] == (row["days"] <= due.get_xdata()[0])
        assert row["is_in_budget"] == (row["freight_usd"] <= 40_900)


def test_an_order_without_budget_has_no_budget_line(chongqing, lanes):
    shipment, routes = lanes["O001"]
    assert drawn(draw_cost_time(chongqing, shipment, routes), "budget") == []


@pytest.mark.parametrize("size", [SLIDE, HALF_SLIDE])
@pytest.mark.parametrize("order", ["O001", "O059", "O117"])
def test_no_label_covers_another_or_leaves_the_picture(order, size, chongqing, lanes):
    shipment, routes = lanes[order]
    figure = draw_cost_time(chongqing, shipment, routes, size=size).figure
    (axes,) = figure.axes
    boxes = [text.get_window_extent() for text in (*axes.texts, *figure.texts)]
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:position])
        assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1


def test_the_title_says_who_is_the_cheapest_in_time(chongqing, lanes):
    shipment, routes = lanes["O001"]
    chart = draw_cost_time(chongqing, shipment, routes)
    allowed = [row for row in chart.rows if row["is_on_time"]]
    best = min(allowed, key=lambda row: row["freight_usd"])
    assert chart.title.startswith(
        f"{best['mode'].capitalize()} is the cheapest by 26 Nov: {best['freight_usd']:,.0f} USD"
    )


def test_a_due_date_that_nothing_keeps_is_said_so(chongqing, lanes):
    shipment, routes = lanes["O001"]
    early = shipment.model_copy(update={"due": shipment.ready})
    assert draw_cost_time(chongqing, early, routes).title == "No route keeps the due date"


def test_no_routes_make_an_empty_chart(chongqing, lanes):
    chart = draw_cost_time(chongqing, lanes["O001"][0], [])
    assert chart.rows == ()
    assert chart.title == "No route carries this shipment"
    assert chart.picture("png").startswith(b"\x89PNG")
