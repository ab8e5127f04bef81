"""landbridge brief: a plan of the toy dataset for the meeting."""

import json
import sys

import pytest
from pptx import Presentation

import landbridge as lb
from landbridge.network.plan_files import plan_json


@pytest.fixture(scope="module")
def later_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("later") / "plan.json"
    plan = lb.plan(lb.load("toy").apply("sea_closed"))
    path.write_text(plan_json(plan), encoding="utf-8")
    return path


def test_a_deck_is_written_with_its_map(run, plan_file, tmp_path):
    answer = run("brief", "--plan", plan_file, "--language", "zh", "-q")
    assert (answer.code, answer.out, answer.err) == (0, "Written: brief.pptx\n", "")
    deck = Presentation(tmp_path / "brief.pptx")
    first = deck.slides[0]
    assert first.shapes.title.text.startswith("6 票货全部承运")
    (picture,) = [shape for shape in first.shapes if shape.shape_type == 13]
    assert picture.image.ext == "png"
    assert picture.width / picture.height == pytest.approx(9.28 / 5.02, rel=0.01)
    drawn = picture.image.size
    assert drawn[0] / drawn[1] == pytest.approx(9.28 / 5.02, rel=0.01)


def test_a_folder_of_what_changes(run, plan_file, later_file, tmp_path):
    answer = run("brief", "--plan", later_file, "--before", plan_file, "-o", "new", "--json")
    assert answer.code == 0
    written = json.loads(answer.out)
    assert len(written["inputs"]) == 64
    assert sorted(written["written"]) == ["new/brief.pdf", "new/brief.pptx", "new/brief.xlsx"]
    assert len(Presentation(tmp_path / "new/brief.pptx").slides) == 8


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "a.docx"], "expected a name that ends in one of pptx, xlsx, pdf"),
        (["--draws", "51"], "a multiple of 50"),
        (["--language", "fr"], "'fr' is not one of"),
        (["--before", "nothing.json"], "nothing.json"),
    ],
)
def test_what_cannot_be_is_named(run, plan_file, tmp_path, words, message):
    answer = run("brief", "--plan", plan_file, "-q", *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert list(tmp_path.iterdir()) == []


def test_prices_come_into_the_workbook_where_they_are_asked_for(run, plan_file, tmp_path):
    from python_calamine import CalamineWorkbook

    for words, sheets in (((), 6), (("--prices",), 7)):
        answer = run("brief", "--plan", plan_file, "-o", "b.xlsx", "-q", *words)
        assert answer.code == 0
        names = CalamineWorkbook.from_path(tmp_path / "b.xlsx").sheet_names
        assert len(names) == sheets, names
    assert "Prices" in names


@pytest.mark.parametrize("place", ["brief.pdf", "folder"])
def test_without_typst_the_pages_are_refused_before_anything_is_done(
    run, plan_file, tmp_path, monkeypatch, place
):
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = run("brief", "--plan", plan_file, "-o", place)
    assert answer.code == 2
    assert answer.err.startswith("Error: pdf: found no module `typst`; expected the extra [pdf]")
    assert list(tmp_path.iterdir()) == []
