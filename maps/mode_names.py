"""Names of modes, alone and combined, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .phrases import Phrase, named

_ALONE: Final[Mapping[str, str]] = MappingProxyType(
    {"rail": "铁路", "river": "江运", "sea": "海运", "air": "空运", "road": "公路"}
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {"rail": "铁", "river": "江", "sea": "海", "air": "空", "road": "公"}
)


def mode_name(label: str) -> Phrase:
    """Return the name of a mode, or of modes as a route names them, e.g. `rail-sea`."""
    parts = label.split("-")
    if len(parts) > 1 and all(part in _SHORT for part in parts):
        return named(label, f"{''.join(_SHORT[part] for part in parts)}联运")
    return named(label, _ALONE.get(label, ""))
