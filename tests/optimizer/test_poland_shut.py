"""Golden question 5: Poland shuts its border for the trains of two weeks, with a backlog after."""

from datetime import date
from itertools import islice

import pytest

import landbridge as lb
from landbridge.network.network import Network
from landbridge.network.route import Leg, Route
from landbridge.network.scenario import Change, Operation, Scenario
from landbridge.network.shipment import Shipment
from landbridge.network.similarity import leg_links
from landbridge.network.verify.timetable import why_not_on
from landbridge.optimizer.reliability.boardings import Boardings

CLOSED = (date(2025, 11, 12), date(2025, 11, 25))
BACKLOG = (date(2025, 11, 26), date(2025, 12, 6))


@pytest.fixture(scope="module")
def base() -> Network:
    """The Chongqing dataset."""
    return lb.load("chongqing")


@pytest.fixture(scope="module")
def shut(base: Network) -> Network:
    """The dataset with the border shut, and the recovery after it."""
    return base.apply("d05_poland_closes_border", "d05b_poland_recovery")


def order(base: Network, ready: date) -> Shipment:
    """Return laptops to Duisburg that are ready on a day, with time to spare."""
    return base.orders["O001"].model_copy(update={"ready": ready, "due": date(2026, 3, 31)})


def crossings(network: Network, route: Route) -> list[Leg]:
    """Return the legs of a route that cross at Malaszewicze."""
    return [
        leg
        for leg in route.legs
        if any("malaszewicze" in network.links[k].exposures for k in leg_links(network, leg))
    ]


def by_rail(network: Network, shipment: Shipment) -> Route:
    """Return the cheapest route by rail alone."""
    found = [r for r in lb.routes(network, shipment).routes if r.mode_label == "rail"]
    return min(found, key=lambda route: route.freight_cents(1))


def leaving(network: Network, day: date) -> set[str]:
    """Return the services that leave on a day, by the names that they had at first."""
    return {
        service.variant_of or service.id
        for service in network.open_services
        if service.kind != "on_demand" and not why_not_on(service, day)
    }


def crossing_services(network: Network) -> set[str]:
    """Return the services that cross at Malaszewicze."""
    tagged = {k.id for k in network.links.values() if "malaszewicze" in k.exposures}
    return {name for name, calls in network.calls.items() if {c.link_id for c in calls} & tagged}


def test_the_trains_of_those_days_are_gone_and_no_others(base: Network, shut: Network) -> None:
    crossing = crossing_services(base)
    for day in (date(2025, 11, n) for n in range(1, 31)):
        gone = leaving(base, day) - leaving(shut, day)
        is_closed = CLOSED[0] <= day <= CLOSED[1]
        assert gone == (leaving(base, day) & crossing if is_closed else set()), day
        assert leaving(shut, day) <= leaving(base, day)


def test_trains_under_way_when_the_border_closes_go_on(base: Network, shut: Network) -> None:
    before = order(base, date(2025, 11, 5))
    assert by_rail(shut, before) == by_rail(base, before)
    (leg,) = crossings(shut, by_rail(shut, before))
    assert leg.departure.first_call_on < CLOSED[0] < leg.arrives_at.date()


def test_other_ways_remain_for_those_who_would_have_left(base: Network, shut: Network) -> None:
    stuck = order(base, date(2025, 11, 13))
    now, then = lb.routes(shut, stuck).routes, lb.routes(base, stuck).routes
    late = [leg.departure.first_call_on for r in now for leg in crossings(shut, r)]
    assert late
    assert min(late) > CLOSED[1]
    untouched = [route for route in then if not crossings(base, route)]
    assert {"air", "rail-sea", "rail-air"} <= {route.mode_label for route in untouched}
    assert [route for route in now if route in untouched] == untouched


def test_the_middle_corridor_remains(base: Network, shut: Network) -> None:
    others = ("air_*", "sea_europe", "china_europe_*", "china_hubs", "road_europe")
    close = Change(op=Operation.CLOSE, table="services", where={"corridor": others})
    only = shut.apply(Scenario(id="no_other_way", name="No other way", changes=(close,)))
    found = lb.routes(only, order(base, date(2025, 11, 13))).routes
    by_caspian = [r for r in found if "middle_corridor" in {leg.corridor for leg in r.legs}]
    days = [(r.delivered_at.date() - date(2025, 11, 13)).days for r in by_caspian]
    assert days
    assert 30 <= min(days) <= 60


@pytest.mark.parametrize("name", ["O035", "O042", "O063", "O070", "O088"])
def test_lanes_to_asean_are_unchanged(base: Network, shut: Network, name: str) -> None:
    assert lb.routes(shut, base.orders[name]).routes == lb.routes(base, base.orders[name]).routes


def test_trains_are_late_and_dearer_at_first_and_as_before_later(
    base: Network, shut: Network
) -> None:
    first = order(base, date(2025, 11, 26))
    late, usual = by_rail(shut, first), by_rail(base, first)
    assert late.delivered_at > usual.delivered_at
    assert late.freight_cents(1) > usual.freight_cents(1)
    train = crossings(shut, late)[0].departure
    service = shut.services[train.service_id]
    original = base.services[service.variant_of or service.id]
    assert BACKLOG[0] <= train.first_call_on <= BACKLOG[1]
    assert service.capacity_teu == pytest.approx(0.8 * original.capacity_teu)
    later = order(base, date(2025, 12, 8))
    again, then = by_rail(shut, later), by_rail(base, later)
    assert again.delivered_at == then.delivered_at
    assert again.freight_cents(1) == then.freight_cents(1)


def test_a_plan_over_the_closure_passes_the_verifier(base: Network, shut: Network) -> None:
    europe = [o for o in base.orders.values() if o.destination in ("DUI", "HAM", "LDZ")][:12]
    plans = [lb.plan(network.with_orders(europe)) for network in (base, shut)]
    assert [lb.verify(plan) for plan in plans] == [(), ()]
    for assignment in plans[1].assignments:
        for leg in crossings(shut, assignment.route):
            assert not CLOSED[0] <= leg.departure.first_call_on <= CLOSED[1]
    assert sum(u.units for u in plans[1].unserved) >= sum(u.units for u in plans[0].unserved)


def test_who_misses_the_last_train_waits_for_the_reopening(base: Network, shut: Network) -> None:
    last = order(base, date(2025, 11, 5))
    (leg,) = crossings(shut, by_rail(shut, last))
    boardings = Boardings(shut, leg)
    days = [name.rsplit(" ", 1)[1] for name in (b.name for b in islice(boardings.later(), 40))]
    assert days == sorted(days)
    assert not any(CLOSED[0].isoformat() <= day <= CLOSED[1].isoformat() for day in days)
    assert days[-1] > BACKLOG[1].isoformat()
