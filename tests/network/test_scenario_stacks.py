"""Which scenarios go together: requires, excludes, includes, and each once."""

from pathlib import Path
from typing import Any

import pytest
from dataset_copy import DatasetCopy

import landbridge as lb
from landbridge.network.errors import DatasetError, ScenarioError
from landbridge.network.network import Network
from landbridge.network.network_difference import RowFate, network_difference
from landbridge.network.plan_files import plan_json, read_plan
from landbridge.network.scenario import Scenario
from landbridge.network.scenario_files import apply_stack, check_scenario_files, find_scenarios
from landbridge.network.scenario_stack import needs, with_parts

DEARER = {"op": "scale", "table": "links", "where": {"id": "SE1"}, "field": "usd_per_40ft",
          "value": 1.5}  # fmt: skip
TEXT = """id = "mine"
name = "Mine"
[[changes]]
op = "scale"
table = "links"
where = { id = "SE1" }
field = "usd_per_40ft"
value = 1.5
"""


def scenario(name: str, **fields: Any) -> Scenario:
    """Make a scenario that makes the sea dearer."""
    return Scenario.model_validate({"id": name, "name": name, "changes": [DEARER], **fields})


def found(network: Network, *scenarios: str | Scenario) -> list[str]:
    """Return what is found wrong with scenarios."""
    with pytest.raises(ScenarioError) as caught:
        network.apply(*scenarios)
    return [f"{mistake.place}: {mistake.found}" for mistake in caught.value.mistakes]


def test_what_is_required_must_come_before(toy: Network) -> None:
    one, other = scenario("one"), scenario("other", requires=["one", "sea_closed"])
    assert found(toy, other, one) == [
        "scenario other: no 'one' before it",
        "scenario other: no 'sea_closed' before it",
    ]
    assert toy.apply("sea_closed", one, other).applied == ("sea_closed", "one", "other")
    assert toy.apply("sea_closed", one).apply(other).applied == ("sea_closed", "one", "other")


@pytest.mark.parametrize("excludes", [("one",), ("other",)])
def test_either_side_excludes_the_other(toy: Network, excludes: tuple[str, ...]) -> None:
    one = scenario("one", excludes=[name for name in excludes if name == "other"])
    other = scenario("other", excludes=[name for name in excludes if name == "one"])
    known = Network.from_tables(toy.raw, name="toy", scenarios={"one": one, "other": other})
    assert found(known, "other", "one") == ["scenario one: 'other' beside it"]
    assert found(known.apply("one"), "other") == ["scenario other: 'one' beside it"]


def test_a_bundle_brings_its_parts_in_their_order(toy: Network) -> None:
    plus = {**DEARER, "op": "add", "value": 100}
    parts = [scenario("one"), scenario("two", changes=[plus])]
    bundle = scenario("bundle", includes=["one", "two"], changes=[])
    known = Network.from_tables(toy.raw, name="toy", scenarios={s.id: s for s in (*parts, bundle)})
    changed = known.apply("bundle")
    assert changed.links["SE1"].usd_per_40ft == toy.links["SE1"].usd_per_40ft * 1.5 + 100
    assert changed.applied == ("bundle",)
    assert known.apply("two", "bundle").links["SE1"].usd_per_40ft == (1200 + 100) * 1.5
    assert found(changed, "one") == ["scenario: 'one' a second time"]
    assert [s.id for s in with_parts(["bundle"], known.scenarios)] == ["one", "two", "bundle"]


def test_a_scenario_is_applied_once(toy: Network) -> None:
    assert found(toy, "sea_closed", "sea_closed") == ["scenario: 'sea_closed' a second time"]
    assert found(toy.apply("sea_closed"), "sea_closed") == ["scenario: 'sea_closed' a second time"]


def test_all_that_does_not_go_together_is_named_at_once(toy: Network) -> None:
    assert found(toy, "sea_close", "border_que", scenario("sea_closed")) == [
        "scenario: unknown id 'sea_close'",
        "scenario: unknown id 'border_que'",
        "scenario: id 'sea_closed', which another scenario of toy has",
    ]


def test_what_needs_itself_or_what_nobody_knows_is_named(dataset: DatasetCopy) -> None:
    folder = dataset.folder / "scenarios"
    for name, line in (
        ("a", 'requires = ["b"]'),
        ("b", 'includes = ["c"]'),
        ("c", 'requires = ["a"]'),
        ("d", 'requires = ["sea_close"]\nexcludes = ["sea_closed"]\nincludes = ["sea_closed"]'),
    ):
        (folder / f"{name}.toml").write_text(f'id = "{name}"\nname = "X"\n{line}\n')
    with pytest.raises(DatasetError, match="3 mistakes") as caught:
        lb.load(dataset.folder)
    assert [(m.place, m.found) for m in caught.value.mistakes] == [
        ("scenario a", "a > b > c > a"),
        ("scenario d, requires", "unknown id 'sea_close'"),
        ("scenario d, excludes", "'sea_closed', which it needs"),
    ]


def test_wanzhou_additions_need_the_bonded_station(chongqing: Network) -> None:
    station, freighters = "wanzhou_a01_bonded_station", "wanzhou_a02_freighters"
    assert found(chongqing, freighters) == [f"scenario {freighters}: no {station!r} before it"]
    both = chongqing.apply(station, freighters)
    bundle = chongqing.apply("wanzhou_bundle_air")
    assert bundle.raw == both.raw
    upgraded = bundle.apply("wanzhou_a03_4d_upgrade")
    assert upgraded.applied == ("wanzhou_bundle_air", "wanzhou_a03_4d_upgrade")
    assert needs(chongqing.scenarios[freighters], chongqing.scenarios) == (station,)


def test_a_scenario_file_is_applied_by_its_path(toy: Network, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(TEXT)
    changed = toy.apply(*find_scenarios(["sea_closed", str(file)]))
    assert changed.applied == ("sea_closed", "mine")
    assert changed.links["SE1"].usd_per_40ft == 1800
    assert apply_stack(toy, f" sea_closed + {file}") == changed
    assert apply_stack(toy, "base") is apply_stack(toy, "") is toy
    with pytest.raises(ScenarioError, match=r"none\.toml: found no such file"):
        find_scenarios([str(tmp_path / "none.toml")])


def test_a_plan_carries_the_scenarios_of_its_network(toy: Network, tmp_path: Path) -> None:
    file, mine = tmp_path / "plan.json", scenario("mine", includes=["border_queue"])
    plan = lb.plan(toy.apply(mine))
    file.write_text(plan_json(plan), encoding="utf-8")
    again = read_plan(file)
    assert again.network == plan.network
    assert lb.verify(again) == ()


def test_files_are_checked_one_by_one_and_may_name_each_other(toy: Network, tmp_path: Path) -> None:
    good, other, bad, same = (tmp_path / f"{n}.toml" for n in ("good", "other", "bad", "same"))
    good.write_text(TEXT)
    other.write_text('id = "other"\nname = "O"\nrequires = ["mine"]\n')
    bad.write_text(TEXT.replace("mine", "bad").replace("SE1", "SE9"))
    same.write_text(TEXT.replace("mine", "sea_closed"))
    checked = check_scenario_files([good, other, bad, same], toy)
    assert [str(m) for m in checked[good][1]] == []
    assert [str(m) for m in checked[other][1]] == []
    assert [m.place for m in checked[bad][1]] == ["scenario bad, change 1"]
    assert [m.place for m in checked[same][1]] == ["same.toml, id"]


def test_the_difference_names_rows_and_cells_with_their_sources(toy: Network) -> None:
    order = {"op": "set", "table": "orders", "where": {"id": "T1"}, "field": "late_usd_per_day",
             "value": 7}  # fmt: skip
    close = {"op": "close", "table": "services", "where": {"id": "SHIP"}}
    changed = toy.apply(scenario("mine", changes=[DEARER, order, close]), "border_queue")
    difference = network_difference(toy, changed)
    assert difference.after == ("mine", "border_queue")
    by_row = {(row.table, row.key): row for row in difference.rows}
    sea = by_row["links.csv", ("SE1",)]
    assert [(c.column, c.before, c.after) for c in sea.cells] == [("usd_per_40ft", "1200", "1800")]
    assert (sea.fate, sea.source) == (RowFate.CHANGED, "toy")
    assert ("services.csv", ("SHIP",)) in by_row
    assert ("calls.csv", ("EXPRESS", "2")) in by_row
    assert difference.counts()["links.csv"][RowFate.CHANGED] == 2
    assert network_difference(changed, changed).rows == ()
    back = network_difference(changed, toy)
    assert [(row.table, row.key) for row in back.rows] == list(by_row)
