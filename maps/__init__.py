"""How plans and routes are shown. Knows the network, not the optimizer.

The drawing library is imported on first use of one of these names, not with this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparison_map import draw_comparison
    from .drawing import PlanMap
    from .errors import AssetError
    from .plan_map import draw_plan
    from .print_map import draw_print_comparison, draw_print_map
    from .reach_map import draw_reach
    from .route_map import draw_route
    from .stress_map import draw_stress

__all__ = [
    "AssetError",
    "PlanMap",
    "draw_comparison",
    "draw_plan",
    "draw_print_comparison",
    "draw_print_map",
    "draw_reach",
    "draw_route",
    "draw_stress",
]

_HOMES = {
    "AssetError": "errors",
    "PlanMap": "drawing",
    "draw_comparison": "comparison_map",
    "draw_plan": "plan_map",
    "draw_print_comparison": "print_map",
    "draw_print_map": "print_map",
    "draw_reach": "reach_map",
    "draw_route": "route_map",
    "draw_stress": "stress_map",
}


def __getattr__(name: str) -> Any:
    """Import the module that defines a public name when the name is first used."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
