"""Practices: facilitation measures that can be switched on and off."""

from __future__ import annotations

from typing import ClassVar

from .row import Id, Row, Text, YesNo, column


class Practice(Row):
    """A facilitation measure: which figure it changes, for which rows, and by how much."""

    file: ClassVar[str] = "practices.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Practices"

    id: Id = column("Identifier.")
    name: Text = column("Name.")
    seed_file: Id = column("Source document.")
    valid_from: Text = column("Date of introduction.", default="")
    selector: Text = column("Rows it acts on: `key=value[,value];...`.", default="")
    parameter: Text = column("table.field or a named model parameter; `none` = no effect.")
    operation: Text = column("What is done with the value.", default="")
    value: Text = column("Value.", default="")
    unit: Text = column("Unit of the value.", default="")
    off_value: Text = column(
        "Value without it, where that is not the value undone: an hour, a count, a calendar"
        " or a regime, as the note says.",
        default="",
    )
    default_on: YesNo = column("On in the base world.")
    included_from_vintage: Text = column(
        "Clearance vintages from this one on already contain it.", default=""
    )
    note: Text = column("Remark.", default="")
    feature: Id = column("Feature of the domain register (F01-F50).")
