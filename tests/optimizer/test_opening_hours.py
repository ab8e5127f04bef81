"""Opening hours in routes: weekends, holidays and clock changes by hand, and the 24/7 practice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from brute_force_rules import next_opening
from builders import make
from hypothesis import given
from hypothesis import strategies as st
from small_networks import Size, small_network
from small_rules import HOURS_OF

import landbridge as lb
from landbridge.network.handling import Clearance
from landbridge.network.opening_hours import Holiday, OpeningHours
from landbridge.network.plan import Assignment, Limits, Objective, Plan, Proof
from landbridge.network.route import Handling, Route
from landbridge.network.row import Grade, Row
from landbridge.network.scenario import Change, Scenario
from landbridge.network.terminal import Terminal
from landbridge.network.verify import Rule
from landbridge.network.verify.opening import opening
from landbridge.optimizer import engine as seam
from landbridge.optimizer.calendars import Calendars
from landbridge.optimizer.clock import to_datetime, to_minute
from landbridge.optimizer.own_route import price_route
from landbridge.optimizer.reach import reach
from landbridge.optimizer.reliability.simulate import simulate
from landbridge.optimizer.routes import routes

from .engine.engines import both_engines
from .hand_world import all_changes, change, line, order, world
from .reliability.certainty import certain

FRIDAY = date(2025, 11, 7)
RANDOM_HOURS = small_network(1, Size())
CHONGQING = ZoneInfo("Asia/Shanghai")
PROOF = Proof(
    cost_cents=0, bound_cents=0, unserved_teu=0, unserved_bound_teu=0, method="", num_routes=1,
    num_rounds=0, seconds=0,
)  # fmt: skip
SHARED = {
    Rule.COST,
    Rule.DUE,
    Rule.MAX_LATE_DAYS,
    Rule.ORDER_BUDGET,
    Rule.CAPACITY_TEU,
    Rule.CAPACITY_KG,
    Rule.CAPACITY_PLUGS,
}
"""Rules of a plan as a whole, which a single route need not keep."""


def hours(name: str = "office", **fields: object) -> OpeningHours:
    return make(OpeningHours, **{"id": name, "opens": "08:30", "closes": "17:30"} | fields)


def office(*rows: Row, calendar: str | None = None, grade: str = "assumption") -> lb.Network:
    """Return a world where a box is at customs eleven hours after it is ready, at 19:00."""
    rules = [row for row in rows if isinstance(row, Clearance)] or [cleared("export", "office")]
    ends = [
        make(Terminal, id="A", calendar=calendar),
        make(Terminal, id="B", country="KZ", timezone="Asia/Almaty"),
    ]
    loading = change("origin", "rail", hours_typical=11, countries=("CN",), grade=grade)
    defaults = [make(Clearance, direction=direction) for direction in ("export", "import")]
    others = [row for row in rows if not isinstance(row, Clearance)]
    train = line("train", "rail", "A B", valid_to="2026-04-30")
    return world("A B", ends, [*all_changes(), loading], rules, defaults, others, train)


def cleared(direction: str, calendar: str | None, **fields: object) -> Clearance:
    return make(
        Clearance, place="CN", direction=direction, calendar=calendar, hours_typical=1, **fields
    )


def first_handling(network: lb.Network, ready: date = FRIDAY) -> Handling:
    """Return what happens at the origin, after every other part of the program agreed."""
    shipment = order("S", "A", "B", ready=ready, due=ready + timedelta(days=30))
    route = routes(network, shipment).routes[0]
    assert rules_broken(network, shipment, route) == set()
    assert price_route(network, shipment, "A train B").route.handlings == route.handlings
    return route.handlings[0]


def rules_broken(network: lb.Network, shipment: lb.Shipment, route: Route) -> set[str]:
    plan = Plan(
        network=network, orders=lb.OrderBook([shipment]), objective=Objective.FREIGHT,
        limits=Limits(), assignments=(Assignment(route=route, units=shipment.num_units),),
        unserved=(), proof=PROOF,
    )  # fmt: skip
    return {violation.rule for violation in lb.verify(plan)} - SHARED


def done_at(network: lb.Network, ready: date = FRIDAY) -> str:
    return f"{first_handling(network, ready).ends_at.astimezone(CHONGQING):%a %d %H:%M}"


@both_engines
def test_a_friday_evening_box_waits_until_monday_and_not_where_it_is_24_7(name, monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, name)
    always = hours("24x7", weekdays=(1, 2, 3, 4, 5, 6, 7), opens="00:00", closes="00:00")
    assert done_at(office(hours())) == "Mon 10 09:30"
    assert done_at(office(hours(), always, cleared("export", "24x7"))) == "Fri 07 20:00"
    assert done_at(office(cleared("export", None))) == "Fri 07 20:00"


def test_the_wait_for_customs_counts_as_clearance_and_the_terminals_does_not():
    waited = first_handling(office(hours()))
    assert waited.clearance_minutes == (2 * 24 + 13 + 1.5) * 60
    closed = first_handling(
        office(hours(), hours("late", opens="20:00", closes="23:00"), calendar="late")
    )
    assert closed.duration == timedelta(days=3, hours=1.5)
    assert closed.clearance_minutes == (2 * 24 + 2.5) * 60


def test_a_terminal_begins_when_it_opens_and_works_on_after_closing_time():
    network = office(hours("late", opens="15:00"), cleared("export", None), calendar="late")
    assert done_at(network) == "Sat 08 03:00"


def test_overall_clearance_runs_from_arrival_beside_the_terminal():
    beside = cleared("export", "late", metric="overall")
    assert done_at(office(hours("late", opens="10:00"), beside)) == "Fri 07 19:00"
    slow = beside.model_copy(update={"hours_typical": 20})
    assert done_at(office(hours("late", opens="10:00"), slow)) == "Sat 08 06:00"


def test_hours_of_an_assumption_make_the_time_of_a_handling_one():
    always = cleared("export", None, grade="sourced")
    kept = cleared("export", "office", grade="sourced")
    assert first_handling(office(hours(), always, grade="sourced")).grade is Grade.SOURCED
    assert first_handling(office(hours(), kept, grade="sourced")).grade is Grade.ASSUMPTION


@pytest.mark.parametrize(
    ("ready", "done"),
    [
        (date(2026, 2, 13), "Sat 14 09:30"),
        (date(2026, 2, 14), "Tue 24 09:30"),
        (date(2026, 2, 27), "Sat 28 09:30"),
        (date(2026, 2, 28), "Mon 02 09:30"),
    ],
)
def test_spring_festival_is_a_wait_of_nine_days_and_its_make_up_days_are_worked(ready, done):
    days = lb.load("chongqing").holidays
    network = office(hours(), *(day.model_copy(update={"source": ("test",)}) for day in days))
    assert done_at(network, ready) == done


def test_who_does_not_keep_holidays_works_on_them_and_other_countries_do_not_rest():
    rests = make(Holiday, country="CN", day="2025-11-10")
    abroad = make(Holiday, country="KZ", day="2025-11-11")
    assert done_at(office(hours(), rests, abroad)) == "Tue 11 09:30"
    assert done_at(office(hours(keeps_holidays=False), rests)) == "Mon 10 09:30"


@pytest.mark.parametrize(
    ("friday", "waited"),
    [(date(2025, 10, 24), 65), (date(2025, 11, 7), 64), (date(2026, 3, 27), 63)],
)
def test_weekends_are_an_hour_longer_or_shorter_where_the_clocks_are_set(friday, waited):
    network = office(hours(opens="09:00", closes="17:00"))
    berlin = make(Terminal, id="X", timezone="Europe/Berlin")
    openings = Calendars(network, friday, friday).openings("office", berlin)
    assert openings is not None
    closing = datetime(friday.year, friday.month, friday.day, 17, tzinfo=ZoneInfo("Europe/Berlin"))
    minute = int((closing.astimezone(UTC) - datetime(2000, 1, 1, tzinfo=UTC)).total_seconds() // 60)
    assert openings.start(minute) - minute == waited * 60
    assert openings.start(minute - 1) == minute - 1


def test_a_box_that_is_never_late_is_simulated_as_it_is_planned_and_others_wait_too():
    network = office(hours(), calendar="office")
    shipment = order("S", "A", "B", ready=FRIDAY, due=FRIDAY + timedelta(days=30))
    route = routes(network, shipment).routes[0]
    [exact] = simulate(certain(network), shipment, [route], samples=3)
    assert (exact.delivered_p50, exact.delivered_p90) == (route.delivered_at,) * 2
    [found] = simulate(network, shipment, [route], samples=400)
    assert found.delivered_p50 is not None
    assert found.delivered_p50 > route.handlings[0].ends_at


def office_hours_at_chongqing() -> Scenario:
    """Return the practice cbec_24_7_calendar switched off."""
    where = {"place": ["CN-CQ"], "regime": ["9610", "1210"]}
    change = Change(op="set", table="clearance", where=where, field="calendar", value="8x5")
    return Scenario(id="office_hours", name="Office hours", changes=(change,))


@pytest.fixture(scope="module")
def parcels() -> tuple[lb.Network, lb.Network, lb.Shipment]:
    base = lb.load("chongqing")
    saturday = base.orders["O071"].model_copy(
        update={"ready": date(2025, 11, 8), "due": date(2025, 12, 20)}
    )
    return base, base.apply(office_hours_at_chongqing()), saturday


def test_without_24_7_parcels_of_a_saturday_wait_until_monday(parcels):
    base, closed, shipment = parcels
    at_once, waiting = (routes(network, shipment) for network in (base, closed))
    for route in at_once.routes:
        assert route.handlings[0].ends_at.astimezone(CHONGQING).date() == shipment.ready
    for route in waiting.routes:
        handling = route.handlings[0]
        assert handling.ends_at.astimezone(CHONGQING) == datetime(
            2025, 11, 10, 9, 30, tzinfo=CHONGQING
        )
        assert rules_broken(closed, shipment, route) == set()
    assert min(r.delivered_at for r in waiting.routes) >= min(
        r.delivered_at for r in at_once.routes
    )


def test_general_cargo_is_cleared_as_before(parcels):
    base, closed, _ = parcels
    shipment = base.orders["O001"]
    assert routes(closed, shipment).routes == routes(base, shipment).routes


def test_the_reach_of_a_box_keeps_hours_at_the_end():
    rules = [
        cleared("import", "office").model_copy(update={"place": "KZ"}),
        cleared("export", None),
    ]
    network = office(hours(opens="10:00", closes="10:30"), *rules)
    shipment = order("S", "A", "B", ready=FRIDAY, due=FRIDAY + timedelta(days=30))
    fastest = min(route.delivered_at for route in routes(network, shipment).routes)
    assert fastest.astimezone(ZoneInfo("Asia/Almaty")).time() == time(11)
    assert {r.terminal_id: r.delivered_at for r in reach(network, shipment)}["B"] == fastest


@given(
    calendar=st.sampled_from(sorted(HOURS_OF)),
    place=st.sampled_from(
        [("CN", "Asia/Shanghai"), ("DE", "Europe/Berlin"), ("US", "America/New_York")]
    ),
    minute=st.integers(0, 250 * 24 * 60),
)
def test_the_search_the_verifier_and_the_oracle_open_at_the_same_minute(calendar, place, minute):
    terminal = make(Terminal, id="X", country=place[0], timezone=place[1])
    at = datetime(2025, 10, 1, tzinfo=UTC) + timedelta(minutes=minute)
    openings = Calendars(RANDOM_HOURS, at.date(), at.date()).openings(calendar, terminal)
    found = to_minute(at) if openings is None else openings.start(to_minute(at))
    expected = next_opening(RANDOM_HOURS, calendar, terminal, at)
    assert to_datetime(int(found)) == expected
    assert opening(RANDOM_HOURS, calendar, terminal, at) == expected
