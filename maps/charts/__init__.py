"""Charts with matplotlib, each also as data: cost against time, UNESCAP profiles, break-even.

matplotlib is imported on first use of one of these names, not with this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .break_even import draw_break_even
    from .chart import Chart
    from .cost_time import draw_cost_time
    from .house_style import HALF_SLIDE, SLIDE, Size
    from .profile import draw_profile
    from .profile_case import Measure
    from .tornado import draw_tornado
    from .winning_region import draw_winning_region

__all__ = [
    "HALF_SLIDE",
    "SLIDE",
    "Chart",
    "Measure",
    "Size",
    "draw_break_even",
    "draw_cost_time",
    "draw_profile",
    "draw_tornado",
    "draw_winning_region",
]

_HOMES = {
    "HALF_SLIDE": "house_style",
    "SLIDE": "house_style",
    "Chart": "chart",
    "Measure": "profile_case",
    "Size": "house_style",
    "draw_break_even": "break_even",
    "draw_cost_time": "cost_time",
    "draw_profile": "profile",
    "draw_tornado": "tornado",
    "draw_winning_region": "winning_region",
}


def __getattr__(name: str) -> Any:
    """Import the module that defines a public name when the name is first used."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
