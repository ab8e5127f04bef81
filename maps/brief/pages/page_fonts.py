"""The fonts of the pages: our own and matplotlib's, and no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import get_font

from ...letters import font_files, printable

SECOND: Final = Path(mpl.get_data_path()) / "fonts" / "ttf"
"""Folder of DejaVu Sans, for letters that our own fonts have not."""


def font_folders() -> list[str]:
    """Return the folders that typst takes fonts from."""
    return [str(font_files()[0].parent), str(SECOND)]


@cache
def _drawable() -> frozenset[int]:
    paths = (font_files()[0], SECOND / "DejaVuSans.ttf")
    return frozenset(point for path in paths for point in get_font(str(path)).get_charmap())


def page_text(text: str, longest: int) -> str:
    """Return text in one line of letters that the fonts of the pages have."""
    drawable = _drawable()
    return "".join(c if ord(c) in drawable else "?" for c in printable(text, longest))
