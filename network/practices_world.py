"""What practices act on: the tables as text, the rows that a selector means, and edits of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from glob import escape

from .handling import ANY, Clearance
from .practice import Practice
from .scenario import Change, Operation
from .tables import TABLES, RawTable, text_of_number

ON = "on"
OFF = "off"

ALREADY = "it is so already"
"""Remark where nothing changes because it is the base world."""

BOX_PRICES = ("usd_per_40ft", "usd_per_20ft")

VINTAGE = "clearance.vintage"
"""Parameter of the practice that chooses the vintage of clearance."""

Cells = Mapping[str, str]
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What switching a practice does: changes of rows, or why there are none."""

    changes: tuple[Change, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """What a practice acts on: `key=value[,value];...`, `*` = everything."""

    parts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, practice: Practice) -> Selector:
        """Read the selector of a practice."""
        pairs = (part.partition("=") for part in practice.selector.split(";") if "=" in part)
        return cls(
            {key.strip(): tuple(v.strip() for v in text.split(",")) for key, _, text in pairs}
        )

    def get(self, key: str) -> tuple[str, ...]:
        """Return the values of a key; empty where it is not named."""
        return self.parts.get(key, ())

    def allows(self, key: str, value: str) -> bool:
        """Tell whether a value is meant: named, or the key is not."""
        values = self.get(key)
        return not values or ANY in values or value in values


@dataclass(frozen=True, kw_only=True)
class World:
    """Tables while practices are switched, one after the other.

    ``switches`` holds all that is asked for, by id of the practice.
    """

    tables: Mapping[str, RawTable]
    base: Mapping[str, RawTable]
    practices: tuple[Practice, ...]
    switches: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> list[Cells]:
        """Return the rows of a table, by its name without `.csv`."""
        return [row.cells for row in self.tables[f"{table}.csv"].rows]

    def is_switched(self, practice_id: str, state: str) -> bool:
        """Tell whether a practice is asked to be on or off."""
        return self.switches.get(practice_id) == state

    @property
    def vintage(self) -> str:
        """Vintage of the clearance rows that hold where the vintage can be chosen."""
        for practice in self.practices:
            if practice.parameter == VINTAGE:
                for row in vintage_rows(self, practice):
                    if row["is_default"] == "yes":
                        return row["vintage"]
        return ""

    def terminals(self, selector: Selector) -> list[Cells]:
        """Return the terminals that a selector means."""
        return [row for row in self.rows("terminals") if _is_meant(row, selector)]

    def is_added(self, row: Cells) -> bool:
        """Tell whether a clearance row is not of the base world."""
        key = _key(Clearance.key, row)
        return all(_key(Clearance.key, r.cells) != key for r in self.base[Clearance.file].rows)


def _key(columns: Iterable[str], row: Cells) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)


def _is_meant(terminal: Cells, selector: Selector) -> bool:
    regions = selector.get("region")
    return (
        selector.allows("place", terminal["id"])
        and selector.allows("terminal_kind", terminal["kind"])
        and selector.allows("country", terminal["country"])
        and (not regions or bool({terminal.get("region", ""), terminal["country"]} & {*regions}))
    )


def vintage_rows(world: World, practice: Practice) -> list[Cells]:
    """Return the clearance rows among which a vintage is chosen."""
    selector = Selector.of(practice)
    return [
        row
        for row in world.rows("clearance")
        if row["place"] in selector.get("region") and row["regime"] in selector.get("regime")
    ]


def is_contained(practice: Practice, row: Cells) -> bool:
    """Tell whether the figures of a clearance row contain a practice: the vintage guard."""
    named = practice.id in row.get("included_in_vintage", "").split(";")
    since = practice.included_from_vintage
    return named or bool(since and row["vintage"] >= since)


def set_cells(table: str, row: Cells, fields: Fields) -> Iterator[Change]:
    """Yield changes that set cells of one row."""
    row_type = next(t for t in TABLES if t.file == f"{table}.csv")
    key = row_type.key
    where: dict[str, tuple[str, ...]] = {name: (escape(row.get(name, "")),) for name in key}
    for name, value in fields.items():
        if value != row.get(name, ""):
            yield Change(op=Operation.SET, table=table, where=where, field=name, value=value)


def added(table: str, row: Cells) -> Change:
    """Return the change that adds a row."""
    return Change(op=Operation.ADD, table=table, row={**row})


def grade_of(practice: Practice) -> str:
    """Return the grade of a figure that a practice changed."""
    return "assumption" if "assumption" in practice.note else "derived"


def figure(number: float) -> str:
    """Return a number as a cell holds it, to a ten-thousandth and not below 0."""
    return text_of_number(Decimal(str(round(max(0.0, number), 4))))


HOURS = ("hours_typical", "hours_low", "hours_high")


def hours_with(row: Cells, change: Callable[[float], float]) -> dict[str, str]:
    """Return the typical, low and high hours of a row, each changed."""
    return {name: figure(change(float(row[name]))) for name in HOURS}
