"""What a departure carries between every two calls, and what that takes of it."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.shipment import LoadKind
from landbridge.network.verify import Rule
from landbridge.network.verify.capacities import check_capacities
from landbridge.network.verify.departures import Aboard, Carried
from landbridge.network.verify.journey import Load, Ride
from landbridge.network.verify.weights import Boxes, check_gross, check_pairs, why_not_paired

from .small_world import NETWORK, calls, service

DAY = date(2025, 11, 7)
STOPS = calls("S", *((name, hour, hour, "yes", "yes") for hour, name in enumerate("ABCD")))


def load(kind: str, tonnes: float = 10, *, is_reefer: bool = False) -> Load:
    return Load(LoadKind(kind), Fraction(1000) * Fraction(str(tonnes)), Fraction(1), is_reefer)


def departure(mode: str, *entries: tuple[int, int, Load, int], **cells: object) -> Carried:
    """Make a departure over four calls; an entry is from, to, load and units."""
    row = service("TR", mode, corridor="west", **cells)
    cargo = NETWORK.cargo_classes["machinery"]
    aboard = tuple(
        Aboard(Ride(row, DAY, STOPS[start - 1], STOPS[end - 1], ()), cargo, what, units)
        for start, end, what, units in entries
    )
    return Carried(row, DAY, STOPS, aboard)


def overfull(*departures: Carried) -> list[tuple[str, str, str]]:
    return [(v.rule, v.where[-6:], v.found) for v in check_capacities(departures)]


def test_cargo_makes_room_where_it_is_unloaded():
    entries = ((1, 2, load("40ft"), 2), (2, 4, load("40ft"), 1), (2, 3, load("20ft"), 2))
    assert overfull(departure("rail", *entries, capacity_teu=4)) == []


def test_the_fullest_stretch_is_named():
    entries = ((1, 2, load("20ft"), 1), (1, 4, load("40ft"), 1), (3, 4, load("20ft"), 3))
    full = overfull(departure("rail", *entries, capacity_teu=4))
    assert full == [(Rule.CAPACITY_TEU, "C to D", "5 TEU")]


@pytest.mark.parametrize(
    ("mode", "plugs", "full"),
    [("rail", 0, True), ("rail", 1, True), ("rail", 2, False), ("road", 0, False),
     ("road", 1, True), ("road", 2, False), ("air", 0, False)],
)  # fmt: skip
def test_plugs_are_counted_except_by_air_and_where_a_road_service_states_none(mode, plugs, full):
    boxes = (1, 2, load("40ft", is_reefer=True), 2)
    found = overfull(departure(mode, boxes, capacity_teu=9, capacity_kg=1e6, reefer_plugs=plugs))
    assert found == ([(Rule.CAPACITY_PLUGS, "A to B", "2 plugs")] if full else [])


@pytest.mark.parametrize(
    ("mode", "what", "kg"),
    [("air", load("40ft"), 10000), ("air", load("loose"), 10000), ("road", load("loose"), 10000),
     ("road", load("40ft"), 0), ("rail", load("40ft"), 0)],
)  # fmt: skip
def test_kilograms_are_counted_by_air_and_for_loose_cargo(mode, what, kg):
    found = overfull(departure(mode, (1, 4, what, 1), capacity_teu=2))
    assert found == ([(Rule.CAPACITY_KG, "A to B", f"{kg} kg")] if kg else [])


def why_unpaired(*entries: tuple[int, int, Load, int]) -> list[tuple[str, str]]:
    found = check_pairs(NETWORK, [departure("rail", *entries)])
    return [(v.where[-6:], v.found) for v in found]


def test_boxes_of_different_orders_may_make_a_pair():
    assert why_unpaired((1, 4, load("20ft"), 1), (1, 4, load("20ft"), 1)) == []
    assert why_unpaired((1, 4, load("20ft", 10), 1), (1, 4, load("20ft", 14.999), 1)) == []


def test_a_box_without_a_partner_is_named_where_it_travels_alone():
    pair = ((1, 4, load("20ft"), 1), (1, 3, load("20ft"), 1), (1, 4, load("40ft"), 3))
    assert why_unpaired(*pair) == [("C to D", "1 boxes")]


def test_a_pair_is_less_than_five_tonnes_apart():
    entries = ((1, 4, load("20ft", 10), 1), (1, 4, load("20ft", 15), 1))
    assert why_unpaired(*entries) == [("A to B", "a pair of 12300 and 17300 kg")]


def test_a_box_of_a_pair_may_weigh_what_the_limit_says():
    assert why_unpaired((1, 4, load("20ft", 21.7), 2)) == []
    assert why_unpaired((1, 4, load("20ft", 21.8), 2)) == [("A to B", "a box of 24100 kg gross")]


def test_the_gross_weight_is_that_of_all_boxes_with_their_own_weight():
    # 3 x (21,000 + 4,000) + 2 x (10,200 + 2,300) = 100,000 kg; loose cargo is in no box.
    entries = [(1, 2, load("40ft", 21), 3), (3, 4, load("20ft", 10.2), 2)]
    full = departure("rail", *entries, (1, 4, load("loose", 50), 1))
    assert list(check_gross(NETWORK, [full])) == []
    (violation,) = check_gross(NETWORK, [departure("rail", *entries, (1, 2, load("20ft", 0), 1))])
    assert (violation.where, violation.found) == ("departure TR 2025-11-07", "102300 kg")


GROUPS = st.lists(st.tuples(st.integers(2, 24), st.integers(1, 4)), max_size=4)


@given(GROUPS.filter(lambda groups: sum(number for _, number in groups) <= 7))
def test_boxes_are_paired_whenever_some_pairing_works(groups):
    def works(order: tuple[int, ...]) -> bool:
        return all(abs(a - b) < 5 for a, b in zip(order[::2], order[1::2], strict=True))

    tonnes = [weight for weight, number in groups for _ in range(number)]
    possible = len(tonnes) % 2 == 0 and any(works(order) for order in permutations(tonnes))
    boxes = sorted(Boxes(Fraction(1000 * weight), number) for weight, number in groups)
    assert (why_not_paired(boxes, 24000) == "") == possible


def test_any_number_of_boxes_can_be_paired():
    assert why_not_paired([Boxes(Fraction(9000), 10**15)], None) == ""
