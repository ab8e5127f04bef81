"""Find courses of links over the graphs of scgraph_data: railways and highways from OpenStreetMap.

``build_railways.py`` and ``build_roads.py`` use it; nothing reads it at run time.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from stretches import Line, Point, Points, framed, table

if TYPE_CHECKING:
    from scgraph import GeoGraph

TOLERANCE_DEG: Final = 0.015
BESIDE_DEG: Final = 0.08
EARTH_KM: Final = 6371.0
FERRY_KM: Final = 400
"""Edges of the graph beyond this length are no track."""
GAP_KM: Final = 2.0
GAP_PENALTY_KM: Final = 10.0
"""Ends of track this near are taken for joined, at a price: the graph has breaks."""
MOVED_KM: Final = 6.0
"""Track this near to a terminal is drawn through it; from farther off the line goes straight."""
NEAR_DEG: Final = 0.6
DETOUR: Final = 1.7
"""Where the track between two guide points is longer by this factor, it is missing: straight."""

ABOUT: Final = {
    "attribution": "© OpenStreetMap contributors, ODbL 1.0, through scgraph_data 2.0.0",
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "Open Data Commons Open Database License 1.0",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ],
}


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance of two places in longitude and latitude."""
    (lon, lat), (far_lon, far_lat) = (map(math.radians, point) for point in (one, other))
    across = math.cos(lat) * math.cos(far_lat) * math.sin((far_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(math.sin((far_lat - lat) / 2) ** 2 + across))


def length_km(points: Sequence[Point]) -> float:
    """Return the length of a line."""
    return sum(distance_km(before, after) for before, after in pairwise(points))


class Track:
    """A graph of railways: places, and the kilometres between neighbours."""

    def __init__(self, places: Points, edges: dict[tuple[int, int], float]) -> None:
        self.places = places
        self.edges = edges
        self.terminals: dict[str, int] = {}

    @classmethod
    def of(cls, world: GeoGraph) -> Track:
        """Return a graph that scgraph_data ships, without ferries."""
        edges = {
            (start, end): max(km, 1e-3)
            for start, ends in enumerate(world.graph)
            for end, km in ends.items()
            if start < end and km < FERRY_KM
        }
        return cls([(lon, lat) for lat, lon in world.nodes], edges)

    def join_gaps(self) -> None:
        """Join places that lie close together, so dearly that only a break is bridged."""
        tree = cKDTree(_unit_vectors(self.places) * EARTH_KM)
        for start, end in sorted(tree.query_pairs(GAP_KM)):
            gap_km = 3 * distance_km(self.places[start], self.places[end])
            self.edges.setdefault((start, end), GAP_PENALTY_KM + gap_km)

    def place_terminals(self, wanted: dict[str, Point]) -> None:
        """Put terminals on the nearest track; several may lie on one edge."""
        keys = list(self.edges)
        lines = [shapely.LineString([self.places[a], self.places[b]]) for a, b in keys]
        tree = shapely.STRtree(lines)
        on_edge: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
        for terminal, place in wanted.items():
            around = shapely.box(*(x - NEAR_DEG for x in place), *(x + NEAR_DEG for x in place))
            near = ((*_foot(self, keys[i], place), keys[i]) for i in sorted(tree.query(around)))
            _, share, edge = min(near)
            on_edge[edge].append((share, terminal))
        for edge, feet in on_edge.items():
            self._split(edge, sorted(feet), wanted)

    def _split(
        self, edge: tuple[int, int], feet: list[tuple[float, str]], wanted: dict[str, Point]
    ) -> None:
        km = self.edges.pop(edge)
        before, done = edge[0], 0.0
        for share, terminal in feet:
            foot = _along(self.places[edge[0]], self.places[edge[1]], share)
            off_km = distance_km(foot, wanted[terminal])
            near = off_km <= MOVED_KM
            node = self._add(wanted[terminal] if near else foot)
            self.edges[before, node] = max((share - done) * km, 1e-3)
            self.terminals[terminal] = node if near else self._add(wanted[terminal])
            if not near:
                self.edges[node, self.terminals[terminal]] = off_km
            before, done = node, share
        self.edges[before, edge[1]] = max((1 - done) * km, 1e-3)

    def _add(self, place: Point) -> int:
        self.places.append(place)
        return len(self.places) - 1


class Finder:
    """Shortest ways over a track, by way of guide points."""

    def __init__(
        self,
        track: Track,
        guides: Mapping[str, Point],
        by_way_of: Mapping[tuple[str, str], Sequence[str]],
    ) -> None:
        self.guides, self.by_way_of = guides, by_way_of
        self.places, self.terminals = track.places, track.terminals
        ends = np.array(list(track.edges))
        size = len(track.places)
        km = np.array(list(track.edges.values()))
        self.graph = csr_array((km, (ends[:, 0], ends[:, 1])), shape=(size, size))
        self.tree = cKDTree(_unit_vectors(track.places))

    def course(self, start: str, end: str) -> Points:
        """Return the way between two terminals, through its guide points."""
        guides = [self._node(name) for name in self.by_way_of.get((start, end), ())]
        nodes = [self.terminals[start], *guides, self.terminals[end]]
        way = [nodes[0]]
        for before, after in pairwise(nodes):
            way.extend(self._way(before, after, straight=bool(guides))[1:])
        return framed(self.places[node] for node in without_spurs(way))

    def _node(self, name: str) -> int:
        if name in self.terminals:
            return self.terminals[name]
        return int(self.tree.query(_unit_vectors([self.guides[name]]))[1][0])

    def _way(self, start: int, end: int, *, straight: bool) -> list[int]:
        km, before = dijkstra(self.graph, directed=False, indices=start, return_predecessors=True)
        direct_km = distance_km(self.places[start], self.places[end])
        if not math.isfinite(km[end]) or (straight and km[end] > DETOUR * direct_km + 20):
            names = self.places[start], self.places[end]
            sys.stdout.write(f"no track, {direct_km:.0f} km straight: {names}\n")
            return [start, end]
        way = [end]
        while way[-1] != start:
            way.append(int(before[way[-1]]))
        return way[::-1]


def without_spurs(way: list[int]) -> list[int]:
    """Leave out what is run there and back again on the way through a guide point."""
    kept: list[int] = []
    for node in way:
        if len(kept) > 1 and kept[-2] == node:
            kept.pop()
        elif not kept or kept[-1] != node:
            kept.append(node)
    return kept


def _unit_vectors(places: Sequence[Point]) -> np.ndarray:
    lon, lat = np.radians(np.array(places)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _foot(track: Track, edge: tuple[int, int], place: Point) -> tuple[float, float]:
    """Return how far a place lies from an edge, and where along the edge."""
    flat = math.cos(math.radians(place[1]))
    start, end = (track.places[node] for node in edge)
    run = ((end[0] - start[0]) * flat, end[1] - start[1])
    to = ((place[0] - start[0]) * flat, place[1] - start[1])
    square = run[0] ** 2 + run[1] ** 2
    share = min(1.0, max(0.0, (run[0] * to[0] + run[1] * to[1]) / square)) if square else 0.0
    # A joined gap is no place for a station.
    dear = track.edges[edge] >= GAP_PENALTY_KM + 111 * math.sqrt(square)
    return distance_km(_along(start, end, share), place) + (GAP_KM if dear else 0.0), share


def report(found: dict[Line, Points]) -> None:
    """Say how long each course is, beside the kilometres of the table."""
    for row in table("links.csv"):
        course = found.get(Line(row["from"], row["to"], row["mode"], row["via"]))
        if course:
            ratio = length_km(course) / float(row["distance_km"])
            longest_km = max(distance_km(*step) for step in pairwise(course))
            name = f"{row['id']} {row['from']}-{row['to']}"
            sys.stdout.write(
                f"{name:24}{row['distance_km']:>6} km x {ratio:.2f}, step {longest_km:.0f} km\n"
            )
