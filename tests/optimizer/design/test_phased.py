"""Additions and the years in which they begin: against every choice, on costs made by hand."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from landbridge.network.additions import Addition, Candidates, Horizon
from landbridge.optimizer.design.phased import PhasedSearch
from landbridge.optimizer.design.search import DesignSearch, View
from landbridge.optimizer.design.yearly_cost import YearCost

from .test_search import made


def every_start(candidates, years):
    names = [a.id for a in candidates.additions]
    for when in product((None, *range(years)), repeat=len(names)):
        starts = {name: year for name, year in zip(names, when, strict=True) if year is not None}
        chosen = frozenset(starts)
        if candidates.is_sound(chosen) and candidates.is_affordable(chosen, starts):
            yield starts


@pytest.mark.parametrize("number", range(12))
def test_without_phases_it_finds_what_enumeration_finds(number):
    candidates, cost = made(number)
    cuts = PhasedSearch(candidates=candidates, cost=cost).solve()
    listed = DesignSearch(candidates, cost).solve()
    assert cuts.worth.usd == pytest.approx(listed.worth.usd, abs=2)
    assert cuts.gap_usd <= 2


@pytest.mark.parametrize("number", range(8))
def test_starts_are_the_best_of_all(number):
    six, cost = made(number)
    few = tuple(replace(a, requires=a.requires & {"a", "b", "c"}) for a in six.additions[:4])
    candidates = Candidates(
        additions=few, horizon=Horizon(years=8, discount=0.08), capex_usd=1500,
        capex_each_year_usd=500, capex_in_year_usd={1: 250},
    )  # fmt: skip
    search = PhasedSearch(candidates=candidates, cost=cost, years=3)
    found = search.solve()
    best = max(search.worth(starts).usd for starts in every_start(candidates, 3))
    assert found.worth.usd == pytest.approx(best, abs=2)
    assert candidates.is_affordable(frozenset(found.starts), found.starts)
    assert all(step.bound_usd >= best - 1e-3 for step in found.steps)


def options(count, saves):
    """Return options that each save alone, and what they save together at most."""
    additions = tuple(
        Addition(id=f"x{n:02}", capex_usd=100 + 37 * (n * 7 % count), is_option=True,
                 build_months=12 * (n % 3))
        for n in range(count)
    )  # fmt: skip

    def cost(open_):
        usd = 5_000 - min(600, sum(saves[name] for name in open_))
        return YearCost(usd=usd, bound_usd=usd, unserved_teu=0)

    return Candidates(additions=additions, horizon=Horizon(years=10)), cost


def test_more_subsets_than_are_enumerated_are_searched_with_proof():
    chance = Random("fourteen")
    saves = {f"x{n:02}": chance.randint(5, 90) for n in range(14)}
    candidates, cost = options(14, saves)
    calls = []

    def counted(open_):
        calls.append(open_)
        return cost(open_)

    def slopes(open_):  # what is left to save, as the prices of a mix would say it
        full = sum(saves[name] for name in open_) >= 600
        return {n: 0.0 if full else s for n, s in saves.items()}

    found = PhasedSearch(candidates=candidates, cost=counted, slopes=slopes).solve()
    assert found.gap_usd <= 2
    assert len(calls) < 200
    worth = found.worth.usd
    for name in saves:  # no neighbour is better
        other = frozenset(found.starts) ^ {name}
        neighbour = PhasedSearch(candidates=candidates, cost=cost)
        assert neighbour.worth(dict.fromkeys(other, 0)).usd <= worth + 2


def test_a_budget_of_each_year_puts_off_what_is_worth_less():
    additions = tuple(
        Addition(id=name, capex_usd=100, build_months=12, is_option=True) for name in "ab"
    )

    def cost(open_):
        usd = 1000 - 200 * ("a" in open_) - 90 * ("b" in open_)
        return YearCost(usd=usd, bound_usd=usd, unserved_teu=0)

    tight = Candidates(
        additions=additions, horizon=Horizon(years=6, discount=0.1), capex_each_year_usd=100
    )
    found = PhasedSearch(candidates=tight, cost=cost, years=3).solve()
    assert found.starts == {"a": 0, "b": 1}
    at_once = PhasedSearch(candidates=tight, cost=cost, years=1).solve()
    assert at_once.starts == {"a": 0}
    assert found.worth.usd > at_once.worth.usd


def test_what_is_required_delays_what_needs_it_and_a_subsidy_is_paid_from_then():
    additions = (
        Addition(id="a", capex_usd=100, build_months=24),
        Addition(id="b", subsidy_usd_year=10, build_months=0, requires=frozenset("a"),
                 is_option=True),
    )  # fmt: skip

    def cost(open_):
        usd = 1000 - 300 * ("b" in open_)
        return YearCost(usd=usd, bound_usd=usd, unserved_teu=0)

    candidates = Candidates(additions=additions, horizon=Horizon(years=4, discount=0.0))
    for view, net in ((View.PAYER, 600 - 100 - 20), (View.WELFARE, 600 - 100)):
        found = PhasedSearch(candidates=candidates, cost=cost, years=2, view=view).solve()
        assert found.starts["a"] == 0
        assert found.worth.usd == pytest.approx(net)
