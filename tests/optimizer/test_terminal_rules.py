"""Which rows of transfers and clearance hold at a terminal."""

import pytest
from builders import make

from landbridge.network.handling import Clearance, Direction, Transfer
from landbridge.network.network import Network
from landbridge.network.terminal import Terminal
from landbridge.optimizer.handling_ref import (
    HandlingRef,
    clearance_cents,
    handling_cents,
    handling_minutes,
)  # fmt: skip
from landbridge.optimizer.terminal_rules import TerminalRules

from .hand_world import change, world
from .load_units import box, loose

PORT = make(Terminal, id="PORT", kind="seaport", country="CN", region="CN-CQ")
ABROAD = make(Terminal, id="ABROAD", kind="seaport", country="DE", timezone="Europe/Berlin")
BY_RANK = (
    change("sea", "rail", terminal_kind="PORT", hours_typical=1),
    change("sea", "rail", terminal_kind="seaport", countries=("CN",), hours_typical=2),
    change("sea", "rail", countries=("CN",), hours_typical=3),
    change("sea", "rail", terminal_kind="seaport", hours_typical=4),
    change("sea", "rail", hours_typical=5),
)
"""Rows for PORT, the most specific first."""


def with_transfers(*rows: Transfer) -> TerminalRules:
    return TerminalRules(world("PORT ABROAD", [PORT, ABROAD], rows))


def cleared(*rows: Clearance) -> Network:
    defaults = [
        make(Clearance, direction=direction, hours_typical=hours)
        for direction, hours in (("export", 10), ("import", 20))
    ]
    return world("PORT ABROAD", [PORT, ABROAD], defaults, rows)


def hours(
    network: Network,
    direction: str,
    *,
    at: str = "PORT",
    cargo_class: str = "goods",
    flew: bool = False,
) -> float:
    """Return the hours of the clearance row that is found."""
    rules = TerminalRules(network)
    row = rules.clearance(at, Direction(direction), cargo_class, flew=flew)
    assert row is not None
    return row.hours_typical


def rule(regime: str = "general", direction: str = "import", **fields: object) -> Clearance:
    return make(Clearance, regime=regime, direction=direction, **fields)


@pytest.mark.parametrize("rank", range(5))
def test_the_most_specific_transfer_holds_wherever_it_stands(rank):
    for rows in (BY_RANK[rank:], BY_RANK[rank:][::-1]):
        found = with_transfers(*rows).transfer("PORT", "sea", "rail")
        assert found == BY_RANK[rank]


def test_a_row_of_another_place_holds_nowhere_else():
    rules = with_transfers(*BY_RANK[:3])
    assert rules.transfer("ABROAD", "sea", "rail") is None


def test_the_direction_of_a_change_matters():
    assert with_transfers(*BY_RANK).transfer("PORT", "rail", "sea") is None


def test_clearance_is_looked_up_by_terminal_region_country_and_default():
    rows = [
        rule(place=place, hours_typical=n)
        for n, place in enumerate(("PORT", "CN-CQ", "CN"), start=1)
    ]
    found = [hours(cleared(*rows[n:]), "import") for n in range(4)]
    assert found == [1, 2, 3, 20]


def test_at_one_place_a_row_for_the_class_beats_one_for_all():
    rows = (
        rule(place="CN", hours_typical=1),
        rule(place="CN", cargo_class=("cold",), hours_typical=2),
    )
    assert hours(cleared(*rows), "import", cargo_class="cold") == 2
    assert hours(cleared(*rows), "import", cargo_class="goods") == 1


def test_a_nearer_row_for_all_beats_a_farther_one_for_the_class():
    rows = (
        rule(place="PORT", hours_typical=1),
        rule(place="CN", cargo_class=("cold",), hours_typical=2),
    )
    assert hours(cleared(*rows), "import", cargo_class="cold") == 1


@pytest.mark.parametrize("regime", ["rail_fast", "1210", "river_sea_transfer", "air_import"])
def test_named_regimes_are_no_part_of_the_look_up(regime):
    assert hours(cleared(rule(regime, place="PORT")), "import") == 20


def test_rows_beside_the_base_world_are_left_out():
    assert hours(cleared(rule(place="PORT", is_default=False)), "import") == 20


def test_export_and_import_are_cleared_by_their_own_rows():
    network = cleared(rule(place="PORT", hours_typical=7))
    assert (hours(network, "export"), hours(network, "import")) == (10, 7)


def test_imports_abroad_that_flew_are_cleared_as_air_imports():
    network = cleared(rule("air_import", hours_typical=6), rule(place="ABROAD", hours_typical=7))
    assert hours(network, "import", at="ABROAD", flew=True) == 6
    assert hours(network, "import", at="ABROAD", flew=False) == 7
    assert hours(network, "export", at="ABROAD", flew=True) == 10


def test_an_air_import_row_of_the_country_beats_the_default_one():
    network = cleared(
        rule("air_import", hours_typical=6), rule("air_import", place="DE", hours_typical=5)
    )
    assert hours(network, "import", at="ABROAD", flew=True) == 5


def test_imports_into_china_are_no_air_imports():
    assert hours(cleared(rule("air_import", hours_typical=6)), "import", flew=True) == 20


def test_without_an_air_import_row_the_ordinary_one_holds():
    assert hours(cleared(), "import", at="ABROAD", flew=True) == 20


def test_river_sea_customs_holds_at_its_very_terminal():
    row = rule("river_sea_transfer", "transit", place="PORT", hours_typical=24)
    rules = TerminalRules(cleared(row))
    assert rules.river_sea_transfer("PORT") == row
    assert rules.river_sea_transfer("ABROAD") is None


@pytest.mark.parametrize(
    ("metric", "direction", "own_hours", "customs_hours", "minutes"),
    [
        ("overall", "import", 6, 24, 24 * 60),
        ("overall", "import", 24, 6, 24 * 60),
        ("customs", "import", 6, 24, 30 * 60),
        ("overall", "transit", 6, 24, 30 * 60),
        ("customs", "export", 0.5, 0.033, 32),
    ],
)
def test_overall_replaces_the_terminals_time_and_customs_adds(
    metric, direction, own_hours, customs_hours, minutes
):
    row = rule(direction=direction, metric=metric, hours_typical=customs_hours)
    transfer = change("rail", "destination", hours_typical=own_hours)
    assert handling_minutes(HandlingRef("PORT", "rail", "destination", transfer, row)) == minutes


def test_handling_without_clearance_takes_the_terminals_time():
    ref = HandlingRef("PORT", "rail", "sea", change("rail", "sea", hours_typical=1.255), None)
    assert (handling_minutes(ref), clearance_cents(ref)) == (75, 0)


def test_the_fee_of_a_declaration_is_in_whole_cents():
    ref = HandlingRef("PORT", "rail", "sea", change("rail", "sea"), rule(usd_per_shipment=138.125))
    assert clearance_cents(ref) == 13_813


@pytest.mark.parametrize(
    ("unit", "modes", "cents"),
    [
        (box("40ft", kg=9_600), ("rail", "sea"), 8_050),
        (box("20ft", kg=9_600), ("rail", "sea"), 6_000),
        (loose(kg=1_500), ("road", "destination"), 1_500 * 3),
        (box("40ft", kg=9_600), ("road", "air"), 9_600 * 3),
        (box("20ft", kg=9_600), ("air", "destination"), 9_600 * 3),
    ],
)
def test_handling_is_paid_by_the_box_and_beside_aircraft_by_the_kilogram(unit, modes, cents):
    row = change(*modes, usd_per_40ft=80.5, usd_per_20ft=60, usd_per_kg=0.03)
    assert handling_cents(HandlingRef("PORT", *modes, row, None), unit) == cents
