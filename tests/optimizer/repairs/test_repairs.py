"""Repairs: what is named makes everything served, nothing less of it does, at what it says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_book_g import ORDERS, order_book_g
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.repairs import Change, Repair, RepairKind
from landbridge.optimizer.planner import Planner

from ..hand_world import line, order, world

SEEDS = st.integers(0, 10_000)


def day_of(name: str, days: float) -> dict[str, str]:
    """Return a due date of fixture G, some days later."""
    return {name: str(date.fromisoformat(ORDERS[name][2]) + timedelta(days=days))}


def test_fixture_g_with_rail_90_has_the_repairs_that_are_known():
    shortfall = Planner(order_book_g(rail=90)).shortfall()
    assert shortfall is not None
    assert sum(left.units for left in shortfall.unserved) == 7
    assert shortfall.conflict == ("slots on AIR", "slots on RAIL")
    said = {str(repair).split(": ")[0]: repair.cost_usd for repair in shortfall.repairs}
    assert said == {
        "order B due 10 days later": 1_065_200,
        "order A due 25 days later": 1_125_200,
        "14 TEU more on RAIL": 1_351_100,
        "67,200 kg more on AIR": 1_598_200,
    }


@pytest.mark.parametrize(
    ("changes", "usd", "fewer"),
    [
        ({"rail": 97}, 1_351_100, {"rail": 96}),
        ({"rail": 90, "air": 12}, 1_598_200, {"rail": 90, "air": 11}),
        ({"rail": 90, "due": day_of("B", 10)}, 1_065_200, {"rail": 90, "due": day_of("B", 9)}),
        ({"rail": 90, "due": day_of("A", 25)}, 1_125_200, {"rail": 90, "due": day_of("A", 24)}),
    ],
)
def test_the_repairs_of_fixture_g_suffice_and_nothing_less_does(changes, usd, fewer):
    repaired = lb.plan(order_book_g(**changes))
    assert (repaired.unserved, repaired.cost_cents) == ((), usd * 100)
    assert lb.plan(order_book_g(**fewer)).unserved != ()


def test_where_everything_is_served_there_is_nothing_to_repair():
    assert Planner(order_book_g()).shortfall() is None


def crowded(seed: int) -> lb.Network:
    """Return a small network with too few slots, without fees that whole orders share."""
    network = small_network(seed, Size(terminals=2, services=2, orders=3, rules=0))
    services = {
        name: service.model_copy(update={"capacity_teu": min(service.capacity_teu, 2)})
        for name, service in network.services.items()
    }
    return replace(network, services=services)


def served(planner: Planner, repair: Repair, *, less: Change | None = None) -> bool:
    """Tell whether everything is served once a repair is made, or all of it but a bit."""
    network, limits = planner.session.network, planner.limits
    orders = dict(network.orders)
    services = dict(network.services)
    for change in repair.changes:
        amount = change.amount - (1 if change is less else 0)
        if change.kind is RepairKind.DUE_DATE:
            due = orders[change.name].due + timedelta(days=amount)
            orders[change.name] = orders[change.name].model_copy(update={"due": due})
        elif change.kind is RepairKind.ORDER_BUDGET:
            budget = (orders[change.name].budget_usd or 0) + amount
            orders[change.name] = orders[change.name].model_copy(update={"budget_usd": budget})
        elif change.kind is RepairKind.BUDGET:
            limits = replace(limits, budget_usd=(limits.budget_usd or 0) + amount)
        else:
            field = {"TEU": "capacity_teu", "plugs": "reefer_plugs"}.get(change.unit, "capacity_kg")
            service = services[change.name]
            more = {field: getattr(service, field) + int(amount)}
            services[change.name] = service.model_copy(update=more)
    changed = replace(network, services=services, orders=lb.OrderBook(orders.values()))
    needed = {name for name in orders if name in planner.session.pricers} | {
        change.name for change in repair.changes
    }
    left = lb.plan(changed, limits=limits).unserved
    return not any(u.shipment_id in needed for u in left)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from((None, None, 2_000)))
def test_after_a_repair_everything_is_served(seed, budget_usd):
    planner = Planner(crowded(seed), limits=lb.Limits(budget_usd=budget_usd))
    shortfall = planner.shortfall(most_repairs=3, most_days=10)
    if shortfall is None:
        return
    for repair in shortfall.repairs:
        # More slots on a service are more on all of its departures: that is no less.
        assert served(planner, repair), str(repair)
        for change in repair.changes:
            if change.kind in (RepairKind.DUE_DATE, RepairKind.BUDGET) or len(change.where) == 1:
                one_departure = len(repair.changes) == 1 and change.kind is not RepairKind.SLOTS
                if one_departure:
                    assert not served(planner, repair, less=change), str(repair)


@settings(max_examples=40)
@given(SEEDS)
def test_no_repair_is_part_of_another(seed):
    shortfall = Planner(crowded(seed)).shortfall(most_days=10)
    if shortfall is None:
        return
    parts = [{(c.kind, c.name, c.unit): c.amount for c in r.changes} for r in shortfall.repairs]
    for n, one in enumerate(parts):
        for other in parts[:n] + parts[n + 1 :]:
            assert not all(one.get(key, 0) >= amount for key, amount in other.items())


def test_an_order_without_any_route_in_time_is_repaired_by_its_due_date():
    network = world(
        "A B",
        line("TRAIN", "rail", "A B", weekdays=(5,)),
        [order("S1", "A", "B", due="2025-11-04")],
    )
    shortfall = Planner(network).shortfall()
    assert shortfall is not None
    assert shortfall.conflict == ()
    [repair] = shortfall.repairs
    assert str(repair) == "order S1 due 3 days later: 100 USD (+100)"


def test_more_slots_on_a_train_are_counted_once_whatever_its_hops():
    network = world(
        "A B C",
        line("TRAIN", "rail", "A B C", weekdays=(1,), capacity_teu=2),
        [order(name, "A", "C", due="2025-11-05") for name in ("S1", "S2")],
    )
    shortfall = Planner(network).shortfall()
    assert shortfall is not None
    assert "2 TEU more on TRAIN: 400 USD (+200)" in map(str, shortfall.repairs)


def test_a_budget_and_a_cap_on_co2e_are_raised_by_what_is_missing():
    network = order_book_g()
    dear = Planner(network, limits=lb.Limits(budget_usd=1_300_000)).shortfall()
    assert dear is not None
    assert "15,800 USD more of budget: 1,315,800 USD" in " ".join(map(str, dear.repairs))
    dirty = Planner(network, limits=lb.Limits(co2e_t=780)).shortfall()
    assert dirty is not None
    assert "14.4 t more of CO2e: 1,315,800 USD" in " ".join(map(str, dirty.repairs))


def test_a_share_is_loosened_by_percentage_points():
    share = lb.ShareLimit(tag=lb.Tag(lb.TagKind.MODE, "rail"), at_most=0.48)
    shortfall = Planner(order_book_g(), limits=lb.Limits(shares=(share,))).shortfall()
    assert shortfall is not None
    assert "mode:rail at most looser by 0.02 percentage points" in " ".join(
        map(str, shortfall.repairs)
    )
