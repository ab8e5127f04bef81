"""Plans of large books: as good as those of `mix` on small ones, and proven near the optimum."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.generated_orders import generated_orders, with_capacity_for
from landbridge.network.limits import (
    Aim,
    Goal,
    Lateness,
    Limits,
    Objective,
    ShareLimit,
    Tag,
    TagKind,
)
from landbridge.network.network import Network
from landbridge.network.plan import Plan
from landbridge.network.read import load
from landbridge.network.shipment import OrderBook
from landbridge.network.verify import verify
from landbridge.optimizer.large_mix.scope import FEWEST_ORDERS, knows
from landbridge.optimizer.mix.effort import Effort
from landbridge.optimizer.plan import plan

pytest.importorskip("landbridge.optimizer._pricing", reason="the core is not built")

SIZE = Size(orders=9, services=8, rules=3)


def large(network: Network, orders: OrderBook, limits: Limits, **asked) -> Plan:
    from landbridge.optimizer.large_mix.large_plan import LargePlanSearch

    search = LargePlanSearch(
        network,
        orders,
        limits,
        objective=asked.get("objective", Objective.FREIGHT),
        effort=Effort(seconds=5.0, gap=asked.get("gap", 1e-6)),
        report=lambda _: None,
    )
    return search.run()


@given(number=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_two_ways_to_mix_prove_each_other_right(number) -> None:
    network = small_network(number, SIZE)
    limits = Limits(max_late_days=5)
    objective = list(Objective)[number % 2]
    ours = large(network, network.orders, limits, objective=objective)
    theirs = plan(network, limits=limits, objective=objective, effort=Effort(gap=1e-6))
    assert not list(verify(ours))
    slack = 1e-3
    assert ours.proof.unserved_bound_teu <= theirs.proof.unserved_teu + slack
    assert theirs.proof.unserved_bound_teu <= ours.proof.unserved_teu + slack
    if ours.proof.unserved_teu >= theirs.proof.unserved_teu - slack:
        assert ours.proof.bound_cents <= theirs.proof.cost_cents + 1
    if theirs.proof.unserved_teu >= ours.proof.unserved_teu - slack:
        assert theirs.proof.bound_cents <= ours.proof.cost_cents + 1


@pytest.fixture(scope="module")
def network() -> Network:
    return with_capacity_for(load("chongqing"), 2 * FEWEST_ORDERS)


@pytest.fixture(scope="module")
def book(network: Network) -> OrderBook:
    return generated_orders(load("chongqing"), 2 * FEWEST_ORDERS, seed=3)


def test_a_generated_book_is_planned_within_the_gap(network: Network, book: OrderBook) -> None:
    lines: list[str] = []
    answer = plan(network, book, report=lines.append)
    assert answer.proof.gap <= 0.001
    assert answer.proof.unserved_teu == pytest.approx(answer.proof.unserved_bound_teu)
    assert any(line.startswith("round 1:") for line in lines)


def test_the_same_question_has_the_same_plan(network: Network, book: OrderBook) -> None:
    one, same = (large(network, book, Limits(), gap=0.001) for _ in range(2))
    assert one.assignments == same.assignments
    assert one.proof.bound_cents == same.proof.bound_cents


@pytest.mark.parametrize("when", ["round 3:", "whole boxes"])
def test_ctrl_c_ends_with_the_best_plan_so_far(
    network: Network, book: OrderBook, when: str
) -> None:
    pressed = []

    def report(line: str) -> None:
        if line.startswith(when) and not pressed:
            pressed.append(line)
            raise KeyboardInterrupt

    answer = plan(network, book, report=report, effort=Effort(gap=1e-6))
    assert pressed
    assert answer.proof.method.endswith("stopped early")
    assert 0 < answer.proof.bound_cents <= answer.proof.cost_cents


@pytest.mark.parametrize(
    "limits",
    [
        Limits(budget_usd=1e6),
        Limits(lateness=Lateness.AVOIDED),
        Limits(shares=(ShareLimit(tag=Tag(TagKind.MODE, "rail"), at_most=0.5),)),
        Limits(aims=(Aim(goal=Goal.UNSERVED), Aim(goal=Goal.CO2E), Aim(goal=Goal.COST))),
        Limits(max_parts=1),
    ],
)
def test_other_limits_are_left_to_the_mix(book: OrderBook, limits: Limits) -> None:
    assert knows(book, Limits())
    assert not knows(book, limits)
