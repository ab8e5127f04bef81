"""A file that cannot be what it is named is refused before anything is computed."""

import pytest

PLAN = ("map", "--plan", "PLAN")


@pytest.mark.parametrize(
    ("words", "option", "ending"),
    [
        ((*PLAN, "-o"), "-o", "gif"),
        (
            ("reach", "--data", "toy", "--from", "WORKS", "--cargo", "goods", "--map"),
            "--map",
            "png",
        ),
        (("stress", "--data", "toy", "--map"), "--map", "svg"),
        (("prices", "--data", "toy", "--chart"), "--chart", "doc"),
        (("frontier", "--data", "toy", "--chart"), "--chart", "html"),
        (("breakeven", "--what", "rate", "--tonnes", "1", "--region"), "--region", "gif"),
        (("sweep", "--data", "toy", "--tornado"), "--tornado", "txt"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_a_wrong_ending_is_refused_at_once(run, plan_file, tmp_path, words, option, ending):
    words = [plan_file if word == "PLAN" else word for word in words]
    answer = run(*words, f"drawn.{ending}")
    assert answer.code == 2
    assert option in answer.err
    assert f"found 'drawn.{ending}'; expected a name that ends in one of" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_brief_with_a_wrong_ending_is_refused_at_once(run, plan_file, tmp_path):
    answer = run("brief", "--plan", plan_file, "-o", "brief.doc")
    assert answer.code == 2
    assert answer.err.startswith("Error: brief: found 'brief.doc'; expected a name that ends in")
    assert list(tmp_path.iterdir()) == []


def test_rows_are_not_computed_for_a_folder_that_is_a_file(run, tmp_path):
    (tmp_path / "file").write_text("here")
    answer = run("prices", "--data", "toy", "--csv", "file/rows.csv")
    assert answer.code == 2
    assert "reading" not in answer.err
    assert (tmp_path / "file").read_text() == "here"
