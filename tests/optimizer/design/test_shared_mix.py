"""Mixes that share their routes cost what they cost by themselves."""

from dataclasses import replace
from itertools import combinations

import pytest
from builders import make

from landbridge.network.additions import Candidates, additions_of
from landbridge.network.cargo import Restriction
from landbridge.network.improvements import improvements_among
from landbridge.network.optional import changed_cells
from landbridge.network.scenario import Change, Scenario
from landbridge.optimizer.design.mix_cost import MixCost
from landbridge.optimizer.design.phased import PhasedSearch
from landbridge.optimizer.design.search import DesignSearch, Verdict
from landbridge.optimizer.design.shared_mix import SharedMix
from landbridge.optimizer.design.yearly_cost import (
    BookDemand,
    linear_answer,
    session_of,
)

from ..hand_world import line, order, world


def changed(name, *changes, **fields):
    made = [Change(op="set", table=t, where={"id": i}, field=f, value=v) for t, i, f, v in changes]
    return Scenario(id=name, name=name, capex_million_rmb=0.0, changes=tuple(made), **fields)


def three_ways():
    """Return few slots by rail, and more trains, a ship and a cheaper truck that could join."""
    known = [
        changed("daily", ("services", "RAIL", "weekdays", "1;2;4")),
        changed("ship", ("services", "SEA", "status", "open")),
        changed("truck", ("links", "TRUCK.1", "usd_per_40ft", 20),
                ("links", "TRUCK.1", "hours_typical", 1)),
        changed("weekend", ("services", "RAIL2", "status", "open"), requires=("truck",)),
        changed("larger", ("services", "RAIL", "capacity_teu", 7)),
    ]  # fmt: skip
    network = world(
        "A H B",
        line("RAIL", "rail", "A H B", usd=100, capacity_teu=3, weekdays=(1,)),
        line("RAIL2", "rail", "H B", usd=50, capacity_teu=4, weekdays=(6,), status="closed"),
        line("SEA", "sea", "A B", usd=300, capacity_teu=9, weekdays=(3,), status="closed"),
        line("TRUCK", "road", "A H", usd=60, kind="on_demand", capacity_teu=50),
        line("LORRY", "road", "A B", usd=900, kind="on_demand", capacity_teu=500),
        (order(f"O{n}", "A", "B", boxes_40ft=n, due="2025-11-20") for n in range(1, 5)),
    )
    return replace(network, scenarios={s.id: s for s in known})


@pytest.fixture(scope="module")
def cost():
    network = three_ways()
    demand = BookDemand(orders=network.orders, days=7)
    found = Candidates(additions=additions_of(network, ends=demand.ends))
    return MixCost(network, found, demand, str)


def test_every_subset_costs_what_it_costs_with_routes_of_its_own(cost):
    names = [a.id for a in cost.candidates.additions]
    seen = set()
    for chosen in (frozenset(c) for n in range(6) for c in combinations(names, n)):
        if cost.candidates.is_sound(chosen):
            alone = linear_answer(session_of(cost.network(chosen), cost.demand, str))
            shared = cost.answer(chosen)
            assert shared.cost_cents == pytest.approx(alone.cost_cents)
            assert shared.bound_cents == pytest.approx(alone.cost_cents)
            assert shared.unserved_teu == pytest.approx(alone.unserved_teu, abs=1e-9)
            seen.add(round(alone.cost_cents))
            assert cost.shared(chosen).withheld(cost.network(chosen)) is not None
    assert len(seen) > 6


def test_what_opens_is_an_option_and_what_is_faster_and_cheaper_an_improvement(cost):
    found = {a.id: (a.is_option, a.is_improvement) for a in cost.candidates.additions}
    assert found["ship"] == found["daily"] == found["weekend"] == (True, False)
    assert found["truck"] == (False, True)


def test_a_network_that_offers_more_or_costs_other_is_not_what_is_left_of_another(cost):
    network = cost.network(frozenset({"truck"}))
    mix = SharedMix(network, cost.demand)
    assert mix.withheld(network) is not None
    assert mix.withheld(cost.network(frozenset())) is None
    assert mix.withheld(cost.network(frozenset({"truck", "ship"}))) is None
    assert mix.withheld(cost.network(frozenset({"truck", "larger"}))) is None


def test_a_train_that_is_too_small_for_a_box_is_not_what_is_left_of_a_larger_one(cost):
    network = three_ways()
    train = changed("short", ("services", "RAIL", "capacity_teu", 1))
    mix = SharedMix(network, cost.demand)
    assert mix.withheld(network.apply(train)) is None
    assert (
        mix.withheld(network.apply(changed("two", ("services", "RAIL", "capacity_teu", 2))))
        is not None
    )


def test_the_slopes_of_a_subset_bound_what_all_others_of_its_group_cost(cost):
    names = ("daily", "ship", "weekend", "larger")
    tight = 0
    for group in (frozenset({"truck"}), frozenset[str]()):
        sets = [group | frozenset(c) for n in range(5) for c in combinations(names, n)]
        sets = [s for s in sets if cost.candidates.is_sound(s)]
        for here in sets:
            usd, slopes = cost(here).usd, cost.slopes(here)
            for there in sets:
                joins = sum(slopes.get(name, 0) for name in there - here)
                leaves = sum(slopes.get(name, 0) for name in here - there)
                assert cost(there).usd >= usd - joins + leaves - 1e-6
                tight += leaves > 0 or joins > 0
    assert tight > 10


def test_a_bound_on_options_and_improvements_lies_below_all_of_their_subsets(cost):
    names = ("daily", "ship", "truck", "weekend")
    floor = cost.floor(frozenset(names))
    for chosen in (frozenset(c) for n in range(5) for c in combinations(names, n)):
        if cost.candidates.is_sound(chosen):
            assert floor.bound_usd <= cost(chosen).usd + 1e-6


def test_the_bound_on_all_spares_solves_and_finds_the_same(cost):
    dear = [replace(a, capex_usd=1e6 if a.id != "ship" else 0) for a in cost.candidates.additions]
    candidates = Candidates(additions=tuple(a for a in dear if a.id != "larger"))
    bounded = DesignSearch(candidates, cost, floor=cost.floor).solve()
    plain = DesignSearch(candidates, cost).solve()
    assert bounded.chosen == plain.chosen == ("ship",)
    assert bounded.num_solved < plain.num_solved
    values = {p.chosen: p.usd for p in plain.proof if p.verdict is Verdict.VALUED}
    for row in bounded.proof:
        assert row.usd >= values.get(row.chosen, row.usd) - 1e-6


def test_an_option_more_never_raises_the_cost_and_a_commitment_can(cost):
    tied = [replace(a, commitment_usd_year=1e6) for a in cost.candidates.additions]
    binding = MixCost(three_ways(), Candidates(additions=tuple(tied)), cost.demand, str)
    names = [a.id for a in cost.candidates.additions]
    options = {a.id for a in cost.candidates.additions if a.is_option}
    for open_ in (frozenset(c) for n in range(6) for c in combinations(names, n)):
        for name in sorted(options - open_):
            more = open_ | {name}
            if cost.candidates.is_sound(open_) and cost.candidates.is_sound(more):
                assert cost(more).usd <= cost(open_).usd + 1e-6
                assert cost(more).unserved_teu <= cost(open_).unserved_teu + 1e-9
    assert binding(frozenset({"ship"})).usd > binding(frozenset()).usd


def test_a_search_by_cuts_on_mixes_finds_what_enumeration_finds(cost):
    dear = [replace(a, capex_usd=2e5 * n) for n, a in enumerate(cost.candidates.additions, 1)]
    for money in (4e5, 1e6, 1e7):
        candidates = Candidates(additions=tuple(dear), capex_usd=money)
        listed = DesignSearch(candidates, cost, floor=cost.floor).solve()
        cuts = PhasedSearch(candidates=candidates, cost=cost, slopes=cost.slopes).solve()
        assert cuts.worth.usd == pytest.approx(listed.worth.usd, abs=2)
        assert cuts.gap_usd <= 2


def test_a_rule_on_roads_leaves_no_improvements():
    network = three_ways()
    rule = make(Restriction, mode="road", country_or_service="TRUCK", hard=True, rule="needs_plug")
    ruled = replace(network, restrictions=(rule,))
    changed_, ends = changed_cells(network, ("truck", "ship")), ("A", "B")
    assert improvements_among(network, changed_, ends) == {"truck"}
    assert not improvements_among(ruled, changed_, ends)
