"""The views for other libraries hold what the tables hold."""

import subprocess
import sys

import networkx as nx
import pytest
from builders import make, network_of
from small_networks import Size, small_network

from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.terminal import Terminal
from landbridge.network.views import to_geodataframes, to_graph


def test_the_graph_has_every_terminal_and_link(chongqing: Network) -> None:
    graph = to_graph(chongqing)
    assert set(graph.nodes) == set(chongqing.terminals)
    assert {key for _, _, key in graph.edges(keys=True)} == set(chongqing.links)


def test_edges_run_as_links_run_and_carry_their_columns(toy: Network) -> None:
    graph = to_graph(toy)
    edge = graph.edges["YARD", "BORDER", "RA1"]
    assert (edge["mode"], edge["hours_typical"], edge["usd_per_kg"]) == ("rail", 72.0, None)
    assert type(edge["mode"]) is str
    assert graph.nodes["WORKS"]["name_zh"] == "工厂"
    assert not graph.has_edge("BORDER", "YARD")


def test_path_algorithms_run_on_the_graph(toy: Network) -> None:
    path = nx.shortest_path(to_graph(toy), "WORKS", "CITY", weight="hours_typical")
    assert path == ["WORKS", "YARD", "BORDER", "CITY"]


def test_a_change_of_the_graph_leaves_the_network(toy: Network) -> None:
    graph = to_graph(toy)
    graph.remove_node("CITY")
    graph.edges["WORKS", "YARD", "RO1"]["hours_typical"] = 99
    assert "CITY" in toy.terminals
    assert toy.links["RO1"].hours_typical == 1


def test_terminals_are_points_and_links_are_lines(chongqing: Network) -> None:
    frames = to_geodataframes(chongqing)
    terminals, links = frames["terminals"], frames["links"]
    assert list(terminals.index) == list(chongqing.terminals)
    assert list(links.index) == list(chongqing.links)
    assert terminals.crs == links.crs == "EPSG:4326"
    assert set(terminals.geom_type) == {"Point"}
    assert set(links.geom_type) == {"LineString"}
    shanghai = chongqing.terminals["SHA_YS"]
    assert terminals.geometry["SHA_YS"].coords[0] == (shanghai.lon, shanghai.lat)


def test_frames_can_be_filtered_by_column(toy: Network) -> None:
    links = to_geodataframes(toy)["links"]
    assert list(links[links["mode"] == "rail"].index) == ["RA1", "RA2"]
    assert links.loc["SE1", "exposures"] == "strait"


@pytest.mark.parametrize(
    ("lons", "ends"), [((170, -150), (170, 210)), ((-150, 170), (-150, -190)), ((10, 20), (10, 20))]
)
def test_lines_run_the_shorter_way_round(lons: tuple[int, int], ends: tuple[int, int]) -> None:
    rest = [
        row
        for row in rows_of(small_network(1, Size(terminals=2, services=0)))
        if not isinstance(row, Terminal)
    ]
    terminals = [make(Terminal, id=f"T{n}", lon=lon, country="CN") for n, lon in enumerate(lons)]
    network = network_of([*terminals, *rest])
    line = next(iter(to_geodataframes(network)["links"].geometry))
    assert [x for x, _ in line.coords] == [float(end) for end in ends]


def rows_of(network: Network) -> list[object]:
    """Return what a small network consists of, without rules that name places."""
    calls = [call for calls in network.calls.values() for call in calls]
    clearance = [row for row in network.clearance if row.place == "default"]
    transfers = [t for t in network.transfers if t.countries == ("*",)]
    maps = (network.terminals, network.corridors, network.links, network.services)
    return [
        *(row for rows in maps for row in rows.values()),
        *(*calls, *clearance, *transfers, *network.emissions),
        *(*network.cargo_classes.values(), *network.sources.values()),
    ]


def test_heavy_libraries_are_imported_only_when_a_view_is_made() -> None:
    code = "import sys, landbridge.network.views; print('geopandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_links_of_the_views_are_links(toy: Network) -> None:
    frame = to_geodataframes(toy)["links"]
    assert set(frame.columns) - {"geometry"} | {"id"} == {
        field.alias or name for name, field in Link.model_fields.items()
    }
