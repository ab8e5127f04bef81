"""The documentation of the tables, from the row models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from inspect import getdoc

from .check_references import REFERENCES
from .network import Network
from .row import Grade, Row
from .table_schema import Column, columns_of
from .tables import TABLES

HEAD = """\
# Tables

A dataset is a folder of CSV files in UTF-8, one row per line, commas between cells. An empty
cell is no value. `list` cells hold parts separated by `;`. Yes and no are written `yes` and `no`,
dates `2025-11-30`, times `09:40`. What the numbers mean when a plan is made stands in
[concepts.md](concepts.md).

This page is made from the row models in `network/`; do not edit it. To make it again, with the
`datapackage.json` of the dataset:

    python -m landbridge.network.datapackage datasets/{name} --document docs/data.md
"""


def table_document(network: Network) -> str:
    """Return the documentation of all tables, with the row counts of a dataset."""
    parts = [HEAD.format(name=network.name), *_counts(network)]
    for row_type in TABLES:
        parts.extend(_section(row_type))
    return "\n".join(parts) + "\n"


def _counts(network: Network) -> Iterator[str]:
    yield f"## Rows of `{network.name}` by grade\n"
    yield "The grade of a row is that of its weakest important figure.\n"
    yield f"| table | rows | {' | '.join(Grade)} |"
    yield f"|---|---:|{'---:|' * len(Grade)}"
    for row_type in TABLES:
        table = network.raw[row_type.file]
        grades = Counter(row.cells.get("grade", "") for row in table.rows)
        has_grades = "grade" in table.columns
        cells = [f"{grades[grade]:,}" if has_grades else "" for grade in Grade]
        yield f"| {row_type.file} | {len(table.rows):,} | {' | '.join(cells)} |"
    yield ""


def _section(row_type: type[Row]) -> Iterator[str]:
    yield f"## {row_type.title}: {row_type.file}\n"
    yield f"{getdoc(row_type)}\n".replace("``", "`")
    yield f"Key: {', '.join(f'`{name}`' for name in row_type.key)}.\n"
    yield "| column | type | unit | required | meaning |"
    yield "|---|---|---|---|---|"
    for column in columns_of(row_type):
        required = "yes" if column.is_required else ""
        meaning = f"{column.description}{_refers(row_type, column)}"
        yield (
            f"| {column.name} | {_kind(column)} | {column.unit} | {required} | {_cell(meaning)} |"
        )
    yield ""


def _kind(column: Column) -> str:
    values = column.constraints.get("enum")
    if values:
        return ", ".join(f"`{value}`" for value in values)
    low = column.constraints.get("minimum")
    above = column.constraints.get("exclusiveMinimum")
    if low is not None:
        return f"{column.kind} ≥ {low:g}"
    return f"{column.kind} > {above:g}" if above is not None else column.kind


def _refers(row_type: type[Row], column: Column) -> str:
    for owner, name, target in REFERENCES:
        if owner is row_type and name == column.name and name != "source":
            return f" Refers to {target}."
    return ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
