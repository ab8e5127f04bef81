"""What a column may hold, as the row models say it: for data packages and documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from .check_references import REFERENCES
from .row import Row
from .tables import column_names

CONSTRAINTS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusiveMinimum",
    "pattern": "pattern",
    "maxLength": "maxLength",
    "enum": "enum",
}
"""JSON Schema keyword to the constraint of the same meaning in a Frictionless schema."""

UNBOUNDED = 1e12
"""Maximum of plain numbers: it only keeps infinity out and is not worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: ``kind`` is its Frictionless type."""

    name: str
    kind: str
    unit: str
    is_required: bool
    description: str
    constraints: Mapping[str, Any]


def columns_of(row_type: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table in the order of the file."""
    schema = row_type.model_json_schema(by_alias=True)
    fields = {field.alias or name: field for name, field in row_type.model_fields.items()}
    definitions = schema.get("$defs", {})
    return tuple(
        _column(name, fields[name], _value(schema["properties"][name], definitions))
        for name in column_names(row_type)
    )


def _column(name: str, field: FieldInfo, value: Mapping[str, Any]) -> Column:
    extra = field.json_schema_extra
    return Column(
        name=name,
        kind="list" if value["type"] == "array" else value.get("format", value["type"]),
        unit=str(extra["unit"]) if isinstance(extra, dict) else "",
        is_required=field.is_required(),
        description=field.description or "",
        constraints={
            to: value[keyword]
            for keyword, to in CONSTRAINTS.items()
            if keyword in value and value[keyword] != UNBOUNDED
        },
    )


def _value(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of a value that is there, with references followed."""
    for option in field.get("anyOf", [field]):
        if option.get("type") != "null":
            reference = option.get("$ref", "").removeprefix("#/$defs/")
            return dict(definitions[reference]) if reference else dict(option)
    message = f"no type in {field}"
    raise ValueError(message)


def foreign_keys(row_type: type[Row]) -> list[dict[str, Any]]:
    """Return the columns that hold one identifier of another table each."""
    lists = {column.name for column in columns_of(row_type) if column.kind == "list"}
    return [
        {
            "fields": [column],
            "reference": {
                "resource": target.removesuffix(".csv"),
                "fields": ["key" if target == "sources.csv" else "id"],
            },
        }
        for owner, column, target in REFERENCES
        if owner is row_type and column not in lists
    ]


def frictionless_schema(row_type: type[Row], columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the Frictionless table schema of a file with the given columns."""
    by_name = {column.name: column for column in columns_of(row_type)}
    keys = [key for key in foreign_keys(row_type) if key["fields"][0] in columns]
    return {
        "fields": [_field(by_name[name]) for name in columns],
        "missingValues": [""],
        "primaryKey": list(row_type.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    formats: dict[str, dict[str, Any]] = {
        "list": {"delimiter": ";"},
        "boolean": {"trueValues": ["yes"], "falseValues": ["no"]},
        "time": {"format": "%H:%M"},
    }
    constraints = dict(column.constraints)
    if column.is_required:
        constraints["required"] = True
    return {
        "name": column.name,
        "type": column.kind,
        **formats.get(column.kind, {}),
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
