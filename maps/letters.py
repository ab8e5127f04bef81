"""Letters of a picture: which fonts there are, and text that they can draw.

Landbridge Sans comes with the package and has Latin and Chinese letters; DejaVu Sans comes with
matplotlib and has Cyrillic and more. A rare Chinese letter needs a font of the system.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from matplotlib import font_manager

FAMILY: Final = "Landbridge Sans"
"""Family of the fonts in maps/fonts; no other font has this name."""

SECOND: Final = "DejaVu Sans"
CHINESE: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "WenQuanYi Micro Hei", "SimHei",
)  # fmt: skip
"""Fonts with rare Chinese letters, best first."""

LONGEST: Final = 160
"""Characters of a text from outside that a chart shows."""


def font_files() -> tuple[Path, ...]:
    """Return the files of our own fonts, regular and bold."""
    folder = Path(str(files("landbridge.maps") / "fonts"))
    return tuple(folder / f"LandbridgeSans-{style}.ttf" for style in ("Regular", "Bold"))


@cache
def families() -> tuple[str, ...]:
    """Return the fonts of a picture: each letter is taken from the first that has it."""
    for path in font_files():
        font_manager.fontManager.addfont(path)
    known = {font.name for font in font_manager.fontManager.ttflist}
    rare = next((name for name in CHINESE if name in known), None)
    return (FAMILY, SECOND, rare) if rare else (FAMILY, SECOND)


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
    # The ellipsis of a Chinese font hangs half-way up, which looks wrong after Latin letters.
    cut = words if len(words) <= longest else f"{words[: longest - 3].rstrip()}..."
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
