"""Parts of a slide: text, tiles, tables and pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from ...phrases import Language, Phrase
from .template import ACCENT, LIGHT

if TYPE_CHECKING:
    from pptx.presentation import Presentation

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in inches."""

FOOTER: Final = 11
NUMBER: Final = 12
"""Places of the layout that python-pptx does not copy."""

INK: Final = "#1F2933"
GREY: Final = "#5F6B76"
FAINT: Final = "#C9CED4"
WARNING: Final = "#B3261E"
ROW: Final = 2.1
"""Height of a row of a table, as a multiple of its letters."""

NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style of PowerPoint without lines and fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How letters look."""

    points: float = 12.0
    colour: str = INK
    is_bold: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, its width in inches, and its side."""

    head: Phrase
    width_in: float
    is_number: bool = False


class Slide:
    """A slide that is being made, in one language.

    Parameters
    ----------
    deck
        The deck that it belongs to.
    language
        Language of everything on it.
    """

    def __init__(self, deck: Presentation, language: Language) -> None:
        self.language = language
        self.layout: Any = deck.slide_layouts[0]
        self.slide: Any = deck.slides.add_slide(self.layout)

    def head(self, title: Phrase, subtitle: Phrase, footer: Phrase) -> None:
        """Write title, subtitle and footer, and number the slide."""
        for shape, phrase in zip(self.slide.placeholders, (title, subtitle), strict=True):
            self._run(shape.text_frame.paragraphs[0], phrase[self.language])
        for shape in self.layout.placeholders:
            place = shape.placeholder_format.idx
            if place in (FOOTER, NUMBER):
                copied = deepcopy(shape._element)
                self.slide.shapes._spTree.append(copied)
                if place == FOOTER:
                    paragraph = copied.find(f".//{qn('a:p')}")
                    _plain_run(paragraph, footer[self.language], self._lang)

    def notes(self, text: str) -> None:
        """Write the notes of the speaker."""
        frame = self.slide.notes_slide.notes_text_frame
        frame.text = text

    def text(
        self, box: Box, phrases: Sequence[Phrase], letters: Letters, name: str = "Text"
    ) -> None:
        """Write paragraphs into a box."""
        shape = self.slide.shapes.add_textbox(*(Inches(value) for value in box))
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, phrase in enumerate(phrases):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if number:
                paragraph.space_before = Pt(letters.points / 2)
            self.write(paragraph, phrase[self.language], letters)

    def write(self, paragraph: Any, text: str, letters: Letters) -> None:
        """Write a run of text into a paragraph."""
        run = self._run(paragraph, text)
        run.font.size = Pt(letters.points)
        run.font.bold = letters.is_bold
        run.font.color.rgb = RGBColor.from_string(letters.colour[1:].upper())
        paragraph.alignment = PP_ALIGN.RIGHT if letters.align == "right" else PP_ALIGN.LEFT

    def _run(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run()
        run.text = text
        run._r.get_or_add_rPr().set("lang", self._lang)
        return run

    @property
    def _lang(self) -> str:
        return "zh-CN" if self.language is Language.ZH else "en-US"

    def tile(self, box: Box, texts: tuple[Phrase, Phrase, Phrase], name: str) -> None:
        """Draw a tile: a small label, a large figure, a small note."""
        shape = self.slide.shapes.add_textbox(*(Inches(v) for v in box))
        shape.name = name
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(LIGHT[1:])
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Inches(0.14)
        frame.margin_top = frame.margin_bottom = Inches(0.05)
        looks = (
            Letters(points=11, colour=GREY),
            Letters(points=22, colour=ACCENT, is_bold=True),
            Letters(points=10, colour=GREY),
        )
        for number, (phrase, letters) in enumerate(zip(texts, looks, strict=True)):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self.write(paragraph, phrase[self.language], letters)

    def picture(self, box: Box, png: bytes, alt: Phrase, name: str) -> None:
        """Place a picture with its alternative text."""
        picture = self.slide.shapes.add_picture(io.BytesIO(png), *(Inches(v) for v in box))
        picture.name = name
        describe(picture, alt[self.language])

    def table(
        self,
        box: Box,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Phrase]],
        *,
        name: str,
        points: float = 10.5,
        warned: frozenset[int] = frozenset(),
    ) -> None:
        """Draw a native table: heads over a line, rows over hairlines.

        ``box`` gives the place, and the most room: many rows have smaller letters. ``warned``
        are the numbers of rows in the colour of warnings.
        """
        points = min(points, box[3] / (len(rows) + 1) / ROW * 72)
        high = Inches(points / 72 * ROW)
        x, y, wide = (Inches(value) for value in box[:3])
        shape = self.slide.shapes.add_table(
            len(rows) + 1, len(columns), x, y, wide, high * (len(rows) + 1)
        )
        shape.name = name
        describe(shape, name)
        table = shape.table
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
        for number, column in enumerate(columns):
            table.columns[number].width = Inches(column.width_in)
        heads = [column.head for column in columns]
        for number, row in enumerate([heads, *rows]):
            table.rows[number].height = high
            is_head = number == 0
            colour = ACCENT if is_head else WARNING if number - 1 in warned else INK
            for place, (column, phrase) in enumerate(zip(columns, row, strict=True)):
                letters = Letters(
                    points=points, colour=colour, is_bold=is_head,
                    align="right" if column.is_number else "left",
                )  # fmt: skip
                self._cell(table.cell(number, place), phrase, letters)

    def _cell(self, cell: Any, phrase: Phrase, letters: Letters) -> None:
        cell.margin_left = cell.margin_right = Inches(0.05)
        cell.margin_top = cell.margin_bottom = Inches(0.02)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.background()
        self.write(cell.text_frame.paragraphs[0], phrase[self.language], letters)
        _underline(cell, ACCENT if letters.is_bold else "#E4E7EA", 1.2 if letters.is_bold else 0.6)


def describe(shape: Any, text: str) -> None:
    """Give a picture, chart or table its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def _underline(cell: Any, colour: str, points: float) -> None:
    """Draw the lower edge of a cell; PowerPoint wants the lines before the fill."""
    line: Any = OxmlElement("a:lnB")
    for name, value in (("w", str(int(Pt(points)))), ("cap", "flat"), ("cmpd", "sng")):
        line.set(name, value)
    fill: Any = OxmlElement("a:solidFill")
    paint: Any = OxmlElement("a:srgbClr")
    paint.set("val", colour[1:].upper())
    fill.append(paint)
    line.append(fill)
    cell._tc.get_or_add_tcPr().insert(0, line)


def _plain_run(paragraph: Any, text: str, lang: str) -> None:
    run: Any = OxmlElement("a:r")
    properties: Any = OxmlElement("a:rPr")
    words: Any = OxmlElement("a:t")
    properties.set("lang", lang)
    words.text = text
    run.append(properties)
    run.append(words)
    paragraph.insert(0, run)
