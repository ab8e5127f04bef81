"""Order book G: golden questions 8, 9 and 10 of the domain reference, section 7."""

from collections import Counter
from itertools import pairwise

import pytest
from fixture_g import book_g

from landbridge.network.limits import Aim, Goal, Limits
from landbridge.network.plan import Plan
from landbridge.network.verify import verify
from landbridge.optimizer.plan import Effort, plan

LATE_USD = 4_000


def solved(limits: Limits | None = None, **book: object) -> Plan:
    answer = plan(book_g(**book), limits=limits, effort=Effort(gap=0))
    assert verify(answer) == ()
    return answer


def late(**limits: object) -> Plan:
    """Plan G where a day late costs 4,000 USD for each box."""
    return solved(Limits(max_late_days=60, **limits), late_usd_per_feu_day=LATE_USD)


def feu(answer: Plan) -> Counter[str]:
    count: Counter[str] = Counter()
    for part in answer.assignments:
        count[part.route.legs[0].mode.value] += part.units
    return count


def freight_and_lateness_usd(answer: Plan) -> float:
    parts = answer.assignments
    return sum(p.freight_cents + answer.lateness_cents(p) for p in parts) / 100


def co2e_t(answer: Plan) -> float:
    return sum(part.co2e_g for part in answer.assignments) / 1e6


# -- question 8


def test_the_whole_book_costs_1315800_usd_with_98_4_and_100_boxes():
    answer = solved()
    assert answer.cost_cents == 1_315_800_00
    assert answer.proof.gap == pytest.approx(0, abs=1e-6)
    assert feu(answer) == {"rail": 98, "air": 4, "sea": 100}
    assert co2e_t(answer) == pytest.approx(794.4)


@pytest.mark.parametrize(
    ("rail", "usd"),
    [(97, 1_351_100), (98, 1_315_800), (99, 1_280_500), (100, 1_245_200), (101, 1_245_200)],
)
def test_a_rail_slot_is_worth_35300_usd_from_97_to_100_slots(rail, usd):
    assert solved(rail=rail).cost_cents == usd * 100


# -- question 9


@pytest.mark.parametrize(
    ("cap_t", "usd"),
    [
        (800, 1_315_800),
        (794.4, 1_315_800),
        (742.4, 1_317_500),
        (690.4, 1_319_200),
        (638.4, 1_368_900),
        (586.4, 1_418_600),
    ],
)
def test_less_co2e_costs_32_then_955_usd_a_tonne(cap_t, usd):
    answer = late(co2e_t=cap_t)
    assert answer.cost_cents == usd * 100
    assert answer.proof.gap == pytest.approx(0, abs=1e-6)
    assert not answer.unserved


def test_the_abatement_cost_rises_along_the_sweep():
    caps = (794.4, 742.4, 690.4, 638.4, 586.4)
    costs = [late(co2e_t=cap).cost_cents / 100 for cap in caps]
    per_t = [(b - a) / 52 for a, b in pairwise(costs)]
    assert per_t == pytest.approx([32.692, 32.692, 955.769, 955.769], abs=0.001)


@pytest.mark.parametrize(("usd_per_t", "t"), [(0, 794.4), (30, 794.4), (35, 690.4), (1_000, 586.4)])
def test_a_carbon_price_gives_the_mix_of_the_cap_that_it_is_the_price_of(usd_per_t, t):
    answer = late(carbon_usd_per_t=usd_per_t)
    assert co2e_t(answer) == pytest.approx(t)
    capped = late(co2e_t=t)
    assert freight_and_lateness_usd(answer) == freight_and_lateness_usd(capped)
    assert answer.cost_cents / 100 == pytest.approx(capped.cost_cents / 100 + usd_per_t * t)


# -- question 10


def test_with_90_rail_slots_7_boxes_stay_behind():
    answer = solved(rail=90)
    assert sum(left.units for left in answer.unserved) == 7
    assert answer.proof.unserved_teu == 14
    assert answer.proof.unserved_bound_teu == pytest.approx(14, abs=1e-4)
    assert all(left.reason for left in answer.unserved)


@pytest.mark.parametrize(
    ("repair", "usd"),
    [
        ({"rail": 97}, 1_351_100),
        ({"rail": 90, "air": 12}, 1_598_200),
        ({"rail": 90, "due_days": {"B": 45}}, 1_065_200),
    ],
)
def test_each_of_the_smallest_repairs_serves_all(repair, usd):
    answer = solved(**repair)
    assert (answer.unserved, answer.cost_cents) == ((), usd * 100)


@pytest.mark.parametrize("less", [{"rail": 96}, {"rail": 90, "air": 11}])
def test_no_smaller_repair_does(less):
    assert sum(left.units for left in solved(**less).unserved) == 1


# -- law (l): points of the frontier, none better than another, each single goal among them


def test_the_frontier_of_cost_and_co2e_has_both_ends_and_nothing_dominated():
    caps = (None, 742.4, 690.4, 638.4, 586.4)
    points = [(co2e_t(a), freight_and_lateness_usd(a)) for a in (late(co2e_t=c) for c in caps)]
    assert points == sorted(points, reverse=True)
    assert [usd for _, usd in points] == sorted({usd for _, usd in points})
    aims = (Goal.UNSERVED, Goal.CO2E, Goal.COST)
    cleanest = late(aims=tuple(Aim(goal=goal) for goal in aims))
    assert points[0] == (pytest.approx(794.4), 1_315_800)
    assert co2e_t(cleanest) <= points[-1][0]


def test_what_may_be_given_up_of_a_goal_goes_to_those_behind_it():
    def aimed(give_up: float) -> Plan:
        aims = (Aim(goal=Goal.UNSERVED), Aim(goal=Goal.CO2E, give_up=give_up), Aim(goal=Goal.COST))
        return late(aims=aims)

    least = co2e_t(aimed(0))
    for give_up in (0.1, 0.5, 1.0):
        answer = aimed(give_up)
        assert co2e_t(answer) <= least * (1 + give_up) + 1e-6
        assert answer.cost_cents == late(co2e_t=least * (1 + give_up)).cost_cents
