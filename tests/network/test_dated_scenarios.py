"""Dated scenarios: the departures of their days change, and no others."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.errors import ScenarioError
from landbridge.network.limits import Tag, TagKind
from landbridge.network.network import Network
from landbridge.network.route_tags import service_tags
from landbridge.network.scenario import Scenario
from landbridge.network.service import ServiceKind
from landbridge.network.terms import Contract, departures_of
from landbridge.network.verify.timetable import why_not_on

ONE_DAY = timedelta(days=1)
LOW, HIGH = date(2025, 10, 1), date(2026, 1, 31)

SLOWER = {
    "op": "add",
    "table": "links",
    "where": {"id": "RA1"},
    "field": "hours_typical",
    "value": 9,
}
DEARER = {"op": "scale", "table": "links", "where": {"id": ["RA2", "SE1"]}, "field": "usd_per_40ft",
          "value": 1.5}  # fmt: skip
CLOSED = {"op": "close", "table": "links", "where": {"exposures": "XA"}}
SMALLER = {"op": "scale", "table": "services", "where": {"id": "EX*SS"}, "field": "capacity_teu",
           "value": 0.5}  # fmt: skip
EARLIER = {"op": "set", "table": "services", "where": {"mode": "rail"}, "field": "weekdays",
           "value": "1;4"}  # fmt: skip
LATER_CALL = {"op": "add", "table": "calls", "where": {"service_id": "SHIP", "seq": "2"},
              "field": "arrive_offset_hours", "value": 2}  # fmt: skip
AND_ON = {**LATER_CALL, "field": "depart_offset_hours"}
CHANGES = (SLOWER, DEARER, CLOSED, SMALLER, EARLIER)


def dated(
    first: str | date | None, last: str | date | None, *changes: Any, **fields: Any
) -> Scenario:
    """Make a dated scenario of changes."""
    days = {"apply_from": first, "apply_to": last}
    return Scenario.model_validate(
        {"id": "test", "name": "Test", "changes": changes, **days, **fields}
    )


def always(*changes: Any, **fields: Any) -> Scenario:
    """Make the same scenario for every day."""
    return dated(None, None, *changes, **fields)


def leaving(network: Network, day: date) -> dict[str, Any]:
    """Return what leaves on a day by the names that the services had once, with all its figures."""
    return {
        service.variant_of or service.id: _figures(network, service.id)
        for service in network.services.values()
        if service.kind is not ServiceKind.ON_DEMAND and not why_not_on(service, day)
    }


def _figures(network: Network, name: str) -> Any:
    own = {"id", "variant_of", "valid_from", "valid_to", "note", "weekdays", "interval_weeks"}
    calls = [
        (c.terminal_id, c.arrive_offset_hours, c.depart_offset_hours, _link(network, c.link_id))
        for c in network.calls[name]
    ]
    return network.services[name].model_dump(exclude=own), network.is_open(name), calls


def _link(network: Network, name: str | None) -> Any:
    return name and network.links[name].model_dump(exclude={"id", "variant_of"})


def all_days() -> Iterator[date]:
    """Yield the days that laws are held on."""
    day = LOW
    while day <= HIGH:
        yield day
        day += ONE_DAY


@st.composite
def scenarios(draw: st.DrawFn, name: str) -> Scenario:
    """Draw a dated scenario of the toy dataset."""
    first = draw(st.dates(LOW, HIGH))
    last = draw(st.dates(first, min(HIGH, first + 45 * ONE_DAY)))
    changes = draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique_by=id))
    return dated(first, last, *changes, id=name)


@given(one=scenarios("one"), other=scenarios("other"), every=st.sampled_from([1, 2, 3]))
@settings(max_examples=25)
def test_departures_change_on_their_days_only(one: Scenario, other: Scenario, every: int) -> None:
    rarer = {"op": "set", "table": "services", "where": {"mode": "rail"}, "field": "interval_weeks"}
    base = lb.load("toy").apply(always({**rarer, "value": every}, id="rarer"))
    try:
        changed = base.apply(one, other)
    except ScenarioError as error:
        assert "no departure" in str(error)  # noqa: PT017 (a window in which nothing leaves)
        return
    without_days = [
        s.model_copy(update={"apply_from": None, "apply_to": None}) for s in (one, other)
    ]
    worlds: dict[tuple[bool, bool], Network] = {(False, False): base}
    for key in ((True, False), (False, True), (True, True)):
        chosen = [s for s, is_on in zip(without_days, key, strict=True) if is_on]
        worlds[key] = base.apply(*chosen)
    for day in all_days():
        first, second = ((s.window or (day, day)) for s in (one, other))
        world = worlds[first[0] <= day <= first[1], second[0] <= day <= second[1]]
        assert leaving(changed, day) == leaving(world, day)


def test_the_parts_of_a_service_are_named_by_their_first_days(toy: Network) -> None:
    changed = toy.apply(dated("2025-11-05", "2025-11-12", SMALLER))
    parts = {
        s.id: (s.valid_from.isoformat(), s.valid_to.isoformat(), s.variant_of, s.capacity_teu)
        for s in changed.services.values()
        if "EXPRESS" in s.known_as
    }
    room = toy.services["EXPRESS"].capacity_teu
    assert parts == {
        "EXPRESS": ("2025-10-01", "2025-11-04", None, room),
        "EXPRESS.20251105": ("2025-11-05", "2025-11-12", "EXPRESS", room / 2),
        "EXPRESS.20251113": ("2025-11-13", "2026-06-30", "EXPRESS", room),
    }
    assert "scenario test" in changed.services["EXPRESS.20251105"].note
    assert changed.services["SHIP"] == toy.services["SHIP"]
    assert changed.links == toy.links


def test_a_link_that_other_days_need_gets_a_variant(toy: Network) -> None:
    changed = toy.apply(dated("2025-11-05", "2025-11-12", CLOSED))
    variants = {
        k.id: (k.variant_of, k.status.value) for k in changed.links.values() if k.variant_of
    }
    assert variants
    assert {name: k for name, k in changed.links.items() if name in toy.links} == dict(toy.links)
    assert {status for _, status in variants.values()} == {"closed"}
    assert all(name == f"{original}.20251105" for name, (original, _) in variants.items())


def test_days_that_hold_every_departure_cut_nothing(toy: Network) -> None:
    whole = toy.apply(dated("2025-01-01", "2027-12-31", CLOSED))
    assert list(whole.services) == list(toy.services)
    assert whole.links == toy.apply(always(CLOSED)).links


def test_parts_that_a_second_scenario_cuts_get_names_of_their_own(toy: Network) -> None:
    one = dated("2025-11-05", "2025-11-26", SMALLER, id="one")
    other = dated("2025-11-05", "2025-11-12", SLOWER, id="other")
    changed = toy.apply(one, other)
    days = {
        s.id: (s.valid_from.day, s.valid_to.day)
        for s in changed.services.values()
        if s.variant_of == "EXPRESS"
    }
    assert days == {
        "EXPRESS.20251105": (5, 12), "EXPRESS.20251113": (13, 26), "EXPRESS.20251127": (27, 30),
    }  # fmt: skip


def test_patterns_find_parts_by_what_they_were_cut_from(toy: Network) -> None:
    cut = toy.apply(dated("2025-11-05", "2025-11-12", SMALLER, CLOSED, id="cut"))
    wider = {"op": "set", "table": "services", "where": {"id": "EXPRESS"}, "field": "price_factor"}
    longer = {"op": "add", "table": "links", "where": {"id": "RA1"}, "field": "distance_km"}
    changed = cut.apply(always({**wider, "value": 2}, {**longer, "value": 5}))
    parts = [s for s in changed.services.values() if "EXPRESS" in s.known_as]
    assert [s.price_factor for s in parts] == [2, 2, 2]
    links = [k for k in changed.links.values() if "RA1" in (k.id, k.variant_of)]
    assert [k.distance_km for k in links] == [toy.links["RA1"].distance_km + 5] * 2


def test_terms_and_shares_that_name_a_service_mean_its_parts(toy: Network) -> None:
    cut = toy.apply(dated("2025-11-05", "2025-11-12", SMALLER))
    contract = Contract(
        id="c", services="EXPRESS", first_day=LOW, last_day=HIGH, allotment_teu=4,
    )  # fmt: skip
    days = [d.first_call_on for d in departures_of(toy, contract)]
    assert sorted(d.first_call_on for d in departures_of(cut, contract)) == days
    tags = set(service_tags(cut.services["EXPRESS.20251105"], ()))
    assert {Tag(TagKind.SERVICE, name) for name in ("EXPRESS", "EXPRESS.20251105")} <= tags


def test_a_restriction_of_a_service_is_said_of_its_parts(toy: Network) -> None:
    row = {
        "cargo_class": "goods", "mode": "rail", "country_or_service": "EXPRES?", "hard": True,
        "from": "2025-01-01", "reason": "no goods", "source": "toy", "grade": "assumption",
        "rule": "refuse",
    }  # fmt: skip
    barred = toy.apply(always({"op": "add", "table": "restrictions", "row": row}, id="barred"))
    cut = barred.apply(dated("2025-11-05", "2025-11-12", SMALLER))
    named = [r.country_or_service for r in cut.restrictions if r.reason == "no goods"]
    assert named == ["EXPRES?", "EXPRESS.20251105", "EXPRESS.20251113"]


def test_a_service_on_demand_changes_on_the_days_of_its_departures(toy: Network) -> None:
    dearer = {"op": "set", "table": "links", "where": {"id": "RO1"}, "field": "usd_per_40ft"}
    changed = toy.apply(dated("2025-11-04", "2025-11-20", {**dearer, "value": 5000}))
    assert changed.services["TRUCK-YARD.20251104"].variant_of == "TRUCK-YARD"

    def dray(network: Network, ready: str) -> set[int]:
        order = toy.orders["T1"].model_copy(
            update={"ready": date.fromisoformat(ready), "due": date(2025, 12, 31)}
        )
        found = lb.routes(network, order).routes
        legs = [leg for r in found for leg in r.legs if leg.from_terminal == "WORKS"]
        return {leg.charges[0].amount_cents for leg in legs if leg.to_terminal == "YARD"}

    assert dray(changed, "2025-11-03") == dray(toy, "2025-11-03") == {10_000}
    assert dray(changed, "2025-11-04") <= {500_000}
    assert dray(changed, "2025-11-21") == {10_000}


def test_plans_over_cut_services_pass_the_verifier(toy: Network) -> None:
    queue = dated("2025-11-03", "2025-11-10", SLOWER, SMALLER, DEARER)
    plan = lb.plan(toy.apply(queue))
    assert lb.verify(plan) == ()
    used = {leg.departure.service_id for a in plan.assignments for leg in a.route.legs}
    assert any(name.endswith(".20251103") for name in used)


def test_a_new_service_runs_on_the_days_only(toy: Network) -> None:
    cells = dict(toy.raw["services.csv"].rows[4].cells)
    calls = [
        dict(r.cells) for r in toy.raw["calls.csv"].rows if r.cells["service_id"] == cells["id"]
    ]
    changes = [{"op": "add", "table": "services", "row": {**cells, "id": "RELIEF"}}]
    changes += [
        {"op": "add", "table": "calls", "row": {**call, "service_id": "RELIEF"}} for call in calls
    ]
    relief = toy.apply(dated("2025-11-05", "2025-11-12", *changes)).services["RELIEF"]
    assert (relief.valid_from, relief.valid_to) == (date(2025, 11, 5), date(2025, 11, 12))
    with pytest.raises(ScenarioError, match="new service 'RELIEF', which does not run"):
        toy.apply(dated("2035-11-05", "2035-11-12", *changes))


WRONG: list[tuple[Any, str]] = [
    (
        dated("2035-01-01", "2035-01-31", CLOSED),
        r"no departure .*; expected days of the timetable, 2025-10-01 to",
    ),
    (
        dated("2025-11-01", None, {**SLOWER, "table": "transfers", "where": {}}),
        "table 'transfers' in a dated scenario; expected one of links.csv, services.csv, calls.csv",
    ),
    (
        dated(None, "2025-11-01", {**EARLIER, "field": "valid_to", "value": "2025-12-31"}),
        "column 'valid_to' in a dated scenario",
    ),
    (
        dated("2025-11-01", "2025-11-30", {**SLOWER, "field": "hours_low", "value": -1000}),
        r"change 1, hours_low: found '-940' in row 5 of links\.csv after it",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_a_dated_scenario_that_does_not_fit_is_named(
    toy: Network, wrong: Scenario, message: str
) -> None:
    with pytest.raises(ScenarioError, match=message):
        toy.apply(wrong)


def test_days_out_of_order_are_named() -> None:
    with pytest.raises(ValueError, match="must be on or after apply_from"):
        dated("2025-11-12", "2025-11-05", CLOSED)
