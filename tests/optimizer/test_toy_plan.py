"""The plan of the toy dataset against its README, which was worked out by hand."""

from datetime import UTC, datetime

import pytest

from landbridge.network.network import Network
from landbridge.network.plan import Assignment, Plan
from landbridge.network.read import load
from landbridge.network.route import Basis, CostPart, HandlingKind
from landbridge.optimizer.plan import Effort, plan

COST_USD = {"T1": 9_000, "T2": 3_105, "T3": 2_235, "T4": 2_205, "T5": 3_300, "T6": 120}
PARTS_USD = {
    CostPart.LINE_HAUL: 15_020,
    CostPart.DRAYAGE: 2_455,
    CostPart.HANDLING: 1_160,
    CostPart.CLEARANCE: 430,
    CostPart.LATENESS: 900,
}


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


@pytest.fixture(scope="module")
def answer(toy: Network) -> Plan:
    return plan(toy, effort=Effort(gap=0))


def part_of(answer: Plan, shipment_id: str) -> Assignment:
    [part] = [part for part in answer.assignments if part.shipment_id == shipment_id]
    return part


def test_every_order_costs_what_the_readme_says(answer):
    costs = {
        part.shipment_id: (part.freight_cents + answer.lateness_cents(part)) / 100
        for part in answer.assignments
    }
    assert costs == COST_USD
    assert answer.cost_cents == sum(COST_USD.values()) * 100


def test_the_parts_of_the_cost_are_those_of_the_readme(answer):
    parts = answer.cost_by_part_cents()
    assert {part: parts[part] / 100 for part in PARTS_USD} == PARTS_USD


def test_everything_is_served_and_proven(answer):
    assert answer.unserved == ()
    assert answer.proof.gap == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("scenario", "usd", "served_teu"), [("sea_closed", 19_100, 9.3), ("border_queue", 16_665, 10.3)]
)
def test_scenarios_are_planned_as_the_readme_says(toy, scenario, usd, served_teu):
    answer = plan(toy.apply(scenario), effort=Effort(gap=0))
    assert answer.cost_cents == usd * 100
    assert sum(part.size_teu for part in answer.assignments) == pytest.approx(served_teu)


def test_a_route_says_when_and_where_everything_happens(answer):
    route = part_of(answer, "T1").route
    assert [(h.terminal_id, h.kind) for h in route.handlings] == [
        ("WORKS", HandlingKind.ORIGIN),
        ("YARD", HandlingKind.TRANSFER),
        ("CITY", HandlingKind.DESTINATION),
    ]
    truck, train = route.legs
    # Ready on Monday 08:00, loaded and cleared by 12:00, at YARD by 13:00, handed over by 16:00.
    assert (truck.departs_at, truck.is_drayage) == (datetime(2025, 11, 3, 4, 0, tzinfo=UTC), True)
    assert (train.departure.service_id, train.departure.first_call_on.day) == ("EXPRESS", 7)
    assert route.handlings[1].ends_at == datetime(2025, 11, 3, 8, 0, tzinfo=UTC)
    assert train.departs_at == datetime(2025, 11, 7, 4, 0, tzinfo=UTC)
    # Delivered on Monday 17 November, 05:00 at CITY.
    assert route.delivered_at == datetime(2025, 11, 17, 4, 0, tzinfo=UTC)


def test_clearance_says_what_it_adds_and_by_which_row(answer):
    origin, _, destination = part_of(answer, "T1").route.handlings
    assert (origin.clearance_minutes, destination.clearance_minutes) == (2 * 60, 18 * 60)
    assert (origin.clearance_rule or "").endswith("/export")
    fees = [c for c in destination.charges if c.part is CostPart.CLEARANCE]
    assert [(fee.basis, fee.amount_cents) for fee in fees] == [(Basis.DECLARATION, 5_000)]


def test_a_box_emits_what_the_readme_says(answer):
    assert part_of(answer, "T1").route.co2e_g == 1_264_800
    assert part_of(answer, "T2").route.co2e_g == 2_028_000


def test_a_reefer_box_pays_its_surcharge_as_a_line_of_its_own(answer):
    [_, train] = part_of(answer, "T5").route.legs
    assert [charge.amount_cents for charge in train.charges] == [252_000, 50_000]


def test_all_of_the_toy_rests_on_assumptions(answer):
    charges = [c for part in answer.assignments for c in part.route.charges]
    assert all(charge.assumed_cents == charge.amount_cents for charge in charges)
