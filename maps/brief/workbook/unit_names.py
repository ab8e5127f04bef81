"""What stands in the column of units."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ...phrases import Phrase, same
from ..figure import Unit

_NAMES: Final[Mapping[Unit, Phrase]] = MappingProxyType(
    {
        Unit.USD: Phrase("USD", "美元"),
        Unit.USD_PER_T: Phrase("USD/t", "美元/吨"),
        Unit.TONNES: Phrase("t", "吨"),
        Unit.CO2E_T: Phrase("t CO2e", "吨 CO2e"),
        Unit.POINTS: Phrase("points", "百分点"),
        Unit.DAYS: Phrase("days", "天"),
        Unit.TEU: same("TEU"),
    }
)


def unit_name(unit: Unit) -> Phrase:
    """Return the name of a unit; a count and a share, whose cell has its sign, need none."""
    return _NAMES.get(unit, same(""))
