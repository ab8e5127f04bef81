"""Views of a network for other libraries: made on request, never read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .network import Network
from .row import Row

if TYPE_CHECKING:
    import geopandas
    import networkx

WGS84 = "EPSG:4326"


def to_graph(network: Network) -> networkx.MultiDiGraph[str]:
    """Return the terminals and links as a graph of networkx.

    Nodes are terminal ids and edges are keyed by link id, so that parallel links stay
    apart; both carry the columns of their tables as attributes.
    """
    import networkx as nx

    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph(name=network.name)
    for terminal in network.terminals.values():
        graph.add_node(terminal.id, **attributes(terminal))
    for link in network.links.values():
        graph.add_edge(link.from_terminal, link.to_terminal, key=link.id, **attributes(link))
    return graph


def to_geodataframes(network: Network) -> dict[str, geopandas.GeoDataFrame]:
    """Return the terminals as points and the links as lines, in degrees (EPSG:4326).

    A line runs the shorter way round: one that crosses 180 degrees ends beyond it, at a
    longitude above 180 or below -180.

    Returns
    -------
    dict of GeoDataFrame
        Under `terminals` and `links`, each with the identifier as index.
    """
    import geopandas as gpd
    from shapely import LineString, Point

    points = {t.id: Point(t.lon, t.lat) for t in network.terminals.values()}
    lines = [
        LineString(_shorter_way(points[k.from_terminal].coords[0], points[k.to_terminal].coords[0]))
        for k in network.links.values()
    ]
    terminals = [attributes(terminal) for terminal in network.terminals.values()]
    links = [attributes(link) for link in network.links.values()]
    return {
        "terminals": gpd.GeoDataFrame(
            terminals, geometry=list(points.values()), crs=WGS84
        ).set_index("id"),
        "links": gpd.GeoDataFrame(links, geometry=lines, crs=WGS84).set_index("id"),
    }


def attributes(row: Row) -> dict[str, Any]:
    """Return the values of a row by column: lists as text with `;`, words as plain text."""
    cells = row.cells()
    values = row.model_dump(by_alias=True)
    return {
        name: value if isinstance(value, bool | int | float) or value is None else cells[name]
        for name, value in values.items()
    }


def _shorter_way(
    start: tuple[float, ...], end: tuple[float, ...]
) -> tuple[tuple[float, float], tuple[float, float]]:
    turn = round((start[0] - end[0]) / 360) * 360
    return (start[0], start[1]), (end[0] + turn, end[1])
