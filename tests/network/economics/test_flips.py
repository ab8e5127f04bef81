"""Flips are exact: on one side of the threshold the old choice wins, on the other the new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from builders import make, network_of

from landbridge.network.cargo import CargoClass
from landbridge.network.economics import FlipKind, choices_of, due_date_sentence, flips
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance
from landbridge.network.link import Link
from landbridge.network.plan import Objective
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
from landbridge.network.row import Grade, Mode
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal

READY = datetime(2025, 11, 3, tzinfo=UTC)
KG = 9_600


def rows():
    """A yard, a border, a port and a customer; rail passes the border, sea is loaded at the port.

    Everything is in UTC, and the ship wants its boxes 24 hours before it sails.
    """
    kinds = {"Y": "rail", "B": "border_rail", "P": "seaport", "C": "rail"}
    yield make(Source)
    for place, kind in kinds.items():
        yield make(Terminal, id=place, name=f"Place {place}", kind=kind, timezone="UTC")
    for corridor in ("land", "ocean", "sky"):
        yield make(Corridor, id=corridor, name=corridor.title(), representative_path=("Y", "C"))
    paths = {"TRAIN": "YBC", "BARGE": "YP", "SHIP": "PC", "PLANE": "YC"}
    for service, path in paths.items():
        mode = {"TRAIN": "rail", "PLANE": "air"}.get(service, "sea")
        cutoff = 24 if service == "SHIP" else 0
        yield make(Service, id=service, mode=mode, corridor="land", cutoff_hours=cutoff)
        yield make(
            Call, service_id=service, seq=1, terminal_id=path[0], link_id="",
            arrive_offset_hours=0, depart_offset_hours=0,
        )  # fmt: skip
        for seq, (start, end) in enumerate(pairwise(path), start=2):
            link = f"{start}{end}_{mode}"
            yield make(
                Link, id=link, from_terminal=start, to_terminal=end, mode=mode, corridor="land",
                usd_per_40ft=1, usd_per_20ft=1, usd_per_kg=1,
            )  # fmt: skip
            hours = 10 * (seq - 1)
            yield make(
                Call, service_id=service, seq=seq, terminal_id=end, link_id=link,
                arrive_offset_hours=hours, depart_offset_hours=hours,
            )  # fmt: skip
    yield make(CargoClass, holding_rate_per_day=0.01)
    for direction in ("import", "export"):
        yield make(Clearance, direction=direction)
    for mode in ("rail", "sea", "air", "terminal"):
        yield make(Emission, mode=mode)


@pytest.fixture(scope="module")
def network():
    return network_of(rows())


def leg(service, corridor, mode, ends, days, usd):
    start, end = (READY + timedelta(days=day) for day in days)
    charge = Charge(
        part=CostPart.LINE_HAUL, label=service, basis=Basis.UNIT, amount_cents=usd * 100,
        assumed_cents=0,
    )  # fmt: skip
    return Leg(
        departure=Departure(service_id=service, first_call_on=start.date()), corridor=corridor,
        mode=mode, from_terminal=ends[0], to_terminal=ends[-1], load_seq=1, unload_seq=len(ends),
        departs_at=start, arrives_at=end, distance_km=100, co2e_g=0, charges=(charge,),
        grade=Grade.DERIVED, is_drayage=False,
    )  # fmt: skip


def route(*legs):
    """Return a route of some legs, handled without time or money."""
    times = [READY, *(one.arrives_at for one in legs)]
    places = [legs[0].from_terminal, *(one.to_terminal for one in legs)]
    kinds = [HandlingKind.ORIGIN, *[HandlingKind.TRANSFER] * (len(legs) - 1),
             HandlingKind.DESTINATION]  # fmt: skip
    handlings = tuple(
        Handling(
            kind=kind,
            terminal_id=place,
            from_mode="rail",
            to_mode="rail",
            starts_at=at,
            ends_at=at,
            clearance_rule=None,
            clearance_minutes=0,
            charges=(),
            grade=Grade.DERIVED,
        )
        for kind, place, at in zip(kinds, places, times, strict=True)
    )
    unit = make(Shipment, id="S", origin="Y", destination="C", kg=KG).unit(
        make(CargoClass, id="goods")
    )
    return Route(
        shipment_id="S", unit=unit, handlings=handlings, legs=legs, ready_at=READY,
        delivered_at=times[-1], co2e_g=0,
    )  # fmt: skip


RAIL = route(leg("TRAIN", "land", Mode.RAIL, "YBC", (1, 19), 7_300))
SEA = route(
    leg("BARGE", "ocean", Mode.RIVER, "YP", (1, 8), 300),
    leg("SHIP", "ocean", Mode.SEA, "PC", (12, 45), 4_000),
)
AIR = route(leg("PLANE", "sky", Mode.AIR, "YC", (2, 5), 42_600))
ROUTES = (SEA, RAIL, AIR)


def order(**fields):
    """An order of fixture G; it is due at the end of a day in UTC."""
    plain = {"id": "S", "origin": "Y", "destination": "C", "kg": KG, "value_usd": 50 * KG}
    return make(Shipment, **plain | {"due": "2025-11-30"} | fields)


def of_kind(found, kind, subject=""):
    return [flip for flip in found if flip.kind is kind and subject in flip.subject]


def test_due_dates_say_which_mode_each_of_them_needs(network):
    found = flips(network, order(due="2026-02-01"), ROUTES)
    assert due_date_sentence(found) == (
        "Any due date before 18 Dec 2025 needs rail, before 22 Nov 2025 air;"
        " before 8 Nov 2025 nothing is in time."
    )
    dates = [flip.threshold for flip in of_kind(found, FlipKind.DUE_DATE)]
    assert dates == [date(2025, 12, 18), date(2025, 11, 22), date(2025, 11, 8)]


def test_a_price_of_lateness_moves_the_due_dates(network):
    """Rail costs 3,000 USD more than sea: less than 10 days late at 301 USD."""
    found = flips(network, order(due="2026-02-01", late_usd_per_day=301), ROUTES)
    first = of_kind(found, FlipKind.DUE_DATE)[0]
    assert first.threshold == date(2025, 12, 18) - timedelta(days=9)
    assert first.sentence == (
        "Any due date before 9 Dec 2025 favours rail, 3,000 USD more than river-sea."
    )


def test_goods_and_rate_at_which_air_beats_rail_are_those_of_fixture_g(network):
    found = flips(network, order(), ROUTES)
    (value,) = of_kind(found, FlipKind.GOODS_VALUE)
    (rate,) = of_kind(found, FlipKind.HOLDING_RATE)
    assert (value.before.mode, value.after.mode) == ("rail", "air")
    assert value.threshold == pytest.approx(35_300 / KG / (0.01 * 14))
    assert f"{rate.threshold:.3%}" == "0.525%"
    assert "a holding rate above 0.525 % a day (these: 1 %), air beats rail" in rate.sentence


def test_goods_without_value_have_no_rate_to_flip_at(network):
    found = flips(network, order(value_usd=0), ROUTES)
    assert of_kind(found, FlipKind.HOLDING_RATE) == []
    assert len(of_kind(found, FlipKind.GOODS_VALUE)) == 1


def test_line_haul_rises_until_the_runner_up_wins(network):
    found = flips(network, order(), ROUTES)
    (rise,) = of_kind(found, FlipKind.LINE_HAUL, "land")
    assert rise.threshold == pytest.approx(35_300 / 7_300)
    assert rise.after.mode == "air"


def test_line_haul_of_the_runner_up_is_cut_until_it_wins(network):
    found = flips(network, order(due="2026-02-01"), ROUTES)
    (cut,) = of_kind(found, FlipKind.LINE_HAUL, "land")
    assert (cut.before.mode, cut.after.mode) == ("river-sea", "rail")
    assert cut.threshold == pytest.approx(-3_000 / 7_300)
    assert cut.sentence == (
        "If line haul on Land falls by 41.1 % (3,000 USD for rail), rail beats river-sea."
    )


def test_a_budget_bounds_the_rise_of_the_line_haul(network):
    found = flips(network, order(budget_usd=8_030), ROUTES)
    (rise,) = of_kind(found, FlipKind.LINE_HAUL, "land")
    assert rise.threshold == pytest.approx(0.1)
    assert rise.after is None
    assert "none of these routes keeps the budget" in rise.sentence


def test_a_choice_over_the_budget_wins_once_a_cut_brings_it_under(network):
    found = flips(network, order(due="2026-02-01", budget_usd=4_500), ROUTES)
    (cut,) = of_kind(found, FlipKind.LINE_HAUL, "land")
    assert cut.threshold == pytest.approx(-3_000 / 7_300)


def test_a_dear_choice_wins_as_soon_as_a_cut_brings_it_into_the_budget(network):
    terms = order(due="2026-02-01", budget_usd=4_500)
    found = flips(network, terms, (SEA, RAIL), objective=Objective.GENERALISED)
    (cut,) = of_kind(found, FlipKind.LINE_HAUL, "land")
    assert cut.threshold == pytest.approx(-2_800 / 7_300)


def test_a_border_delay_misses_the_due_date(network):
    """Rail is delivered at midnight of 22 November and due at 23:59 on the 30th."""
    found = flips(network, order(), ROUTES)
    (delay,) = of_kind(found, FlipKind.DELAY, "B")
    slack = timedelta(days=8, hours=23, minutes=59)
    assert delay.threshold == pytest.approx(slack / timedelta(days=1))
    assert delay.after.mode == "air"


def test_a_border_delay_costs_holding_until_the_runner_up_wins(network):
    """A day holds 2,000 USD; rail is 14 days slower than air and 35,300 USD cheaper."""
    terms = order(value_usd=200_000, due="2026-03-30")
    found = flips(network, terms, (RAIL, AIR), objective=Objective.GENERALISED)
    (delay,) = of_kind(found, FlipKind.DELAY, "B")
    assert delay.threshold == pytest.approx(35_300 / 2_000 - 14)


def test_a_connection_takes_in_a_delay_up_to_its_cut_off(network):
    """The barge is at the port on day 8, the ship sails on day 12 and closes a day before."""
    found = flips(network, order(due="2026-02-01"), ROUTES)
    (delay,) = of_kind(found, FlipKind.DELAY, "P")
    assert delay.threshold == pytest.approx(3)
    assert delay.sentence == (
        "After a delay of more than 3.0 days at Place P, rail beats river-sea."
    )


def test_a_border_delay_on_board_is_taken_in_by_the_next_connection(network):
    """The train reaches the port through the border on day 8; the ship closes on day 11."""
    landed = replace(SEA.legs[0], departure=RAIL.legs[0].departure, load_seq=1, unload_seq=3)
    by_border = route(landed, SEA.legs[1])
    found = flips(network, order(due="2026-02-01"), (by_border, RAIL))
    (delay,) = of_kind(found, FlipKind.DELAY, "B")
    assert delay.threshold == pytest.approx(3)


def test_each_day_late_is_priced_as_it_passes(network):
    """Rail costs 35,300 USD less than air: at 1,000 USD a day the 36th day late is too many."""
    found = flips(network, order(late_usd_per_day=1_000), (RAIL, AIR))
    (delay,) = of_kind(found, FlipKind.DELAY, "B")
    last_day_worth_it = timedelta(days=8 + 35, hours=23, minutes=59)
    assert delay.threshold == pytest.approx(last_day_worth_it / timedelta(days=1))


def test_the_scale_of_money_changes_no_threshold_in_time(network):
    def dear(one):
        legs = tuple(
            replace(
                ride,
                charges=tuple(replace(c, amount_cents=7 * c.amount_cents) for c in ride.charges),
            )
            for ride in one.legs
        )
        return replace(one, legs=legs)

    def times(found):
        return [f.threshold for f in found if f.kind in (FlipKind.DUE_DATE, FlipKind.DELAY)]

    before = flips(network, order(), ROUTES)
    after = flips(network, order(), [dear(one) for one in ROUTES])
    assert times(before) == times(after)
    shares = [
        [f.threshold for f in found if f.kind is FlipKind.LINE_HAUL] for found in (before, after)
    ]
    assert shares[0] == pytest.approx(shares[1])


def test_without_a_route_on_time_there_is_nothing_to_flip(network):
    assert flips(network, order(due="2025-11-04"), ROUTES) == ()
    assert flips(network, order(), ()) == ()


def test_a_route_that_is_given_twice_counts_once(network):
    assert flips(network, order(), [*ROUTES, RAIL]) == flips(network, order(), ROUTES)


def test_every_choice_has_a_name_of_its_own():
    later = replace(RAIL.legs[0], departs_at=RAIL.legs[0].departs_at + timedelta(days=1))
    same_day = replace(RAIL.legs[0], arrives_at=RAIL.legs[0].arrives_at + timedelta(days=1))
    found = choices_of(order(), [RAIL, route(later), route(same_day), SEA])
    assert [choice.name for choice in found] == [
        "rail (TRAIN Y-C, 2025-11-04)", "rail (TRAIN Y-C, 2025-11-05)",
        "rail (TRAIN Y-C, 2025-11-04) 2", "river-sea",
    ]  # fmt: skip
