"""Charts from the command line: pictures with their rows, all of them or none."""

import csv


def rows_of(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_charts_of_a_plan_are_pictures_with_rows(run, plan_file, tmp_path):
    answer = run("charts", plan_file, "--out", "c", "--format", "svg", "-q")
    assert answer.code == 0
    names = {"mix_by_corridor", "mix_by_mode", "mix_by_gateway", "on_time"}
    assert {path.stem for path in (tmp_path / "c").iterdir()} == names
    assert {path.suffix for path in (tmp_path / "c").iterdir()} == {".svg", ".csv"}
    rows = rows_of(tmp_path / "c" / "mix_by_mode.csv")
    assert sum(float(row["share"]) for row in rows) > 0.999


def test_two_plans_stand_side_by_side(run, plan_file, tmp_path):
    words = ("charts", plan_file, "--before", plan_file, "--out", "c", "--language", "zh", "--json")
    assert run(*words).code == 0
    rows = rows_of(tmp_path / "c" / "mix_by_mode.csv")
    assert {row["plan"] for row in rows} == {"调整前", "调整后"}


def test_what_is_no_plan_leaves_nothing_behind(run, tmp_path):
    (tmp_path / "bad.json").write_text("{}")
    assert run("charts", "bad.json", "--out", "c").code == 2
    assert not (tmp_path / "c").exists()


def test_prices_and_frontier_draw_their_charts(run, tmp_path):
    assert run("prices", "--data", "toy", "-q", "--chart", "p.svg").code == 0
    assert run("frontier", "--data", "toy", "-q", "--points", "3", "--chart", "f.csv").code == 0
    assert (tmp_path / "p.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "f.csv").read_text().startswith("kind,saved_from")
    answer = run("prices", "--data", "toy", "-q", "--chart", "p.doc")
    assert answer.code == 2
    assert "expected a name that ends in one of png, svg, pdf, csv, json" in answer.err
