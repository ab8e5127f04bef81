"""Why not this one: the toy by hand, and every service of small networks against the oracle."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from brute_force import all_routes
from hypothesis import given, settings
from strategies import networks

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.row import Mode
from landbridge.network.scenario import Scenario
from landbridge.network.shipment import Shipment
from landbridge.optimizer.graph_options import MARK_BIT, GraphOptions
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.named_part import PartKind, named_part
from landbridge.optimizer.why_not import WhyNot, why_not

from .small_searches import (
    DAYS,
    Point,
    catalogue_of,
    freight_cents,
    points_of,
    query_of,
    search_of,
    settled,
)  # fmt: skip


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def ask(network: Network, what: str, order: str = "T4", **fields: Any) -> WhyNot:
    return why_not(network, network.orders[order].model_copy(update=fields), what)


@pytest.mark.parametrize("what", ["rail", "ORDINARY", "ordinary", "land", "Rail yard", "YARD"])
def test_what_is_possible_says_what_it_costs_more(toy: Network, what: str) -> None:
    answer = ask(toy, what)
    assert answer.absence is None
    assert answer.more_cents == 1_135_00
    assert answer.later == -timedelta(days=10, hours=22)
    assert str(answer).endswith(
        ": possible; it costs 1,135 USD more and arrives 10.9 days earlier than the best"
        " (by ORDINARY)"
    )


@pytest.mark.parametrize("what", ["sea", "海运", "SHIP", "ocean", "HARBOUR", "local"])
def test_what_the_best_route_uses_is_told(toy: Network, what: str) -> None:
    answer = ask(toy, what)
    assert answer.is_used
    assert str(answer) == f"{answer.part.name}: the best route uses it"


def test_a_place_is_used_where_the_cargo_passes_on_board(toy: Network) -> None:
    answer = ask(toy, "Border")
    assert (answer.part.kind, answer.part.name) == (PartKind.PLACE, "Border")
    assert answer.route is not None
    assert answer.route.legs[1].departure.service_id == "ORDINARY"


@pytest.mark.parametrize(
    ("order", "what", "fields", "message"),
    [
        ("T1", "ORDINARY", {}, "ORDINARY: too slow: the fastest is 1 day late for 2025-11-18; it "
         "costs 2,400 USD less and arrives 2.0 days later than the best (by ORDINARY)"),
        ("T4", "rail", {"budget_usd": 3_000}, "rail: too dear: 3,340 USD, 340 over the budget"),
        ("T3", "rail", {}, "rail: banned: "),
        ("T5", "ORDINARY", {}, "ORDINARY: banned: "),
        ("T4", "air", {}, "air: no connection: nothing runs by air from WORKS to CITY"),
        ("T4", "river-sea", {}, "nothing runs by river and sea from WORKS to CITY"),
        ("T6", "rail", {}, "rail: not sold: rail carries boxes only; this is loose cargo"),
        ("T6", "ORDINARY", {}, "ORDINARY: not sold: ORDINARY is not sold for loose cargo"),
        ("T6", "TRUCK-YARD", {}, "TRUCK-YARD: no connection: nothing runs over TRUCK-YARD from "
         "HARBOUR to CITY"),
        ("T6", "YARD", {}, "nothing runs through YARD from HARBOUR to CITY"),
    ],
)  # fmt: skip
def test_what_is_barred_says_why(
    toy: Network, order: str, what: str, fields: dict[str, Any], message: str
) -> None:
    assert message in str(ask(toy, what, order, **fields))


def test_a_service_that_a_dated_scenario_cut_is_all_its_parts(toy: Network) -> None:
    change = {"op": "scale", "table": "links", "where": {"id": "RA1"}, "field": "usd_per_40ft",
              "value": 2}  # fmt: skip
    days = {"apply_from": "2025-11-06", "apply_to": "2025-11-12"}
    week = Scenario.model_validate({"id": "w", "name": "Week", "changes": [change], **days})
    part = named_part(toy.apply(week), "express")
    assert part.name == "EXPRESS"
    assert len({segment.service.id for segment in part.segments}) == 3


def test_a_closed_service_names_its_link(toy: Network) -> None:
    answer = ask(toy.apply("sea_closed"), "SHIP")
    assert str(answer) == "SHIP: closed: SHIP is closed (links SE1)"


def test_a_service_that_has_left_for_the_last_time_says_when(toy: Network) -> None:
    ordinary = toy.services["ORDINARY"].model_copy(update={"valid_to": date(2025, 10, 29)})
    ended = replace(toy, services={**toy.services, "ORDINARY": ordinary})
    reason = "ORDINARY: no connection: ORDINARY leaves for the last time on 2025-10-29"
    assert str(ask(ended, "ORDINARY")) == reason


def test_a_rule_of_the_past_is_not_what_bars(toy: Network) -> None:
    days = {"valid_from": date(2014, 1, 1), "valid_to": date(2019, 1, 1)}
    past = tuple(row.model_copy(update={"mode": Mode.SEA, **days}) for row in toy.restrictions)
    answer = ask(replace(toy.apply("sea_closed"), restrictions=past), "SHIP", "T3")
    assert str(answer) == "SHIP: closed: SHIP is closed (links SE1)"


def test_an_unknown_part_names_the_nearest(toy: Network) -> None:
    with pytest.raises(QuestionError, match=r"why not: found 'ORDINERY'.*did you mean ORDINARY"):
        ask(toy, "ORDINERY")


def test_a_shipment_that_cannot_be_is_refused(toy: Network) -> None:
    with pytest.raises(QuestionError, match="column kg: found 0"):
        ask(toy, "rail", kg=0.0)


def known(network: Network, shipment: Shipment, service: str) -> list[Point]:
    """Return the front of the routes of the oracle that use a service."""
    latest = shipment.ready_at(network.terminals[shipment.origin]) + timedelta(days=DAYS)
    best: list[Point] = []
    for cents, arrives in sorted(
        (freight_cents(shipment, route), route.delivered_at)
        for route in all_routes(network, shipment, horizon_days=DAYS)
        if service in {ride.service_id for ride in route.rides}
    ):
        if arrives <= latest and (not best or arrives < best[-1][1]):
            best.append((cents, arrives))
    return best


@settings(max_examples=60)
@given(networks(max_orders=1))
def test_a_wanted_service_gives_the_front_of_the_routes_that_use_it(network: Network) -> None:
    network = settled(network)
    [shipment] = network.orders.values()
    search = search_of(catalogue_of(network, shipment), shipment)
    for service in network.services:
        marked = named_part(network, service).wanted.marked
        options = GraphOptions(must_fit=True, marked=(marked,))
        query: Query = replace(query_of(network, shipment), required=MARK_BIT)
        found = points_of(search.paths(query, options)) if marked else []
        assert found == known(network, shipment, service)
