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
