"""The sums of a plan: its cost and parts, budget, bound and what is unserved (18-20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from ..plan import Objective, Plan
from ..route import CostPart
from .case import CHARGE_TOLERANCE_CENTS, Case
from .comparison import compare, compare_number
from .exact import cents, exact
from .journey import num_units, size_teu
from .orders import days_late, is_whole
from .terms import TermBook
from .violation import Rule, Violation

DAY = timedelta(days=1)
TEU_TOLERANCE = 1e-6
GRAMS_PER_T = 1_000_000


def lateness(case: Case) -> int:
    """Return the price of lateness of an assignment: a share for each unit (18)."""
    shipment = case.journey.shipment
    per_day = exact(shipment.late_usd_per_day or 0) / num_units(shipment)
    return case.assignment.units * cents(per_day * days_late(case))


def holding(case: Case) -> int:
    """Return what it costs to hold the goods of an assignment on their way (19)."""
    shipment, journey = case.journey.shipment, case.journey
    per_day = exact(shipment.value_usd) * exact(journey.cargo.holding_rate_per_day)
    minutes = (journey.delivered_at - journey.ready_at) // timedelta(minutes=1)
    days = Fraction(minutes, DAY // timedelta(minutes=1))
    return case.assignment.units * cents(per_day * days / num_units(shipment))


def carbon(case: Case, usd_per_t: float) -> int:
    """Return the price of the emissions of an assignment (24)."""
    if not usd_per_t:
        return 0
    return cents(exact(usd_per_t) * case.co2e_g / GRAMS_PER_T)


def _accepted(found: int, expected: int, units: int) -> int:
    """Return a plan's amount where it is right to a cent for each unit, else the tables'."""
    return found if abs(found - expected) <= units * CHARGE_TOLERANCE_CENTS else expected


def time_costs(plan: Plan, cases: Sequence[Case]) -> dict[CostPart, int]:
    """Return what lateness, holding and emissions of a plan cost, by part."""
    costs = {CostPart.LATENESS: 0, CostPart.HOLDING: 0, CostPart.CARBON: 0}
    for case in cases:
        assignment, units = case.assignment, case.assignment.units
        costs[CostPart.LATENESS] += _accepted(
            plan.lateness_cents(assignment), lateness(case), units
        )
        costs[CostPart.HOLDING] += _accepted(plan.holding_cents(assignment), holding(case), units)
        price = carbon(case, plan.limits.carbon_usd_per_t)
        costs[CostPart.CARBON] += _accepted(plan.carbon_cents(assignment), price, 1)
    return costs


def term_costs(plan: Plan, cases: Sequence[Case]) -> dict[CostPart, int]:
    """Return what the commercial terms of a plan cost, by part."""
    return TermBook(plan, cases).costs() if plan.terms.all_terms else {}


def check_parts(
    plan: Plan, cases: Sequence[Case], by_time: Mapping[CostPart, int]
) -> Iterator[Violation]:
    """Yield every part of the cost that is not the sum of its charges.

    Each charge by itself is held against the tables by `check_charges`; ``by_time`` is from
    `time_costs`.
    """
    expected = dict.fromkeys(CostPart, 0) | {**by_time} | term_costs(plan, cases)
    for case in cases:
        for entry in case.entries:
            expected[entry.part] += case.times(entry.basis) * entry.found_cents
    found = plan.cost_by_part_cents()
    for part in CostPart:
        yield from compare(
            Rule.COST_PART,
            "plan",
            f"{part} in cents",
            found=found.get(part),
            expected=expected[part],
        )


def check_cost(
    plan: Plan, cases: Sequence[Case], by_time: Mapping[CostPart, int]
) -> Iterator[Violation]:
    """Yield a proof whose cost is not that of the tables, or lies below its own bound."""
    cost = sum(case.freight_cents for case in cases) + by_time[CostPart.LATENESS]
    cost += by_time[CostPart.CARBON] + sum(term_costs(plan, cases).values())
    if plan.objective is Objective.GENERALISED:
        cost += by_time[CostPart.HOLDING]
    found = plan.proof.cost_cents
    yield from compare(Rule.COST, "proof", "cost_cents", found=found, expected=cost)
    if not plan.proof.bound_cents <= cost:
        yield Violation(
            rule=Rule.BOUND,
            where="proof",
            found=f"bound_cents {plan.proof.bound_cents}",
            expected=f"at most the cost, {cost}",
        )


def check_total_budget(plan: Plan, cases: Sequence[Case]) -> Iterator[Violation]:
    """Yield a plan whose freight and commercial terms cost more than its budget (20)."""
    freight_cents = sum(case.freight_cents for case in cases)
    freight_usd = (freight_cents + sum(term_costs(plan, cases).values())) / 100
    budget_usd = plan.limits.budget_usd
    if budget_usd is not None and not freight_usd <= budget_usd:
        yield Violation(
            rule=Rule.TOTAL_BUDGET,
            where="plan",
            found=f"{freight_usd:.2f} USD",
            expected=f"at most {budget_usd:.2f} USD",
        )


def check_unserved(plan: Plan) -> Iterator[Violation]:
    """Yield a proof whose unserved size is not that of the unserved units."""
    size = sum(
        (
            size_teu(plan.orders[unserved.shipment_id], unserved.units)
            for unserved in plan.unserved
            if unserved.shipment_id in plan.orders and is_whole(unserved.units)
        ),
        Fraction(0),
    )
    yield from compare_number(
        Rule.UNSERVED,
        "proof",
        "unserved_teu",
        found=plan.proof.unserved_teu,
        expected=size,
        tolerance=TEU_TOLERANCE,
    )
    if not plan.proof.unserved_bound_teu <= float(size) + TEU_TOLERANCE:
        yield Violation(
            rule=Rule.BOUND,
            where="proof",
            found=f"unserved_bound_teu {plan.proof.unserved_bound_teu:.10g}",
            expected=f"at most what is unserved, {float(size):.10g}",
        )
