"""Multicommodity flow, fixed charges and road networks in their file formats."""

import gzip
import math

import pytest
from outside import CASES, needs_cases

from landbridge.network.errors import DatasetError
from landbridge.network.importers.multicommodity import read_fixed_charge, read_multicommodity
from landbridge.network.importers.road_network import read_road_network

FLOW = "3\n 2\n1\n1 2 5 10\n 2  3  7.5 -1\n\n1 3 4\n"
DESIGN = "MULTIGEN.DAT:\n3 2 1\n1 2 5 10 99 1 63\n2 3 7 20 0 1 64\n1 3 4\n"
NET = """<NUMBER OF ZONES> 2
<NUMBER OF NODES> 3\t\t
<NUMBER OF LINKS> 2
<END OF METADATA>

~ init term capacity length time b power speed toll type ;
\t1\t3\t100\t2\t4.5\t0.15\t4\t0\t0\t1\t;
\t3\t2\t50\t1\t3\t0.15\t4\t0\t0\t1;
"""
TRIPS = """<NUMBER OF ZONES> 2
<END OF METADATA>
~ remark
Origin \t 1
 1 : 9.0; 2 : 30;
 3 : 0;
Origin 2
 1 : 6;
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="net", *, packed=False):
        path = tmp_path / name
        data = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(gzip.compress(data) if packed else data)
        return path

    return write


def test_a_flow_problem_is_read(written):
    problem = read_multicommodity(written(FLOW))
    assert (problem.name, problem.num_nodes) == ("net", 3)
    assert (problem.tail.tolist(), problem.head.tolist()) == ([0, 1], [1, 2])
    assert (problem.cost.tolist(), problem.capacity.tolist()) == ([5, 7.5], [10, math.inf])
    assert (problem.origin.tolist(), problem.destination.tolist()) == ([0], [2])
    assert (problem.demand.tolist(), problem.reject_cost.tolist()) == ([4], [math.inf])


def test_a_design_problem_is_read(written):
    problem = read_fixed_charge(written(DESIGN, "c1.dow"))
    assert problem.flow.name == "c1"
    assert problem.fixed_cost.tolist() == [99, 0]
    assert problem.flow.capacity.tolist() == [10, 20]
    assert problem.budget is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1 2 5 10", "1 4 5 10", "net row 4, column end: found '4'; expected a whole number"),
        ("1 2 5 10", "1 1.5 5 10", "row 4, column end: found '1.5'"),
        ("1 2 5 10", "1 2 nan 10", "row 4, column cost: found 'nan'; expected a number from 0"),
        ("1 2 5 10", "1 2 1e999 10", "row 4, column cost: found '1e999'"),
        ("1 2 5 10", "1 2 1_0 10", "row 4, column cost: found '1_0'"),
        ("1 2 5 10", "1 2 -5 10", "row 4, column cost: found '-5'"),
        ("1 2 5 10", "1 2 5", "row 4: found 3 numbers; expected 4: start, end, cost, capacity"),
        ("1 3 4\n", "", "found the end after 0 of 1 rows of origin, destination, demand"),
        ("1 3 4\n", "1 3 0\n", "row 7, column demand: found '0'"),
        ("1 3 4\n", "1 3 4\n1 3 4\n", "row 8: found '1 3 4'; expected the end of the file"),
        ("3\n 2\n", "many\n 2\n", "row 1, column nodes: found 'many'"),
        ("3\n 2\n1\n", "", "net row 1: found 4 numbers; expected 1: nodes"),
    ],
)  # fmt: skip
def test_mistakes_in_a_flow_problem_are_named(written, old, new, message):
    with pytest.raises(DatasetError, match=message):
        read_multicommodity(written(FLOW.replace(old, new)))


def test_all_mistakes_of_a_flow_problem_are_named(written):
    with pytest.raises(DatasetError, match="3 mistakes"):
        read_multicommodity(written(FLOW.replace("1 2 5 10", "9 2 x 10").replace("1 3 4", "1 3 y")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "net: found the end after 0 of 1 rows of nodes"),
        (b"\xff\xfe\x00", "net: found byte 0xff at byte 0; expected a text file"),
        (gzip.compress(b"3\n")[:-9], "net: found a file that cannot be unpacked"),
        (b"\x1f\x8bno gzip at all", "net: found a file that cannot be "),
        (gzip.compress(b" " * (65 * 2**20)), "found a larger file; expected .* at most 64 MB"),
    ],
    ids=["empty", "binary", "cut", "no gzip", "bomb"],
)
def test_broken_files_are_refused(written, content, message):
    with pytest.raises(DatasetError, match=message):
        read_multicommodity(written(content))


@pytest.mark.parametrize("read", [read_multicommodity, read_fixed_charge])
def test_a_file_that_is_not_there_is_named(tmp_path, read):
    with pytest.raises(DatasetError, match="no_such: found no such file"):
        read(tmp_path / "no_such")
    with pytest.raises(DatasetError, match="found a folder"):
        read(tmp_path)


def test_a_design_problem_without_its_counts_is_refused(written):
    with pytest.raises(DatasetError, match="row 2: found 2 numbers; expected 3: nodes, arcs, com"):
        read_fixed_charge(written(DESIGN.replace("3 2 1", "3 2")))


@pytest.mark.parametrize("packed", [True, False])
def test_a_road_network_is_read(written, packed):
    net = written(NET, "Town_net.tntp.gz", packed=packed)
    problem = read_road_network(net, written(TRIPS, "trips", packed=packed), trips_per_unit=3)
    assert (problem.name, problem.num_nodes) == ("Town", 3)
    assert (problem.tail.tolist(), problem.head.tolist()) == ([0, 2], [2, 1])
    assert (problem.cost.tolist(), problem.capacity.tolist()) == ([4.5, 3], [100, 50])
    assert (problem.origin.tolist(), problem.destination.tolist()) == ([0, 1], [1, 0])
    assert problem.demand.tolist() == [10, 2]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<NUMBER OF NODES> 3", "", "net: found no <NUMBER OF NODES>"),
        ("<NUMBER OF LINKS> 2", "<NUMBER OF LINKS> 3", "found the end after 2 of 3 rows"),
        ("<NUMBER OF LINKS> 2", "<NUMBER OF LINKS> 1", "row 8: .* expected the end of the file"),
        ("3\t2\t50", "3\t4\t50", "net row 8, column term_node: found '4'"),
        ("Origin 2", "Origin X", "trips row 7: found 'Origin X'; expected Origin a whole number"),
        ("2 : 30", "2 = 30", "trips row 5: found '2 = 30'; expected zone : trips"),
        ("2 : 30", "8 : 30", "trips row 5: found '8 : 30'"),
        ("Origin \t 1", "~", "trips row 5: found '1 : 9.0'; expected zone : trips; after an or"),
        ("2 : 30;\n 3 : 0;\nOrigin 2\n 1 : 6;", "", "trips: found no trips"),
    ],
)  # fmt: skip
def test_mistakes_in_a_road_network_are_named(written, old, new, message):
    net, trips = written(NET.replace(old, new)), written(TRIPS.replace(old, new), "trips")
    with pytest.raises(DatasetError, match=message):
        read_road_network(net, trips)


@needs_cases
@pytest.mark.parametrize(
    ("name", "size"), [("planar30", (30, 150, 92)), ("grid10", (625, 2400, 2000))]
)
def test_published_flow_problems_are_read(name, size):
    problem = read_multicommodity(CASES / "mcf" / name)
    assert (problem.num_nodes, problem.num_arcs, problem.num_commodities) == size


@needs_cases
def test_a_published_road_network_is_read():
    folder = CASES / "mcf"
    problem = read_road_network(folder / "Winnipeg_net.tntp.gz", folder / "Winnipeg_trips.tntp.gz")
    assert (problem.num_nodes, problem.num_arcs, problem.num_commodities) == (1052, 2836, 4344)
    assert (problem.name, problem.demand.sum()) == ("Winnipeg", 64_775)


@needs_cases
def test_a_published_design_problem_is_read():
    problem = read_fixed_charge(CASES / "canad" / "c33.dow")
    assert (problem.flow.num_nodes, problem.flow.num_commodities) == (20, 39)
    assert problem.fixed_cost[:3].tolist() == [2858, 1144, 301]
