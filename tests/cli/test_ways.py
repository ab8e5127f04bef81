"""compare, reach and the routes of many orders, as a shell sees them."""

import csv
import io
import json
from pathlib import Path

import pytest

from landbridge.network.network import Network
from landbridge.network.read import dataset_folder, load


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def test_compare_says_how_sure_each_mode_is_and_what_would_flip_it(run) -> None:
    answer = run("compare", "T1", "--data", "toy")
    assert answer.code == 0
    for text in ("By mode", "On time", "most reliable", "Really different", "What would flip it"):
        assert text in answer.out
    assert "with seed 1" in answer.out


def test_compare_gives_one_json_document(run) -> None:
    answer = run("compare", "T1", "--data", "toy", "--json")
    record = json.loads(answer.out)
    assert record["schema"] == "landbridge/comparison/1"
    assert {mode["mode"]["product"] for mode in record["modes"]} >= {"rail", "sea", "air"}
    assert record["samples"] == 10_000


def test_compare_draws_its_charts_with_their_data(run, tmp_path: Path) -> None:
    answer = run("compare", "T1", "--data", "toy", "-q", "--charts", tmp_path / "charts")
    assert answer.code == 0
    names = {"cost_time", "time_distance", "cost_distance", "break_even"}
    made = {path.name for path in (tmp_path / "charts").iterdir()}
    assert made == {f"{name}.{ending}" for name in names for ending in ("png", "csv")}


def test_a_route_of_ones_own_is_priced_beside_the_best(run, toy: Network) -> None:
    service = next(iter(toy.open_services))
    ends = [toy.calls[service.id][0].terminal_id, toy.calls[service.id][-1].terminal_id]
    words = f"{ends[0]} {service.id} {ends[1]}"
    asked = ["--from", ends[0], "--to", ends[1], "--cargo", "goods", "--ready", "2025-11-03"]
    answer = run("compare", *asked, "--data", "toy", "--my-route", words)
    assert answer.code == 0
    assert "Your route" in answer.out


def test_a_route_of_ones_own_that_does_not_exist_is_bad_input(run) -> None:
    answer = run("compare", "T1", "--data", "toy", "--my-route", "WORKS nothing CITY")
    assert answer.code == 2
    assert "nothing" in answer.err
    assert "Traceback" not in answer.err


def test_a_probability_above_one_is_bad_input(run) -> None:
    answer = run("compare", "T1", "--data", "toy", "--probability", "1.5")
    assert answer.code == 2
    assert "--probability" in answer.err


REACH = ("reach", "--data", "toy", "--from", "WORKS", "--cargo", "goods", "--ready", "2025-11-03")


def test_reach_lists_every_terminal_nearest_first(run, toy: Network) -> None:
    answer = run(*REACH)
    assert answer.code == 0
    for terminal in toy.terminals:
        assert terminal in answer.out
    record = json.loads(run(*REACH, "--json", "-q").out)
    assert [row["terminal_id"] for row in record["terminals"]] == list(toy.terminals)


def test_reach_refuses_unknown_cargo_by_its_name(run) -> None:
    answer = run(*REACH[:-4], "--cargo", "god", "--ready", "2025-11-03")
    assert answer.code == 2
    assert "--cargo: found 'god'" in answer.err
    assert "did you mean goods?" in answer.err


def test_routes_of_a_file_of_orders_are_a_line_each(run, toy: Network, tmp_path: Path) -> None:
    orders = dataset_folder("toy") / "orders.csv"
    answer = run("routes", "--data", "toy", "--orders", orders, "--csv", tmp_path / "r.csv")
    assert answer.code == 0
    for order in toy.orders:
        assert order in answer.out
    text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["shipment"] for row in rows} == set(toy.orders)
    assert all(row["freight_usd"] or row["remark"] for row in rows)


def test_a_bar_counts_the_orders_on_a_terminal_and_a_line_says_it_elsewhere(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("routes", "--data", "toy", "--orders", dataset_folder("toy") / "orders.csv")
    assert run(*asked).err.splitlines()[-1] == "  routes of 6 shipments"
    assert run(*asked, "-q").err == ""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    answer = run(*asked)
    assert "6/6" in answer.err
    assert "to go" in answer.err
    assert "to go" not in answer.out


def test_many_orders_and_one_shipment_are_not_asked_at_once(run) -> None:
    orders = dataset_folder("toy") / "orders.csv"
    answer = run("routes", "T1", "--data", "toy", "--orders", orders)
    assert answer.code == 2
    assert "not both" in answer.err


def test_a_city_stands_for_its_terminals(run) -> None:
    asked = ("--cargo", "servers_ict", "--boxes", "1", "--ready", "2025-11-03", "-q")
    answer = run("routes", "--from", "重庆", "--to", "Duisburg", *asked)
    assert answer.code == 0
    assert "rail" in answer.out


def test_a_mode_that_is_not_used_gets_its_reason(run) -> None:
    answer = run("compare", "O001", "--why-not", "sea", "--why-not", "rail", "-q")
    assert answer.code == 0
    assert "Why not sea: no connection" in answer.out
    assert "Why not rail: the best route uses it" in answer.out


def test_reach_draws_a_map_that_asks_for_nothing(run, tmp_path: Path) -> None:
    answer = run(*REACH, "--map", "reach.html", "--language", "zh", "-q")
    assert answer.code == 0
    page = (tmp_path / "reach.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert "default-src 'none'" in page
