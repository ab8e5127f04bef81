"""The register of practices, its page, and why a figure of a terminal is what it is."""

from pathlib import Path

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.practices_document import practices_document
from landbridge.network.practices_explained import Explanation, explain_terminal
from landbridge.network.practices_register import practice_register

PAGE = Path(__file__).parents[2] / "docs" / "practices.md"


def steps(explanation: Explanation, figure: str) -> list[tuple[str, str]]:
    (found,) = [f for f in explanation.figures if f.figure == figure]
    return [(step.name, step.value) for step in found.steps]


def test_the_page_is_what_the_register_makes(chongqing: Network) -> None:
    made = practices_document(entry.record() for entry in practice_register(chongqing))
    again = "make it again: python -m landbridge.network.practices_register --document"
    assert PAGE.read_text(encoding="utf-8") == made, f"{again} docs/practices.md"


def test_the_register_has_every_row_and_every_feature(chongqing: Network) -> None:
    register = practice_register(chongqing)
    assert [entry.id for entry in register] == list(chongqing.practices)
    assert {entry.feature for entry in register} == {f"F{number:02}" for number in range(1, 51)}
    assert all(entry.is_switch or entry.reason for entry in register)


def test_the_register_says_where_a_practice_acts(chongqing: Network) -> None:
    register = {entry.id: entry for entry in practice_register(chongqing)}
    assert register["green_channel"].terminals == ("CQ_TJC", "CQ_XNY", "CQ_NP", "CKG", "QZH")
    assert set(register["river_direct_express"].corridors) == {"yangtze"}
    assert len(register["jiangjin_cold_chain"].services) == 24
    assert register["cbec_24_7"].figure == "1 h / 48 h"


def test_the_register_knows_what_is_switched(chongqing: Network) -> None:
    off = chongqing.apply("one_pass=off", "clearance_vintage=2020", "suez_reopens")
    register = {entry.id: entry for entry in practice_register(off)}
    assert (register["one_pass"].state, register["one_pass"].default) == ("off", "on")
    assert register["clearance_vintage"].state == "2020"
    assert register["clearance_vintage"].default == "2021-12"
    assert register["green_channel"].state == "on"


def test_why_7_hours_and_not_15(chongqing: Network) -> None:
    then = chongqing.apply("clearance_vintage=2018-11", "single_window_time=off")
    explanation = explain_terminal(then, "CQ_TJC")
    assert steps(explanation, "export clearance of * (h)") == [
        ("base world", "0.585"),
        ("clearance_vintage=2018-11", "7.04"),
        ("single_window_time=off", "7.8222"),
    ]
    assert ("2017", "239", "15.12") in explanation.levels
    assert "pre_declaration" in explanation.contained
    assert "single_window_time" not in explanation.contained


def test_a_class_is_told_apart_only_where_its_story_differs(chongqing: Network) -> None:
    explanation = explain_terminal(chongqing.apply("declare_first_verify_later=off"), "CQ_TJC")
    told = [figure.figure for figure in explanation.figures]
    assert "import clearance of auto_parts (h)" in told
    assert "import clearance of machinery (h)" not in told


def test_scenarios_and_hand_overs_are_explained_as_well(chongqing: Network) -> None:
    off = chongqing.apply("departure_confirmation=off", "wanzhou_a01_bonded_station")
    assert steps(explain_terminal(off, "SHA_YS"), "customs from river to sea (h)") == [
        ("base world", "0.033"),
        ("river_sea_departure_confirmation=off", "24"),
    ]
    by_scenario = steps(explain_terminal(off, "WXN"), "import clearance of * (h)")
    assert by_scenario == [("base world", "72"), ("wanzhou_a01_bonded_station", "62.5")]


def test_the_last_step_is_what_holds(chongqing: Network) -> None:
    off = chongqing.apply("china_laos_rail=off", "one_box_through=on")
    qinzhou = explain_terminal(off, "QZH")
    assert steps(qinzhou, "handling rail to sea (h)")[-1] == ("one_box_through=on", "19.2")
    open_here = steps(explain_terminal(off, "VTE_S"), "open services that load or unload")
    running = {service.id for service in off.open_services}
    calls = [c for calls in off.calls.values() for c in calls if c.terminal_id == "VTE_S"]
    here = {call.service_id for call in calls if call.may_load or call.may_unload}
    assert open_here[-1] == ("china_laos_rail=off", str(len(here & running)))


def test_an_unknown_terminal_is_named(chongqing: Network) -> None:
    with pytest.raises(QuestionError, match=r"'CQ_TJ'; expected .*did you mean CQ_TJC"):
        explain_terminal(chongqing, "CQ_TJ")
