"""Build ``roads.geojson``: stretches of road, and those that each long road link uses.

Run by a developer when links change, never at run time::

    python datasets/chongqing/build_roads.py

It needs what ``build_railways.py`` needs. Links shorter than 100 km stay straight: the graph knows
no streets. ``railways.md`` beside this file says what comes from where.
"""

from __future__ import annotations

from typing import Final

from graph_courses import ABOUT, BESIDE_DEG, TOLERANCE_DEG, Finder, Track, report
from road_places import BY_WAY_OF, GUIDES
from scgraph_data.world_highways import world_highways_geograph
from stretches import (
    FOLDER,
    Line,
    Points,
    drawn_through_terminals,
    framed,
    positions,
    table,
    write,
)

TARGET: Final = FOLDER / "roads.geojson"
SHORTEST_KM: Final = 100


def long_pairs() -> list[tuple[str, str, str]]:
    """Return the pairs of terminals of road links that are long enough to be seen."""
    rows = [row for row in table("links.csv") if row["mode"] == "road"]
    far = [row for row in rows if float(row["distance_km"]) >= SHORTEST_KM]
    return sorted({(*sorted((row["from"], row["to"])), row["via"]) for row in far})


def courses() -> dict[Line, Points]:
    """Return the course of every long road link that the graph joins, by pair of terminals."""
    track, at, roads = Track.of(world_highways_geograph), positions(), long_pairs()
    track.join_gaps()
    track.place_terminals({t: at[t] for t in sorted({t for pair in roads for t in pair[:2]})})
    finder = Finder(track, GUIDES, BY_WAY_OF)
    found = {Line(*pair[:2], "road", pair[2]): finder.course(*pair[:2]) for pair in roads}
    found = {line: course for line, course in found.items() if len(course) > 2}
    return drawn_through_terminals(found, set(framed(at.values())), BESIDE_DEG)


def main() -> None:
    """Write stretches and links."""
    found = courses()
    report(found)
    write(TARGET, found, TOLERANCE_DEG, ABOUT)


if __name__ == "__main__":
    main()
