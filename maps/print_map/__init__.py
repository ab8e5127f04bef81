"""The map of a plan for print: one picture with title, key, insets, labels and source.

matplotlib and geopandas are imported on first use of one of these names, not with this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparison import draw_print_comparison
    from .draw import draw_print_map
    from .layout import A4

__all__ = ["A4", "draw_print_comparison", "draw_print_map"]

_HOMES = {
    "A4": "layout",
    "draw_print_comparison": "comparison",
    "draw_print_map": "draw",
}


def __getattr__(name: str) -> Any:
    """Import the module that defines a public name when the name is first used."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
