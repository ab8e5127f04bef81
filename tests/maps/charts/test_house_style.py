"""Colours are those of the map, and people who see fewer colours can tell them apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from landbridge.maps.charts.house_style import MODE_COLOURS, ink_of, mode_colour, mode_marker
from landbridge.maps.style import contrast, on_light

CORRIDOR = {
    "rail": "china_europe_west", "rail-sea": "land_sea", "river-sea": "yangtze",
    "sea": "sea_europe", "road": "road_asean", "air": "air_chongqing",
}  # fmt: skip

AS_SEEN = {
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""

TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def seen(colour, matrix):
    """Return the CIE L*a*b* of a colour as somebody sees it."""
    srgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    rgb = np.clip(np.array(matrix) @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt((to_xyz @ rgb) / (0.9505, 1.0, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("mode", CORRIDOR)
def test_a_mode_has_the_colour_of_its_corridor_on_the_map(mode, chongqing):
    on_map = on_light(chongqing.corridors[CORRIDOR[mode]].colour)
    assert MODE_COLOURS[mode].lower() == on_map


@pytest.mark.parametrize("sight", AS_SEEN)
def test_modes_can_be_told_apart_by_colour_or_marker(sight):
    for one, other in combinations(CORRIDOR, 2):
        apart = np.linalg.norm(
            seen(MODE_COLOURS[one], AS_SEEN[sight]) - seen(MODE_COLOURS[other], AS_SEEN[sight])
        )
        assert apart > 10 or mode_marker(one) != mode_marker(other)


def test_the_order_of_modes_does_not_matter():
    assert mode_colour("sea-rail") == mode_colour("rail-sea")
    assert mode_marker("sea-river") == mode_marker("river-sea")
    assert mode_colour("rail-air") == mode_colour("air-rail") != mode_colour("rail")


@pytest.mark.parametrize("mode", CORRIDOR)
def test_letters_in_the_colour_of_a_mode_can_be_read(mode):
    assert contrast(ink_of(mode_colour(mode)), "#f8f6f1") >= 4.4
