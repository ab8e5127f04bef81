"""The map of a plan as a picture for a slide or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..charts.house_style import Size
from ..print_map.draw import draw_print_map

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ..phrases import Language

SLIDE_MAP: Final = Size(width_in=9.28, height_in=5.02, title_pt=13, text_pt=8.5, note_pt=6.5)
PAGE_MAP: Final = Size(width_in=7.2, height_in=3.95, title_pt=10.5, text_pt=7, note_pt=5)


def slide_picture(plan: Plan, language: Language) -> bytes | None:
    """Return the map as PNG for the first slide; None where nothing travels."""
    return _png(plan, language, SLIDE_MAP)


def page_picture(plan: Plan, language: Language) -> bytes | None:
    """Return the map as PNG for the first page; None where nothing travels."""
    return _png(plan, language, PAGE_MAP)


def _png(plan: Plan, language: Language, size: Size) -> bytes | None:
    if not plan.assignments:
        return None
    return draw_print_map(plan.network, plan, language=language, size=size).picture("png")
