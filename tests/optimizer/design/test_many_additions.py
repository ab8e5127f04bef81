"""More additions than are enumerated: cuts on mixes against a sum that needs no solver."""

from dataclasses import replace
from itertools import product

import pytest

from landbridge.network.additions import Horizon, additions_of
from landbridge.network.errors import QuestionError
from landbridge.network.scenario import Change, Scenario
from landbridge.optimizer.design.choose import Ask, Method, choose_additions
from landbridge.optimizer.design.phased import PhasedChoice
from landbridge.optimizer.design.yearly_cost import BookDemand

from ..hand_world import line, order, world

TRAINS = [(f"T{n:02}", 100 + 53 * n % 97 * 7, 1 + n * 5 % 4) for n in range(13)]
"""Name, USD for a box, and boxes of each train that could run."""

BOXES, LORRY_USD = 16, 900
MILLION_RMB = {name: 0.0005 + 0.0011 * (n * 4 % 13) for n, (name, _, _) in enumerate(TRAINS)}
ONE_YEAR = Horizon(years=1, discount=0.0)


def opened(name):
    change = Change(op="set", table="services", where={"id": name}, field="status", value="open")
    return Scenario(id=name, name=name, capex_million_rmb=MILLION_RMB[name], changes=(change,))


@pytest.fixture(scope="module")
def network():
    trains = [
        line(name, "rail", "A B", usd=usd, capacity_teu=2 * boxes, weekdays=(4,), status="closed")
        for name, usd, boxes in TRAINS
    ]
    lorry = line("LORRY", "road", "A B", usd=LORRY_USD, kind="on_demand", capacity_teu=500)
    made = world("A B", *trains, lorry, [order("O", "A", "B", boxes_40ft=BOXES, due="2025-11-08")])
    return replace(made, scenarios={name: opened(name) for name, _, _ in TRAINS})


def cost_usd(open_):
    """Fill the cheapest trains first; the rest goes by lorry."""
    left, usd = BOXES, 0
    for price, boxes in sorted((usd, boxes) for name, usd, boxes in TRAINS if name in open_):
        taken = min(left, boxes) if price < LORRY_USD else 0
        left, usd = left - taken, usd + taken * price
    return usd + left * LORRY_USD


def test_cuts_find_the_best_of_8192_subsets(network):
    demand = BookDemand(orders=network.orders, days=365)
    ask = Ask(horizon=ONE_YEAR, effort=None)
    found = choose_additions(network, demand, ask).choice
    assert isinstance(found, PhasedChoice)
    capex = {a.id: a.capex_usd for a in additions_of(network)}
    base, best = cost_usd(()), 0.0
    for bits in product((False, True), repeat=len(TRAINS)):
        open_ = [name for (name, _, _), bit in zip(TRAINS, bits, strict=True) if bit]
        best = max(best, base - cost_usd(open_) - sum(capex[name] for name in open_))
    assert best > 1_000
    assert found.worth.usd == pytest.approx(best, abs=2)
    assert found.gap_usd <= 2
    assert found.steps[-1].num_valued < 400


def test_so_many_are_not_enumerated(network):
    demand = BookDemand(orders=network.orders, days=365)
    ask = Ask(horizon=ONE_YEAR, effort=None, method=Method.ENUMERATE)
    with pytest.raises(QuestionError, match="at most 4096 subsets"):
        choose_additions(network, demand, ask)
