"""Golden question 12: when a small gateway beside a large one wins cargo, and when not."""

from dataclasses import replace
from datetime import date

import pytest
from builders import make, network_of

import landbridge as lb
from landbridge.network.additions import Candidates, additions_of
from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.errors import QuestionError
from landbridge.network.handling import Clearance
from landbridge.network.scenario import Change, Scenario
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal
from landbridge.optimizer.design.gateway import Gateway
from landbridge.optimizer.design.levels import Levels, Lever
from landbridge.optimizer.design.mix_cost import MixCost
from landbridge.optimizer.design.region import break_even, winning_region
from landbridge.optimizer.design.search import DesignSearch
from landbridge.optimizer.design.yearly_cost import BookDemand

from ..hand_world import all_changes, line

TRUCK_USD_PER_KG = 0.05
WXN = frozenset({"wxn"})


def silent(_):
    pass


def world(ckg_kg=10_000):
    """Return loose cargo at CQ with CKG next door, and WXN a truck away; both fly at 1 USD/kg."""
    rows = [
        *(make(Terminal, id=n, kind="airport") for n in ("CQ", "CKG", "WXN")),
        make(Terminal, id="BKK", kind="airport", country="TH"),
        make(Corridor, representative_path=("CQ",)),
        make(Source),
        make(CargoClass),
        *(make(Clearance, direction=d) for d in ("export", "import")),
        *(make(Emission, mode=m) for m in ("air", "road", "terminal")),
        *line("TO-CKG", "road", "CQ CKG", usd=0, kind="on_demand", capacity_kg=1e6),
        *line("TO-WXN", "road", "CQ WXN", usd=5, kind="on_demand", capacity_kg=1e6),
        *line("CKG-BKK", "air", "CKG BKK", usd=100, capacity_kg=ckg_kg, capacity_teu=0),
        *line("WXN-BKK", "air", "WXN BKK", usd=100, capacity_kg=20_000, capacity_teu=0,
              weekdays=(1, 4)),
        *all_changes(),
        *(make(Shipment, id=f"S{n}", origin="CQ", destination="BKK", boxes_40ft=0, kg=1_000, m3=1,
               ready=date(2025, 11, 3 + n), due=date(2025, 11, 4 + n)) for n in range(7)),
    ]  # fmt: skip
    return network_of(rows)


def gateway(network):
    demand = BookDemand(orders=network.orders, days=7)
    return Gateway(network=network, demand=demand, terminal="WXN", rival="CKG",
                   services=("WXN-*",), report=silent)  # fmt: skip


def test_at_parity_without_congestion_the_gateway_wins_nothing():
    won = gateway(world()).at(Levels(rate_gap_usd_per_kg=0.0))
    assert won.tonnes == pytest.approx(0, abs=1e-9)
    assert won.rival_tonnes == pytest.approx(7)


def test_a_gap_beyond_the_truck_wins_and_one_within_does_not():
    asked = gateway(world())
    assert asked.at(Levels(rate_gap_usd_per_kg=TRUCK_USD_PER_KG - 0.01)).tonnes < 1e-9
    assert asked.at(Levels(rate_gap_usd_per_kg=TRUCK_USD_PER_KG + 0.01)).tonnes > 0


def test_a_full_rival_spills_to_the_gateway():
    assert gateway(world(ckg_kg=400)).at(Levels(rate_gap_usd_per_kg=0.0)).tonnes > 0


def test_more_demand_on_the_same_slots_spills_too():
    asked = gateway(world(ckg_kg=1_000))
    assert asked.at(Levels(rate_gap_usd_per_kg=0.0)).tonnes < 1e-9
    assert asked.at(Levels(rate_gap_usd_per_kg=0.0, demand=2.0)).tonnes == pytest.approx(
        2, abs=1e-3
    )


def test_the_rate_gap_that_wins_is_bracketed_at_the_price_of_the_truck():
    found = break_even(gateway(world()), Lever.RATE, tonnes=1.0)
    assert found.fails.level <= TRUCK_USD_PER_KG + 1e-9 <= found.meets.level + 0.01
    assert found.meets.level == pytest.approx(TRUCK_USD_PER_KG, abs=0.0101)
    assert found.is_monotone


def test_the_frequency_that_wins_is_a_whole_number_of_rotations():
    levels = Levels(rate_gap_usd_per_kg=0.2)
    found = break_even(gateway(world()), Lever.FREQUENCY, tonnes=4.0, levels=levels)
    assert (found.fails.level, found.meets.level) == (3, 4)
    assert found.meets.measure == pytest.approx(4)


def test_a_rotation_that_costs_more_than_it_earns_never_breaks_even():
    levels = Levels(rate_gap_usd_per_kg=0.2)
    asked = gateway(world())
    one = {"levels": levels, "rotation_usd": 700}
    assert break_even(asked, Lever.FREQUENCY, **one).meets.level == 1
    assert break_even(asked, Lever.FREQUENCY, **one | {"rotation_usd": 900}).is_never_met


def test_the_region_grows_with_frequency_and_gap():
    cells = winning_region(gateway(world()), (0, 1, 4), (0.0, 0.2), tonnes=2.0)
    assert [c.wins for c in cells] == [False, False, False, False, False, True]


def test_the_hours_of_handling_that_win_are_those_that_catch_the_flight():
    levels = Levels(rate_gap_usd_per_kg=0.2)
    found = break_even(gateway(world()), Lever.HANDLING, tonnes=2.0, ends=(48, 0), levels=levels)
    assert (found.fails.level, found.meets.level) == (23.5, 23)  # 13:00 to 12:00 on the next day
    assert found.fails.measure < 2.0 <= found.meets.measure


def opening(**fields):
    change = Change(op="set", table="services", where={"id": "WXN-*"}, field="status", value="open")
    return Scenario(id="wxn", name="WXN flies", capex_million_rmb=7.1, changes=(change,), **fields)


def closed(ckg_kg, known):
    shut = Change(op="set", table="services", where={"id": "WXN-*"}, field="status", value="closed")
    base = world(ckg_kg).apply(Scenario(id="base", name="Base", changes=(shut,)))
    return replace(base, scenarios={known.id: known})


@pytest.mark.parametrize("ckg_kg", [10_000, 1_000, 400])
def test_an_option_never_raises_the_cost_and_a_commitment_can(ckg_kg):
    network = closed(ckg_kg, opening())
    demand = BookDemand(orders=network.orders, days=7)
    free = Candidates(additions=additions_of(network))
    tied = Candidates(additions=additions_of(network, commitments={"wxn": 1e6}))
    assert free.additions[0].is_option
    costs = [MixCost(network, c, demand, silent) for c in (free, tied)]
    base, option, commitment = costs[0](frozenset()), costs[0](WXN), costs[1](WXN)
    assert option.unserved_teu <= base.unserved_teu
    if option.unserved_teu == base.unserved_teu:
        assert option.usd <= base.usd
        assert commitment.usd > base.usd


def test_the_addition_pays_only_where_the_rival_is_full():
    found = {}
    for ckg_kg in (10_000, 400):
        network = closed(ckg_kg, opening())
        cost = MixCost(network, Candidates(additions=additions_of(network)),
                       BookDemand(orders=network.orders, days=7), silent)  # fmt: skip
        candidates = Candidates(additions=additions_of(network))
        search = DesignSearch(candidates, cost, unserved_usd_per_teu=1e5)
        found[ckg_kg] = search.solve().chosen
    assert found == {10_000: (), 400: ("wxn",)}


def test_flights_to_europe_are_no_lever_before_the_upgrade(chongqing):
    with pytest.raises(QuestionError, match="apply wanzhou_a03_4d_upgrade"):
        Gateway(network=chongqing, demand=BookDemand(orders=chongqing.orders), terminal="WXN",
                rival="CKG", services=("WXN-FRA-*",), report=silent)  # fmt: skip


@pytest.fixture(scope="module")
def chongqing():
    return lb.load("chongqing")


def test_levels_that_share_routes_win_what_they_win_by_themselves():
    together = gateway(world(ckg_kg=600))
    for gap in (0.5, 0.2, 0.06, 0.01, 0.0, 0.3):
        for rotations in (7, 2, 0, 4):
            levels = Levels(rotations=rotations, rate_gap_usd_per_kg=gap)
            assert together.at(levels) == gateway(world(ckg_kg=600)).at(levels)


def test_first_routes_are_found_again_where_flights_become_cheaper():
    asked = gateway(world())
    asked.at(Levels(rate_gap_usd_per_kg=0.01))
    levels = Levels(rate_gap_usd_per_kg=0.5, rotations=7)
    assert asked.at(levels).tonnes == pytest.approx(7)
