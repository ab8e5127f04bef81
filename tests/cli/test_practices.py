"""landbridge practices, and switches on the commands that take scenarios."""

import json

import pytest

from landbridge.cli import COMMANDS, app


def test_the_register_is_listed_with_reasons(run):
    answer = run("practices")
    assert answer.code == 0
    assert "F02 one_pass: on" in answer.out
    assert "recorded only" in answer.out
    assert "F50 finance_and_talent: no effect on transport" in answer.out


def test_a_practice_is_shown_with_its_figure_its_changes_and_its_routes(run):
    answer = run("practices", "one_pass", "F20", "9810")
    assert answer.code == 0
    for part in (
        "one_pass regime / full_redeclaration regime (seed000)",
        "changes clearance.transit_regime of corridor=china_europe_west",
        "routes by 37 services of china_europe_west", "YXO-DUI-W", "25000 parcels/h",
        "routes cleared for export (ecommerce_parcels) at CQ_CT",
        "note: 79,000 parcels on Double 11 2017", "overseas_warehouse_9810: the goods travel",
    ):  # fmt: skip
        assert part in answer.out
    assert "F09" not in answer.out
    every = run("practices").out
    assert "routes cleared for import (durian_chilled" in every
    assert "routes from river to sea at TAC, SHA_WGQ, SHA_YS" in every
    wrong = run("practices", "one_pas", "F99")
    assert wrong.code == 2
    assert "2 mistakes" in wrong.err
    assert "did you mean one_pass" in wrong.err


def test_the_register_is_json(run):
    answer = run("practices", "--json", "--practice", "one_pass=off")
    document = json.loads(answer.out)
    assert document["applied"] == ["one_pass=off"]
    states = {entry["id"]: entry["state"] for entry in document["practices"]}
    assert states["one_pass"] == "off"


def test_a_figure_is_explained(run):
    words = ("practices", "--explain", "CKG", "--vintage", "2018-11", "--json")
    document = json.loads(run(*words).out)
    (export,) = [f for f in document["figures"] if f["figure"] == "export clearance of * (h)"]
    assert [step["value"] for step in export["steps"]] == ["0.585", "7.04"]
    assert "7.04  clearance_vintage=2018-11" in run(*words[:-1]).out


def test_what_changes_nothing_says_so_beside_the_answer(run):
    answer = run("practices", "--json", "--practice", "single_window_time=on")
    assert "single_window_time=on: changes nothing: the figures of vintage 2021-12" in answer.err
    json.loads(answer.out)


def test_every_command_with_scenarios_switches_practices():
    for name in COMMANDS:
        command = app.get_command(None, name)
        options = {option for param in command.params for option in param.opts}
        if "--scenario" in options:
            assert {"--practice", "--vintage"} <= options, name


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--practice", "one_pass"], "'one_pass' is no practice with its state"),
        (["--practice", "one_pas=off"], "did you mean one_pass?"),
        (["--vintage", "1999"], "expected one of 2017, 2018-11"),
        (["--explain", "NOWHERE"], "found 'NOWHERE'; expected a terminal of chongqing"),
    ],
)
def test_a_wrong_switch_ends_with_2(run, words, message):
    answer = run("practices", *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_a_switch_may_stand_in_a_stack_of_scenarios(run):
    answer = run("scenario", "diff", "base", "departure_confirmation=off+suez_reopens")
    assert answer.code == 0
    assert "to river_sea_departure_confirmation=off + suez_reopens" in answer.out
