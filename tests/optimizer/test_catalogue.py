"""Everything that can be booked: offers, their dates, and the changes between them."""

from datetime import date

from builders import make

from landbridge.network.handling import Clearance
from landbridge.network.network import Network
from landbridge.optimizer.catalogue import Catalogue, Offer
from landbridge.optimizer.clock import to_datetime
from landbridge.optimizer.timetable import Horizon

from .hand_world import change, line, world

WEEK = Horizon(first=date(2025, 11, 3), last=date(2025, 11, 9))


def offer(network: Network, number: int = 0) -> Offer:
    return Catalogue(network, WEEK).offers[number]


def test_boarding_ends_at_the_cut_off_of_the_call_where_cargo_loads():
    rows = line("S", "rail", "A B C", weekdays=(3,), departure_local="12:00", cutoff_hours=6)
    [ride] = offer(world("A B C", rows), 2).schedule.rides
    # Wed 5 Nov, 12:00 at A is 04:00 UTC; B is left five hours later, six after the cut-off.
    assert to_datetime(ride.leaves).isoformat() == "2025-11-05T03:00:00+00:00"
    assert to_datetime(ride.arrives).isoformat() == "2025-11-05T14:00:00+00:00"


def test_a_departure_has_the_local_date_of_its_first_call():
    rows = line("S", "rail", "A B C", weekdays=(3, 5), departure_local="23:50")
    behind_midnight = offer(world("A B C", rows), 2)
    dates = [behind_midnight.date_of(ride.leaves) for ride in behind_midnight.schedule.rides]
    assert dates == [date(2025, 11, 5), date(2025, 11, 7)]


def test_a_service_without_a_departure_in_the_horizon_is_not_offered():
    rows = line("S", "rail", "A B", valid_from="2025-12-01", valid_to="2025-12-31")
    assert Catalogue(world("A B", rows), WEEK).offers == ()


def test_a_truck_has_no_schedule():
    assert offer(world("A B", line("S", "road", "A B", kind="on_demand"))).schedule is None


def test_closed_services_are_offered_to_those_who_ask_for_them():
    network = world("A B", line("S", "rail", "A B", status="closed"))
    assert Catalogue(network, WEEK).offers == ()
    assert len(Catalogue(network, WEEK, with_closed=True).offers) == 1


def test_offers_are_found_by_service():
    network = world("A B C", line("S", "rail", "A B C"), line("T", "sea", "A C"))
    catalogue = Catalogue(network, WEEK)
    assert [o.segment.key for o in catalogue.offers_of(["T", "none"])] == [("T", 1, 2)]


def test_changes_lead_from_one_mode_to_another_where_a_row_allows_it():
    network = world(
        "A B C",
        line("S", "rail", "A B"),
        line("T", "sea", "B C"),
        [change("rail", "sea", hours_typical=3)],
    )
    changes = Catalogue(network, WEEK).transfers
    assert {(c.ref.terminal_id, c.ref.from_mode, c.ref.to_mode) for c in changes} == {
        ("B", "rail", "sea")
    }


def test_cargo_keeps_that_its_last_main_leg_flew_on_a_truck_and_forgets_it_on_a_train():
    network = world(
        "A B C D",
        line("FLIGHT", "air", "A B"),
        line("TRUCK", "road", "B C", kind="on_demand"),
        line("TRAIN", "rail", "C D"),
    )
    catalogue = Catalogue(network, WEEK)
    names = {number: node for node, number in catalogue.nodes.items()}
    flew = {
        (ride.offer.segment.service.id, names[tail].flew): names[head].flew
        for ride in catalogue.rides
        for tail, head in ride.ends
    }
    assert flew == {
        ("FLIGHT", False): True,
        ("FLIGHT", True): True,
        ("TRUCK", False): False,
        ("TRUCK", True): True,
        ("TRAIN", False): False,
        ("TRAIN", True): False,
    }


def test_river_sea_customs_is_on_the_change_from_river_to_sea_and_on_no_other():
    customs = [make(Clearance, direction=direction) for direction in ("export", "import")] + [
        make(Clearance, place="B", regime="river_sea_transfer", direction="transit")
    ]
    network = world(
        "A B C",
        line("BARGE", "river", "A B"),
        line("TRAIN", "rail", "A B"),
        line("SHIP", "sea", "B C"),
        customs,
    )
    by_modes = {
        (c.ref.from_mode, c.ref.to_mode): c.ref.clearance is not None
        for c in Catalogue(network, WEEK).transfers
    }
    assert by_modes == {("river", "sea"): True, ("rail", "sea"): False}
