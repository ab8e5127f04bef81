"""How cases are chosen by name."""

import json

import pytest
from outside import CASES, needs_cases

from landbridge.network.errors import DatasetError, QuestionError
from landbridge.optimizer.bench.families import FAMILIES, find_cases


@pytest.fixture
def folder(tmp_path):
    """A folder with the weekly-schedule case alone."""
    (tmp_path / "weekly_schedule").mkdir()
    variants = [{"name": name, "objective": 5} for name in ("base", "max_transit_9d", "odd")]
    path = tmp_path / "weekly_schedule" / "case.json"
    path.write_text(json.dumps({"variants": variants}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["weekly"], ["base", "max_transit_9d"]),
        (["weekly/*9d", "weekly/base"], ["base", "max_transit_9d"]),
        (["base"], ["base"]),
    ],
)
def test_names_mean_families_cases_and_patterns(folder, names, found):
    assert [case.name for case in find_cases(names, folder)] == found


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["weekly/bose"], "found 'weekly/bose'; expected .* .did you mean weekly/base"),
        (["odd", "even"], "2 mistakes"),
    ],
)
def test_a_name_that_means_nothing_is_named(folder, names, message):
    with pytest.raises(QuestionError, match=message):
        find_cases(names, folder)


def test_cases_that_are_not_there_are_named(tmp_path):
    with pytest.raises(QuestionError, match=r"--cases: found no folder .*weekly_schedule"):
        find_cases(["weekly/base"], tmp_path)


def test_without_the_folder_only_what_needs_none_is_found(tmp_path):
    families = {case.family for case in find_cases([], tmp_path)}
    assert families == {name for name, family in FAMILIES.items() if family.folder is None}


@pytest.mark.parametrize("text", ["{", "{}", '{"variants": [{"name": "base"}]}', "[]"])
def test_a_broken_list_of_optima_is_refused(folder, text):
    (folder / "weekly_schedule" / "case.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"case\.json: found .* expected variants"):
        find_cases([], folder)


@needs_cases
def test_every_family_has_cases_and_every_case_a_name_of_its_own():
    cases = find_cases([], CASES)
    assert {case.family for case in cases} == set(FAMILIES)
    assert len({case.id for case in cases}) == len(cases)
