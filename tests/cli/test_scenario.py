"""landbridge scenario: list, show, check and diff; scenario files where ids are taken."""

import json

import pytest

MINE = """id = "mine"
name = "Mine"
source = "toy"
requires = ["sea_closed"]
[[changes]]
op = "scale"
table = "links"
where = { id = "RA1" }
field = "usd_per_40ft"
value = 1.5
"""

REACH = ["reach", "--from", "WORKS", "--cargo", "goods", "--ready", "2025-11-03"]


def test_the_list_names_every_scenario_with_its_days_and_needs(run):
    answer = run("scenario", "list", "--data", "toy")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()] == [
        "Id",
        "border_queue",
        "sea_closed",
    ]
    every = json.loads(run("scenario", "list", "--json").out)
    assert len(every) == 48
    dated = [s["id"] for s in every if "apply_from" in s]
    assert dated == ["d05_poland_closes_border", "d05b_poland_recovery", "d08_alashankou_stop"]
    kinds = json.loads(run("scenario", "list", "--kind", "wanzhou", "--json").out)
    assert len(kinds) == 14


def test_a_kind_that_no_scenario_has_is_named(run):
    answer = run("scenario", "list", "--data", "toy", "--kind", "wish")
    assert (answer.code, answer.out) == (2, "")
    assert "no scenario of kind 'wish'; there is disruption" in answer.err


def test_a_scenario_is_shown_with_its_changes_in_words(run):
    answer = run("scenario", "show", "border_queue", "--data", "toy")
    assert answer.code == 0
    assert "1. links: hours_typical + 24 where id is RA1" in answer.out
    record = json.loads(run("scenario", "show", "border_queue", "--data", "toy", "--json").out)
    assert record["changes"][0]["value"] == 24


def test_a_misspelt_scenario_is_named(run):
    answer = run("scenario", "show", "sea_close", "--data", "toy")
    assert answer.code == 2
    assert "did you mean sea_closed?" in answer.err


def test_a_file_is_checked_and_every_mistake_named(run, tmp_path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(MINE)
    bad.write_text(MINE.replace("mine", "bad").replace("RA1", "RA9").replace("sea_closed", "sea"))
    answer = run("scenario", "check", good, "--data", "toy")
    assert (answer.code, answer.out) == (0, f"{good}: mine, 1 changes: no mistakes\n")
    answer = run("scenario", "check", good, bad, "--data", "toy")
    assert answer.code == 2
    assert f"{bad}: scenario bad, requires: found unknown id 'sea'" in answer.out
    document = json.loads(run("scenario", "check", good, bad, "--data", "toy", "--json").out)
    assert document["ok"] is False
    assert [len(file["mistakes"]) for file in document["files"]] == [0, 1]


def test_changes_are_checked_although_the_head_of_the_file_is_wrong(run, tmp_path):
    (tmp_path / "bad.toml").write_text(
        'id = "bad"\nnaem = "Bad"\n'
        '[[changes]]\nop = "shut"\ntable = "links"\n'
        '[[changes]]\nop = "close"\ntable = "linx"\n'
        '[[changes]]\nop = "close"\ntable = "links"\nwhere = { id = "RA9" }\n',
        encoding="utf-8",
    )
    answer = run("scenario", "check", "bad.toml", "--data", "toy")
    assert answer.code == 2
    lines = answer.out.splitlines()
    assert [line.split(": ")[1] for line in lines if line.startswith("bad.toml")] == [
        "name", "change 1, op", "naem", "change 2", "change 3",
    ]  # fmt: skip


def test_one_stack_alone_is_held_against_the_base(run):
    alone = run("scenario", "diff", "sea_closed", "--data", "toy")
    assert alone.code == 0
    assert alone.out == run("scenario", "diff", "base", "sea_closed", "--data", "toy").out
    assert run("scenario", "diff", "a", "b", "c", "--data", "toy").code == 2


def test_the_difference_of_stacks_is_printed_and_written(run, tmp_path):
    (tmp_path / "mine.toml").write_text(MINE)
    words = ["scenario", "diff", "base", "sea_closed+mine.toml", "--data", "toy"]
    answer = run(*words)
    assert answer.code == 0
    assert "From base to sea_closed + mine" in answer.out
    assert "usd_per_40ft: 1000 > 1500" in answer.out
    document = json.loads(run(*words, "--json").out)
    assert document["schema"] == "landbridge/scenario_difference/1"
    rows = {row["key"][0]: row["cells"] for row in document["rows"]}
    assert rows == {
        "RA1": {"usd_per_40ft": ["1000", "1500"]},
        "SE1": {"status": ["open", "closed"]},
    }
    nothing = run("scenario", "diff", "sea_closed", "sea_closed", "--data", "toy")
    assert "nothing differs" in nothing.out


@pytest.mark.parametrize("words", [["routes", "T2"], ["compare", "T2"], REACH])
def test_scenario_files_are_taken_wherever_ids_are(run, tmp_path, words):
    (tmp_path / "mine.toml").write_text(MINE)
    options = ["--scenario", "sea_closed", "--scenario", "mine.toml", "--data", "toy", "--json"]
    answer = run(*words, *options)
    assert answer.code == 0, answer.err
    without = run(*words, *options[:2], *options[4:])
    assert answer.out != without.out


def test_a_plan_of_a_scenario_file_is_checked_later_without_it(run, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE)
    done = run(
        "plan", "--data", "toy", "--scenario", "sea_closed", "--scenario", mine, "--out", "o"
    )
    assert done.code == 0, done.err
    mine.unlink()
    assert run("check", "--data", "toy", "--plan", "o/plan.json").code == 0
    again = run(
        "replan", "o/plan.json", "--scenario", "border_queue", "--out", "p", "--data", "toy"
    )
    assert again.code == 0, again.err
