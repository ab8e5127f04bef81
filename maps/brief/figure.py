"""Figures of a brief: rounded once, by one rule, and written alike in every output."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

from ..phrases import Phrase, same

MINUS: Final = "−"
"""A true minus sign."""


class Unit(Enum):
    """What a figure counts, and how it is written."""

    USD = Phrase("USD {n}", "{n} 美元")
    USD_PER_T = Phrase("USD {n} a tonne", "每吨 {n} 美元")
    TONNES = Phrase("{n} t", "{n} 吨")
    CO2E_T = Phrase("{n} t CO2e", "{n} 吨 CO2e")
    TEU = Phrase("{n} TEU", "{n} TEU")
    SHARE = Phrase("{n}%", "{n}%")
    POINTS = Phrase("{n} points", "{n} 个百分点")
    DAYS = Phrase("{n} days", "{n} 天")
    COUNT = same("{n}")


_PERCENT: Final = frozenset({Unit.SHARE, Unit.POINTS})
_NEARLY_ALL: Final = 0.999
_WHOLE: Final = frozenset({Unit.USD, Unit.USD_PER_T, Unit.COUNT})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit, rounded as it is shown.

    ``value`` is rounded half away from zero when the figure is made, as a spreadsheet rounds
    what it displays. A share is from 0 to 1; ``places`` are the decimals of the number as it is
    written, for a share those of its percentage.
    """

    value: float
    unit: Unit
    places: int

    @classmethod
    def of(cls, value: float, unit: Unit) -> Figure:
        """Return a figure, rounded by the rule of its unit; only all of something is 100%."""
        shown = rounded(value, _digits(value, unit))
        if unit is Unit.SHARE and value < 1 <= shown:
            shown = _NEARLY_ALL
        return cls(shown, unit, _digits(shown, unit) - (2 if unit is Unit.SHARE else 0))

    @property
    def number(self) -> str:
        """The number alone, with thousands separators, e.g. `2,639,746`."""
        shown = 100 * self.value if self.unit in _PERCENT else self.value
        return written(rounded(shown, self.places), self.places)

    @property
    def phrase(self) -> Phrase:
        """The number with its unit."""
        phrase = self.unit.value.fill(n=self.number)
        if self.unit is Unit.DAYS and self.value == 1:
            return Phrase("1.0 day", phrase.zh)
        return phrase

    @property
    def short(self) -> Phrase:
        """The number with its unit, large amounts in millions (Chinese: 万)."""
        if self.unit is not Unit.USD or abs(self.value) < 1e5:
            return self.phrase
        in_english = (1e6, 2, " M") if abs(self.value) >= 1e6 else (1e3, 0, " k")
        in_chinese = (1e8, 2, " 亿") if abs(self.value) >= 1e8 else (1e4, 1, " 万")
        texts = [_scaled(self.value, *scale) for scale in (in_english, in_chinese)]
        return Phrase("USD {n}", "{n}美元").fill(n=Phrase(*texts))

    @property
    def signed(self) -> Phrase:
        """The number with its unit and its sign, as a change is written."""
        sign = "+" if self.value > 0 else ""
        return self.unit.value.fill(n=sign + self.number)

    def less(self, other: Figure) -> Figure:
        """Return the difference of what both show, so that a reader can check it."""
        places = max(self.places, other.places)
        unit = Unit.POINTS if self.unit is Unit.SHARE else self.unit
        digits = places + 2 if unit is Unit.POINTS else places
        return Figure(rounded(self.value - other.value, digits), unit, places)

    @property
    def excel_format(self) -> str:
        """The number format of a cell that shows the same."""
        decimals = f".{'0' * self.places}" if self.places else ""
        return f"0{decimals}%" if self.unit in _PERCENT else f"#,##0{decimals}"


def rounded(value: float, digits: int) -> float:
    """Return a number rounded half away from zero at its shortest decimal form."""
    step = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)) + 0.0


def written(value: float, digits: int) -> str:
    """Return a rounded number with thousands separators and a true minus sign."""
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 else text


def text_of(value: float, digits: int = 0) -> Phrase:
    """Return a number, rounded, that reads alike in both languages."""
    return same(written(rounded(value, digits), digits))


def _scaled(value: float, scale: float, digits: int, word: str) -> str:
    return written(rounded(value / scale, digits), digits) + word


def _digits(value: float, unit: Unit) -> int:
    """Return the decimals that a figure keeps."""
    size = abs(value)
    if unit in _WHOLE:
        return 0
    if unit is Unit.SHARE:
        return 2 if size == 0 or 0.1 <= size < 0.995 or size == 1 else 4 if size < 0.01 else 3
    if unit is Unit.TEU:
        return 0 if value == int(value) else 1
    return 1 if unit is Unit.DAYS or size < 100 else 0
