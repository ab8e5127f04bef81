"""Names of modes, alone and combined, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .phrases import Phrase, named

_ALONE: Final[Mapping[str, str]] = MappingProxyType(
    {"rail": "铁路", "river": "内河", "sea": "海运", "air": "空运", "road": "公路"}
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {"rail": "铁", "river": "江", "sea": "海", "air": "空", "road": "公"}
)
_AS_THE_TRADE_SAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rail-road": "公铁", "rail-river": "铁水", "river-rail": "水铁", "river-road": "水公",
        "road-river": "公水", "river-air": "水空", "air-river": "空水", "air-road": "空陆",
        "road-air": "陆空", "sea-road": "海陆", "road-sea": "陆海",
    }
)  # fmt: skip
"""Pairs that have a name of their own: a river without the sea is 水, a road to it or by air 陆."""


def mode_name(label: str) -> Phrase:
    """Return the name of a mode, or of modes as a route names them, e.g. `rail-sea`."""
    parts = label.split("-")
    if len(parts) > 1 and all(part in _SHORT for part in parts):
        letters = _AS_THE_TRADE_SAYS.get(label) or "".join(_SHORT[part] for part in parts)
        return named(label, f"{letters}联运")
    return named(label, _ALONE.get(label, ""))


def modes_key(label: str) -> str:
    """Return modes in the order in which they are always named, whatever the way of the cargo.

    So imports by sea and rail stand with exports by rail and sea.

    Examples
    --------
    >>> modes_key("sea-rail")
    'rail-sea'
    """
    parts = label.split("-")
    known = [mode for mode in _SHORT if mode in parts]
    return "-".join(known) if set(known) == set(parts) else label
