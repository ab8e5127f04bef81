"""Additions of Chongqing, their money and their order; and dated exchange rates."""

from datetime import date

import pytest

import landbridge as lb
from landbridge.network.additions import Candidates, additions_of
from landbridge.network.errors import DatasetError, QuestionError
from landbridge.network.exchange_rates import exchange_rate, read_exchange_rates


@pytest.fixture(scope="module")
def additions():
    return additions_of(lb.load("chongqing"))


def test_rmb_become_usd_at_the_rate_of_the_price_year(additions):
    found = {a.id: a for a in additions}
    assert found["wanzhou_a01_bonded_station"].capex_usd == pytest.approx(120e6 / 7.1)
    assert found["wanzhou_a02_freighters"].subsidy_usd_year == pytest.approx(10e6 / 7.1)


def test_bundles_are_no_additions_and_what_is_required_comes_first(additions):
    names = [a.id for a in additions]
    assert not any("bundle" in name for name in names)
    assert names.index("wanzhou_a01_bonded_station") < names.index("wanzhou_a02_freighters")


def test_what_opens_is_an_option_and_what_is_faster_is_not(additions):
    options = {a.id[8:11] for a in additions if a.is_option}
    assert options == {"777", "a02", "a03", "a05", "a06", "a07", "a08", "a10"}


def test_80_million_usd_leave_96_subsets_without_runway_and_berths(additions):
    subsets = Candidates(additions=additions, capex_usd=80e6).subsets()
    assert len(subsets) == 96
    assert not any({"wanzhou_a03_4d_upgrade", "wanzhou_a08_xintian_phase3"} & s for s in subsets)


def test_what_is_spent_in_one_year_can_be_capped(additions):
    chosen = frozenset({"wanzhou_a01_bonded_station"})  # 18 months: two thirds in the first year
    most = 120e6 / 7.1 * 2 / 3
    tight = Candidates(additions=additions, capex_each_year_usd=most * 0.99)
    loose = Candidates(additions=additions, capex_each_year_usd=most)
    assert (tight.is_affordable(chosen), loose.is_affordable(chosen)) == (False, True)


def test_a_bundle_is_refused_as_an_addition():
    with pytest.raises(QuestionError, match="wanzhou_bundle_air"):
        additions_of(lb.load("chongqing"), ["wanzhou_bundle_air"])


def test_the_last_rate_before_a_day_holds():
    assert exchange_rate("CNY", date(2023, 12, 31)).per_usd == 7.084
    assert exchange_rate("CNY").per_usd == 7.1


def test_a_currency_without_a_rate_is_refused():
    with pytest.raises(QuestionError, match="EUR on 2025-11-01"):
        exchange_rate("EUR")


def test_a_rate_that_is_none_is_named_by_row(tmp_path):
    file = tmp_path / "rates.csv"
    file.write_text("date,currency,per_usd,source,grade\n2025-01-01,CNY,0,x,assumption\n", "utf-8")
    with pytest.raises(DatasetError, match=r"rates\.csv row 2"):
        read_exchange_rates(file)
