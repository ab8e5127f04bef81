"""Read a deck, a workbook and pages back as texts and numbers."""

from __future__ import annotations

import io
import json
import re
import tempfile
from functools import cache
from pathlib import Path

import typst
from pptx import Presentation
from python_calamine import CalamineWorkbook

from landbridge.maps.brief.deck.deck import deck_bytes
from landbridge.maps.brief.pages.pages import fonts, lay_out
from landbridge.maps.brief.workbook.workbook import workbook_bytes


@cache
def shapes_of(facts, language):
    """Return every shape of the deck of some facts."""
    deck = Presentation(io.BytesIO(deck_bytes(facts, language, None)))
    return [shape for slide in deck.slides for shape in slide.shapes]


def tiles_of(facts, language):
    """Return the figures of the tiles of the deck by key."""
    found = [s for s in shapes_of(facts, language) if s.name.startswith("fact ")]
    return {s.name.removeprefix("fact "): s.text_frame.paragraphs[1].text for s in found}


def deck_tables(facts, language):
    """Return the native tables of the deck by name, heads included."""
    found = [shape for shape in shapes_of(facts, language) if shape.has_table]
    return {
        shape.name: [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in found
    }


def deck_charts(facts, language):
    """Return the categories and values of the charts of bars of the deck."""
    charts = [shape.chart for shape in shapes_of(facts, language) if shape.has_chart]
    return [
        [(list(chart.plots[0].categories), list(series.values)) for series in chart.plots[0].series]
        for chart in charts
        if "c:scatterChart" not in chart._chartSpace.xml
    ]


@cache
def sheets_of(facts, language):
    """Return the sheets of the workbook as rows of values, in their order."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(facts, language)))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    return [sheet.to_python(skip_empty_area=False) for sheet in sheets]


@cache
def shown_of(facts, language):
    """Return what the pages show by key."""
    with tempfile.TemporaryDirectory() as folder:
        source = lay_out(Path(folder), facts, language, None)
        found = typst.query(str(source), "<shown>", field="value", **fonts(folder))
    return {entry["key"]: entry["text"] for entry in json.loads(found)}


def number_in(text):
    """Return the number of a text, whatever the unit around it."""
    text = text.replace("CO2e", "")
    found = re.search(r"−?[\d,]+(\.\d+)?", text)
    return float(found.group().replace(",", "").replace("−", "-"))
