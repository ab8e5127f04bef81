"""Storage after free days is charged by every plan that charges it anywhere (27)."""

from dataclasses import replace

import pytest

from landbridge.network.plan import Plan
from landbridge.network.route import Charge, CostPart
from landbridge.network.row import Grade
from landbridge.network.verify import Rule, verify

from .changes import broken_rules, changed, route_of, with_handling
from .hand_plan import charge

# RAIL waits at A from 3 Nov 11:00 to 7 Nov 01:40, 5,200 minutes: one day of them is free.
# 86.40 USD x 3,760 / 1,440 = 225.60 USD for a box of 40 ft.
RAIL_CENTS = 22560
RATE = {"free_days": 1.0, "storage_usd_per_feu_day": 86.4, "grade": Grade.SOURCED}


def stored(*charges: Charge, **cells: object) -> Plan:
    """Return the plan with storage at A only, and charges for it at the handling there."""
    plan = with_handling("RAIL", 1, charges=(*route_of("RAIL").handlings[1].charges, *charges))
    network = plan.network
    for terminal_id in network.terminals:
        network = changed(network, "terminals", terminal_id, storage_usd_per_feu_day=0.0)
    return replace(plan, network=changed(network, "terminals", "A", **(RATE | cells)))


def broken(plan: Plan) -> list[Rule]:
    """Return the rules that a plan breaks, the sums of the plan left aside."""
    sums = {Rule.COST, Rule.COST_PART, Rule.ORDER_BUDGET, Rule.TOTAL_BUDGET}
    return [violation.rule for violation in verify(plan) if violation.rule not in sums]


def test_the_charge_of_the_tables_is_right():
    assert broken(stored(charge(CostPart.STORAGE, RAIL_CENTS, 0))) == []


def test_a_plan_may_leave_storage_out_altogether():
    assert broken(stored()) == []


@pytest.mark.parametrize("cents", [RAIL_CENTS - 2, RAIL_CENTS + 2])
def test_another_charge_is_a_violation(cents):
    assert broken(stored(charge(CostPart.STORAGE, cents, 0))) == [Rule.CHARGE]


def test_a_charge_within_the_free_days_is_one_too_many():
    assert broken(stored(charge(CostPart.STORAGE, 100, 0), free_days=4.0)) == [Rule.CHARGE]


def test_one_wait_that_is_charged_means_that_all_are():
    plan = stored(charge(CostPart.STORAGE, RAIL_CENTS, 0))
    network = changed(plan.network, "terminals", "S", storage_usd_per_feu_day=100.0, free_days=0.0)
    assert broken(replace(plan, network=network)) == [Rule.CHARGE]


def test_the_grade_of_the_terminal_reaches_the_charge():
    plan = stored(charge(CostPart.STORAGE, RAIL_CENTS, 0), grade=Grade.ASSUMPTION)
    assert broken(plan) == [Rule.ASSUMED]


def test_the_consignor_holds_the_cargo_at_its_origin():
    plan = stored(charge(CostPart.STORAGE, RAIL_CENTS, 0))
    network = changed(plan.network, "terminals", "P", storage_usd_per_feu_day=100.0, free_days=0.0)
    assert broken(replace(plan, network=network)) == []


def test_storage_is_part_of_the_cost():
    plan = stored(charge(CostPart.STORAGE, RAIL_CENTS, 0))
    assert plan.cost_by_part_cents()[CostPart.STORAGE] == 2 * RAIL_CENTS
    assert Rule.COST in broken_rules(plan)
