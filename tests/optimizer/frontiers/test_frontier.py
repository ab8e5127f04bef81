"""The frontier of cost, and named plans: nothing on it is beaten, and each goal has its best."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_book_g import order_book_g
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.frontier import Frontier
from landbridge.network.limits import TagKind
from landbridge.network.verify import verify
from landbridge.optimizer.frontiers.named_plans import BALANCED_SHARE, exposures
from landbridge.optimizer.planner import Planner

from ..hand_world import line, order, world

G = order_book_g(late_usd_per_day=4_000)
EXACT = lb.Effort(gap=0)


def test_fixture_g_has_the_abatement_costs_that_are_known():
    frontier = Planner(G).frontier(lb.Goal.CO2E, 5)
    assert [(p.amount, p.cost_usd) for p in frontier.points] == [
        (pytest.approx(794.4), 1_315_800),
        (pytest.approx(742.4), 1_317_500),
        (pytest.approx(690.4), 1_319_200),
        (pytest.approx(638.4), 1_368_900),
        (pytest.approx(586.4), 1_418_600),
    ]
    first, second = frontier.steps
    assert (first.most, first.least) == (pytest.approx(794.4), pytest.approx(690.4))
    assert first.usd_per_unit == pytest.approx(32.69, abs=0.005)
    assert (second.most, second.least) == (pytest.approx(690.4), pytest.approx(586.4))
    assert second.usd_per_unit == pytest.approx(955.77, abs=0.005)
    prices = [point.usd_per_unit for point in frontier.points]
    assert prices[:4] == pytest.approx([32.69, 32.69, 955.77, 955.77], abs=0.005)
    assert prices[4] is None


@pytest.mark.parametrize(("carbon", "t"), [(30, 794.4), (35, 690.4), (1_000, 586.4)])
def test_a_price_of_carbon_leads_to_the_point_of_the_frontier_with_that_abatement_cost(carbon, t):
    plan = lb.plan(G, limits=lb.Limits(carbon_usd_per_t=carbon))
    assert sum(a.co2e_g for a in plan.assignments) / 1e6 == pytest.approx(t)


def test_less_that_is_late_costs_more():
    frontier = Planner(order_book_g(late_usd_per_day=100)).frontier(lb.Goal.LATE, 4)
    amounts = [point.amount for point in frontier.points]
    assert amounts == sorted(amounts, reverse=True)
    assert frontier.points[-1].amount == 0
    assert frontier.points[-1].cost_usd == 1_315_800
    assert frontier.points[0].cost_usd < 1_315_800
    assert frontier.unit == "TEU late"


def test_there_is_no_frontier_of_cost_against_itself():
    with pytest.raises(lb.QuestionError, match="co2e or late"):
        Planner(G).frontier(lb.Goal.COST)


def crowded(seed: int) -> lb.Network:
    network = small_network(seed, Size(terminals=2 + seed % 2, services=5, orders=4))
    services = {
        name: service.model_copy(update={"capacity_teu": min(service.capacity_teu, 3)})
        for name, service in network.services.items()
    }
    return replace(network, services=services)


def beats(one, other) -> bool:
    no_worse = one.cost_usd <= other.cost_usd and one.amount <= other.amount
    return no_worse and (one.cost_usd, one.amount) != (other.cost_usd, other.amount)


def check(frontier: Frontier, planner: Planner, goal: lb.Goal) -> None:
    points = frontier.points
    assert not any(beats(one, other) for one in points for other in points)
    assert points[0].cost_usd == pytest.approx(planner.plan().cost_cents / 100, abs=0.02)
    aims = tuple(lb.Aim(goal=g) for g in (lb.Goal.UNSERVED, goal, lb.Goal.COST))
    least = planner.plan(replace(planner.limits, aims=aims))
    assert points[-1].cost_usd == pytest.approx(least.cost_cents / 100, abs=0.02)
    for point in points:
        assert verify(point.plan) == ()
        assert point.bound_usd <= point.cost_usd
        assert point.plan.proof.unserved_teu == pytest.approx(planner.plan().proof.unserved_teu)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from((lb.Goal.CO2E, lb.Goal.LATE)))
def test_no_point_beats_another_and_each_goal_has_its_best(seed, goal):
    planner = Planner(crowded(seed), effort=EXACT)
    if planner.answer.problem.shipments:
        check(planner.frontier(goal, 4), planner, goal)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_the_linear_frontier_gets_steeper_and_stays_below_every_plan(seed):
    planner = Planner(crowded(seed), effort=EXACT)
    if not planner.answer.problem.shipments:
        return
    frontier = planner.frontier(lb.Goal.CO2E, 3)
    prices = [step.usd_per_unit for step in frontier.steps]
    assert prices == sorted(prices)
    for one, other in zip(frontier.steps, frontier.steps[1:], strict=False):
        assert one.least == pytest.approx(other.most)


def two_seas() -> lb.Network:
    """Return ten boxes for a cheap strait and a dearer one."""
    rows = [
        *line("RED", "sea", "A B", usd=100, weekdays=(1,)),
        *line("CAPE", "sea", "A B", usd=130, weekdays=(1,)),
    ]
    for n, row in enumerate(rows):
        if row.file == "links.csv":
            tag = "suez" if row.id.startswith("RED") else "cape"
            rows[n] = row.model_copy(update={"exposures": (tag,)})
    orders = [order(f"S{n}", "A", "B", due="2025-11-05") for n in range(10)]
    return world("A B", rows, orders)


def test_a_resilient_plan_hangs_on_no_single_strait_where_there_is_another():
    cheapest, balanced, resilient = Planner(two_seas(), effort=EXACT).named_plans()
    assert [p.name for p in (cheapest, balanced, resilient)] == [
        "cheapest", "balanced", "resilient",
    ]  # fmt: skip
    assert cheapest.figures.exposure == lb.Tag(TagKind.EXPOSURE, "suez")
    assert cheapest.figures.exposure_share == 1
    # Of ten boxes four may take the first strait: the other six have nowhere else to go.
    assert resilient.figures.exposure_share == pytest.approx(0.6)
    assert resilient.figures.unserved_teu == 0
    assert resilient.more_usd == 6 * 30
    assert resilient.more_exposure_share < 0
    assert sum(exposures(resilient.plan).values()) == pytest.approx(1)


def test_a_balanced_plan_is_a_little_dearer_and_cleaner():
    rows = [
        *line("DIRTY", "sea", "A B", usd=100, weekdays=(1,)),
        *line("CLEAN", "sea", "A B", usd=103, weekdays=(1,)),
        *line("DEAR", "sea", "A B", usd=120, weekdays=(1,)),
    ]
    km = {"DIRTY.1": 5_000, "CLEAN.1": 500, "DEAR.1": 50}
    rows = [
        row.model_copy(update={"distance_km": km[row.id]}) if row.file == "links.csv" else row
        for row in rows
    ]
    orders = [order(f"S{n}", "A", "B", due="2025-11-05") for n in range(4)]
    planner = Planner(world("A B", rows, orders), effort=EXACT)
    cheapest, balanced, _ = planner.named_plans()
    assert cheapest.more_usd == 0
    assert balanced.more_usd == 4 * 3
    assert balanced.figures.cost_usd <= (1 + BALANCED_SHARE) * cheapest.figures.cost_usd
    assert balanced.more_co2e_t < 0
