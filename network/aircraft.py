"""Aircraft and what they need of an aerodrome: its reference code, and a runway.

The code is that of ICAO Annex 14: a number for the length of the field, and a letter for
the wingspan. Types are rows of datasets/aircraft.csv, each with source and grade.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .errors import DatasetError, Mistake
from .row import Grade

AIRCRAFT = Path(__file__).parents[1] / "datasets" / "aircraft.csv"

AERODROME_CODE = r"^[1-4][A-F]$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aircraft:
    """A type of aircraft: the code and runway that it needs, and what it carries at most."""

    id: str
    name: str
    code: str
    runway_m: float
    payload_t: float
    source: str
    grade: Grade
    note: str = ""

    def may_use(self, code: str, runway_m: float | None) -> bool:
        """Tell whether it may use an aerodrome with a code and, where it is known, a runway."""
        is_wide = code[0] >= self.code[0] and code[1] >= self.code[1]
        return is_wide and (runway_m is None or runway_m >= self.runway_m)


@cache
def read_aircraft(path: Path = AIRCRAFT) -> Mapping[str, Aircraft]:
    """Read the table of aircraft, by id.

    Raises
    ------
    DatasetError
        With every row that cannot be read.
    """
    found: dict[str, Aircraft] = {}
    mistakes = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                one = _aircraft(row)
                if one.id in found or not re.match(AERODROME_CODE, one.code):
                    raise ValueError(f"{one.id} {one.code}")
                found[one.id] = one
            except (KeyError, TypeError, ValueError) as error:
                expected = "an id of its own, a code such as 4C, runway_m, payload_t and a grade"
                mistakes.append(
                    Mistake(place=f"{path.name} row {line}", found=str(error), expected=expected)
                )
    if mistakes:
        raise DatasetError(mistakes)
    return MappingProxyType(found)


def _aircraft(row: Mapping[str, str]) -> Aircraft:
    return Aircraft(
        id=row["id"],
        name=row["name"],
        code=row["code"],
        runway_m=float(row["runway_m"]),
        payload_t=float(row["payload_t"]),
        source=row["source"],
        grade=Grade(row["grade"]),
        note=row["note"],
    )
