"""Charts with matplotlib in one house style, each also as data.

matplotlib is imported on first use of one of these names, not with this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .abatement import draw_abatement
    from .break_even import draw_break_even
    from .chart import Chart
    from .cost_time import draw_cost_time
    from .house_style import HALF_SLIDE, SLIDE, Size
    from .mix import draw_mix
    from .mix_case import MixBy, MixMeasure
    from .on_time import draw_on_time
    from .profile import draw_profile
    from .profile_case import Measure
    from .slot_prices import draw_slot_prices
    from .tornado import draw_tornado
    from .winning_region import draw_winning_region

__all__ = [
    "HALF_SLIDE",
    "SLIDE",
    "Chart",
    "Measure",
    "MixBy",
    "MixMeasure",
    "Size",
    "draw_abatement",
    "draw_break_even",
    "draw_cost_time",
    "draw_mix",
    "draw_on_time",
    "draw_profile",
    "draw_slot_prices",
    "draw_tornado",
    "draw_winning_region",
]

_HOMES = {
    "Chart": "chart",
    "HALF_SLIDE": "house_style",
    "Measure": "profile_case",
    "MixBy": "mix_case",
    "MixMeasure": "mix_case",
    "SLIDE": "house_style",
    "Size": "house_style",
    "draw_abatement": "abatement",
    "draw_break_even": "break_even",
    "draw_cost_time": "cost_time",
    "draw_mix": "mix",
    "draw_on_time": "on_time",
    "draw_profile": "profile",
    "draw_slot_prices": "slot_prices",
    "draw_tornado": "tornado",
    "draw_winning_region": "winning_region",
}


def __getattr__(name: str) -> Any:
    """Import the module that defines a public name when the name is first used."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
