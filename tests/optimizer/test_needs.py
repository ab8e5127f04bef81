"""What an absence says would make a mode possible does so, and less does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import landbridge as lb
from landbridge.optimizer.absence import AbsenceKind
from landbridge.optimizer.route_set import ModeAnswer

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def network() -> lb.Network:
    return lb.load("chongqing")


@pytest.fixture(scope="module")
def hurried(network: lb.Network) -> lb.Shipment:
    """An order that is due too soon, for too little money."""
    changed = {"due": date(2025, 11, 20), "budget_usd": 20_000.0}
    return network.orders["O001"].model_copy(update=changed)


def by_mode(network: lb.Network, shipment: lb.Shipment) -> dict[str, ModeAnswer]:
    return {mode.product: mode for mode in lb.routes(network, shipment).by_mode()}


def test_a_mode_is_possible_with_what_it_needs_and_not_a_day_or_a_cent_before(network, hurried):
    lacking = {
        product: mode.absence.needs
        for product, mode in by_mode(network, hurried).items()
        if mode.route and mode.absence
    }
    assert {"rail", "river-sea", "air"} <= set(lacking)
    for product, needs in lacking.items():
        due, budget = needs.due or hurried.due, needs.budget_usd or hurried.budget_usd
        enough = hurried.model_copy(update={"due": due, "budget_usd": budget})
        assert by_mode(network, enough)[product].absence is None
        less = {"due": due - DAY} if needs.due else {"budget_usd": budget - 0.01}
        short = enough.model_copy(update=less)
        assert by_mode(network, short)[product].absence is not None


def test_needs_are_said_in_a_clause(network, hurried):
    rail = by_mode(network, hurried)["rail"].absence
    assert rail.remark.startswith(f"too slow: {rail.reason}; possible with due date 2025-11-")
    assert " and a budget of " in rail.remark


@pytest.mark.parametrize(
    ("scenario", "order", "kind", "changes"),
    [
        ("sea_closed", "T1", AbsenceKind.CLOSED, ("SHIP open",)),
        ("sea_closed", "T6", AbsenceKind.NOT_SOLD, ("the cargo in boxes",)),
    ],
)
def test_what_is_shut_needs_to_be_open(scenario, order, kind, changes):
    toy = lb.load("toy").apply(scenario)
    sea = by_mode(toy, toy.orders[order])["sea"].absence
    assert (sea.kind, sea.needs.changes) == (kind, changes)


def test_banned_cargo_needs_the_ban_lifted():
    toy = lb.load("toy")
    rail = by_mode(toy, toy.orders["T3"])["rail"].absence
    assert rail.kind is AbsenceKind.BANNED
    assert rail.needs.changes == tuple(f"no ban ({ban})" for ban in rail.reason.split("; "))


def test_loose_cargo_needs_boxes_to_go_by_rail(network):
    loose = next(s for s in network.orders.values() if not s.num_boxes)
    rail = by_mode(network, loose)["rail"].absence
    assert rail.kind is AbsenceKind.NOT_SOLD
    assert rail.needs.changes == ("the cargo in boxes",)
