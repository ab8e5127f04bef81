"""How the key is written: text and samples, row by row."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ..charts.house_style import DPI, FAINT, INK
from ..phrases import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .layout import Layout

ROW: Final = 1.3
"""Height of a row, as a multiple of its letters."""

SWATCH: Final = 2.5
"""Length of a sample of a line, as a multiple of its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Where and how large the key is written: a column from its top downwards, in points."""

    axes: Axes
    layout: Layout
    language: Language
    left: float
    top: float
    width: float

    @property
    def row(self) -> float:
        """Height of a row."""
        return ROW * self.layout.key_pt

    def down(self, rows: float) -> Pen:
        """Return the pen some rows further down."""
        return replace(self, top=self.top - rows * self.row)

    @property
    def swatch(self) -> float:
        """Length of a sample of a line."""
        return SWATCH * self.layout.key_pt

    def write(self, x: float, text: str, *, room: float = math.inf, **look: Any) -> float:
        """Write text in the middle of the first row, cut to its room; return its width."""
        style = {"fontsize": self.layout.key_pt, "color": INK, "va": "center_baseline", **look}
        middle = self.top - 0.5 * self.row
        drawn = self.axes.text(self.left + x, middle, text, gid="key", **style)
        short, dots = text, "…" if self.language is Language.ZH else "..."
        while len(short) > 1 and drawn.get_window_extent().width > room * DPI / 72:
            short = short[:-1].rstrip()
            drawn.set_text(f"{short}{dots}")
        return float(drawn.get_window_extent().width) * 72 / DPI

    def measure(self, text: str, share: float = 1.0) -> float:
        """Return the width of a text whose letters are a share of the usual size."""
        drawn = self.axes.text(0, 0, text, fontsize=share * self.layout.key_pt)
        width = float(drawn.get_window_extent().width) * 72 / DPI
        drawn.remove()
        return width

    def sample(self, x: float, width: float, **look: Any) -> None:
        """Draw a line in the middle of the first row."""
        middle = self.top - 0.5 * self.row
        self.axes.plot([self.left + x, self.left + x + width], [middle, middle], **look)

    def rule(self) -> None:
        """Draw a thin rule at the top."""
        self.axes.plot([self.left, self.left + self.width], [self.top, self.top], color=FAINT,
                       linewidth=0.6)  # fmt: skip
