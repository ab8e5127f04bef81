"""A command writes all of its files or none, and never half of one."""

import pytest

WORDS = ("plan", "--data", "toy", "--json")


def broken(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "step", ["maps.draw_plan", "network.plan_files.plan_csv", "network.plan_files.plan_json"]
)
def test_no_file_is_written_where_one_cannot_be_made(run, tmp_path, monkeypatch, step):
    monkeypatch.setattr(f"landbridge.{step}", broken)
    answer = run(*WORDS)
    assert (answer.code, answer.out) == (2, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["plan.html", "plan.json", "plan.csv"])
def test_no_file_is_replaced_where_one_cannot_be(run, tmp_path, name):
    out = tmp_path / "out"
    (out / name).mkdir(parents=True)
    others = sorted({"plan.html", "plan.json", "plan.csv"} - {name})
    for other in others:
        (out / other).write_text("old", encoding="utf-8")
    answer = run(*WORDS)
    assert (answer.code, answer.out) == (2, "")
    assert f"out/{name}: Is a directory" in answer.err
    assert sorted(path.name for path in out.iterdir()) == sorted([name, *others])
    assert {(out / other).read_text(encoding="utf-8") for other in others} == {"old"}


ASKED = ("--slot-book", "slots.csv", "--calendar", "cutoffs.ics")


@pytest.mark.parametrize(
    "step", ["network.calendar_file.plan_calendar", "network.slot_book_files.slot_book_csv"]
)
def test_nothing_is_written_where_the_slot_book_or_calendar_cannot_be(
    run, tmp_path, monkeypatch, step
):
    monkeypatch.setattr(f"landbridge.{step}", broken)
    answer = run(*WORDS, *ASKED)
    assert (answer.code, answer.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("--slot-book", "out/plan.csv"), "out/plan.csv"),
        (("--slot-book", "a", "--calendar", "out/../a"), "a"),
        (("--orders", "mine.csv", "--calendar", "mine.csv"), "mine.csv"),
    ],
)
def test_no_file_is_written_over_another(run, tmp_path, words, place):
    (tmp_path / "mine.csv").write_text("old", encoding="utf-8")
    answer = run(*WORDS, *words)
    assert answer.code == 2
    assert f"{place} is the place of another file as well" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize("option", ["--slot-book", "--calendar"])
def test_a_place_that_cannot_be_written_is_found_before_the_search(
    run, tmp_path, monkeypatch, option
):
    monkeypatch.setattr("landbridge.optimizer.plan.plan", lambda *_, **__: pytest.fail("searched"))
    (tmp_path / "file").touch()
    assert run(*WORDS, option, "file/slots").code == 2


def test_a_folder_that_cannot_be_written_is_found_before_the_search(run, tmp_path, monkeypatch):
    def searched(*_: object, **__: object) -> None:
        pytest.fail("searched first")

    monkeypatch.setattr("landbridge.optimizer.plan.plan", searched)
    (tmp_path / "file").touch()
    assert run(*WORDS, "--out", "file/out").code == 2


def test_no_map_is_written_where_it_cannot_be_drawn(run, tmp_path, monkeypatch):
    (tmp_path / "map.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr("landbridge.maps.draw_route", broken)
    assert run("map", "T1", "--data", "toy").code == 2
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]
