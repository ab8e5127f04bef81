"""The best subset of additions: against brute force, on costs made by hand."""

from itertools import combinations
from random import Random

import pytest

from landbridge.network.additions import Addition, Candidates, Horizon
from landbridge.network.errors import QuestionError
from landbridge.optimizer.design.search import DesignSearch, Verdict, View, best_with
from landbridge.optimizer.design.yearly_cost import YearCost

NAMES = "abcdef"


def made(number):
    """Return candidates and a cost: options never raise it, the rest may."""
    chance = Random(f"design {number}")
    additions = tuple(
        Addition(
            id=name, capex_usd=chance.randint(0, 900), subsidy_usd_year=chance.choice((0, 0, 20)),
            commitment_usd_year=chance.choice((0, 0, 30)), build_months=chance.choice((0, 6, 30)),
            requires=frozenset(chance.sample(NAMES[:n], 1)) if n and chance.random() < 0.3 else
            frozenset(),
            is_option=chance.random() < 0.7,
        )
        for n, name in enumerate(NAMES)
    )  # fmt: skip
    offers = [(set(chance.sample(NAMES, 2)), chance.randint(10, 90)) for _ in range(8)]
    worse = {a.id: chance.randint(-40, 40) for a in additions if not a.is_option}
    paid = {a.id: a.commitment_usd_year for a in additions}

    def cost(open_):
        usd = 1000 - max([0, *(saves for needed, saves in offers if needed <= open_)])
        usd += sum(worse.get(name, 0) + paid[name] for name in open_)
        return YearCost(usd=usd, bound_usd=usd, unserved_teu=0)

    return Candidates(additions=additions, horizon=Horizon(years=10), capex_usd=1500), cost


@pytest.mark.parametrize("number", range(12))
def test_the_best_subset_is_the_one_of_brute_force(number):
    candidates, cost = made(number)
    search = DesignSearch(candidates, cost)
    found = search.solve()
    every = [
        frozenset(s) for n in range(7) for s in combinations(NAMES, n)
        if candidates.is_sound(frozenset(s)) and candidates.is_affordable(frozenset(s))
    ]  # fmt: skip
    worth = {s: DesignSearch(candidates, cost).worth(s).usd for s in every}
    assert found.worth.usd == pytest.approx(max(worth.values()), abs=2)
    assert len(found.proof) == len(every)
    for row in found.proof:
        assert row.usd >= worth[frozenset(row.chosen)] - 1e-6


def test_bounds_spare_most_solves_and_the_proof_names_every_subset():
    additions = tuple(Addition(id=n, capex_usd=500, is_option=True) for n in NAMES)
    solved = []

    def cost(open_):
        solved.append(open_)
        return YearCost(usd=1000 - len(open_), bound_usd=1000 - len(open_), unserved_teu=0)

    found = DesignSearch(Candidates(additions=additions), cost).solve()
    assert found.chosen == ()
    assert len(solved) == found.num_solved == 2
    assert found.num_bounded_out == len(found.proof) - 2 == 62


def test_no_bound_is_used_where_more_is_served():
    additions = (Addition(id="a", is_option=True), Addition(id="b", is_option=True))

    def cost(open_):  # b alone serves more, at a price; together they cost more than a alone
        usd = {0: 100.0, 1: 60.0 if "a" in open_ else 140.0, 2: 130.0}[len(open_)]
        return YearCost(usd=usd, bound_usd=usd, unserved_teu=0 if "b" in open_ else 5)

    found = DesignSearch(Candidates(additions=additions), cost).solve()
    assert found.chosen == ("a",)
    assert all(row.verdict is Verdict.VALUED for row in found.proof[:1])


def test_a_subsidy_is_a_cost_to_who_pays_it_and_a_transfer_in_welfare():
    one = (Addition(id="a", subsidy_usd_year=30, is_option=True),)

    def cost(open_):
        return YearCost(usd=80 if open_ else 100, bound_usd=80 if open_ else 100, unserved_teu=0)

    candidates = Candidates(additions=one)
    assert DesignSearch(candidates, cost).solve().chosen == ()
    found = DesignSearch(candidates, cost, view=View.WELFARE).solve()
    assert found.chosen == ("a",)
    assert found.worth.payer_usd < 0 < found.worth.welfare_usd


def test_benefits_begin_when_it_is_built_and_are_discounted():
    one = (Addition(id="a", capex_usd=100, build_months=18, is_option=True),)

    def cost(open_):
        return YearCost(usd=0 if open_ else 100, bound_usd=0 if open_ else 100, unserved_teu=0)

    candidates = Candidates(additions=one, horizon=Horizon(years=3, discount=0.1))
    worth = DesignSearch(candidates, cost).worth(frozenset("a"))
    assert worth.saving == pytest.approx(50 / 1.1**1.5 + 100 / 1.1**2.5)
    assert worth.capex == pytest.approx(100 * 12 / 18 / 1.1**0.5 + 100 * 6 / 18 / 1.1**1.5)


def test_too_many_subsets_are_refused():
    additions = tuple(Addition(id=f"a{n}") for n in range(13))
    with pytest.raises(QuestionError, match="at most 4096 subsets"):
        Candidates(additions=additions).subsets()


def test_each_addition_is_named_with_the_best_subset_that_has_it():
    candidates, cost = made(5)
    proof = DesignSearch(candidates, cost).solve().proof
    for name, row in best_with(proof).items():
        assert name in row.chosen
        assert row.usd == max(one.usd for one in proof if name in one.chosen)
