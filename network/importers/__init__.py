"""Read instances that others have published, in their own file formats.

Each reader names every mistake by file, row and what was expected, as `network.read` does.
"""

from __future__ import annotations

from .generated import generated_flow
from .liner import read_liner
from .multicommodity import read_fixed_charge, read_multicommodity
from .road_network import read_road_network
from .weekly_schedule import read_weekly_schedule

__all__ = [
    "generated_flow",
    "read_fixed_charge",
    "read_liner",
    "read_multicommodity",
    "read_road_network",
    "read_weekly_schedule",
]
