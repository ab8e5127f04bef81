"""Plans as JSON and CSV, and read again."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network import plan_files
from landbridge.network.errors import DatasetError, InputError, ScenarioError
from landbridge.network.plan import Lateness, Limits, Objective, Plan
from landbridge.network.plan_files import (
    CSV_COLUMNS,
    plan_csv,
    plan_json,
    plan_record,
    read_plan,
    safe_cell,
)
from landbridge.network.route import CostPart
from landbridge.network.verify import verify

from .verify.changes import with_leg, with_order, with_route
from .verify.hand_plan import PLAN
from .verify.small_world import NETWORK


@pytest.fixture(autouse=True)
def small_world_is_a_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_files, "load", {"small": NETWORK, Path("mine"): NETWORK}.__getitem__)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


def read_again(plan: Plan, file: Path) -> Plan:
    file.write_text(plan_json(plan), encoding="utf-8")
    return read_plan(file)


PLANS = {
    "as it is": PLAN,
    "empty": replace(PLAN, assignments=(), unserved=()),
    "generalised": replace(PLAN, objective=Objective.GENERALISED),
    "limits": replace(
        PLAN, limits=Limits(order_budgets=False, lateness=Lateness.AVOIDED, max_late_days=7)
    ),
    "texts": with_order("RAIL", customer="=万\u2028\x00\"'\\,\n", note="👍" * 100),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_plan_is_read_as_it_was_written(plan, file):
    again = read_again(plan, file)
    assert again == plan
    assert verify(again) == verify(plan)


def test_a_sound_plan_stays_sound(file):
    assert verify(read_again(PLAN, file)) == ()


numbers = st.floats(min_value=0, max_value=1e12)


@given(kg=numbers, m3=numbers, km=numbers, budget_usd=st.none() | numbers, units=st.integers(1, 99))
def test_no_digit_is_lost(tmp_path_factory, kg, m3, km, budget_usd, units):
    route = PLAN.assignments[0].route
    unit = replace(route.unit, kg=kg, m3=m3)
    legs = tuple(replace(leg, distance_km=km) for leg in route.legs)
    first = replace(PLAN.assignments[0], route=replace(route, unit=unit, legs=legs), units=units)
    plan = replace(PLAN, assignments=(first,), limits=Limits(budget_usd=budget_usd))
    assert read_again(plan, tmp_path_factory.getbasetemp() / "digits.json") == plan


def test_json_says_the_same_of_the_same_plan(file):
    again = read_again(PLAN, file)
    assert plan_json(read_again(again, file)) == plan_json(again)


def test_json_holds_no_number_that_json_has_not():
    def refuse(name: str) -> None:
        pytest.fail(f"found {name}")

    json.loads(plan_json(PLAN), parse_constant=refuse)


def test_json_says_what_the_plan_comes_to():
    record = plan_record(PLAN)
    assert (record["schema"], record["network"]) == ("landbridge/plan/1", "small")
    assert record["summary"]["cost_usd"] == PLAN.cost_cents / 100
    assert record["proof"]["gap"] == PLAN.proof.gap
    assert list(record["orders"][0])[:3] == ["id", "customer", "origin"]


def test_a_plan_is_read_with_the_dataset_that_is_named(file):
    file.write_text(plan_json(PLAN).replace('"small"', '"gone"'), encoding="utf-8")
    assert read_plan(file, Path("mine")) == PLAN
    with pytest.raises(KeyError, match="gone"):
        read_plan(file)


def edited(file: Path, edit: dict[str, Any]) -> Path:
    file.write_text(json.dumps(plan_record(PLAN) | edit), encoding="utf-8")
    return file


BAD_FIELDS = {
    "objective": ("cheapest", "objective: found 'cheapest'; expected 'freight' or 'generalised'"),
    "network": (7, r"network: found '7'; expected a valid string"),
    "scenarios": ("x", r"scenarios: found 'x'; expected a valid tuple"),
    "orders": ([{"id": "A"}], r"orders\.0\.origin: found nothing; expected field required"),
    "assignments": ([{"units": 1}], r"assignments\.0\.route: found nothing"),
    "proof": (None, r"proof: found 'None'; expected a dictionary or an instance of Proof"),
    "limits": ({"budget_usd": "much"}, r"limits\.budget_usd: found 'much'; expected a valid num"),
}


@pytest.mark.parametrize(("name", "value", "message"), [(k, *v) for k, v in BAD_FIELDS.items()])
def test_a_field_with_a_mistake_is_named(file, name, value, message):
    with pytest.raises(DatasetError, match=rf"plan\.json, {message}"):
        read_plan(edited(file, {name: value}))


def test_mistakes_in_several_fields_are_reported_at_once(file):
    with pytest.raises(DatasetError, match="3 mistakes") as caught:
        read_plan(edited(file, dict.fromkeys(("proof", "orders", "network"))))
    assert len(caught.value.mistakes) == 3


def test_a_scenario_that_the_network_has_not_is_named(file):
    with pytest.raises(ScenarioError, match="unknown id 'flood'"):
        read_plan(edited(file, {"scenarios": ["flood"]}))


def test_an_order_that_stands_there_twice_is_named(file):
    with pytest.raises(InputError, match="order RAIL: found 'RAIL' twice"):
        read_plan(edited(file, {"orders": plan_record(PLAN)["orders"][:1] * 2}))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "plan.json: found Expecting value"),
        (b"\xff", "plan.json row 1: found byte 0xff"),
        (b"NaN", "plan.json: found no schema"),
        (b'{"schema": ["landbridge/plan/1"]}', "plan.json: found schema"),
        (b"[" * 200_000, "plan.json: found maximum recursion"),
        (b'{"schema": 1' + b"0" * 5000 + b"}", "plan.json: found Exceeds the limit"),
    ],
    ids=["empty", "not UTF-8", "NaN", "schema", "deep", "long number"],
)
def test_a_file_that_is_no_plan_is_refused(file, data, message):
    file.write_bytes(data)
    with pytest.raises(DatasetError, match=message):
        read_plan(file)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside of lists and dictionaries."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    yield path


RECORD = plan_record(PLAN)
WAYS = [path for path in leaves(RECORD) if path and path[0] not in ("schema", "network", "summary")]
OTHERS = (
    None, "", "x", "NONE", -1, 0, 1, 2, 10**30, 0.5, 1e300, float("nan"), float("inf"), True, [],
    {}, ["x"], "2025-11-14T21:55:00", "0001-01-01T00:00:00Z", "9999-12-31", "T", "rail",
)  # fmt: skip


@given(path=st.sampled_from(WAYS), other=st.sampled_from(OTHERS))
def test_no_change_by_hand_causes_anything_but_mistakes_and_violations(
    tmp_path_factory, path, other
):
    file = tmp_path_factory.getbasetemp() / "changed.json"
    record = json.loads(json.dumps(RECORD))
    inner = record
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = other
    file.write_text(json.dumps(record), encoding="utf-8")
    with suppress(InputError):
        verify(read_plan(file))


CSV = list(csv.DictReader(io.StringIO(plan_csv(PLAN).removeprefix("\ufeff"), newline="")))


def test_csv_has_a_byte_order_mark_and_a_row_for_each_leg():
    text = plan_csv(PLAN)
    assert text.startswith("\ufeff" + ",".join(CSV_COLUMNS) + "\r\n")
    assert [(row["shipment"], row["leg"], row["service"]) for row in CSV] == [
        ("RAIL", "1", "TRUCK"), ("RAIL", "2", "TRAIN"), ("BOAT", "1", "BARGE"),
        ("BOAT", "2", "SHIP"), ("AIR", "1", "PLANE"), ("ROAD", "1", "TRUCK"),
    ]  # fmt: skip


def test_csv_says_local_times_with_their_offset():
    train = CSV[1]
    assert (train["departs_local"], train["departs_utc"]) == (
        "2025-11-07T09:40+08:00", "2025-11-07T01:40+00:00",
    )  # fmt: skip
    assert (train["arrives_local"], train["departure_date"]) == (
        "2025-11-13T08:55+01:00", "2025-11-07",
    )  # fmt: skip
    assert train["delivered_local"] == "2025-11-14T22:55+01:00"
    for row in CSV:
        for end in ("departs", "arrives"):
            local, utc = (datetime.fromisoformat(row[f"{end}_{zone}"]) for zone in ("local", "utc"))
            assert local == utc


def test_csv_rounds_kilometres():
    route = with_leg("RAIL", 0, distance_km=100.04)
    rows = csv.DictReader(io.StringIO(plan_csv(route).removeprefix("\ufeff"), newline=""))
    assert next(rows)["distance_km"] == "100.0"


def test_csv_says_what_is_late():
    assert {row["shipment"]: row["days_late"] for row in CSV} == {
        "RAIL": "0", "BOAT": "2", "AIR": "0", "ROAD": "0",
    }  # fmt: skip


def test_csv_adds_up_to_the_cost_of_the_plan():
    parts = PLAN.cost_by_part_cents()
    legs = sum(round(100 * float(row["leg_usd"])) for row in CSV)
    assert legs == parts[CostPart.LINE_HAUL] + parts[CostPart.DRAYAGE]
    routes = sum(round(100 * float(row["route_freight_usd"])) for row in CSV if row["leg"] == "1")
    assert routes == legs + parts[CostPart.HANDLING] + parts[CostPart.CLEARANCE]


def test_csv_adds_up_to_the_emissions_of_the_legs():
    grams: dict[str, float] = defaultdict(float)
    for row in CSV:
        grams[row["shipment"]] += 1000 * float(row["leg_co2e_kg"])
    assert grams == {
        a.shipment_id: a.units * sum(leg.co2e_g for leg in a.route.legs) for a in PLAN.assignments
    }


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_csv_holds_no_formula(text):
    plan = with_order("RAIL", customer=text)
    rows = csv.DictReader(io.StringIO(plan_csv(plan).removeprefix("\ufeff"), newline=""))
    assert {row["customer"] for row in rows} == {f"'{text}", ""}


@given(text=st.text(max_size=20))
def test_a_cell_is_changed_only_where_it_could_be_a_formula(text):
    cell = safe_cell(text)
    assert cell in (text, f"'{text}")
    assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_number_below_zero_stays_a_number():
    assert safe_cell(-5.0) == -5.0


def test_csv_keeps_quotes_commas_and_new_lines_in_their_cell():
    plan = with_order("RAIL", customer='a,"b"\r\nc')
    rows = csv.DictReader(io.StringIO(plan_csv(plan).removeprefix("\ufeff"), newline=""))
    assert next(rows)["customer"] == 'a,"b"\r\nc'


def test_csv_is_the_same_for_the_same_plan(file):
    again = read_again(PLAN, file)
    assert plan_csv(read_again(again, file)) == plan_csv(again)


def test_csv_of_an_unknown_order_is_not_written():
    with pytest.raises(KeyError, match="NONE"):
        plan_csv(with_route("RAIL", shipment_id="NONE"))
