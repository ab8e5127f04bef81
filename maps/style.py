"""How flows look: widths, dashes, and colours that can be told from the background."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..network.row import Mode

THINNEST_PX: Final = 1.6
WIDEST_PX: Final = 9.0
LIGHT_LAND: Final = "#f8f6f1"
DARK_LAND: Final = "#1d2833"
LEAST_CONTRAST_LIGHT: Final = 1.9
LEAST_CONTRAST_DARK: Final = 3.0

DRAYAGE_PX: Final = 3.0
"""Width of the widest line of trucks to and from terminals: they must not cover the plan."""

DASHES: Final[Mapping[Mode, tuple[float, ...]]] = MappingProxyType(
    {Mode.AIR: (0.05, 2.0), Mode.ROAD: (2.2, 1.6)}
)
"""Dash pattern of a mode in widths of the line; a mode that is not named is a solid line."""


def width_px(boxes: float, most_boxes: float) -> float:
    """Return the width of a line: its square grows with the boxes."""
    if most_boxes <= 0:
        return THINNEST_PX
    share = math.sqrt(min(1.0, max(0.0, boxes / most_boxes)))
    return round(THINNEST_PX + (WIDEST_PX - THINNEST_PX) * share, 1)


def on_light(colour: str, least_contrast: float = LEAST_CONTRAST_LIGHT) -> str:
    """Return a colour that can be seen on the land of the light theme; letters need more."""
    return _with_contrast(colour, LIGHT_LAND, least_contrast, step=-0.02)


def on_dark(colour: str) -> str:
    """Return a colour that can be seen on the land of the dark theme."""
    return _with_contrast(colour, DARK_LAND, LEAST_CONTRAST_DARK, step=0.02)


def contrast(colour: str, background: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _with_contrast(colour: str, background: str, least: float, step: float) -> str:
    """Move the lightness of a colour until it stands out, keeping its hue."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    while contrast(colour, background) < least and 0.0 < lightness + step < 1.0:
        lightness += step
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return colour.lower()


def _channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
