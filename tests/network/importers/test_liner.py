"""Liner cargo routing: three tables, sound and spoilt."""

import math

import pytest
from outside import CASES, needs_cases

from landbridge.network.errors import DatasetError, QuestionError
from landbridge.network.importers.liner import read_liner

TABLES = {
    "nodes.csv": "id,kind,port,key\n0,origin,DEBRV,O\n1,dest,NOBGO,D\n",
    "arcs.csv": "tail,head,cost,time_centidays,capacity,kind\n0,1,12.5,142,450,sail\n"
    "0,1,3,700,-1,load\n",
    "commodities.csv": "origin,dest,demand,revenue,reject_penalty,max_time_centidays\n"
    "0,1,77,1120,2120,161\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_instance_is_read(folder):
    problem = read_liner(folder)
    assert (problem.name, problem.num_nodes) == (folder.name, 2)
    assert (problem.tail.tolist(), problem.head.tolist()) == ([0, 0], [1, 1])
    assert (problem.cost.tolist(), problem.capacity.tolist()) == ([12.5, 3], [450, math.inf])
    assert (problem.demand.tolist(), problem.reject_cost.tolist()) == ([77], [2120])
    assert (problem.ticks.tolist(), problem.ticks_allowed.tolist()) == ([142, 700], [161])


@pytest.mark.parametrize(("factor", "limit"), [(1.5, 242), (2, 322), (1e9, 10_000_000)])
def test_time_limits_are_stretched(folder, factor, limit):
    assert read_liner(folder, factor).ticks_allowed.tolist() == [limit]


def test_without_a_limit_time_does_not_matter(folder):
    problem = read_liner(folder, math.inf)
    assert (problem.ticks, problem.ticks_allowed) == (None, None)


@pytest.mark.parametrize("factor", [0, -1, math.nan])
def test_a_factor_that_is_none_is_refused(folder, factor):
    with pytest.raises(QuestionError, match="time_factor: found"):
        read_liner(folder, factor)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("arcs.csv", "142", "1.42", "arcs.csv row 2, column time_centidays: found '1.42'"),
        ("arcs.csv", "450", "-2", "row 2, column capacity: found '-2'"),
        ("arcs.csv", "450", "nan", "row 2, column capacity: found 'nan'"),
        ("arcs.csv", "0,1,3", "0,2,3", "row 3, column head: found '?2'?; expected a node from 0"),
        ("arcs.csv", "tail,", "tial,", "unknown column 'tial'.*did you mean tail"),
        ("nodes.csv", "1,dest", "5,dest", "nodes.csv row 3, column id: found 5; expected 1"),
        ("commodities.csv", "77", "0", "row 2, column demand: found '0'"),
        ("commodities.csv", "0,1,77,1120,2120,161\n", "", "commodities.csv: found no rows"),
    ],
)  # fmt: skip
def test_mistakes_are_named(folder, file, old, new, message):
    (folder / file).write_text(TABLES[file].replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        read_liner(folder)


def test_a_missing_table_is_named(folder):
    (folder / "arcs.csv").unlink()
    with pytest.raises(DatasetError, match=r"arcs\.csv: found no such file"):
        read_liner(folder)


@needs_cases
def test_a_published_instance_is_read():
    problem = read_liner(CASES / "rcmcf" / "WorldSmall-BDP-base")
    assert (problem.num_nodes, problem.num_arcs, problem.num_commodities) == (395, 1275, 1764)
    assert problem.demand.sum() == 138_247
