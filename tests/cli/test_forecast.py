"""landbridge forecast: shares instead of all or nothing."""

import csv
import json

import pytest

HEAD = "market,way,modes,unit,share,source,grade\n"
MARKET = HEAD + "m,rail,,teu,0.4,counted,sourced\nm,ship,sea;river,teu,0.6,counted,sourced\n"
TOY = ("--data", "toy", "-q", "--late-usd", 50)


@pytest.fixture
def observed(tmp_path):
    (tmp_path / "mine.csv").write_text(MARKET, encoding="utf-8")
    return ("--observed", "mine.csv")


def test_shares_are_calibrated_on_the_base_and_moved_by_the_scenario(run, observed, tmp_path):
    answer = run(
        "forecast", *TOY, *observed, "--scenario", "border_queue", "--csv", "l.csv", "--json"
    )
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert found["schema"] == "landbridge/forecast/1"
    assert found["market"]["modes"]["ship"] == ["sea", "river"]
    ways = {way["way"]: way for way in found["ways"]}
    assert ways["rail"]["before"]["share"] == pytest.approx(0.4, abs=1e-9)
    assert sum(way["after"]["share"] for way in ways.values()) == pytest.approx(1)
    assert ways["rail"]["after"]["teu"] < ways["rail"]["before"]["teu"]
    assert found["gain_usd"] < 0
    rows = list(csv.DictReader((tmp_path / "l.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 2 * found["num_lanes"]
    rail = sum(float(row["teu_before"]) for row in rows if row["way"] == "rail")
    assert rail == pytest.approx(ways["rail"]["before"]["teu"])


def test_what_is_left_out_or_lost_is_printed_with_its_reason(run, observed):
    answer = run("forecast", *TOY, *observed, "--scenario", "sea_closed", "--route-theta", 3)
    assert answer.code == 0
    for part in (
        "Shares, and beside them each lane whole", "Left out: 1", "T6", "No way any more: 1",
        "T3", "elasticity", "Routes", "irrelevant alternatives", "subsidies", "assumption",
        "rail via",
    ):  # fmt: skip
        assert part in answer.out


def test_a_dataset_without_shares_says_that_costs_alone_decide(run):
    answer = run("forecast", *TOY)
    assert answer.code == 0
    assert "costs alone decide" in answer.out
    assert run("forecast", *TOY, "--observed", "none").out == answer.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--observed", "m"), "toy, which has none"),
        (("--observed", "absent.csv"), "absent.csv"),
        (("--observed", "mine.csv", "--market", "n"), "a market of mine.csv: m"),
        (("--observed", "m", "--market", "m"), "--market names"),
        (("--theta", "0"), "--theta"),
        (("--theta", "2", "--route-theta", "1"), "at least 2"),
    ],
)
def test_what_cannot_be_is_refused(run, observed, words, expected):
    answer = run("forecast", *TOY, *words)
    assert answer.code == 2
    assert expected in answer.err


def test_who_compares_modes_is_told_of_forecasts(run):
    for command in ("compare", "routes"):
        assert "landbridge forecast" in run(command, "--help").out


GATEWAYS = """market,way,modes,corridors,unit,cargo_classes,to_countries,share,source,grade
m,middle,rail,middle_corridor,tonnes,machinery,DE;HU;PL,0.1,invented,assumption
m,rail,,,tonnes,machinery,DE;HU;PL,0.9,invented,assumption
"""


def test_routes_over_corridors_are_calibrated_as_ways_of_their_own(run, tmp_path):
    (tmp_path / "g.csv").write_text(GATEWAYS, encoding="utf-8")
    words = ("forecast", "-q", "--observed", "g.csv", "--late-usd", 20, "--workers", 1, "--json")
    answer = run(*words, "--scenario", "d05b_poland_recovery")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    ways = {way["way"]: way for way in found["ways"]}
    assert ways["middle"]["before"]["share"] == pytest.approx(0.1, abs=1e-9)
    assert {r["way"] for r in found["routes"] if "middle_corridor" in r["route"]} == {"middle"}
    (tmp_path / "g.csv").write_text(GATEWAYS.replace("middle_corridor", "midle_corridor"))
    wrong = run(*words)
    assert wrong.code == 2
    assert "did you mean middle_corridor" in wrong.err
