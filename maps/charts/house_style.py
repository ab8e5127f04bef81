"""How every chart looks: sizes, letters and colours.

Colours are those of the map: a mode has the colour of its corridor (datasets/chongqing,
corridors.csv), and all of them can be told apart by people who see fewer colours, with the
marker as a second sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import matplotlib as mpl

from ..letters import families
from ..style import on_light

INK: Final = "#1f2933"
GREY: Final = "#5f6b76"
FAINT: Final = "#c9ced4"
LEADER: Final = "#9aa3ac"
SHADE: Final = "#eef0f2"
PAPER: Final = "#ffffff"
WARNING: Final = "#b3261e"

DPI: Final = 150
"""Pixels an inch: a slide is 2000 pixels wide."""

MODE_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rail": "#0072B2",
        "rail-sea": "#D55E00",
        "river-sea": "#E69F00",
        "river": "#E69F00",
        "sea": "#882255",
        "road": "#000000",
        "air": on_light("#F0E442"),
    }
)
"""Modes -> colour of the corridor on the map that stands for them."""

MIXED_WITH_AIR: Final = "#CC79A7"
MARKERS: Final[Mapping[str, str]] = MappingProxyType(
    {"rail": "o", "rail-sea": "s", "river-sea": "D", "river": "D", "sea": "v", "road": "P",
     "air": "^"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Size of a chart and of its letters."""

    width_in: float
    height_in: float
    title_pt: float
    text_pt: float
    note_pt: float


SLIDE: Final = Size(width_in=13.333, height_in=7.5, title_pt=21, text_pt=12, note_pt=9)
HALF_SLIDE: Final = Size(width_in=6.4, height_in=6.0, title_pt=13.5, text_pt=9, note_pt=6.8)

_RC: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "text.parse_math": False,  # a name with two dollar signs is no formula
        "text.usetex": False,
        "axes.formatter.use_mathtext": False,
        "axes.unicode_minus": True,
        "svg.fonttype": "path",
        "svg.hashsalt": "landbridge",
        "pdf.fonttype": 42,
        "figure.dpi": DPI,
        "figure.facecolor": PAPER,
        "text.color": INK,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": GREY,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "grid.color": "#e4e7ea",
        "grid.linewidth": 0.8,
        "lines.solid_capstyle": "round",
    }
)


@contextmanager
def house_style(size: Size) -> Iterator[None]:
    """Draw in the style of the house, whatever the user's own settings of matplotlib."""
    own = {
        **_RC,
        "font.family": list(families()),
        "font.size": size.text_pt,
        "xtick.labelsize": size.text_pt,
        "ytick.labelsize": size.text_pt,
        "axes.labelsize": size.text_pt,
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        parameters: Any = mpl.rcParams  # typed with every key that there is
        parameters.update(own)
        yield


def mode_colour(mode: str) -> str:
    """Return the colour of modes as a route names them, in any order, e.g. `rail-sea-river`."""
    parts = frozenset(mode.split("-"))
    for named, colour in MODE_COLOURS.items():
        if parts == frozenset(named.split("-")):
            return colour
    if "air" in parts:
        return MIXED_WITH_AIR
    return MODE_COLOURS["rail-sea"] if {"rail", "sea"} <= parts else GREY


def mode_marker(mode: str) -> str:
    """Return the marker of modes as a route names them, in any order."""
    parts = frozenset(mode.split("-"))
    for named, marker in MARKERS.items():
        if parts == frozenset(named.split("-")):
            return marker
    return "X" if "air" in parts else "h"


def ink_of(colour: str) -> str:
    """Return a colour that is dark enough for letters on white."""
    return on_light(colour, least_contrast=4.5)
