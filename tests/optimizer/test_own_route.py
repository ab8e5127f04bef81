"""Routes that a user names: the toy by hand, and every best route named again."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import networks

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.places import find_place
from landbridge.network.read import load
from landbridge.network.route import CostPart, Route
from landbridge.network.scenario import Scenario
from landbridge.network.shipment import Shipment
from landbridge.optimizer.city_routes import ends_between
from landbridge.optimizer.own_route import OwnRoute, price_route
from landbridge.optimizer.routes import routes

BY_SHIP = "WORKS truck PORT SHIP HARBOUR truck CITY"
BY_ORDINARY = "WORKS truck YARD ORDINARY CITY"


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def t4(network: Network, **fields: Any) -> Shipment:
    return network.orders["T4"].model_copy(update=fields)


def words(route: Route) -> str:
    """Return a route as a user writes it."""
    legs = " ".join(
        f"{leg.departure.service_id}@{leg.departure.first_call_on} {leg.to_terminal}"
        for leg in route.legs
    )
    return f"{route.legs[0].from_terminal} {legs}"


def mistakes(network: Network, shipment: Shipment, text: str) -> list[str]:
    with pytest.raises(QuestionError, match="route") as raised:
        price_route(network, shipment, text)
    return [str(mistake) for mistake in raised.value.mistakes]


def test_the_ship_costs_and_arrives_as_the_readme_says(toy: Network) -> None:
    own = price_route(toy, t4(toy), BY_SHIP)
    assert own.route.freight_cents(1) == 2_205_00
    assert own.route.delivered_at == datetime(2025, 11, 30, 2, tzinfo=UTC)
    assert (own.days_late, own.over_budget_cents, own.beaten_by) == (0, 0, None)
    assert own.best == own.route


def test_the_difference_says_where_it_comes_from(toy: Network) -> None:
    own = price_route(toy, t4(toy), BY_ORDINARY)
    assert own.difference is not None
    assert own.difference.more_cents == 1_135_00
    assert own.difference.more_cents_by_part == {
        CostPart.LINE_HAUL: 1_800_00,
        CostPart.HANDLING: -65_00,
        CostPart.CLEARANCE: 0,
        CostPart.DRAYAGE: -600_00,
    }
    way, end = own.difference.sections
    assert (way.from_terminal, way.to_terminal, end.to_terminal) == ("WORKS", "CITY", "CITY")
    assert way.other.services[1] == "SHIP 2025-11-08"
    assert (way.more_cents, end.more_cents) == (1_095_00, 40_00)
    assert own.difference.more_minutes == -(10 * 24 + 22) * 60


def test_where_nothing_is_on_time_the_best_is_the_fastest(toy: Network) -> None:
    own = price_route(toy, t4(toy, due=date(2025, 11, 5)), BY_ORDINARY)
    assert own.best is not None
    assert own.best.legs[1].departure.service_id == "EXPRESS"
    assert own.difference is not None
    assert [(s.from_terminal, s.to_terminal, s.more_cents) for s in own.difference.sections] == [
        ("WORKS", "YARD", 0), ("YARD", "CITY", -1_200_00), ("CITY", "CITY", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2025-11-12", "2025-11-19"])
def test_a_date_takes_a_later_departure(toy: Network, day: str) -> None:
    own = price_route(toy, t4(toy), f"WORKS truck YARD ORDINARY@{day} CITY")
    assert str(own.route.legs[1].departure) == f"ORDINARY {day}"
    assert own.beaten_by is not None
    assert own.days_late == (0 if day == "2025-11-12" else 3)


def test_a_budget_that_is_passed_is_told(toy: Network) -> None:
    own = price_route(toy, t4(toy, budget_usd=3_000), BY_ORDINARY)
    assert own.over_budget_cents == 340_00


def test_names_arrows_and_stars_are_understood(toy: Network) -> None:
    plain = price_route(toy, t4(toy), BY_SHIP)
    spoken = price_route(
        toy, t4(toy), ["工厂", "*", "Sea port", ">", "sea", "Harbour", "*", "City"]
    )
    assert spoken == plain


def test_a_route_may_begin_at_any_terminal_of_a_city(toy: Network) -> None:
    ends = ends_between(find_place(toy, "Hometown"), find_place(toy, "Faraway"))
    assert price_route(toy, t4(toy), BY_SHIP, ends).best == price_route(toy, t4(toy), BY_SHIP).best
    with pytest.raises(QuestionError, match="found 'PORT', where it begins; expected Hometown"):
        price_route(toy, t4(toy), "PORT SHIP HARBOUR truck CITY", ends)


def test_a_place_of_several_terminals_must_be_told(toy: Network) -> None:
    found = mistakes(toy, t4(toy), "Hometown truck PORT SHIP HARBOUR truck CITY")
    assert found == ["route, terminal 1: found 'Hometown'; expected one of its terminals: WORKS, "
                     "YARD"]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ({}, "WORKS", "route: found 1 word; expected terminals and services in turn"),
        ({}, "WORKS truck", "route: found 2 words"),
        ({}, "WORKS truck YARDD ORDINARY CITY", "terminal 2: found 'YARDD'; expected a terminal, "
         "a city, an IATA code or a UN/LOCODE (did you mean YARD (Rail yard)"),
        ({}, "WORKS truck YARD ORDINERY CITY", "leg 2: found 'ORDINERY'; expected the id of a "
         "service (did you mean ORDINARY?)"),
        ({}, "WORKS truck YARD X CITY", "a service, such as ORDINARY, EXPRESS"),
        ({}, "WORKS truck YARD * CITY", "2 services from YARD to CITY; expected one of ORDINARY"),
        ({}, "WORKS truck PORT ORDINARY CITY", "'PORT', where ORDINARY does not call; expected a "
         "call to load: YARD"),
        ({}, "WORKS truck YARD ORDINARY BORDER", "'BORDER', where ORDINARY may not unload"),
        ({}, "WORKS truck YARD ORDINARY BORDER", "found 'BORDER', where it ends; expected CITY"),
        ({}, "YARD ORDINARY CITY", "found 'YARD', where it begins; expected WORKS"),
        ({}, "WORKS rail CITY", "nothing that runs by rail from WORKS to CITY; expected terminals "
         "that one service connects"),
        ({}, "WORKS air YARD", "nothing that runs by air from WORKS to YARD"),
        ({}, "WORKS * CITY", "from WORKS one gets to PORT, YARD"),
        ({}, "WORKS truck YARD ORDINARY@2025-13-05 CITY", "found '2025-13-05'; expected a date"),
        ({}, "WORKS truck YARD ORDINARY@2025-11-06 CITY", "no departure of ORDINARY on 2025-11-06; "
         "expected a date at its first call: 2025-10-29, 2025-11-05, 2025-11-12"),
        ({}, "WORKS truck YARD ORDINARY@2026-06-24 CITY", "ORDINARY on 2026-06-24, far from"),
        ({"ready": date(2025, 11, 4)}, "WORKS truck YARD ORDINARY@2025-11-05 CITY", "ORDINARY of "
         "2025-11-05, whose cut-off the cargo misses by 4.0 h: it is ready at YARD on 2025-11-04 "
         "16:00; expected the departure of 2025-11-12 or a later one"),
        ({}, "WORKS truck@2025-11-04 YARD ORDINARY CITY", "TRUCK-YARD on 2025-11-04, a service on "
         "demand; expected 2025-11-03, when the cargo is ready, or no date"),
        ({"boxes_40ft": 0, "kg": 500.0}, BY_ORDINARY, "ORDINARY, which is not sold for loose"),
        ({"cargo_class": "batteries"}, BY_ORDINARY, "ORDINARY of 2025-11-05 with batteries: "),
        ({}, "WORKS truck PORT SHIP HARBOUR truck WORKS", "'WORKS' again"),
    ],
)  # fmt: skip
def test_a_step_that_fails_says_which_and_why(
    toy: Network, fields: dict[str, Any], text: str, expected: str
) -> None:
    assert any(expected in line for line in mistakes(toy, t4(toy, **fields), text))


def test_a_closed_service_names_the_link(toy: Network) -> None:
    closed = toy.apply("sea_closed")
    [line] = mistakes(closed, t4(closed), BY_SHIP)
    assert line.startswith("route, leg 2: found SHIP, which is closed (links SE1)")


def test_a_mode_without_a_transfer_is_told(toy: Network) -> None:
    rows = tuple(row for row in toy.transfers if (row.from_mode, row.to_mode) != ("road", "rail"))
    [line] = mistakes(replace(toy, transfers=rows), t4(toy), BY_ORDINARY)
    assert "'YARD', where cargo is not handed over from road to rail" in line


def test_every_step_that_fails_is_told_at_once(toy: Network) -> None:
    found = mistakes(toy, t4(toy), "WORKS foo YARDD ORDINERY CTY")
    assert [line.split(":")[0] for line in found] == [
        "route, terminal 2", "route, terminal 3", "route, leg 1", "route, leg 2",
    ]  # fmt: skip


def test_after_a_missed_departure_the_rest_is_checked(toy: Network) -> None:
    text = "WORKS truck@2025-11-08 YARD ORDINARY@2025-10-29 CITY"
    found = mistakes(toy, t4(toy), text)
    assert [line.split(":")[0] for line in found] == ["route, leg 1", "route, leg 2"]


def test_a_banned_departure_is_passed_over_where_no_date_is_given(toy: Network) -> None:
    rules = [row for row in toy.restrictions if row.hard and row.cargo_class == "batteries"]
    until = tuple(
        row.model_copy(update={"valid_to": date(2025, 11, 6)}) if row in rules else row
        for row in toy.restrictions
    )
    eased = replace(toy, restrictions=until)
    own = price_route(eased, t4(eased, cargo_class="batteries"), BY_ORDINARY)
    assert str(own.route.legs[1].departure) == "ORDINARY 2025-11-12"


def sums_up(own: OwnRoute) -> None:
    assert own.best is not None
    assert own.difference is not None
    units, best = own.shipment.num_units, own.best
    assert own.difference.more_cents == own.route.freight_cents(units) - best.freight_cents(units)
    assert own.difference.more_cents == sum(own.difference.more_cents_by_part.values())
    assert own.difference.more_co2e_g == units * (own.route.co2e_g - best.co2e_g)
    minutes = (own.route.delivered_at - best.delivered_at).total_seconds() / 60
    assert own.difference.more_minutes == minutes


@settings(max_examples=40)
@given(networks(max_orders=2))
def test_a_route_of_the_front_is_the_same_when_named_again(network: Network) -> None:
    for shipment in network.orders.values():
        for route in routes(network, shipment).routes:
            own = price_route(network, shipment, words(route))
            assert own.route == route
            assert own.beaten_by is None
            sums_up(own)


@pytest.mark.parametrize("order", ["O001", "O040", "O090"])
def test_the_sections_of_every_mode_sum_up(order: str) -> None:
    network = load("chongqing")
    answer = routes(network, network.orders[order])
    named = [mode.route for mode in answer.modes if mode.route]
    assert named
    for route in named:
        own = price_route(network, answer.shipment, words(route))
        assert own.route == route
        sums_up(own)


def test_a_message_repeats_no_long_word(toy: Network) -> None:
    [line] = mistakes(toy, t4(toy), f"WORKS truck YARD {'x' * 999} CITY")
    assert re.search(r"found 'x{80}\.\.\.'; expected the id of a service", line)


CUT = Scenario.model_validate(
    {
        "id": "week", "name": "A week", "apply_from": "2025-11-05", "apply_to": "2025-11-14",
        "changes": [{"op": "close", "table": "links", "where": {"id": "SE1"}}],
    }
)  # fmt: skip


def test_a_service_that_a_dated_scenario_cut_is_named_as_it_was(toy: Network) -> None:
    cut = toy.apply(CUT)
    later = t4(cut, ready=date(2025, 11, 9), due=date(2025, 12, 20))
    own = price_route(cut, later, BY_SHIP)
    (ship,) = own.route.main_legs
    assert cut.services[ship.departure.service_id].variant_of == "SHIP"
    assert ship.departure.first_call_on == date(2025, 11, 15)
    dated = price_route(cut, later, BY_SHIP.replace("SHIP", "SHIP@2025-11-22"))
    assert dated.route.main_legs[0].departure.first_call_on == date(2025, 11, 22)
    by_mode = price_route(cut, later, BY_SHIP.replace("SHIP", "sea"))
    assert by_mode.route == own.route


def test_a_day_on_which_a_part_is_closed_is_named(toy: Network) -> None:
    cut = toy.apply(CUT)
    (mistake,) = mistakes(cut, t4(cut), BY_SHIP.replace("SHIP", "SHIP@2025-11-08"))
    assert "closed" in mistake
