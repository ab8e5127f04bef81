"""The scripts and stylesheets that a map may use, each a file beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .errors import AssetError
from .escaping import script_source, style_source

ASSETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "leaflet": "vendor/leaflet.js",
        "leaflet_css": "vendor/leaflet.css",
        "landbridge_basemap": "client/basemap.js",
        "landbridge_flows": "client/flows.js",
        "landbridge_comparison": "client/comparison.js",
        "landbridge_labels": "client/labels.js",
        "landbridge_language": "client/language.js",
        "landbridge_layers": "client/layers.js",
        "landbridge_motion": "client/motion.js",
        "landbridge_motion_scene": "client/motion_scene.js",
        "landbridge_page": "client/page.js",
        "landbridge_playback": "client/playback.js",
        "landbridge_popups": "client/popups.js",
        "landbridge_reach": "client/reach.js",
        "landbridge_stress": "client/stress.js",
        "landbridge_terminals": "client/terminals.js",
        "landbridge_css": "client/style.css",
        "landbridge_playback_css": "client/playback.css",
        "landbridge_reach_css": "client/reach.css",
        "landbridge_stress_css": "client/stress.css",
    }
)
"""Name of the link, as folium and its plugins register it -> file in this folder."""

_FOLDER: Final = Path(__file__).parent


@cache
def read_asset(name: str) -> str:
    """Return the source of a vendored script or stylesheet, ready to be written inline.

    Parameters
    ----------
    name
        Name of the link, as folium and its plugins register it.

    Returns
    -------
    str
        The source; nothing in it can end the element.

    Raises
    ------
    AssetError
        If no vendored file has that name.
    """
    if name not in ASSETS:
        msg = f"{name!r} is not vendored; expected one of {', '.join(sorted(ASSETS))}"
        raise AssetError(msg)
    path = _FOLDER / ASSETS[name]
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        return style_source(source)
    return script_source(source)
