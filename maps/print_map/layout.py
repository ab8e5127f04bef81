"""Where things stand on the page, by its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..charts.house_style import Size
from .view import Rect

A4: Final = Size(width_in=11.69, height_in=8.27, title_pt=18, text_pt=10.5, note_pt=7.6)
"""A page of A4 on its side."""

MARGIN_PT: Final = 30.0
PANEL_SHARE: Final = 0.262
"""Share of the width that the key takes where it stands beside the map."""

WIDE_FROM: Final = 1.25
"""Width by height from which the key stands beside the map, else under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rectangles of the page in points, and the sizes of letters and lines in them.

    ``corner`` is width and height of an inset in the map; ``gateway`` is where the inset of the
    gateway stands beside the map, None where it stands in a corner of it.
    """

    map: Rect
    key: Rect
    gateway: Rect | None
    corner: tuple[float, float]
    num_columns: int
    label_pt: float
    key_pt: float
    widest_pt: float

    @property
    def thinnest_pt(self) -> float:
        """Width of the thinnest line."""
        return 0.16 * self.widest_pt


def layout(size: Size, top_pt: float, bottom_pt: float) -> Layout:
    """Return where things stand between the title and the note.

    Parameters
    ----------
    top_pt, bottom_pt
        Heights that the title and the note take.
    """
    width, height = 72 * size.width_in, 72 * size.height_in
    free = height - top_pt - bottom_pt
    if size.width_in / size.height_in > WIDE_FROM:
        panel = PANEL_SHARE * width
        return Layout(
            map=Rect(0.0, bottom_pt, width - panel, free),
            key=Rect(width - panel + 14, bottom_pt, panel - 14 - 22, 0.645 * free),
            gateway=Rect(width - panel + 14, bottom_pt + 0.66 * free, panel - 14 - 22, 0.34 * free),
            corner=(0.3 * (width - panel), 0.37 * free),
            num_columns=1,
            label_pt=0.64 * size.text_pt,
            key_pt=0.63 * size.text_pt,
            widest_pt=0.42 * size.text_pt,
        )
    band = 0.34 * free
    return Layout(
        map=Rect(0.0, bottom_pt + band, width, free - band),
        key=Rect(MARGIN_PT, bottom_pt + 4, width - 2 * MARGIN_PT, band - 10),
        gateway=None,
        corner=(0.31 * width, 0.36 * (free - band)),
        num_columns=3,
        label_pt=0.64 * size.text_pt,
        key_pt=0.7 * size.text_pt,
        widest_pt=0.42 * size.text_pt,
    )
