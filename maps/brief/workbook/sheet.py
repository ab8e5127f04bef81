"""A sheet: a title, and a table with a filter that prints well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...phrases import Language, Phrase
from ..plain_text import plain
from .widths import lines_of, width_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | float | date | datetime | None

LONGEST_CELL: Final = 2000
"""Characters of a cell; Excel takes 32,767."""

A3: Final = 8
A4: Final = 9
FIRST_ROW: Final = 3
"""Row of the heads, from 0."""


ZONE: Final = Phrase(
    "Moments are local at the terminal, in the time zone that stands beside them.",
    "时刻均为场站当地时间，时区见同行。",
)


class Kind(Enum):
    """What stands in a column, and the number format that shows it."""

    TEXT = "@"
    WHOLE = "#,##0"
    TENTHS = "#,##0.0"
    SHARE = "0%"
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a sheet: its head with the unit, its width in letters, what it holds.

    ``has_total`` asks for a sum under it, ``has_bar`` for bars in its cells.
    """

    head: Phrase
    width: float
    kind: Kind = Kind.TEXT
    has_total: bool = False
    has_bar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Name, title, remark and columns of a sheet.

    A sheet that ``is_wide`` is printed on A3, one with ``is_one_page`` on a single page.
    """

    name: Phrase
    title: Phrase
    remark: Phrase
    fields: tuple[Field, ...]
    frozen_columns: int = 1
    is_wide: bool = False
    is_one_page: bool = False


class Book:
    """A workbook that is being written, in one language."""

    def __init__(self, workbook: Workbook, language: Language, foot: str) -> None:
        self.workbook: Any = workbook
        self.language = language
        self._foot = foot
        self._font = "Microsoft YaHei" if language is Language.ZH else "Arial"
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._tables = 0

    def look(self, **properties: Any) -> Any:
        """Return a format; equal ones are one."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            own = {"font_name": self._font, "font_size": 10, "valign": "vcenter", **properties}
            self._formats[key] = self.workbook.add_format(own)
        return self._formats[key]

    def say(self, phrase: Phrase) -> str:
        """Return a text in the language of the workbook, fit for a cell."""
        return plain(phrase[self.language], LONGEST_CELL)

    def sheet(self, page: Page, rows: Sequence[Sequence[Cell]]) -> Worksheet:
        """Write a sheet with its table, and return it."""
        sheet = self.workbook.add_worksheet(self.say(page.name)[:31])
        self._print_set_up(sheet, page)
        self.head(sheet, page.title, page.remark)
        self.table(sheet, page.fields, rows, FIRST_ROW, 0)
        for number, field in enumerate(page.fields):
            texts = [row[number] for row in rows if isinstance(row[number], str)]
            sheet.set_column(number, number, width_of(field.width, texts), self.look())
        for down, row in enumerate(rows, start=FIRST_ROW + 1):
            lines = max(lines_of(cell) for cell in row)
            if lines > 1:
                sheet.set_row(down, 13.5 * lines)
        sheet.freeze_panes(FIRST_ROW + 1, page.frozen_columns)
        return sheet

    def head(self, sheet: Worksheet, title: Phrase, remark: Phrase) -> None:
        """Write what stands over the table."""
        bold = self.look(bold=True, font_size=14, font_color="#0B3C5D")
        sheet.write_string(0, 0, self.say(title), bold)
        sheet.write_string(1, 0, self.say(remark), self.look(font_color="#5F6B76"))
        sheet.set_row(0, 24)

    def table(
        self,
        sheet: Worksheet,
        fields: Sequence[Field],
        rows: Sequence[Sequence[Cell]],
        top: int,
        left: int,
    ) -> int:
        """Write a table with a filter, and sums where they are asked for; return its last row."""
        has_total = any(field.has_total for field in fields) and bool(rows)
        last = top + len(rows) + has_total
        if rows:
            self._tables += 1
            sheet.add_table(
                top, left, last, left + len(fields) - 1,
                {"name": f"landbridge_{self._tables}", "style": "Table Style Light 1",
                 "total_row": has_total, "columns": self._columns(fields, rows)},
            )  # fmt: skip
        else:
            for number, field in enumerate(fields):
                sheet.write_string(top, left + number, self.say(field.head), _header(self, field))
            none = self.say(Phrase("none", "无"))
            sheet.write_string(top + 1, left, none, self.look(italic=True))
        sheet.set_row(top, 30)
        for down, row in enumerate(rows, start=top + 1):
            for across, (field, cell) in enumerate(zip(fields, row, strict=True), start=left):
                self._write(sheet, (down, across), cell, field.kind)
        self._bars(sheet, fields, (top + 1, left), len(rows))
        return last

    def _columns(
        self, fields: Sequence[Field], rows: Sequence[Sequence[Cell]]
    ) -> list[dict[str, Any]]:
        columns: list[dict[str, Any]] = []
        for number, field in enumerate(fields):
            head = self.say(field.head)
            column: dict[str, Any] = {"header": head, "header_format": _header(self, field)}
            if field.has_total:
                values = (row[number] for row in rows)
                total = sum(value for value in values if isinstance(value, (int, float)))
                column["total_function"], column["total_value"] = "sum", total
                column["format"] = self._cell_look(field.kind)
            elif number == 0:
                column["total_string"] = self.say(Phrase("Total", "合计"))
            columns.append(column)
        return columns

    def _cell_look(self, kind: Kind) -> Any:
        if kind is Kind.TEXT:
            return self.look(text_wrap=True, indent=1)
        return self.look(
            num_format=kind.value, align=_side(kind), indent=int(_side(kind) == "left")
        )

    def _write(self, sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind) -> None:
        """Write a cell as what it is: a text is never a formula, a number or a link."""
        look = self._cell_look(kind)
        match cell:
            case None:
                sheet.write_blank(*place, None, look)
            case str():
                sheet.write_string(*place, plain(cell, LONGEST_CELL), look)
            case datetime():
                sheet.write_datetime(*place, cell.replace(tzinfo=None), look)
            case date():
                sheet.write_datetime(*place, datetime.combine(cell, time()), look)
            case _:
                sheet.write_number(*place, cell, look)

    def _bars(
        self, sheet: Worksheet, fields: Sequence[Field], first: tuple[int, int], count: int
    ) -> None:
        for number, field in enumerate(fields):
            if field.has_bar and count:
                column = first[1] + number
                sheet.conditional_format(
                    first[0], column, first[0] + count - 1, column,
                    {"type": "data_bar", "bar_color": "#9CC7E4", "bar_solid": True,
                     "min_type": "num", "min_value": 0},
                )  # fmt: skip

    def _print_set_up(self, sheet: Any, page: Page) -> None:
        sheet.set_landscape()
        sheet.set_paper(A3 if page.is_wide else A4)
        sheet.fit_to_pages(1, 1 if page.is_one_page else 0)
        sheet.repeat_rows(0, FIRST_ROW)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        name = self.say(page.name)
        sheet.set_footer(f"&L&8{_footer(self._foot)}&C&8{_footer(name)}&R&8&P / &N")
        sheet.hide_gridlines(2)


def _side(kind: Kind) -> str:
    return "left" if kind in (Kind.TEXT, Kind.DAY, Kind.MOMENT) else "right"


def _header(book: Book, field: Field) -> Any:
    """Return the look of the head of a column: over its figures, or at the begin of its texts."""
    side = _side(field.kind)
    return book.look(
        bold=True, text_wrap=True, font_color="#FFFFFF", bg_color="#0B3C5D", align=side,
        indent=int(side == "left"),
    )  # fmt: skip


def _footer(text: str) -> str:
    """Return text for a footer, in which `&` means something, and which has 255 characters."""
    return re.sub("&", "&&", plain(text, 100))
