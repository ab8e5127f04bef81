"""The UNESCAP profile draws the course of each route, whichever measure goes up."""

from __future__ import annotations

from itertools import pairwise

import pytest

from landbridge.maps.charts import HALF_SLIDE, Measure, draw_profile

HEIGHT = {Measure.TIME: "days", Measure.COST: "cost_usd"}


def best_by_mode(routes):
    return list({route.mode_label: route for route in reversed(routes)}.values())


@pytest.mark.parametrize("measure", Measure)
def test_each_route_is_a_line_through_its_rows(measure, chongqing, lanes):
    shipment, routes = lanes["O001"]
    chart = draw_profile(chongqing, shipment, best_by_mode(routes), measure=measure)
    (axes,) = chart.figure.axes
    lines = [line for line in axes.lines if line.get_gid() == "course"]
    names = list(dict.fromkeys(row["route"] for row in chart.rows))
    assert len(lines) == len(names)
    for line, name in zip(lines, names, strict=True):
        rows = [row for row in chart.rows if row["route"] == name]
        assert line.get_xdata() == pytest.approx([r["distance_km"] for r in rows], abs=0.06)
        assert line.get_ydata() == pytest.approx([r[HEIGHT[measure]] for r in rows], abs=0.01)


def test_a_line_ends_where_the_route_does(chongqing, lanes):
    shipment, routes = lanes["O059"]
    chart = draw_profile(chongqing, shipment, routes[:1])
    last = chart.rows[-1]
    assert last["cost_usd"] == pytest.approx(routes[0].freight_cents(shipment.num_units) / 100)
    assert last["distance_km"] == pytest.approx(routes[0].distance_km, abs=0.06)


def test_no_course_goes_back_where_trains_stop_on_the_way(chongqing, lanes):
    for shipment, routes in lanes.values():
        rows = draw_profile(chongqing, shipment, routes).rows
        for before, after in pairwise(rows):
            if before["route"] == after["route"]:
                assert after["days"] >= before["days"]
                assert after["from_terminal"] == before["terminal"]


def test_both_measures_have_the_same_rows(chongqing, lanes):
    shipment, routes = lanes["O117"]
    time, cost = (draw_profile(chongqing, shipment, routes[:2], measure=m) for m in Measure)
    assert time.rows == cost.rows
    assert time.title != cost.title


def test_borders_are_steps_of_the_train(chongqing, lanes):
    shipment, routes = lanes["O001"]
    train = next(route for route in routes if route.mode_label == "rail")
    rows = draw_profile(chongqing, shipment, [train]).rows
    borders = [(row["from_terminal"], row["terminal"]) for row in rows if row["kind"] == "border"]
    assert ("BRE", "MAL") in borders


def test_routes_of_one_mode_are_told_apart_by_dashes_or_corridor(chongqing, lanes):
    shipment, routes = lanes["O001"]
    trains = list(dict.fromkeys(route for route in routes if route.mode_label == "rail"))[:2]
    (axes,) = draw_profile(chongqing, shipment, trains).figure.axes
    looks = {
        (line.get_color(), line.get_linestyle())
        for line in axes.lines
        if line.get_gid() == "course"
    }
    assert len(looks) == len(trains) == 2


@pytest.mark.parametrize("order", ["O001", "O059", "O117"])
@pytest.mark.parametrize("measure", Measure)
def test_no_label_covers_another(order, measure, chongqing, lanes):
    shipment, routes = lanes[order]
    chart = draw_profile(
        chongqing, shipment, best_by_mode(routes), measure=measure, size=HALF_SLIDE
    )
    boxes = [text.get_window_extent() for text in chart.figure.axes[0].texts]
    assert len(boxes) >= len(best_by_mode(routes))
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:position])
