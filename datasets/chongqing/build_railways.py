"""Build ``railways.geojson``: stretches of track, and those that each rail link uses.

Run by a developer when links change, never at run time::

    python datasets/chongqing/build_railways.py

It needs ``scgraph`` 2.14 with ``scgraph_data`` 2.0 (its railways are © OpenStreetMap contributors,
ODbL 1.0), ``numpy``, ``scipy`` and ``shapely``. ``railways.md`` beside this file says what comes
from where.
"""

from __future__ import annotations

from typing import Final

from graph_courses import ABOUT, BESIDE_DEG, TOLERANCE_DEG, Finder, Track, report
from rail_places import BY_WAY_OF, GUIDES
from scgraph_data.world_railways import world_railways_geograph
from stretches import (
    FOLDER,
    Line,
    Points,
    drawn_through_terminals,
    framed,
    pairs,
    positions,
    write,
)

TARGET: Final = FOLDER / "railways.geojson"


def courses() -> dict[Line, Points]:
    """Return the course of every rail link, by pair of terminals."""
    track, at, rail = Track.of(world_railways_geograph), positions(), pairs("rail")
    track.join_gaps()
    track.place_terminals({t: at[t] for t in sorted({t for pair in rail for t in pair[:2]})})
    finder = Finder(track, GUIDES, BY_WAY_OF)
    found = {Line(*pair[:2], "rail", pair[2]): finder.course(*pair[:2]) for pair in rail}
    return drawn_through_terminals(found, set(framed(at.values())), BESIDE_DEG)


def main() -> None:
    """Write stretches and links."""
    found = courses()
    report(found)
    write(TARGET, found, TOLERANCE_DEG, ABOUT)


if __name__ == "__main__":
    main()
