"""Print maps of the simple plan, drawn once."""

from __future__ import annotations

import pytest

from landbridge.maps.charts.house_style import SLIDE
from landbridge.maps.phrases import Language
from landbridge.maps.print_map import draw_print_map


@pytest.fixture(scope="session")
def charts(chongqing, plan):
    """Return the map of the simple plan by language."""
    return {
        language: draw_print_map(chongqing, plan, language=language, size=SLIDE)
        for language in Language
    }
