"""Plans to draw: one simple route for each shipment, found without the optimizer."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from watched_page import CHROMIUM, FLAGS, Watched

from landbridge.network.plan import Assignment, Limits, Objective, Plan, Proof, Unserved
from landbridge.network.read import load as load_network
from landbridge.network.route import (
    Basis,
    Charge,
    CostPart,
    Departure,
    Handling,
    HandlingKind,
    Leg,
    Route,
)


def ride(network, service, calls, load, unload, ready):
    """Return the leg of a shipment that is ready at some time: the next weekly departure."""
    first = network.terminals[calls[0].terminal_id]
    begun = datetime.combine(
        ready.date(), service.departure_local, ZoneInfo(first.timezone)
    ).astimezone(ZoneInfo("UTC"))
    while begun + timedelta(hours=calls[load].depart_offset_hours) < ready:
        begun += timedelta(days=7)
    links = [network.links[call.link_id] for call in calls[load + 1 : unload + 1]]
    cents = round(100 * service.price_factor * sum(link.usd_per_40ft or 0 for link in links))
    return Leg(
        departure=Departure(service_id=service.id, first_call_on=begun.date()),
        corridor=service.corridor,
        mode=service.mode,
        from_terminal=calls[load].terminal_id,
        to_terminal=calls[unload].terminal_id,
        load_seq=calls[load].seq,
        unload_seq=calls[unload].seq,
        departs_at=begun + timedelta(hours=calls[load].depart_offset_hours),
        arrives_at=begun + timedelta(hours=calls[unload].arrive_offset_hours),
        distance_km=sum(link.distance_km for link in links),
        co2e_g=round(250 * sum(link.distance_km for link in links)),
        charges=(
            Charge(
                part=CostPart.LINE_HAUL,
                label=service.name,
                basis=Basis.UNIT,
                amount_cents=cents,
                assumed_cents=cents // 3,
            ),
        ),
        grade=service.grade,
        is_drayage=service.corridor == "drayage",
    )


def rides_by_terminal(network):
    """Return service, calls, load and unload positions of every open ride, by where it loads."""
    rides = defaultdict(list)
    for service in network.open_services:
        calls = network.calls[service.id]
        for load, call in enumerate(calls):
            for unload in range(load + 1, len(calls)):
                if call.may_load and calls[unload].may_unload:
                    rides[call.terminal_id].append((service, calls, load, unload))
    return rides


def cheapest_rides(network, rides, start, end, mode=None):
    """Return rides from start to end by kilometres and changes."""
    ticket = count()
    queue = [(0.0, next(ticket), start, ())]
    done = set()
    while queue:
        cost, _, terminal, path = heapq.heappop(queue)
        if terminal == end:
            return path
        if terminal in done:
            continue
        done.add(terminal)
        for service, calls, load, unload in rides[terminal]:
            links = [network.links[call.link_id] for call in calls[load + 1 : unload + 1]]
            slow = {None: 1.0}.get(mode, 1.0 if service.mode == mode else 3.0)
            step = 300 + slow * sum(link.distance_km for link in links)
            there = calls[unload].terminal_id
            arc = (service, calls, load, unload)
            heapq.heappush(queue, (cost + step, next(ticket), there, (*path, arc)))
    return ()


def handling(kind, terminal_id, modes, starts_at, ends_at, grade):
    return Handling(
        kind=kind, terminal_id=terminal_id, from_mode=modes[0], to_mode=modes[1],
        starts_at=starts_at, ends_at=ends_at, clearance_rule=None, clearance_minutes=0,
        charges=(), grade=grade,
    )  # fmt: skip


def route_of(network, shipment, rides):
    """Return a dated route over some rides."""
    start = network.terminals[shipment.origin]
    at = ready = shipment.ready_at(start)
    legs = []
    for service, calls, load, unload in rides:
        legs.append(ride(network, service, calls, load, unload, at))
        at = legs[-1].arrives_at + timedelta(hours=12)
    handlings = [
        handling(HandlingKind.ORIGIN, start.id, ("origin", "rail"), ready, ready, legs[0].grade)
    ]
    for leg in legs:
        handlings.append(
            handling(HandlingKind.TRANSFER, leg.to_terminal, (leg.mode, leg.mode), leg.arrives_at,
                     leg.arrives_at, leg.grade)
        )  # fmt: skip
    return Route(
        shipment_id=shipment.id,
        unit=shipment.unit(network.cargo_classes[shipment.cargo_class]),
        handlings=tuple(handlings),
        legs=tuple(legs),
        ready_at=ready,
        delivered_at=at,
        co2e_g=sum(leg.co2e_g for leg in legs),
    )


def simple_plan(network, turn=0):
    """Return a plan that sends every shipment one simple way, by a mode that takes turns."""
    rides = rides_by_terminal(network)
    assignments, unserved = [], []
    for number, shipment in enumerate(network.orders.values()):
        mode = (None, "rail", "sea", "river", "air")[(number + turn * (number % 3 == 0)) % 5]
        path = cheapest_rides(network, rides, shipment.origin, shipment.destination, mode)
        if path:
            route = route_of(network, shipment, path)
            assignments.append(Assignment(route=route, units=shipment.num_units))
        else:
            unserved.append(
                Unserved(shipment_id=shipment.id, units=shipment.num_units, reason="no service")
            )
    known = {"cost_cents": 100, "bound_cents": 99, "method": "by hand"}
    proof = Proof(**{field.name: known.get(field.name, 0) for field in fields(Proof)})
    return Plan(
        network=network, orders=network.orders, objective=Objective.FREIGHT, limits=Limits(),
        assignments=tuple(assignments), unserved=tuple(unserved), proof=proof,
    )  # fmt: skip


@pytest.fixture(scope="session")
def chongqing():
    return load_network("chongqing")


@pytest.fixture(scope="session")
def plan(chongqing):
    return simple_plan(chongqing)


@pytest.fixture(scope="session")
def other_plan(chongqing):
    """A plan for the same shipments, of which every third goes another way."""
    return simple_plan(chongqing, turn=2)


HOSTILE = (
    "<img src=x onerror=window.ran=1> `+(window.ran=2)+` ${window.ran=3} "
    "</script><script>window.ran=4</script> {{ 7*7 }} \" onmouseover=window.ran=5 ' \\ \u2028"
)


@pytest.fixture(scope="session")
def hostile_plan(chongqing):
    """A plan in a network in which every text that a user can write is an attack."""
    texts = {"name": HOSTILE, "name_zh": HOSTILE}
    network = replace(
        chongqing,
        name=HOSTILE,
        applied=(HOSTILE,),
        terminals={k: t.model_copy(update=texts) for k, t in chongqing.terminals.items()},
        corridors={k: c.model_copy(update=texts) for k, c in chongqing.corridors.items()},
        services={k: s.model_copy(update={"name": HOSTILE}) for k, s in chongqing.services.items()},
    )
    unserved = (Unserved(shipment_id=HOSTILE, units=1, reason=HOSTILE),)
    return replace(simple_plan(network), unserved=unserved)


@pytest.fixture(scope="session")
def browser_context(tmp_path_factory):
    """A browser without a network."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=str(CHROMIUM),
            args=FLAGS,
            viewport={"width": 1440, "height": 900},
        )
        yield launched
        launched.close()


@pytest.fixture
def browser(browser_context):
    """A page of that browser."""
    watched = Watched(browser_context.new_page())
    yield watched
    watched.page.close()
