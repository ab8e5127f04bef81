"""Yearly demand by origin and destination becomes shipments, always the same ones."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.demand_table import DemandRow, orders_of, read_demand
from landbridge.network.errors import DatasetError, QuestionError
from landbridge.network.shipment import LoadKind

HEAD = "origin,destination,cargo_class,load,tonnes_year,teu_year,within_days,late_usd_per_teu_day\n"


@pytest.fixture(scope="module")
def toy():
    return lb.load("toy")


def ends(network):
    order = next(iter(network.orders.values()))
    return order.origin, order.destination, order.cargo_class


def row(network, **fields):
    origin, destination, cargo = ends(network)
    given_ = {"origin": origin, "destination": destination, "cargo_class": cargo, "within_days": 30}
    return DemandRow(**given_ | fields)


def written(folder, network, text):
    file = folder / "demand.csv"
    file.write_text(HEAD + text.replace("ENDS", ",".join(ends(network))), encoding="utf-8")
    return file


def test_a_year_in_boxes_is_spread_evenly_over_its_weeks(toy):
    book = orders_of([row(toy, teu_year=2 * 365)], toy, weeks=4, first=date(2025, 11, 3))
    assert sum(o.boxes_40ft for o in book.values()) == 28
    assert [o.boxes_40ft for o in book.values()] == [7, 7, 7, 7]
    days = [o.ready for o in book.values()]
    assert {(b - a).days for a, b in pairwise(days)} == {7}
    assert all((o.due - o.ready).days == 30 for o in book.values())


def test_the_same_table_makes_the_same_book_and_rows_begin_on_different_days(toy):
    rows = [row(toy, teu_year=520, load=kind) for kind in (LoadKind.BOX_40FT, LoadKind.BOX_20FT)]
    first, again = (orders_of(rows, toy, weeks=2) for _ in range(2))
    assert dict(first) == dict(again)
    assert first["D0001-001"].ready != first["D0002-001"].ready


def test_tonnes_fill_boxes_of_the_cargo_and_loose_cargo_keeps_its_weight(toy):
    cargo = toy.cargo_classes[ends(toy)[2]]
    rows = [row(toy, tonnes_year=5_000), row(toy, tonnes_year=730, load="loose")]
    book = orders_of(rows, toy, weeks=52)
    boxed = [o for o in book.values() if o.num_boxes]
    assert boxed[0].kg / boxed[0].boxes_40ft == pytest.approx(cargo.payload_kg_per_40ft)
    assert boxed[0].m3 == pytest.approx(boxed[0].kg / cargo.density_kg_m3, abs=0.01)
    loose = sum(o.kg for o in book.values() if not o.num_boxes)
    assert loose == pytest.approx(730_000 * 364 / 365, abs=1)


@given(st.lists(st.floats(1, 400), min_size=1, max_size=30), st.integers(1, 60))
def test_rounding_to_boxes_keeps_the_sum_of_all_rows(teu, weeks):
    network = lb.load("toy")
    rows = [row(network, teu_year=amount) for amount in teu]
    wanted = sum(teu) / 2 * 7 * weeks / 365
    try:
        book = orders_of(rows, network, weeks=weeks)
    except QuestionError:
        assert wanted <= 0.5 + 1e-9
    else:
        assert abs(sum(o.boxes_40ft for o in book.values()) - wanted) <= 0.5 + 1e-6


def test_lateness_is_paid_by_the_teu_and_hard_without_a_price(toy):
    rows = [row(toy, teu_year=4 * 365, late_usd_per_teu_day=50), row(toy, teu_year=4 * 365)]
    soft, hard = orders_of(rows, toy, weeks=1).values()
    assert soft.late_usd_per_day == 50 * 2 * soft.boxes_40ft
    assert hard.late_usd_per_day is None


def test_a_table_is_read_and_planned(toy, tmp_path):
    book = read_demand(written(tmp_path, toy, "ENDS,40ft,,52,60,100\n"), toy, weeks=4)
    plan = lb.plan(toy, book)
    assert plan.proof.unserved_teu == 0
    assert not lb.verify(plan)


def test_every_mistake_of_a_table_is_named(toy, tmp_path):
    text = "ENDS,40ft,5,5,9,\nENDS,loose,,5,9,\nNOWHERE,NOWHERE,gold,40ft,,1,9,\nENDS,crate,1,,9,\n"
    with pytest.raises(DatasetError) as error:
        read_demand(written(tmp_path, toy, text), toy)
    for words in ("row 2", "found both", "row 3", "loose", "'NOWHERE'", "'gold'", "row 5", "crate"):
        assert words in str(error.value)


def test_demand_that_comes_to_nothing_and_weeks_that_are_none_are_refused(toy):
    with pytest.raises(QuestionError, match="less than half a box in 1 weeks"):
        orders_of([row(toy, teu_year=1)], toy, weeks=1)
    with pytest.raises(QuestionError, match="expected 1 to 520"):
        orders_of([row(toy, teu_year=1)], toy, weeks=0)
