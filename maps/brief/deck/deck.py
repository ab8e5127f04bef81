"""The deck of a brief: slides that can be edited in PowerPoint."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ...phrases import Language
from ..dated import dated
from ..fixed_zip import fixed_zip
from ..headlines import answer_title, basis_title
from .more_slides import basis_slide, change_slide, moves_slide, risk_slide
from .notes import speaker_notes
from .slides import Case, answer_slide, mix_slide, slots_slide, time_slide
from .template import new_deck

if TYPE_CHECKING:
    from ..facts import BriefFacts


def deck_bytes(facts: BriefFacts, language: Language, picture: bytes | None) -> bytes:
    """Return a brief as a PowerPoint file; the same facts give the same bytes.

    Parameters
    ----------
    facts
        What it says.
    language
        English or Chinese.
    picture
        The map as PNG; None = none is shown.
    """
    deck = new_deck()
    case = Case(deck=deck, facts=facts, language=language)
    slides = [answer_slide(case, picture)]
    if facts.changes is not None:
        slides += [change_slide(case, facts.changes), moves_slide(case, facts.changes)]
    slides += [mix_slide(case), time_slide(case), slots_slide(case), risk_slide(case)]
    slides.append(basis_slide(case))
    for slide in slides:
        slide.notes(speaker_notes(facts, language))
    made = dated(facts)
    core = deck.core_properties
    core.title, core.author = answer_title(facts)[language], "landbridge"
    core.subject, core.keywords = basis_title(facts)[language], facts.basis.digest
    core.language = "zh-CN" if language is Language.ZH else "en-US"
    core.created = core.modified = made.replace(tzinfo=None)
    core.last_modified_by, core.revision = "landbridge", 1
    buffer = io.BytesIO()
    deck.save(buffer)
    return fixed_zip(buffer.getvalue(), made)
