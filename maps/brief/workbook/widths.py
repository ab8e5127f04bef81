"""How wide texts are in a column, and how many lines they take."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

WIDEST: Final = 48.0
MOST_LINES: Final = 12
"""Width of a column in letters, and lines of a row, beyond which texts are cut on paper."""


def width_of(least: float, texts: Iterable[object]) -> float:
    """Return the width of a column: its least one, or what its texts need, up to the widest."""
    needed = max((letters_of(text) + 3 for text in texts), default=0.0)
    return max(least, min(needed, WIDEST))


def letters_of(cell: object) -> float:
    """Return how wide a text is in Latin letters; Chinese ones are about twice as wide."""
    return sum(1.0 if ord(c) < 0x2E80 else 1.9 for c in cell) if isinstance(cell, str) else 0.0


def lines_of(cell: object) -> int:
    """Return in how many lines a text stands in the widest column."""
    return min(MOST_LINES, max(1, math.ceil(letters_of(cell) / (WIDEST - 4))))
