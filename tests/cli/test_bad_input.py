"""Bad input ends with 2, the lack of a plan with 1; each with one message and no traceback."""

import json
from pathlib import Path

import pytest

from landbridge.network.read import dataset_folder

HEADER = (dataset_folder("toy") / "orders.csv").read_text(encoding="utf-8").splitlines()[0]
ASK = ("routes", "--data", "toy", "--from", "WORKS", "--to", "CITY", "--cargo", "goods")
READY = ("--ready", "2025-11-03")
PLAN = ("plan", "--data", "toy")

WORDS = {
    "dataset": (["plan", "--data", "tooy"], "dataset: found 'tooy'", "did you mean toy?"),
    "dataset, check": (["check", "--data", "tooy"], "dataset: found 'tooy'", "chongqing, toy"),
    "scenario": ([*PLAN, "--scenario", "sea_close"], "scenario: found unknown id 'sea_close'",
                 "did you mean sea_closed?"),
    "order": (["routes", "T9", "--data", "toy"], "order: found 'T9'", "one of the 6 orders"),
    "order, map": (["map", "T9", "--data", "toy"], "order: found 'T9'", "one of the 6 orders"),
    "nothing": (["routes", "--data", "toy"], "--from, --to, --cargo, --ready", ""),
    "half": ([*ASK], "give --ready as well", ""),
    "both": (["routes", "T1", *ASK[1:]], "name an order of the book, or describe", "not both"),
    "terminal": ([*ASK, *READY, "--from", "WORKSS"], "--from: found 'WORKSS'",
                 "did you mean WORKS (Works)?"),
    "no id": ([*ASK, *READY, "--to", "../x y"], "--to: found '../x y'",
              "expected a terminal, a city"),
    "cargo": ([*ASK, *READY, "--cargo", "god"], "cargo class of the shipment: found 'god'",
              "did you mean goods?"),
    "same ends": ([*ASK, *READY, "--to", "WORKS"], "found 'WORKS', which is the origin", ""),
    "due": ([*ASK, *READY, "--due", "2025-11-02"], "column due: found 2025-11-02, before ready",
            "a date on or after ready"),
    "no date": ([*ASK, "--ready", "2025-02-30"], "'--ready'", "%Y-%m-%d"),
    "long ago": ([*ASK, "--ready", "1900-01-01"], "--ready: found '1900-01-01'", "1990-01-01 to"),
    "end of days": ([*ASK, "--ready", "9999-12-31"], "--ready: found '9999-12-31'", "2199-12-31"),
    "box sizes": ([*ASK, *READY, "--boxes", "1", "--boxes-20ft", "1"],
                  "found 1 40ft and 1 20ft boxes", "boxes of one size"),
    "no boxes": ([*ASK, *READY, "--boxes", "0"], "'--boxes'", "0 is not in the range"),
    "half a box": ([*ASK, *READY, "--boxes", "1.5"], "'--boxes'", "not a valid integer"),
    "kg": ([*ASK, *READY, "--kg", "nan"], "'--kg'", "not a finite number"),
    "many kg": ([*ASK, *READY, "--kg", "1e13"], "--kg: found", "less than or equal to"),
    "budget": ([*PLAN, "--budget", "inf"], "'--budget'", "not a finite number"),
    "budget < 0": ([*PLAN, "--budget", "-1"], "'--budget'", "not in the range"),
    "gap": ([*PLAN, "--gap", "nan"], "'--gap'", "not a finite number"),
    "seconds": ([*PLAN, "--seconds", "1e9"], "'--seconds'", "not in the range"),
    "lateness": ([*PLAN, "--lateness", "never"], "'--lateness'", "'priced', 'avoided'"),
    "no file": ([*PLAN, "--orders", "no.csv"], "no.csv: found no such file", "a file no.csv"),
    "folder": ([*PLAN, "--orders", "."], "'--orders'", "is a directory"),
    "out": ([*PLAN, "--out", "file"], "'--out'", "is a file"),
    "out in a file": ([*PLAN, "--out", "file/x"], "file/x: Not a directory", ""),
    "map in a file": (
        ["map", "T1", "--data", "toy", "-o", "file/x.html"], "file: Not a directory", "",
    ),
    "map on a folder": (["map", "T1", "--data", "toy", "-o", "."], "'-o'", "is a directory"),
    "no plan": (["map", "--plan", "no.json"], "no.json: found no such file", ""),
    "no plan, check": (["check", "--data", "toy", "--plan", "no.json"], "no.json: found", ""),
    "plan and order": (["map", "T1", "--plan", "x.json"], "--plan draws a plan as it was made", ""),
    "plan and scenario": (["map", "--plan", "x.json", "--scenario", "y"], "--plan draws", ""),
}  # fmt: skip


@pytest.mark.parametrize(("words", "place", "expected"), WORDS.values(), ids=WORDS)
def test_a_bad_word_is_named(run, tmp_path, words, place, expected):
    (tmp_path / "file").touch()
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    _, message = answer.err.split("Error: ")
    assert place in message
    assert expected in " ".join(message.split())
    assert "mistakes:" not in message
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def order(**cells: str) -> str:
    row = {"id": "T1", "origin": "WORKS", "destination": "CITY", "cargo_class": "goods",
           "boxes_40ft": "1", "kg": "9000", "ready": "2025-11-03", "due": "2025-11-30"}  # fmt: skip
    return ",".join((row | cells).get(column, "") for column in HEADER.split(","))


def book(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


BOOKS = {
    "empty file": (b"", "mine.csv: found an empty file"),
    "not UTF-8": (book(order(customer="M\xfcller")).decode().encode("latin-1"),
                  "mine.csv row 2: found byte 0xfc"),
    "UTF-16": (book(order()).decode().encode("utf-16"), "mine.csv row 1: found a NUL byte"),
    "column": (book(order()).replace(b"kg,", b"kilos,", 1), "mine.csv row 1: found no column 'kg'"),
    "deadline": (book(order(due="2025-11-02")), "mine.csv row 2, column due: found 2025-11-02"),
    "terminal": (book(order(origin="X")), "mine.csv row 2, column origin: found unknown id 'X'"),
    "negative": (book(order(kg="-1")), "mine.csv row 2, column kg: found '-1'"),
    "twice": (book(order(), order()), "mine.csv row 3, column id: found 'T1' again"),
}  # fmt: skip


@pytest.mark.parametrize("command", [PLAN, ("check", "--data", "toy")], ids=["plan", "check"])
@pytest.mark.parametrize(("data", "message"), BOOKS.values(), ids=BOOKS)
def test_a_bad_order_book_is_named_by_row_and_column(run, tmp_path, command, data, message):
    (tmp_path / "mine.csv").write_bytes(data)
    answer = run(*command, "--orders", "mine.csv")
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert not (tmp_path / "out").exists()


def test_a_file_of_200_mb_is_refused_without_being_read(run, tmp_path):
    with (tmp_path / "mine.csv").open("wb") as file:
        file.truncate(200 * 2**20)
    answer = run(*PLAN, "--orders", "mine.csv")
    assert (answer.code, answer.out) == (2, "")
    assert "mine.csv: found a file of 200 MB; expected at most 64 MB" in answer.err


def test_an_empty_order_book_has_no_plan(run, tmp_path):
    (tmp_path / "mine.csv").write_bytes(book())
    answer = run(*PLAN, "--orders", "mine.csv", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("Error: the order book is empty\n")
    assert not (tmp_path / "out").exists()


def test_an_order_that_no_route_can_serve_is_named_with_the_reason(run, tmp_path):
    rows = (order(), order(id="LATE", due="2025-11-04"))
    (tmp_path / "mine.csv").write_bytes(book(*rows))
    answer = run(*PLAN, "--orders", "mine.csv")
    assert answer.code == 0
    assert "served       1 of 2 orders" in answer.out
    [line] = [line for line in answer.out.splitlines() if "unserved: LATE, the box is" in line]
    assert len(line.split("not served:")[1]) > 10


def test_check_lists_every_mistake_of_a_folder_as_json(run, tmp_path):
    (tmp_path / "data").mkdir()
    answer = run("check", "--data", "data", "--json")
    document = json.loads(answer.out)
    assert (answer.code, answer.err, document["ok"]) == (2, "", False)
    assert {"place": "orders.csv", "found": "no such file"}.items() <= document["mistakes"][
        -1
    ].items()
    assert len(document["mistakes"]) == 13


BROKEN_PLANS = {
    "no JSON": ("{", "plan.json: found Expecting property name"),
    "deep": ("[" * 100_000, "plan.json: found maximum recursion depth"),
    "a list": ("[]", "plan.json: found no schema; expected landbridge/plan/1"),
    "schema": ('{"schema": "landbridge/plan/2"}', "found schema 'landbridge/plan/2'; expected"),
    "no fields": ('{"schema": "landbridge/plan/1"}', "plan.json, orders: found nothing; expected"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_PLANS.values(), ids=BROKEN_PLANS)
@pytest.mark.parametrize("command", ["map", "check"])
def test_a_file_that_is_no_plan_is_refused(run, tmp_path, command, text, message):
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    answer = run(command, "--data", "toy", "--plan", "plan.json")
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("command", ["map", "check"])
def test_a_plan_that_was_changed_by_hand_is_refused(run, tmp_path, plan_file, command):
    record = json.loads(plan_file.read_text(encoding="utf-8"))
    record["assignments"][0]["route"]["legs"][1]["charges"][0]["amount_cents"] -= 100
    (tmp_path / "plan.json").write_text(json.dumps(record), encoding="utf-8")
    answer = run(command, "--data", "toy", "--plan", "plan.json")
    assert (answer.code, answer.out) == (2, "")
    assert "plan.json, assignment 1 of T1, leg 2 EXPRESS 2025-11-07, line_haul" in answer.err


def test_check_names_broken_rules_as_json(run, tmp_path, plan_file):
    text = plan_file.read_text(encoding="utf-8").replace('"CITY"', '"PORT"', 1)
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    answer = run("check", "--data", "toy", "--plan", "plan.json", "--json")
    document = json.loads(answer.out)
    assert (answer.code, document["ok"]) == (2, False)
    assert all(mistake["place"].startswith("plan.json, ") for mistake in document["mistakes"])


@pytest.mark.parametrize("words", [(28, "No space left on device"), ("odd",)], ids=str)
def test_an_error_without_a_file_is_named_too(run, monkeypatch, words):
    def broken(*_: object, **__: object) -> None:
        raise OSError(*words)

    monkeypatch.setattr("landbridge.network.read.load", broken)
    answer = run("check", "--data", "toy")
    assert (answer.code, answer.err) == (2, f"Error: {words[-1]}\n")


def test_mistakes_of_several_options_are_reported_at_once(run):
    answer = run(*ASK, "--ready", "1900-01-01", "--due", "2200-01-01", "--cargo", "a b")
    assert answer.code == 2
    places = [
        line.split(":")[0].strip() for line in answer.err.partition("mistakes:\n")[2].splitlines()
    ]
    assert places == ["--cargo", "--ready", "--due"]


def test_a_bug_is_not_hidden_behind_an_exit_code(monkeypatch):
    from landbridge.cli import _exit_code

    with pytest.raises(ZeroDivisionError, match="bug"):
        _exit_code(ZeroDivisionError("bug"))


def test_a_plan_that_breaks_its_own_rules_is_not_shown(run, monkeypatch):
    monkeypatch.setattr("landbridge.optimizer.planner.verify", lambda _: ("T1: too heavy",))
    answer = run(*PLAN)
    assert (answer.code, answer.out) == (1, "")
    assert "the plan breaks its own rules:\n  T1: too heavy\n" in answer.err
    assert not Path("out").exists()
