"""Every command on the toy dataset, whose answers stand in its README."""

import csv
import json
import shutil
from time import sleep

import pytest

import landbridge as lb
from landbridge.cli.options import progress
from landbridge.network.errors import NoPlanError
from landbridge.network.read import dataset_folder
from landbridge.optimizer.plan import Effort

FILES = ["plan.csv", "plan.html", "plan.json"]


def test_plan_prints_the_figures_and_writes_three_files(run, tmp_path):
    answer = run("plan", "--data", "toy")
    assert answer.code == 0
    for text in ("served       6 of 6 orders (74 t), on time 5", "cost         19,965 USD",
                 "gap 0.00%", "100% of the freight and 100% of the time rest on assumptions",
                 "late: T2, the box is 18 days late, for 900 USD",
                 "2025-11-07  EXPRESS          4 of 4 TEU"):  # fmt: skip
        assert text in answer.out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES


def test_plan_says_what_to_book_first(run):
    out = run("plan", "--data", "toy").out
    assert "What to book first (4 bookings for 15,020 USD, and 6 of trucks by day)" in out
    [line] = [line for line in out.splitlines() if line.startswith("Thu 11-06 12:00 +08")]
    assert line.split()[4:] == [
        "EXPRESS", "11-07", "YARD", "-", "CITY", "2", "x", "40ft", "8,400", "100%",
    ]  # fmt: skip


def test_plan_writes_the_slot_book_and_the_calendar(run, tmp_path):
    words = ("--slot-book", "mine/slots.csv", "--calendar", "cutoffs.ics")
    answer = run("plan", "--data", "toy", *words)
    assert answer.out.endswith("out/plan.csv, mine/slots.csv, cutoffs.ics\n")
    text = (tmp_path / "mine/slots.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    slots = [float(row["amount_usd"]) for row in rows if row["booked_as"] == "slot"]
    assert sum(slots) == 15_020
    assert (tmp_path / "cutoffs.ics").read_bytes().count(b"BEGIN:VEVENT\r\n") >= 4


def test_plan_says_on_stderr_what_it_is_doing(run):
    answer = run("plan", "--data", "toy")
    assert "  reading toy\n" in answer.err
    assert "  writing out\n" in answer.err
    assert run("plan", "--data", "toy", "-q").err == ""


def test_plan_prints_the_document_that_it_writes(run, tmp_path):
    answer = run("plan", "--data", "toy", "--json", "--out", "a/b")
    document = json.loads(answer.out)
    assert document == json.loads((tmp_path / "a/b/plan.json").read_text(encoding="utf-8"))
    assert (document["schema"], document["summary"]["cost_usd"]) == ("landbridge/plan/1", 19965)


def test_two_runs_write_the_same_but_for_the_seconds(run, tmp_path):
    texts = []
    for name in ("one", "two"):
        run("plan", "--data", "toy", "--out", name)
        record = json.loads((tmp_path / name / "plan.json").read_text(encoding="utf-8"))
        del record["proof"]["seconds"]
        texts.append([json.dumps(record), *((tmp_path / name / f).read_bytes() for f in FILES[:2])])
    assert texts[0] == texts[1]


def test_plan_applies_scenarios(run):
    document = json.loads(run("plan", "--data", "toy", "--scenario", "sea_closed", "--json").out)
    assert document["scenarios"] == ["sea_closed"]
    assert document["summary"]["cost_usd"] == 19100
    assert [left["shipment_id"] for left in document["unserved"]] == ["T3"]


@pytest.mark.parametrize(
    ("words", "key", "figure"),
    [
        (["--budget", "10000"], "cost_by_part_usd", lambda parts: sum(parts.values())),
        (["--lateness", "forbidden"], "late", len),
        (["--lateness", "avoided"], "late", len),
    ],
    ids=["budget", "forbidden", "avoided"],
)
def test_plan_keeps_limits(run, words, key, figure):
    summary = json.loads(run("plan", "--data", "toy", "--json", *words).out)["summary"]
    if key == "late":
        assert figure(summary["late"]) == 0
    else:
        freight = ("line_haul", "handling", "clearance", "drayage")
        assert sum(summary["cost_by_part_usd"][part] for part in freight) <= 10000


def test_plan_counts_holding_where_it_is_asked_to(run):
    words = ("plan", "--data", "toy", "--objective", "generalised")
    parts = json.loads(run(*words, "--json").out)["summary"]
    assert parts["cost_usd"] == sum(parts["cost_by_part_usd"].values())
    assert "not part of the cost" not in run(*words).out


def test_plan_takes_an_order_book(run, tmp_path):
    lines = (dataset_folder("toy") / "orders.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "mine.csv").write_text("\n".join([lines[0], lines[6]]), encoding="utf-8")
    document = json.loads(run("plan", "--data", "toy", "--orders", "mine.csv", "--json").out)
    assert document["summary"]["cost_usd"] == 120
    assert [order["id"] for order in document["orders"]] == ["T6"]


def test_plan_can_ignore_the_budgets_of_orders(run, tmp_path):
    lines = (dataset_folder("toy") / "orders.csv").read_text(encoding="utf-8").splitlines()
    poor = lines[6].replace(",,,,,loose", ",,119,,,loose")
    (tmp_path / "mine.csv").write_text("\n".join([lines[0], poor]), encoding="utf-8")
    words = ("plan", "--data", "toy", "--orders", "mine.csv", "--json")
    assert json.loads(run(*words).out)["summary"]["num_served"] == 0
    assert json.loads(run(*words, "--ignore-order-budgets").out)["summary"]["num_served"] == 1


def test_plan_tries_as_hard_as_it_is_told(run, monkeypatch):
    told = []

    def no_plan(*_: object, effort: Effort, **__: object) -> None:
        told.append(effort)
        raise NoPlanError("stopped here")

    monkeypatch.setattr("landbridge.optimizer.plan.plan", no_plan)
    assert run("plan", "--data", "toy", "--gap", "0.25", "--seconds", "7").code == 1
    assert told == [Effort(gap=0.25, seconds=7)]


def test_routes_follows_the_cheapest_route_on_time_leg_by_leg(run):
    legs = run("routes", "T1", "--data", "toy").out.partition("Cheapest within due date")[2]
    assert "EXPRESS" in legs
    assert "SHIP" not in legs


def test_routes_says_where_no_route_is_on_time(run):
    words = ("--boxes", 1, "--due", "2025-11-05")
    assert "No route keeps the due date and the budget." in run(*DESCRIBED, *words).out


def test_routes_prints_modes_and_legs(run):
    answer = run("routes", "T3", "--data", "toy")
    assert answer.code == 0
    assert "T3: Works - City" in answer.out
    assert "2,235" in answer.out
    assert "SHIP" in answer.out
    assert "  searching routes\n" in answer.err


def test_routes_prints_one_document(run):
    document = json.loads(run("routes", "T1", "--data", "toy", "--json").out)
    assert document["schema"] == "landbridge/routes/1"
    assert document["shipment"]["id"] == "T1"
    assert {mode["product"] for mode in document["modes"]} >= {"rail", "sea", "air"}
    assert document["routes"][0]["legs"]


DESCRIBED = ("routes", "--data", "toy", "--from", "WORKS", "--to", "CITY", "--cargo", "goods",
             "--ready", "2025-11-03")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "boxes", "kg"),
    [
        ([], (1, 0), 12000),
        (["--boxes", 3], (3, 0), 36000),
        (["--boxes-20ft", 2], (0, 2), 12000),
        (["--boxes", 1, "--kg", 500], (1, 0), 500),
        (["--kg", 500], (0, 0), 500),
    ],
    ids=str,
)
def test_a_described_shipment_is_filled_up_from_its_cargo_class(run, words, boxes, kg):
    shipment = json.loads(run(*DESCRIBED, *words, "--json").out)["shipment"]
    assert (shipment["boxes_40ft"], shipment["boxes_20ft"]) == boxes
    assert shipment["kg"] == kg
    assert (shipment["ready"], shipment["due"]) == ("2025-11-03", "2026-01-02")


def test_a_described_shipment_is_as_it_is_described(run):
    words = ("--boxes", 1, "--m3", 7, "--due", "2025-11-20", "--budget", 4000)
    shipment = json.loads(run(*DESCRIBED, *words, "--json").out)["shipment"]
    assert (shipment["m3"], shipment["due"], shipment["budget_usd"]) == (7, "2025-11-20", 4000)


def test_map_draws_the_routes_of_an_order(run, tmp_path):
    answer = run("map", "T1", "--data", "toy", "-o", "new/t1.html")
    assert (answer.code, answer.out) == (0, "Written: new/t1.html\n")
    page = (tmp_path / "new/t1.html").read_text(encoding="utf-8")
    toy = lb.load("toy")
    routes = lb.routes(toy, toy.orders["T1"]).routes
    assert page == lb.draw_route(toy, routes, units=2).html()


def test_map_draws_a_plan_as_plan_does(run, tmp_path, plan_file):
    answer = run("map", "--plan", plan_file, "--json")
    assert json.loads(answer.out) == {"written": "map.html"}
    run("plan", "--data", "toy")
    assert (tmp_path / "map.html").read_bytes() == (tmp_path / "out/plan.html").read_bytes()


def test_map_draws_two_plans_and_what_changes(run, tmp_path, plan_file):
    run("plan", "--data", "toy", "--carbon-price", 2000)
    words = ("map", "--plan", "out/plan.json", "--before", plan_file, "--language", "zh")
    assert run(*words).out == "Written: map.html\n"
    plans = [lb.read_plan(plan_file), lb.read_plan(tmp_path / "out/plan.json")]
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page == lb.draw_comparison(*plans, language="zh").html()
    assert '<html lang="zh-CN">' in page


def test_two_plans_need_a_plan_after(run):
    answer = run("map", "--before", "a.json")
    assert answer.code == 2
    assert "--before needs the plan after; add --plan FILE" in answer.err


def test_check_says_what_it_has_checked(run, plan_file):
    orders = dataset_folder("toy") / "orders.csv"
    answer = run("check", "--data", "toy", "--orders", orders, "--plan", plan_file)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "toy: 6 terminals, 6 links, 6 services, 6 orders, 2 scenarios: no mistakes",
        f"{orders}: 6 orders: no mistakes",
        f"{plan_file}: 6 assignments: nothing is broken",
    ]
    document = json.loads(run("check", "--data", "toy", "--json").out)
    assert document == {"ok": True, "checked": [answer.out.splitlines()[0]]}


def test_a_plan_for_tables_of_ones_own_is_read_with_them(run, tmp_path):
    shutil.copytree(dataset_folder("toy"), tmp_path / "mine")
    assert run("plan", "--data", "mine").code == 0
    assert run("check", "--data", "mine", "--plan", "out/plan.json").code == 0
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "mine").rename(tmp_path / "elsewhere/mine")
    for command in ("check", "map"):
        assert run(command, "--data", "elsewhere/mine", "--plan", "out/plan.json").code == 0
    assert "found 'mine'" in run("map", "--plan", "out/plan.json").err


def test_names_are_printed_as_they_are(run, tmp_path):
    shutil.copytree(dataset_folder("toy"), tmp_path / "[red]:smile:")
    corridors = tmp_path / "[red]:smile:" / "corridors.csv"
    text = corridors.read_text(encoding="utf-8").replace("Ocean", "[/bold] :boat:")
    corridors.write_text(text, encoding="utf-8")
    answer = run("plan", "--data", "[red]:smile:")
    assert answer.code == 0
    assert "Plan for [red]:smile:\n" in answer.out
    assert "[/bold] :boat:" in answer.out


def test_the_csv_opens_in_a_spreadsheet(run, tmp_path):
    run("plan", "--data", "toy")
    data = (tmp_path / "out/plan.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(data.decode("utf-8-sig").splitlines()))) == 14


def test_a_terminal_is_shown_names_as_they_are_too(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress(quiet=False) as report:
        report("reading [/red] :smile:")
        sleep(0.2)  # the line is drawn ten times a second
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "reading [/red] :smile:" in captured.err
