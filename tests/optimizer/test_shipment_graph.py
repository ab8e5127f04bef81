"""What a search of one shipment may use, when, and at which price."""

from datetime import date, timedelta

import pytest
from builders import make

from landbridge.network.cargo import Restriction
from landbridge.network.handling import Clearance
from landbridge.network.network import Network
from landbridge.network.row import Mode, Row
from landbridge.network.terminal import Terminal
from landbridge.optimizer.graph_options import MODE_BIT, GraphOptions, RideRef
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import Path

from .hand_world import line, order, world
from .small_searches import catalogue_of, query_of, search_of

MONDAY = date(2025, 11, 3)


def paths(
    network: Network, options: GraphOptions | None = None, query: Query | None = None
) -> list[Path]:
    """Return the front of the first order of a network."""
    shipment = next(iter(network.orders.values()))
    search = search_of(catalogue_of(network, shipment), shipment)
    return search.paths(query or query_of(network, shipment), options)


def services(path: Path) -> list[str]:
    refs = [step.arc.ref for step in path.steps]
    return [ref.offer.segment.service.id for ref in refs if isinstance(ref, RideRef)]


def used(network: Network, options: GraphOptions | None = None) -> list[list[str]]:
    """Return the services of every path of the front."""
    return [services(path) for path in paths(network, options)]


def train(*others: Row, **fields: object) -> Network:
    """Return a daily train at noon from A to B, and a box for it that is ready at eight."""
    return world("A B", line("S", "rail", "A B", **fields), [order("S1", "A", "B")], others)


def truck(*others: Row, trains: tuple[str, ...] = ("09:00", "21:00")) -> Network:
    """Return trains from A to B at some hours of any day, and a truck from there to C."""
    main = [
        line(f"T{n}", "rail", "A B", departure_local=at, usd=100 + n) for n, at in enumerate(trains)
    ]
    last_mile = line("TRUCK", "road", "B C", kind="on_demand")
    return world("A B C", *main, last_mile, [order("S1", "A", "C")], others)


def days_on_the_way(network: Network, options: GraphOptions | None = None) -> list[float]:
    """Return for each path the time from ready to delivered."""
    shipment = network.orders["S1"]
    start = query_of(network, shipment).start
    return [(path.arrives - start) / (24 * 60) for path in paths(network, options)]


def test_a_carrier_that_refuses_the_class_is_left_out():
    assert used(train(accepts=("*", "-goods"))) == []
    assert used(train(accepts=("cold",))) == []
    assert used(train(accepts=("*", "-cold"))) == [["S"]]


def test_bans_can_be_ignored_to_tell_what_they_do():
    network = train(make(Restriction, mode="rail"), accepts=("cold",))
    assert used(network) == []
    assert used(network, GraphOptions(ignore_bans=True)) == [["S"]]


def test_a_ban_holds_for_departures_on_its_days():
    ban = make(Restriction, mode="rail", valid_from="2025-11-01", valid_to="2025-11-05")
    # Noon of Thursday the 6th, five hours on the way: 81 hours after Monday, 08:00.
    assert days_on_the_way(train(ban)) == [pytest.approx(81 / 24)]


def test_a_soft_rule_bars_nothing():
    assert used(train(make(Restriction, mode="rail", hard=False))) == [["S"]]


def test_what_has_no_room_for_one_unit_is_left_out_on_demand():
    network = train(capacity_teu=1)
    assert used(network) == [["S"]]
    assert used(network, GraphOptions(must_fit=True)) == []


def test_a_truck_does_not_run_on_the_days_of_a_ban():
    ban = make(Restriction, mode="road", valid_from="2025-11-03", valid_to="2025-11-03")
    # The train of Monday, 21:00 arrives when the ban is over, that of 09:00 a day later.
    assert used(truck(ban)) == [["T0", "TRUCK"], ["T1", "TRUCK"]]
    assert days_on_the_way(truck(ban)) == [pytest.approx(35 / 24), pytest.approx(23 / 24)]


def test_a_truck_does_not_wait_for_the_end_of_a_ban():
    ban = make(Restriction, mode="road", valid_from="2025-11-01", valid_to="2025-11-04")
    [only] = paths(truck(ban, trains=("09:00",)))
    # The train of Wednesday, not that of Monday and a wait at B.
    assert (only.arrives - query_of(truck(), truck().orders["S1"]).start) == (48 + 1 + 5 + 5) * 60


def test_a_truck_that_is_banned_for_good_never_runs():
    assert used(truck(make(Restriction, mode="road"))) == []
    assert used(truck(make(Restriction, mode="road", valid_to="2025-10-01"))) != []


def test_a_price_on_a_departure_is_paid_on_it_alone():
    extra = {("S", 1, 2): {MONDAY: 500.0}}
    dear, cheap = paths(train(), GraphOptions(extra_cents=extra))[::-1]
    assert (dear.cost, cheap.cost) == (10_500, 10_000)
    assert cheap.arrives - dear.arrives == 24 * 60


def test_a_price_on_a_truck_is_paid_on_the_local_date_on_which_it_loads():
    tuesday = MONDAY + timedelta(days=1)
    extra = {("TRUCK", 1, 2): {tuesday: 700.0}}
    network = truck(trains=("21:00",))
    # The train of Monday, 21:00 arrives on Tuesday at 02:00, that of Tuesday on Wednesday.
    later, sooner = paths(network, GraphOptions(extra_cents=extra))
    assert (sooner.cost, later.cost) == (20_700, 20_000)
    assert later.arrives - sooner.arrives == 24 * 60


def test_a_graph_with_prices_is_as_good_as_new_without_them():
    network = train()
    shipment = network.orders["S1"]
    search, query = (
        search_of(catalogue_of(network, shipment), shipment),
        query_of(network, shipment),
    )
    before = search.paths(query)
    search.paths(query, GraphOptions(extra_cents={("S", 1, 2): {MONDAY: 500.0}}))
    assert search.paths(query) == before


def test_freight_can_be_weighed():
    assert [path.cost for path in paths(train(), GraphOptions(freight_weight=0.25))] == [2_500]


@pytest.mark.parametrize(("country", "fees_usd"), [("CN", 0), ("DE", 60 + 50)])
def test_a_shipment_across_a_border_pays_its_declarations_once(country, fees_usd):
    network = world(
        "A B",
        line("S", "rail", "A B"),
        [make(Terminal, id="B", country=country), order("S1", "A", "B", boxes_40ft=3, kg=30_000)],
        [
            make(Clearance, direction="export", usd_per_shipment=60),
            make(Clearance, direction="import", usd_per_shipment=50),
        ],
    )
    assert [path.cost for path in paths(network)] == [3 * 10_000 + 100 * fees_usd]


def test_main_legs_keep_to_the_modes_that_are_asked_for():
    network = world(
        "A B",
        line("TRAIN", "rail", "A B", usd=90),
        line("SHIP", "sea", "A B", usd=10),
        [order("S1", "A", "B")],
    )
    assert used(network, GraphOptions(main_modes=frozenset({Mode.RAIL}))) == [["TRAIN"]]


def test_paths_remember_the_modes_of_their_main_legs_where_asked_to():
    network = truck(trains=("09:00",))
    shipment = network.orders["S1"]
    query = query_of(network, shipment)
    options = GraphOptions(remember_modes=True)
    for mode, count in ((Mode.RAIL, 1), (Mode.ROAD, 0), (Mode.SEA, 0)):
        required = Query(
            start=query.start, latest=query.latest, with_co2e=False, required=MODE_BIT[mode]
        )
        assert len(paths(network, options, required)) == count
