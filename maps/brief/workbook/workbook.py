"""The workbook of a brief."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ...phrases import Language
from ..dated import dated
from ..fixed_zip import fixed_zip
from ..headlines import answer_title
from .basis_sheets import changes_sheet, limits_sheet, moves_sheet, prices_sheet, sources_sheet
from .orders_sheet import orders_sheet
from .plan_sheets import mix_sheet, slots_sheet, summary_sheet
from .sheet import Book

if TYPE_CHECKING:
    from ..facts import BriefFacts

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""A text from outside stays a text."""


def workbook_bytes(facts: BriefFacts, language: Language) -> bytes:
    """Return a brief as an Excel workbook; the same facts give the same bytes."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook: Any = Workbook(buffer, _OPTIONS)
    made = dated(facts)
    basis = facts.basis
    workbook.set_properties(
        {
            "title": answer_title(facts)[language], "author": "landbridge",
            "keywords": basis.digest, "created": made.replace(tzinfo=None),
        }
    )  # fmt: skip
    foot = f"landbridge {basis.version} · {basis.network} · {basis.digest[:16]}"
    book = Book(workbook, language, foot)
    summary_sheet(book, facts)
    if facts.changes is not None:
        changes_sheet(book, facts.changes)
        moves_sheet(book, facts.changes)
    for write in (mix_sheet, slots_sheet, orders_sheet):
        write(book, facts)
    if facts.prices:
        prices_sheet(book, facts)
    limits_sheet(book, facts)
    sources_sheet(book, facts)
    workbook.close()
    return fixed_zip(buffer.getvalue(), made)
