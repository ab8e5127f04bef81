"""Letters of a chart: which fonts there are, and text that they can draw.

DejaVu Sans comes with matplotlib. Chinese needs a font of the system; where there is none, names
are drawn in English.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from matplotlib import font_manager

LATIN: Final = "DejaVu Sans"
CHINESE: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "WenQuanYi Micro Hei", "SimHei",
)  # fmt: skip
"""Fonts with Chinese letters, best first."""

LONGEST: Final = 160
"""Characters of a text from outside that a chart shows."""


@cache
def chinese_family() -> str | None:
    """Return the font for Chinese that this machine has; None where it has none."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE if name in known), None)


def families() -> tuple[str, ...]:
    """Return the fonts of a chart: each letter is taken from the first that has it."""
    chinese = chinese_family()
    return (LATIN, chinese) if chinese else (LATIN,)


@cache
def _drawable() -> frozenset[int]:
    """Return the code points that the fonts can draw."""
    paths = [font_manager.findfont(name, fallback_to_default=False) for name in families()]
    return frozenset(point for path in paths for point in font_manager.get_font(path).get_charmap())


def printable(text: str, longest: int = LONGEST) -> str:
    """Return text that a chart can draw: in one line, of known letters, not at any length.

    Control characters and marks that turn the direction of writing are left out; a letter that
    no font has becomes a question mark.
    """
    plain = "".join(
        letter if letter.isprintable() else " "
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    words = " ".join(plain.split())
    cut = words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
    drawable = _drawable()
    return "".join(letter if ord(letter) in drawable else "?" for letter in cut)


def can_draw(text: str) -> bool:
    """Tell whether the fonts have every letter of a text."""
    drawable = _drawable()
    return all(ord(letter) in drawable for letter in text)


def name_of(english: str, chinese: str, *, in_chinese: bool) -> str:
    """Return a name to draw, in Chinese where that is asked for and possible."""
    if in_chinese and chinese and can_draw(chinese):
        return printable(chinese)
    return printable(english)
