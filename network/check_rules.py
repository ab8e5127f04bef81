"""Checks that every look-up of a rule finds one row and no more.

Clearance and emission factors must have a row that holds where no other does, and no
two rows that hold equally.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from .cargo import Restriction, RestrictionRule
from .check_references import DEFAULT_PLACE
from .emission import Emission
from .errors import Mistake
from .handling import ANY, Clearance, Direction, Transfer
from .rows import ReadTables
from .service import Service

NAMED_REGIMES = frozenset({"air_import", "rail_fast", "1210", "river_sea_transfer"})
"""Regimes that hold only where a rule names them (docs/concepts.md, 10)."""

TERMINAL = "terminal"
"""Mode of the emission factor of handling."""


def _default_clearance(tables: ReadTables) -> Iterator[Mistake]:
    if not _is_readable(tables, Clearance.file, len(tables.of(Clearance))):
        return
    rows = [row for _, row in tables.of(Clearance) if row.is_default]
    for direction in (Direction.EXPORT, Direction.IMPORT):
        if not any(
            row.place == DEFAULT_PLACE
            and row.direction is direction
            and ANY in row.cargo_class
            and row.regime not in NAMED_REGIMES
            for row in rows
        ):
            yield Mistake(
                place=Clearance.file,
                found=f"no default row for {direction}",
                expected=f"a row with place `{DEFAULT_PLACE}`, direction {direction}, "
                f"cargo_class `{ANY}` and is_default yes",
            )


def _clashing_clearance(tables: ReadTables) -> Iterator[Mistake]:
    first: dict[tuple[str, str, str, str], int] = {}
    for line, row in tables.of(Clearance):
        regime = row.regime if row.regime in NAMED_REGIMES else "base"
        for name in row.cargo_class if row.is_default else ():
            key = (row.place, row.direction.value, regime, name)
            if key in first:
                yield Mistake(
                    place=Clearance.cell_place(line, "is_default"),
                    found=f"a second default row for {row.direction} of {name!r} at {row.place!r}",
                    expected=f"one; row {first[key]} is it already",
                )
            first.setdefault(key, line)


def _clashing_transfers(tables: ReadTables) -> Iterator[Mistake]:
    first: dict[tuple[str, str, str, str], int] = {}
    for line, row in tables.of(Transfer):
        for country in row.countries:
            key = (row.terminal_kind, row.from_mode, row.to_mode, country)
            if key in first and first[key] != line:
                found = f"a second row from {row.from_mode} to {row.to_mode} for {country!r}"
                yield Mistake(
                    place=Transfer.cell_place(line, "countries"),
                    found=found,
                    expected=f"one at {row.terminal_kind!r}; row {first[key]} is it already",
                )
            first.setdefault(key, line)


def _emission_factors(tables: ReadTables) -> Iterator[Mistake]:
    if not _is_readable(tables, Emission.file, len(tables.of(Emission))):
        return
    found = Counter(row.mode for _, row in tables.of(Emission) if row.is_default)
    modes = sorted({service.mode.value for _, service in tables.of(Service)} | {TERMINAL})
    for mode in modes:
        if found[mode] != 1:
            yield Mistake(
                place=Emission.file,
                found=f"{found[mode]} default rows for {mode}",
                expected="one row with is_default yes for each mode and for `terminal`",
            )


def _limits(tables: ReadTables) -> Iterator[Mistake]:
    weighed = (
        RestrictionRule.CARGO_PER_40FT,
        RestrictionRule.PAIRS_OF_20FT,
        RestrictionRule.GROSS_PER_DEPARTURE,
    )
    for line, row in tables.of(Restriction):
        if (row.limit_kg is None) == (row.rule in weighed):
            yield Mistake(
                place=Restriction.cell_place(line, "limit_kg"),
                found="nothing" if row.limit_kg is None else f"{row.limit_kg:g}",
                expected=f"a limit for the rules {', '.join(weighed)}, and for no other",
            )


def _is_readable(tables: ReadTables, file: str, num_read: int) -> bool:
    table = tables.raw.get(file)
    return table is not None and table.is_whole and num_read == len(table.rows)


RULE_CHECKS: tuple[Callable[[ReadTables], Iterator[Mistake]], ...] = (
    _default_clearance,
    _clashing_clearance,
    _clashing_transfers,
    _emission_factors,
    _limits,
)
