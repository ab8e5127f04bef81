"""Commercial terms in a plan, in cases that can be worked out by hand.

A box of 40 feet is 2 TEU and pays 100 USD on a train unless another price is named.
"""

import pytest

import landbridge as lb
from landbridge.network.network import Network
from landbridge.network.route import CostPart
from landbridge.network.terms import Charter, Contract, Surcharge, Terms, VolumeDiscount
from landbridge.optimizer.planner import Planner

from ..hand_world import line, order, world

DAYS = {"first_day": "2025-11-01", "last_day": "2025-11-30"}
MONDAYS = {"weekdays": (1,), "capacity_teu": 100}


def two_lines(boxes: int, *, dear_usd: float = 130, orders: int = 1, **fields: object) -> Network:
    """Return boxes for a cheap and a dear train, each on Monday."""
    book = [order(f"S{n}", "A", "B", boxes_40ft=boxes, kg=10_000 * boxes) for n in range(orders)]
    return world(
        "A B",
        line("CHEAP", "rail", "A B", **MONDAYS | fields),
        line("DEAR", "rail", "A B", usd=dear_usd, **MONDAYS),
        book,
    )


def planned(network: Network, limits: lb.Limits | None = None, **terms: object) -> lb.Plan:
    """Return a plan whose cost the solver and the ledger agree on, to the cent."""
    planner = Planner(network, limits=limits, terms=Terms(**terms))
    plan = planner.plan()
    assert planner.answer.solution.value == pytest.approx(plan.cost_cents, abs=0.51)
    assert plan.proof.bound_cents <= plan.cost_cents
    return plan


def boxes_on(plan: lb.Plan, service: str) -> int:
    return sum(
        a.units
        for a in plan.assignments
        if any(leg.departure.service_id == service for leg in a.route.legs)
    )


def usd(plan: lb.Plan, part: CostPart) -> float:
    return plan.cost_by_part_cents()[part] / 100


def contract(**fields: object) -> Contract:
    plain = {"id": "C", "services": "DEAR", "allotment_teu": 8}
    return Contract(**plain | DAYS | fields)


@pytest.mark.parametrize(("shortfall_usd", "on_dear"), [(10, 0), (20, 2)])
def test_a_shortfall_is_paid_where_that_is_cheaper_than_to_divert(shortfall_usd, on_dear):
    # A box on the dear train costs 30 USD more, and saves 2 TEU of shortfall.
    term = contract(least_teu=4, shortfall_usd_per_teu=shortfall_usd)
    plan = planned(two_lines(3), contracts=[term])
    assert boxes_on(plan, "DEAR") == on_dear
    assert usd(plan, CostPart.SHORTFALL) == (0 if on_dear else 4 * shortfall_usd)
    [use] = plan.term_uses()
    assert (use.taken_teu, use.shortfall_teu) == ((4, 0) if on_dear else (0, 4))


def test_the_price_of_a_contract_holds_within_its_allotment_and_the_tariff_beyond():
    term = contract(services="CHEAP", discount_usd_per_teu=10, allotment_teu=3)
    plan = planned(two_lines(4, dear_usd=1_000), contracts=[term])
    assert usd(plan, CostPart.DISCOUNT) == -10 * 8  # one box on each of four Mondays
    assert boxes_on(plan, "CHEAP") == 4


def test_boxes_beyond_an_allotment_are_refused():
    term = contract(
        services="CHEAP", allotment_per="period", allotment_teu=5, overflow="refused",
        discount_percent=50,
    )  # fmt: skip
    plan = planned(two_lines(4), contracts=[term])
    assert (boxes_on(plan, "CHEAP"), boxes_on(plan, "DEAR")) == (2, 2)
    assert plan.cost_cents == 100 * (2 * 50 + 2 * 130)


def test_each_departure_of_a_block_is_paid_for_whether_it_can_be_used_or_not():
    # Mondays 3, 10, 17 and 24 November; the order is due on 10 November.
    network = world("A B", line("CHEAP", "rail", "A B", **MONDAYS),
                    [order("S", "A", "B", boxes_40ft=2, kg=20_000, due="2025-11-10")])  # fmt: skip
    term = contract(services="CHEAP", least_teu=4, least_per="departure", shortfall_usd_per_teu=5)
    plan = planned(network, contracts=[term])
    assert usd(plan, CostPart.SHORTFALL) == 3 * 4 * 5


@pytest.mark.parametrize(("fixed_usd", "on_charter"), [(119, 2), (121, 0)])
def test_a_charter_runs_only_if_it_saves_more_than_it_costs(fixed_usd, on_charter):
    # Without it two boxes cost 130 each; with it 70 each and the charter.
    network = two_lines(2)
    network = world(
        "A B",
        line("CHEAP", "rail", "A B", usd=70, **MONDAYS),
        line("DEAR", "rail", "A B", usd=130, **MONDAYS),
        network.orders.values(),
    )
    term = Charter(id="T", services="CHEAP", usd_per_departure=fixed_usd, **DAYS)
    plan = planned(network, charters=[term])
    assert boxes_on(plan, "CHEAP") == on_charter
    assert usd(plan, CostPart.CHARTER) == (fixed_usd if on_charter else 0)
    assert sum(use.num_departures for use in plan.term_uses()) == (1 if on_charter else 0)


@pytest.mark.parametrize(("least_teu", "cheap"), [(6, 3), (6.5, 0)])
def test_a_minimum_fill_brings_boxes_together_or_keeps_them_off(least_teu, cheap):
    # Three orders of one box, each ready a week after the other; due when the last train is in.
    book = [
        order(f"S{n}", "A", "B", ready=day, due="2025-11-17")
        for n, day in enumerate(("2025-11-03", "2025-11-10", "2025-11-17"))
    ]
    network = world(
        "A B",
        line("CHEAP", "rail", "A B", **MONDAYS),
        line("DEAR", "rail", "A B", usd=130, **MONDAYS),
        book,
    )
    term = Charter(id="T", services="CHEAP", least_teu=least_teu, **DAYS)
    plan = planned(network, charters=[term])
    assert boxes_on(plan, "CHEAP") == cheap
    assert {leg.departure.first_call_on.day for a in plan.assignments for leg in a.route.legs
            if leg.departure.service_id == "CHEAP"} == ({17} if cheap else set())  # fmt: skip


TIERS = [{"from_teu": 0, "usd_per_teu": 0}, {"from_teu": 6, "usd_per_teu": 20}]


@pytest.mark.parametrize(("dear_usd", "on_dear"), [(119, 3), (141, 0), (139, 3)])
def test_a_tier_on_all_units_is_reached_just_where_it_pays(dear_usd, on_dear):
    # Three boxes on the dear train have 6 TEU and 20 USD off each.
    term = VolumeDiscount(id="V", services="DEAR", kind="all_unit", tiers=TIERS, **DAYS)
    plan = planned(two_lines(3, dear_usd=dear_usd), discounts=[term])
    assert boxes_on(plan, "DEAR") == on_dear
    assert usd(plan, CostPart.DISCOUNT) == (-120 if on_dear else 0)
    [use] = plan.term_uses()
    assert use.tier_teu == (6 if on_dear else 0)


def test_a_tier_in_percent_takes_its_share_of_all_line_haul():
    tiers = [{"from_teu": 4, "percent": 10}, {"from_teu": 8, "percent": 25}]
    term = VolumeDiscount(id="V", services="*", kind="all_unit", tiers=tiers, **DAYS)
    plan = planned(two_lines(3), discounts=[term])
    assert plan.cost_cents == 100 * 300 * 0.9
    plan = planned(two_lines(4), discounts=[term])
    assert plan.cost_cents == 100 * 400 * 0.75


@pytest.mark.parametrize(("boxes", "on_dear"), [(4, 0), (6, 6)])
def test_a_discount_on_an_increment_counts_only_beyond_its_threshold(boxes, on_dear):
    # 30 USD more a box; 25 USD off each TEU beyond the fourth: 50 a box from the third on.
    term = VolumeDiscount(
        id="V", services="DEAR", kind="incremental", **DAYS,
        tiers=[{"from_teu": 4, "usd_per_teu": 25}],
    )  # fmt: skip
    plan = planned(two_lines(boxes), discounts=[term])
    assert boxes_on(plan, "DEAR") == on_dear
    assert usd(plan, CostPart.DISCOUNT) == -25 * max(0, 2 * on_dear - 4)


def test_boxes_wait_for_the_week_after_a_surcharge():
    network = world("A B", line("CHEAP", "rail", "A B", **MONDAYS), [order("S", "A", "B")])
    weeks = ["2025-W45", "2025-W46"]
    peak = Surcharge(id="P", modes="rail", percent=30, usd_per_teu=1, weeks=weeks)
    plan = planned(network, surcharges=[peak])
    assert plan.assignments[0].route.legs[0].departure.first_call_on.day in (17, 24)
    late = planned(
        world("A B", line("CHEAP", "rail", "A B", **MONDAYS),
              [order("S", "A", "B", due="2025-11-10")]),
        surcharges=[peak],
    )  # fmt: skip
    assert usd(late, CostPart.SURCHARGE) == 0.3 * 100 + 2 * 1


@pytest.mark.parametrize(("budget_usd", "served"), [(231, 0), (232, 1), (500, 2)])
def test_terms_count_in_the_budget_of_a_plan_and_not_in_that_of_an_order(budget_usd, served):
    book = [order(f"S{n}", "A", "B", budget_usd=100) for n in range(2)]
    network = world("A B", line("CHEAP", "rail", "A B", **MONDAYS), book)
    charter = Charter(id="T", services="CHEAP", usd_per_departure=132, **DAYS)
    plan = planned(network, lb.Limits(budget_usd=budget_usd), charters=[charter])
    assert len(plan.assignments) == served


def test_terms_that_do_not_fit_the_network_are_refused():
    with pytest.raises(lb.QuestionError, match=r"did you mean DEAR"):
        planned(two_lines(1), contracts=[contract(services="DAER")])


def test_a_plan_without_terms_costs_what_it_did():
    network = two_lines(2)
    assert planned(network).cost_cents == lb.plan(network).cost_cents == 20_000
