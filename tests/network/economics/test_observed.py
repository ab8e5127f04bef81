"""Observed shares are read with where they come from, and every mistake is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import landbridge as lb
from landbridge.network.economics.observed import SizeUnit, observed_market
from landbridge.network.row import Grade

SHARES = Path(lb.__file__).parent / "datasets" / "chongqing" / "market" / "observed_shares.csv"
HEAD = "market,way,modes,unit,cargo_classes,from_countries,to_countries,share,source,grade,note\n"


def test_the_plan_of_chongqing_is_the_first_and_says_that_it_is_an_assumption():
    market = observed_market()
    assert market.name == "chongqing_it_2016"
    assert market.shares == pytest.approx({"rail": 0.5, "air": 0.3, "water": 0.2})
    assert market.modes["water"] == ("sea", "river")
    assert market.grade is Grade.ASSUMPTION
    assert market.rest == 0


def test_shares_of_part_of_a_market_are_scaled_and_the_rest_is_kept():
    market = observed_market("eu_imports_2024_value")
    assert market.unit is SizeUnit.VALUE
    assert market.grade is Grade.SOURCED
    assert market.shares["air"] == pytest.approx(0.183 / 0.711)
    assert market.rest == pytest.approx(0.289)


def test_cargo_outside_a_market_is_named_with_the_reason():
    market = observed_market()
    assert market.why_outside("laptops", "CN", "DE") is None
    assert "cargo class wine" in market.why_outside("wine", "CN", "DE")
    assert "from KR" in market.why_outside("laptops", "KR", "CN")


def test_every_mistake_of_a_table_is_named(tmp_path):
    path = tmp_path / "observed_shares.csv"
    path.write_text(
        HEAD
        + "m,rail,,tonnes,,,,0.7,,sourced,\n"
        + "m,rail,railway,value,,CN,,0.4,,assumption,\n"
        + "m,air,,tonnes,,,,0,,assumption,\n",
        encoding="utf-8",
    )
    with pytest.raises(lb.DatasetError) as refused:
        observed_market(file=path)
    text = str(refused.value)
    for part in (
        "'railway'", "did you mean rail", "nothing", "1.1 in all", "tonnes and value",
        "different cargo or countries", "way 'rail' twice", "row 4, column share",
    ):  # fmt: skip
        assert part in text


def test_a_dataset_or_market_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(lb.QuestionError, match="toy, which has none"):
        observed_market(dataset="toy")
    with pytest.raises(lb.QuestionError, match="did you mean chongqing_it_2016"):
        observed_market("chongqing_it_2017")
    (tmp_path / "empty.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(lb.DatasetError, match="no rows"):
        observed_market(file=tmp_path / "empty.csv")


def test_ways_may_be_told_apart_by_corridors_and_the_first_that_fits_counts(tmp_path):
    path = tmp_path / "gateways.csv"
    head = "market,way,modes,corridors,unit,share,source,grade\n"
    path.write_text(
        head
        + "m,middle,rail,titr;caspian,teu,0.1,counted,sourced\n"
        + "m,rail,,,teu,0.9,counted,sourced\n",
        encoding="utf-8",
    )
    market = observed_market(file=path)
    assert market.way_of("rail", ["hub", "titr"]) == "middle"
    assert market.way_of("rail", ["hub", "north"]) == "rail"
    assert market.way_of("air", ["titr"]) is None
    path.write_text(path.read_text() + "m,other,rail,titr,teu,0.0001,x,sourced\n")
    with pytest.raises(lb.DatasetError, match="mode 'rail over titr' twice"):
        observed_market(file=path)


def test_the_shares_that_come_with_the_dataset_name_their_sources(chongqing):
    market_rows = list(csv.DictReader(SHARES.read_text(encoding="utf-8").splitlines()))
    assert {row["source"] for row in market_rows} <= set(chongqing.sources)
    assert {row["grade"] for row in market_rows} <= {"sourced", "derived", "assumption"}
