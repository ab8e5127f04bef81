"""Write small Excel workbooks, cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Formula(str):
    """The saved value of a formula."""

    __slots__ = ()


def cell_xml(column: int, row: int, value: object) -> str:
    """Return a cell as XML: texts stand in it, as numbers and values of formulas do."""
    name = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, Formula):
        return f'<c r="{name}"><f>1+1</f><v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


def sheet_xml(rows: Sequence[Sequence[object]]) -> str:
    """Return a sheet as XML; None is a cell that is not there."""
    cells = "".join(
        cell_xml(column, number, value)
        for number, row in enumerate(rows, start=1)
        for column, value in enumerate(row)
        if value is not None
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData><row>{cells}</row></sheetData></worksheet>'


def write_workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    settings: str = "",
    parts: Mapping[str, str | None] | None = None,
) -> Path:
    """Write a workbook; ``parts`` replaces parts of it, or leaves them out."""
    names = list(sheets)
    files: dict[str, str | None] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{settings}<sheets>'
        + "".join(f'<sheet name="{name}" r:id="r{n}"/>' for n, name in enumerate(names))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f'<Relationship Id="r{n}" Target="worksheets/s{n}.xml"/>' for n in range(len(names))
        )
        + "</Relationships>",
        **{f"xl/worksheets/s{n}.xml": sheet_xml(sheets[name]) for n, name in enumerate(names)},
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(name, text)
    return path
