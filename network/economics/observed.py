"""Observed shares of the ways of shipping in a market, with where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from math import fsum
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from ..errors import DatasetError, Mistake, QuestionError
from ..read import dataset_folder
from ..row import Grade, Id, Mode, Parts, Row, Text, column
from ..rows import ReadRow, parse_rows
from ..spelling import nearest
from ..tables import read_table

FOLDER = "market"
"""Folder of a dataset that holds the observed shares of its markets."""

MODES = tuple(mode.value for mode in Mode)
"""Modes by which something can be carried furthest."""

_ROUNDING = 0.005
"""By how much printed shares may exceed 1 in all."""

Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]


class SizeUnit(StrEnum):
    """What shares are shares of; those of one unit say nothing of those of another."""

    TEU = "teu"
    TONNES = "tonnes"
    VALUE = "value"


class ObservedShare(Row):
    """The share of one way in a market (docs/forecasts.md)."""

    file: ClassVar[str] = "observed_shares.csv"
    key: ClassVar[tuple[str, ...]] = ("market", "way")
    title: ClassVar[str] = "Observed shares"

    market: Id = column("Market: what was observed, where and when.")
    way: Id = column("Way of shipping, as the source counts it.")
    modes: Parts = column(
        "Modes that it stands for, by which cargo travels furthest; empty = that of its name.",
        default=(),
    )
    corridors: Parts = column(
        "Corridors of which its routes use one; empty = any that no row before it names.",
        default=(),
    )
    unit: SizeUnit = column("What it is a share of: teu, tonnes or value.")
    cargo_classes: Parts = column("Cargo classes of the market; empty = all.", default=())
    from_countries: Parts = column("Countries where its cargo starts; empty = all.", default=())
    to_countries: Parts = column("Countries where its cargo ends; empty = all.", default=())
    share: Share = column("Share, more than 0.")
    source: Text = column("Where it comes from.", default="")
    grade: Grade = column("How much it can be trusted.", default=Grade.ASSUMPTION)
    note: Text = column("Remark.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Ways of shipping in a market with the modes that each stands for, and their shares.

    A way with ``corridors`` has only routes that use one of them; a route belongs to the first
    way that it fits. ``shares`` are those of the rows, scaled to 1 in all; ``rest`` is what the
    source gives to ways that are not listed. Without shares costs alone decide.
    """

    name: str
    unit: SizeUnit
    modes: Mapping[str, tuple[str, ...]]
    corridors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shares: Mapping[str, float] | None = None
    rest: float = 0.0
    rows: tuple[ObservedShare, ...] = ()

    def way_of(self, mode: str, corridors: Iterable[str]) -> str | None:
        """Return the way to which a route belongs; None where it is of none."""
        used = set(corridors)
        for way, modes in self.modes.items():
            named = self.corridors.get(way, ())
            if mode in modes and (not named or not used.isdisjoint(named)):
                return way
        return None

    def why_outside(self, cargo_class: str, from_country: str, to_country: str) -> str | None:
        """Return why cargo is not part of the market; None where it is."""
        for row in self.rows[:1]:  # all rows of a market say the same
            for found, allowed, what in (
                (cargo_class, row.cargo_classes, "cargo class"),
                (from_country, row.from_countries, "from"),
                (to_country, row.to_countries, "to"),
            ):
                if allowed and found not in allowed:
                    return f"not of the market: {what} {found}"
        return None

    @property
    def grade(self) -> Grade:
        """The weakest grade of its rows; without any it is an assumption."""
        grades = {row.grade for row in self.rows} or {Grade.ASSUMPTION}
        return max(grades, key=list(Grade).index)


def market_without_shares() -> Market:
    """Return a market of which nothing was observed: each mode is a way of its own."""
    return Market(name="none", unit=SizeUnit.TEU, modes={name: (name,) for name in MODES})


def read_markets(path: Path) -> dict[str, Market]:
    """Read markets from a table of observed shares, in the order of the file.

    Raises
    ------
    DatasetError
        With every mistake in the table.
    """
    mistakes: list[Mistake] = []
    table = read_table(path, ObservedShare, mistakes)
    read = parse_rows(table, ObservedShare, mistakes) if table else ()
    rows = [ReadRow(line, row) for line, row in read if isinstance(row, ObservedShare)]
    mistakes.extend(_mistakes(rows))
    if not rows and not mistakes:
        place, expected = ObservedShare.file, "a row for each way of a market"
        mistakes.append(Mistake(place=place, found="no rows", expected=expected))
    if mistakes:
        raise DatasetError(mistakes)
    return {name: _market(name, group) for name, group in _by_market(rows)}


def has_observed_shares(dataset: str) -> bool:
    """Tell whether a dataset has a table of observed shares."""
    return (dataset_folder(dataset) / FOLDER / ObservedShare.file).is_file()


def observed_market(
    name: str | None = None, *, dataset: str = "chongqing", file: Path | None = None
) -> Market:
    """Return the observed shares of a market.

    Parameters
    ----------
    name
        Market; None = the first of the table.
    dataset
        Dataset whose table is read.
    file
        Another table of observed shares (docs/forecasts.md); None = that of the dataset.

    Raises
    ------
    DatasetError
        The table has mistakes.
    QuestionError
        There is no table, or no such market.
    """
    path = file or dataset_folder(dataset) / FOLDER / ObservedShare.file
    if file is None and not path.is_file():
        found, expected = f"{dataset}, which has none", "a dataset with observed shares, or a file"
        raise QuestionError([Mistake(place="observed shares", found=found, expected=expected)])
    markets = read_markets(path)
    if name is not None and name not in markets:
        expected = f"a market of {path.name}: {', '.join(markets)}{nearest(name, markets)}"
        raise QuestionError([Mistake(place="market", found=f"{name!r}", expected=expected)])
    return next(iter(markets.values())) if name is None else markets[name]


def _by_market(
    rows: Iterable[ReadRow[ObservedShare]],
) -> Iterator[tuple[str, list[ReadRow[ObservedShare]]]]:
    order = {read.row.market: None for read in rows}
    in_order = sorted(rows, key=lambda read: list(order).index(read.row.market))
    for name, group in groupby(in_order, key=lambda read: read.row.market):
        yield name, list(group)


def _market(name: str, group: Sequence[ReadRow[ObservedShare]]) -> Market:
    rows = tuple(read.row for read in group)
    total = fsum(row.share for row in rows)
    return Market(
        name=name,
        unit=rows[0].unit,
        modes={row.way: _modes(row) for row in rows},
        corridors={row.way: row.corridors for row in rows if row.corridors},
        shares={row.way: row.share / total for row in rows},
        rest=max(0.0, 1 - total) if 1 - total > _ROUNDING else 0.0,
        rows=rows,
    )


def _modes(row: ObservedShare) -> tuple[str, ...]:
    return row.modes or (row.way,)


def _mistakes(rows: Sequence[ReadRow[ObservedShare]]) -> Iterator[Mistake]:
    for read in rows:
        place = read.row.cell_place(read.line, "modes")
        for mode in _modes(read.row):
            if mode not in MODES:
                expected = f"of {', '.join(MODES)}{nearest(mode, MODES)}"
                yield Mistake(place=place, found=f"{mode!r}", expected=expected)
        if not read.row.source and read.row.grade is not Grade.ASSUMPTION:
            place, expected = read.row.cell_place(read.line, "source"), "where it comes from"
            yield Mistake(place=place, found="nothing", expected=f"{expected}, or an assumption")
    for name, group in _by_market(rows):
        yield from _market_mistakes(name, [read.row for read in group])


def _market_mistakes(name: str, rows: Sequence[ObservedShare]) -> Iterator[Mistake]:
    place = f"{ObservedShare.file}, market {name}"
    total = fsum(row.share for row in rows)
    if total > 1 + _ROUNDING:
        yield Mistake(place=place, found=f"shares of {total:g} in all", expected="at most 1")
    units = sorted({row.unit.value for row in rows})
    if len(units) > 1:
        yield Mistake(place=place, found=" and ".join(units), expected="shares of one unit")
    if len({(row.cargo_classes, row.from_countries, row.to_countries) for row in rows}) > 1:
        found, expected = "different cargo or countries", "the same in all its rows"
        yield Mistake(place=place, found=found, expected=expected)
    for what, times in (
        ("way", Counter(row.way for row in rows)),
        ("mode", Counter(name for row in rows for name in _fitting(row))),
    ):
        for one in (one for one, count in times.items() if count > 1):
            yield Mistake(place=place, found=f"{what} {one!r} twice", expected="each once")


def _fitting(row: ObservedShare) -> Iterator[str]:
    """Yield what a row is for: a mode, or a mode over a corridor."""
    for mode in _modes(row):
        yield from (f"{mode} over {name}" for name in row.corridors)
        if not row.corridors:
            yield mode
