"""Texts of the pages in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...phrases import Language, Phrase
from .page_fonts import page_text


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in one language, of letters that the fonts of the pages have."""

    language: Language

    def say(self, phrase: Phrase | str, longest: int = 240) -> str:
        """Return a text."""
        text = phrase if isinstance(phrase, str) else phrase[self.language]
        shown = page_text(text, longest)
        return shown.replace(" · ", "  |  ").replace("…", "...")  # both are wide in our font

    def table(
        self,
        key: str,
        heads: Sequence[tuple[Phrase, bool]],
        rows: Iterable[Sequence[Phrase]],
        warned: Iterable[int] = (),
    ) -> dict[str, Any]:
        """Return a table: heads, each with whether its column holds figures, and rows."""
        return {
            "key": key,
            "heads": [self.say(head) for head, _ in heads],
            "numbers": [is_number for _, is_number in heads],
            "rows": [[self.say(cell, 90) for cell in row] for row in rows],
            "warned": list(warned),
        }
