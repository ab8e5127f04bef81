"""Read the sheets of an Excel workbook (.xlsx) as text; formulas give the values saved with them.

A workbook is a zip of XML files (ISO/IEC 29500-1, 18.2 and 18.3), so that the standard
library suffices. Whatever is not such a file, or is made to exhaust the reader, is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from ..errors import Mistake, quoted
from ..spelling import nearest
from ..tables import MAX_FILE_BYTES

MOST_COLUMNS = 200
MOST_ROWS = 100_000
"""A cell beyond them is refused, since a sheet of text holds every cell before it."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

Sheet = list[list[str]]
"""Rows of cells; an empty cell is an empty text."""


class _WorkbookError(Exception):
    def __init__(self, found: str, expected: str, place: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.place = found, expected, place

    def mistake(self, path: Path) -> Mistake:
        """Return what is wrong with a file."""
        return Mistake(place=f"{path.name}{self.place}", found=self.found, expected=self.expected)


def read_sheets(path: Path, names: Iterable[str], mistakes: list[Mistake]) -> dict[str, Sheet]:
    """Read sheets of a workbook; append what is wrong to ``mistakes``.

    Returns
    -------
    dict of str to list of list of str
        The sheets that could be read, by name.
    """
    sheets = {}
    try:
        book = _Workbook(path)
    except _WorkbookError as error:
        mistakes.append(error.mistake(path))
        return {}
    for name in names:
        try:
            sheets[name] = book.sheet(name)
        except _WorkbookError as error:
            mistakes.append(error.mistake(path))
    return sheets


class _Workbook:
    """An opened workbook."""

    def __init__(self, path: Path) -> None:
        self._parts = _parts(path)
        book = self._xml("xl/workbook.xml")
        settings = book.find(f"{_MAIN}workbookPr")
        if settings is not None and settings.get("date1904") in ("1", "true"):
            found = "dates that count from 1904"
            raise _WorkbookError(found, "dates that count from 1900 (an option of Excel)")
        targets = {
            link.get("Id", ""): link.get("Target", "").removeprefix("/xl/")
            for link in self._xml("xl/_rels/workbook.xml.rels").iter(f"{_PACKAGE}Relationship")
        }
        self._files = {
            sheet.get("name", ""): f"xl/{targets.get(sheet.get(_LINK, ''), '')}"
            for sheet in book.iter(f"{_MAIN}sheet")
        }
        self._strings: list[str] = []
        if "xl/sharedStrings.xml" in self._parts:
            items = self._xml("xl/sharedStrings.xml").iter(f"{_MAIN}si")
            self._strings = [_text(item) for item in items]

    def sheet(self, name: str) -> Sheet:
        """Return the cells of a sheet."""
        if name not in self._files:
            known = ", ".join(self._files)
            expected = f"it beside {known}{nearest(name, self._files)}"
            raise _WorkbookError(f"no sheet {name!r}", expected)
        rows: Sheet = []
        for cell in self._xml(self._files[name]).iter(f"{_MAIN}c"):
            position = _position(cell.get("r", ""), name)
            value = self._value(cell, name)
            if value:
                _put(rows, position, value)
        return rows

    def _value(self, cell: ElementTree.Element, sheet: str) -> str:
        if cell.get("t") == "inlineStr":
            return _text(cell)
        value = (cell.findtext(f"{_MAIN}v") or "").strip()
        if not value and cell.find(f"{_MAIN}f") is not None:
            found = "a formula without a saved value"
            raise _WorkbookError(
                found, "a workbook saved by Excel", _place(sheet, cell.get("r", ""))
            )
        if cell.get("t") != "s":
            return value
        if not value.isdecimal() or int(value) >= len(self._strings):
            expected = f"the number of one of {len(self._strings)} texts"
            raise _WorkbookError(quoted(value), expected, _place(sheet, cell.get("r", "")))
        return self._strings[int(value)]

    def _xml(self, name: str) -> ElementTree.Element:
        data = self._parts.get(name)
        if data is None:
            raise _WorkbookError(f"no part {name}", "an Excel workbook (.xlsx)")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise _WorkbookError(f"a document type in {name}", "plain XML, as Excel writes it")
        try:
            return ElementTree.fromstring(data)
        except ElementTree.ParseError as error:
            raise _WorkbookError(f"broken XML in {name}: {error}", "whole XML") from error


def _parts(path: Path) -> dict[str, bytes]:
    """Return the XML files in a workbook."""
    if not path.is_file():
        raise _WorkbookError("a folder" if path.is_dir() else "no such file", f"a file {path}")
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [i for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))]
            size = sum(info.file_size for info in wanted)
            if size > MAX_FILE_BYTES:
                found = f"{size / 2**20:,.0f} MB of cells"
                raise _WorkbookError(found, f"at most {MAX_FILE_BYTES // 2**20} MB")
            return {info.filename: archive.read(info) for info in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        found = f"a file that cannot be unpacked: {error}"
        raise _WorkbookError(found, "an Excel workbook (.xlsx)") from error
    except OSError as error:
        found = f"a file that cannot be read: {error.strerror or error}"
        raise _WorkbookError(found, "a readable file") from error


class _Position(NamedTuple):
    row: int
    column: int


def _position(name: str, sheet: str) -> _Position:
    """Return where a cell such as ``AB12`` stands, counted from 0."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", name)
    if match is None:
        raise _WorkbookError(quoted(name), "the name of a cell, such as B2", _place(sheet))
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    if column > MOST_COLUMNS or int(match[2]) > MOST_ROWS:
        expected = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns"
        raise _WorkbookError(f"a cell {name}", expected, _place(sheet))
    return _Position(int(match[2]) - 1, column - 1)


def _put(rows: Sheet, position: _Position, value: str) -> None:
    rows.extend([] for _ in range(len(rows), position.row + 1))
    row = rows[position.row]
    row.extend("" for _ in range(len(row), position.column + 1))
    row[position.column] = value


def _text(item: ElementTree.Element) -> str:
    """Return a text, whose runs may have formats of their own; phonetic hints are none of it."""
    return " ".join("".join(_runs(item)).split())


def _runs(item: ElementTree.Element) -> Iterator[str]:
    for child in item:
        if child.tag == f"{_MAIN}t":
            yield child.text or ""
        elif child.tag in (f"{_MAIN}r", f"{_MAIN}is"):
            yield from _runs(child)


def _place(sheet: str, cell: str = "") -> str:
    return f" sheet {sheet}" + (f", cell {cell}" if cell else "")
