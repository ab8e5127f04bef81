"""Scenarios: what they change, what they leave, and what is wrong with them."""

from datetime import date

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.errors import DatasetError, ScenarioError
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.scenario import Scenario


def scenario(*changes: dict[str, object], **fields: object) -> Scenario:
    """Make a scenario of changes."""
    return Scenario.model_validate({"id": "test", "name": "Test", "changes": changes, **fields})


def offsets(network: Network, service_id: str) -> list[tuple[float, float]]:
    """Return the arrival and departure offsets of a service."""
    calls = network.calls[service_id]
    return [(call.arrive_offset_hours, call.depart_offset_hours) for call in calls]


def test_a_scenario_makes_a_new_network_and_leaves_the_old(toy: Network) -> None:
    closed = toy.apply("sea_closed")
    assert closed.applied == ("sea_closed",)
    assert toy.applied == ()
    assert closed.links["SE1"].status == "closed"
    assert toy.links["SE1"].status == "open"
    assert toy == load("toy")


def test_a_closed_link_closes_the_services_over_it(toy: Network) -> None:
    closed = toy.apply("sea_closed")
    assert not closed.is_open("SHIP")
    assert [link.id for link in closed.closed_links("SHIP")] == ["SE1"]
    assert "SHIP" not in {service.id for service in closed.open_services}
    assert toy.is_open("SHIP")


def test_all_calls_behind_a_slower_link_move(toy: Network) -> None:
    slow = toy.apply("border_queue")
    assert offsets(toy, "EXPRESS") == [(0, 0), (72, 78), (216, 216)]
    assert offsets(slow, "EXPRESS") == [(0, 0), (96, 102), (240, 240)]
    assert offsets(slow, "SHIP") == offsets(toy, "SHIP")


def test_changes_of_several_links_add_up(toy: Network) -> None:
    hours = {"op": "add", "table": "links", "field": "hours_typical"}
    change = scenario(
        {**hours, "where": {"id": "RA1"}, "value": 4.5},
        {**hours, "where": {"id": "RA2"}, "value": -10},
    )
    assert offsets(toy.apply(change), "EXPRESS") == [(0, 0), (76.5, 82.5), (210.5, 210.5)]


def test_a_shift_that_would_run_backwards_is_named(toy: Network) -> None:
    faster = {"op": "scale", "table": "links", "where": {"id": "RA2"}, "value": 0}
    change = scenario({**faster, "field": "hours_low"}, {**faster, "field": "hours_typical"})
    toy.apply(change)  # 216 - 138 = 78 h, just when the train leaves BORDER
    longer = {"op": "add", "table": "calls", "field": "depart_offset_hours", "value": 1}
    where = {"service_id": "EXPRESS", "terminal_id": "BORDER"}
    with pytest.raises(ScenarioError, match=r"after scenario test, calls\.csv row 13") as caught:
        toy.apply(scenario({**longer, "where": where}, *change.model_dump()["changes"]))
    assert "found 78 h; expected not before 79 h" in str(caught.value)


def test_scenarios_are_applied_in_order(toy: Network) -> None:
    price = {"table": "links", "where": {"id": "SE1"}, "field": "usd_per_40ft"}
    doubled = scenario({"op": "scale", "value": 2, **price}, id="doubled")
    dearer = scenario({"op": "add", "value": 100, **price}, id="dearer")
    assert toy.apply(doubled, dearer).links["SE1"].usd_per_40ft == 2500
    assert toy.apply(dearer, doubled).links["SE1"].usd_per_40ft == 2600
    assert toy.apply(dearer, doubled).applied == ("dearer", "doubled")


def test_changes_are_made_in_order(toy: Network) -> None:
    price = {"table": "links", "where": {"id": "SE1"}, "field": "usd_per_40ft"}
    change = scenario({"op": "set", "value": 10, **price}, {"op": "scale", "value": 3, **price})
    assert toy.apply(change).links["SE1"].usd_per_40ft == 30


def test_scaling_leaves_an_empty_cell_empty(toy: Network) -> None:
    change = scenario(
        {"op": "scale", "table": "links", "where": {"mode": "rail"}, "field": "usd_per_kg",
         "value": 2}
    )  # fmt: skip
    assert toy.apply(change).links["RA1"].usd_per_kg is None


def test_patterns_match_a_cell_or_one_of_its_parts(toy: Network) -> None:
    change = scenario(
        {"op": "close", "table": "services", "where": {"id": ["EX*", "S?IP"]}},
        {"op": "close", "table": "links", "where": {"exposures": "stra*", "mode": "sea"}},
    )
    closed = toy.apply(change)
    status = {service.id: service.status.value for service in closed.services.values()}
    assert [name for name, value in status.items() if value == "closed"] == ["EXPRESS", "SHIP"]
    assert closed.links["SE1"].status == "closed"


def test_a_row_can_be_added(toy: Network) -> None:
    order = {
        "id": "T7", "origin": "WORKS", "destination": "CITY", "cargo_class": "goods",
        "boxes_40ft": 1, "kg": 9000, "ready": "2025-11-03", "due": "2025-12-24",
    }  # fmt: skip
    added = toy.apply(scenario({"op": "add", "table": "orders", "row": order}))
    assert added.orders["T7"].ready == date(2025, 11, 3)
    assert len(added.orders) == len(toy.orders) + 1


def test_an_optional_column_that_the_file_lacks_can_be_set(dataset: DatasetCopy) -> None:
    dataset.drop_column("orders.csv", "budget_usd")
    capped = scenario(
        {"op": "set", "table": "orders", "where": {"id": "T1"}, "field": "budget_usd", "value": 5},
        {"op": "add", "table": "orders", "field": "budget_usd", "value": 2},
    )
    changed = load(dataset.folder).apply(capped)
    assert [changed.orders[name].budget_usd for name in ("T1", "T2")] == [7, None]


WRONG = [
    ({"op": "set", "table": "lnks", "field": "via", "value": "x"}, "table 'lnks'", "links"),
    ({"op": "set", "table": "links", "field": "hour", "value": 1}, "column 'hour'", "one of id"),
    ({"op": "close", "table": "links", "where": {"idd": "RO1"}}, "column 'idd'", "one of id"),
    (
        {"op": "close", "table": "links", "where": {"id": "RX*"}},
        "no row of links.csv with id = RX*",
        "at least one",
    ),
    ({"op": "close", "table": "orders"}, "close on table 'orders'", "links or services"),
    ({"op": "set", "table": "links", "field": "via"}, "no field or no value", "both, or a row"),
    ({"op": "set", "table": "links", "row": {"id": "X"}}, "set with a row", "add with a row"),
    (
        {"op": "scale", "table": "links", "field": "hours_typical", "value": "2"},
        "value '2'",
        "a number to scale",
    ),
    (
        {"op": "add", "table": "links", "field": "hours_typical", "value": True},
        "value True",
        "a number to add",
    ),
    (
        {"op": "add", "table": "links", "field": "mode", "value": 1},
        "'road' in row 2 of links.csv",
        "a number to change",
    ),
]


@pytest.mark.parametrize(("change", "found", "expected"), WRONG)
def test_a_change_that_does_not_fit_is_named(
    toy: Network, change: dict[str, object], found: str, expected: str
) -> None:
    with pytest.raises(ScenarioError, match="scenario test, change 1") as caught:
        toy.apply(scenario(change))
    mistake = caught.value.mistakes[0]
    assert mistake.found.startswith(found)
    assert expected in mistake.expected


def test_mistakes_of_all_changes_are_reported_at_once(toy: Network) -> None:
    with pytest.raises(ScenarioError, match=r"\d+ mistakes:") as caught:
        toy.apply(scenario(*(change for change, _, _ in WRONG)))
    numbers = {mistake.place.rsplit(" ", 1)[1] for mistake in caught.value.mistakes}
    assert numbers == {str(number) for number in range(1, len(WRONG) + 1)}


@pytest.mark.parametrize(
    ("value", "found"), [("soon", "'soon'"), (-3, "'-3'"), (float("nan"), "'nan'"), ("", "nothing")]
)
def test_a_value_that_no_row_may_hold_is_named(toy: Network, value: object, found: str) -> None:
    change = {"op": "set", "table": "links", "where": {"id": "RA1"}, "field": "hours_typical"}
    with pytest.raises(ScenarioError, match="scenario test, change 1, hours_typical") as caught:
        toy.apply(scenario({**change, "value": value}))
    assert [mistake.found for mistake in caught.value.mistakes] == [found]


def test_a_row_that_is_added_is_read_before_anything_is_changed(toy: Network) -> None:
    row = {"id": "T7", "origin": "WORKS", "boxes_40ft": "many", "kg": 9000}
    with pytest.raises(ScenarioError, match=r"change 1, row\.boxes_40ft: found 'many'") as caught:
        toy.apply(scenario({"op": "add", "table": "orders", "row": row}))
    missing = {m.place.rsplit(".", 1)[1] for m in caught.value.mistakes if m.found == "nothing"}
    assert missing >= {"destination", "cargo_class", "ready", "due"}


def test_a_result_that_no_row_may_hold_is_named(toy: Network) -> None:
    change = {"op": "add", "table": "links", "where": {"id": "RA1"}, "field": "hours_low"}
    with pytest.raises(ScenarioError, match=r"change 1, hours_low") as caught:
        toy.apply(scenario({**change, "value": -100}))
    assert caught.value.mistakes[0].found == "'-40' in row 5 of links.csv after it"


def test_every_pattern_that_matches_nothing_is_named(toy: Network) -> None:
    closed = {"op": "close", "table": "services", "where": {"id": ["EX*", "SHOP", "X*"]}}
    with pytest.raises(ScenarioError, match="2 mistakes") as caught:
        toy.apply(scenario(closed))
    assert [m.found.rsplit(" ", 1)[1] for m in caught.value.mistakes] == ["SHOP", "X*"]
    assert "did you mean SHIP?" in caught.value.mistakes[0].expected


def test_a_figure_that_a_change_makes_impossible_is_named_once_with_its_row(toy: Network) -> None:
    less = {"op": "scale", "table": "links", "where": {"mode": "rail"}, "field": "hours_typical"}
    with pytest.raises(ScenarioError) as caught:
        toy.apply(scenario(less | {"value": -2}, {"op": "close", "table": "linx"}))
    first, second = caught.value.mistakes
    assert (first.place, first.expected) == (
        "scenario test, change 1, hours_typical", "greater than or equal to 0",
    )  # fmt: skip
    assert "in row 5 of links.csv after it" in first.found
    assert "linx" in second.found


def test_an_unknown_scenario_is_named_with_the_nearest_known_one(toy: Network) -> None:
    with pytest.raises(ScenarioError, match=r"unknown id 'sea_close'.*did you mean sea_closed"):
        toy.apply("sea_close")


TOML = [
    ('id = "x"', "name: found nothing; expected field required"),
    ('id = "x"\nname = "X"\nchange = []', "change: found '[]'; expected only id, name"),
    ('id = "x"\nname = ', "found Invalid value"),
    ('id = "x"\nname = ""', "name: found nothing; expected a text of at least 1"),
    ('id = "x y"\nname = "X"', "id: found 'x y'; expected letters, digits"),
    (
        'id = "x"\nname = "X"\n[[changes]]\nop = "shut"\ntable = "links"',
        "change 1, op: found 'shut'; expected 'set', 'scale', 'add' or 'close'",
    ),
    ('id = "sea_closed"\nname = "X"', "'sea_closed' again; expected it once"),
]


@pytest.mark.parametrize(("text", "message"), TOML)
def test_a_scenario_file_with_a_mistake_is_named(
    dataset: DatasetCopy, text: str, message: str
) -> None:
    (dataset.folder / "scenarios" / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"(x|sea_closed)\.toml") as caught:
        load(dataset.folder)
    assert message in str(caught.value)


def test_a_scenario_file_that_is_not_utf8_is_named(dataset: DatasetCopy) -> None:
    (dataset.folder / "scenarios" / "x.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(DatasetError, match=r"x\.toml row 1: found byte 0xff at byte 6"):
        load(dataset.folder)


def test_a_network_keeps_its_orders_when_a_scenario_is_applied(toy: Network) -> None:
    few = toy.with_orders([toy.orders["T5"], toy.orders["T1"]])
    assert list(few.apply("sea_closed").orders) == ["T5", "T1"]
    assert few.apply("sea_closed").orders == few.orders


def test_a_closure_in_chongqing_closes_every_service_over_the_link(chongqing: Network) -> None:
    locks = {"op": "close", "table": "links", "where": {"exposures": "three_gorges"}}
    closed = chongqing.apply(scenario(locks))
    stopped = {s.id for s in chongqing.open_services} - {s.id for s in closed.open_services}
    assert len(stopped) == 10
    assert {chongqing.services[name].mode.value for name in stopped} == {"river"}
    assert all(closed.closed_links(name) for name in stopped)


def test_suez_reopens_and_the_cape_strings_close(chongqing: Network) -> None:
    suez = chongqing.apply("suez_reopens")
    assert not any(link.status == "closed" for link in suez.links.values() if link.via == "suez")
    cape = [name for name in suez.services if name.startswith("OCE-N1-")]
    assert cape
    assert not any(suez.is_open(name) for name in cape)
    assert all(chongqing.is_open(name) for name in cape)
