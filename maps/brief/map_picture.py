"""The map of a plan as a picture for a slide and a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..charts.house_style import Size
from ..print_map.draw import draw_print_map

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ..phrases import Language

SIZE: Final = Size(width_in=9.28, height_in=5.02, title_pt=13, text_pt=10.5, note_pt=7.5)
"""As on the slide; on the page everything is a quarter smaller."""


def map_picture(plan: Plan, language: Language) -> bytes | None:
    """Return the map as PNG, without a title of its own; None where nothing travels."""
    if not plan.assignments:
        return None
    chart = draw_print_map(plan.network, plan, language=language, size=SIZE, title="")
    return chart.picture("png")
