"""Text from outside as a slide, a cell or a page may hold it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ...network.plan_files import FORMULA_STARTS

LONGEST: Final = 160
"""Characters of a name that a brief shows."""

_LINK: Final = re.compile(r"[a-z]+:", re.IGNORECASE)
_LEFT_OUT: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def plain(text: str, longest: int = LONGEST) -> str:
    """Return text in one line and not at any length, without what XML or a reader chokes on.

    Left out are control characters, marks that turn the direction of writing, lone halves of
    surrogate pairs and what is no character.
    """
    kept = (letter if not letter.isspace() else " " for letter in text[: 20 * longest])
    words = "".join(c for c in kept if unicodedata.category(c) not in _LEFT_OUT).split()
    line = " ".join(words)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def guarded(text: str, longest: int = LONGEST) -> str:
    """Return plain text that no spreadsheet takes for a formula or a link.

    For the workbooks that python-pptx puts under the charts: it writes them itself.
    """
    line = plain(text, longest)
    return f"'{line}" if line.startswith(FORMULA_STARTS) or _LINK.match(line) else line
