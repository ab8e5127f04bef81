"""Guide points for ``build_roads.py``, as those of ``rail_places.py``: cities, to about 2 km."""

from __future__ import annotations

from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

GUIDES: Final[dict[str, Point]] = {
    "Lanzhou": (103.82, 36.10),
    "Hami": (93.50, 42.82),
    "Urumqi": (87.55, 43.85),
    "Zharkent": (80.00, 44.17),
    "Almaty": (76.90, 43.35),
    "Luang Namtha": (101.41, 20.95),
    "Chiang Khong": (100.42, 20.25),
    "Chiang Rai": (99.84, 19.90),
}

BY_WAY_OF: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("CQ_TJC", "HOR"): ("Lanzhou", "Hami", "Urumqi"),
    ("HOR", "WAW"): ("Zharkent", "Almaty"),
    ("BOT", "LKB"): ("Luang Namtha", "Chiang Khong", "Chiang Rai"),
}
"""Pair of terminals in alphabetical order, and the cities on the way in turn."""
