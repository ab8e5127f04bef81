"""The toy dataset against the figures of its README, which were worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from brute_force import FoundRoute, all_routes
from brute_force_plan import BestPlan, best_plan

from landbridge.network.network import Network
from landbridge.network.plan import holding_cents

HORIZON_DAYS = 21


def route(network: Network, shipment_id: str, service_id: str, day: int) -> FoundRoute:
    """Return the route of a shipment by the departure on a day of November 2025."""
    found = all_routes(network, network.orders[shipment_id], horizon_days=HORIZON_DAYS)
    wanted = (service_id, date(2025, 11, day))
    [only] = [r for r in found if wanted in [ride[:2] for ride in r.rides]]
    return only


def departures(plan: BestPlan) -> dict[str, list[tuple[str, int, int]]]:
    """Return the main departures of each order: service, day of November, boxes."""
    return {
        placed.shipment.id: [
            (ride.service_id, ride.first_call_on.day, units)
            for found, units in placed.routes
            for ride in found.rides
            if not ride.service_id.startswith("TRUCK") or len(found.rides) == 1
        ]
        for placed in plan.placed
    }


@pytest.mark.parametrize(
    ("shipment_id", "service_id", "day", "usd_per_box", "declarations_usd"),
    [
        ("T1", "EXPRESS", 7, 50 + 100 + 40 + 4200 + 70, 30 + 50),
        ("T2", "ORDINARY", 5, 50 + 100 + 40 + 3000 + 70, 30 + 50),
        ("T4", "SHIP", 8, 50 + 300 + 65 + 1200 + 80 + 400 + 30, 30 + 50),
        ("T3", "SHIP", 8, 2125, 60 + 50),
        ("T5", "EXPRESS", 14, 40 + 80 + 30 + 2520 + 500 + 50, 30 + 50),
        ("T5", "SHIP", 8, 40 + 240 + 50 + 700 + 300 + 60 + 320 + 20, 30 + 50),
        ("T6", "TRUCK-CITY", 3, 30 + 75 + 15, 0),
    ],
)
def test_a_box_costs_what_the_ledger_says(
    toy: Network,
    shipment_id: str,
    service_id: str,
    day: int,
    usd_per_box: int,
    declarations_usd: int,
) -> None:
    found = route(toy, shipment_id, service_id, day)
    assert found.unit_cents == usd_per_box * 100
    assert found.declaration_cents == declarations_usd * 100


@pytest.mark.parametrize(
    ("shipment_id", "service_id", "day", "delivered_at"),
    [
        ("T1", "ORDINARY", 5, datetime(2025, 11, 19, 4, tzinfo=UTC)),
        ("T1", "EXPRESS", 7, datetime(2025, 11, 17, 4, tzinfo=UTC)),
        ("T4", "SHIP", 8, datetime(2025, 11, 30, 2, tzinfo=UTC)),
        ("T3", "SHIP", 15, datetime(2025, 12, 7, 2, tzinfo=UTC)),
        ("T6", "TRUCK-CITY", 3, datetime(2025, 11, 3, 15, tzinfo=UTC)),
    ],
)
def test_a_box_arrives_when_the_readme_says(
    toy: Network, shipment_id: str, service_id: str, day: int, delivered_at: datetime
) -> None:
    assert route(toy, shipment_id, service_id, day).delivered_at == delivered_at


def test_the_truck_waits_for_loading_and_export_and_the_ship_for_its_day(toy: Network) -> None:
    to_port, ship, to_city = route(toy, "T4", "SHIP", 8).rides
    assert to_port.departs_at == datetime(2025, 11, 3, 4, tzinfo=UTC)  # Mon 12:00 at WORKS
    assert to_port.arrives_at == datetime(2025, 11, 3, 7, tzinfo=UTC)  # Mon 15:00 at PORT
    assert ship.departs_at == datetime(2025, 11, 8, 10, tzinfo=UTC)  # Sat 18:00 at PORT
    assert ship.arrives_at == datetime(2025, 11, 28, 10, tzinfo=UTC)  # Fri 11:00 at HARBOUR
    assert to_city.departs_at == datetime(2025, 11, 28, 22, tzinfo=UTC)  # Fri 23:00


def test_a_box_ready_on_tuesday_misses_the_cutoff_of_wednesday(toy: Network) -> None:
    tuesday = toy.orders["T4"].model_copy(update={"ready": date(2025, 11, 4)})
    rides = [ride for r in all_routes(toy, tuesday, horizon_days=14) for ride in r.rides]
    days = {ride.first_call_on.day for ride in rides if ride.service_id == "ORDINARY"}
    assert days == {12}


def test_batteries_are_refused_by_rail(toy: Network) -> None:
    found = all_routes(toy, toy.orders["T3"], horizon_days=HORIZON_DAYS)
    assert {ride.service_id for r in found for ride in r.rides} == {
        "TRUCK-PORT",
        "SHIP",
        "TRUCK-CITY",
    }


def test_a_reefer_needs_a_plug(toy: Network) -> None:
    found = all_routes(toy, toy.orders["T5"], horizon_days=HORIZON_DAYS)
    assert "ORDINARY" not in {ride.service_id for r in found for ride in r.rides}


@pytest.mark.parametrize(("service_id", "co2e_kg"), [("EXPRESS", 1264.8), ("SHIP", 2028.0)])
def test_a_box_emits_what_the_readme_says(toy: Network, service_id: str, co2e_kg: float) -> None:
    day = {"EXPRESS": 7, "SHIP": 8}[service_id]
    assert route(toy, "T4", service_id, day).co2e_g == co2e_kg * 1000


def test_the_best_plan_costs_19965_usd(toy: Network) -> None:
    plan = best_plan(toy, toy.orders.values(), horizon_days=HORIZON_DAYS)
    assert plan.size_teu == Fraction("11.3")
    assert plan.cost_cents == 19_965_00
    assert sum(p.late_cents for p in plan.placed) == 900_00
    assert departures(plan) == {
        "T1": [("EXPRESS", 7, 2)],
        "T2": [("SHIP", 15, 1)],
        "T3": [("SHIP", 8, 1)],
        "T4": [("SHIP", 8, 1)],
        "T5": [("EXPRESS", 14, 1)],
        "T6": [("TRUCK-CITY", 3, 1)],
    }


def test_closing_the_sea_leaves_the_batteries_and_costs_19100_usd(toy: Network) -> None:
    closed = toy.apply("sea_closed")
    plan = best_plan(closed, closed.orders.values(), horizon_days=HORIZON_DAYS)
    assert (plan.size_teu, plan.cost_cents) == (Fraction("9.3"), 19_100_00)
    assert departures(plan)["T3"] == []
    assert departures(plan)["T2"] == departures(plan)["T4"] == [("ORDINARY", 5, 1)]


def test_a_queue_at_the_border_leaves_the_smaller_order(toy: Network) -> None:
    slow = toy.apply("border_queue")
    plan = best_plan(slow, slow.orders.values(), horizon_days=HORIZON_DAYS)
    assert (plan.size_teu, plan.cost_cents) == (Fraction("10.3"), 16_665_00)
    assert departures(plan)["T5"] == []
    assert departures(plan)["T1"] == [("EXPRESS", 7, 2)]


def test_holding_is_value_times_rate_times_time(toy: Network) -> None:
    shipment = toy.orders["T1"]
    on_the_way = timedelta(days=14, hours=4) // timedelta(minutes=1)
    rate = toy.cargo_classes["goods"].holding_rate_per_day
    assert holding_cents(shipment, rate, on_the_way, 2) == 1_700_00


def test_every_figure_of_the_toy_is_an_assumption_of_the_toy(toy: Network) -> None:
    for table in toy.raw.values():
        for row in table.rows:
            assert row.cells.get("grade", "assumption") == "assumption"
            assert row.cells.get("source", "toy") == "toy"
