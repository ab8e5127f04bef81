"""Where things stand on the page, by its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..charts.house_style import Size
from .view import Rect

A4: Final = Size(width_in=11.69, height_in=8.27, title_pt=18, text_pt=10.5, note_pt=7.6)
"""A page of A4 on its side."""

MARGIN_PT_PER_IN: Final = 2.25
"""Room at the edges, by width of the page."""

LEAST_MARGIN_PT: Final = 14.0
GAP_PT: Final = 14.0
WIDE_FROM: Final = 0.95
"""Width by height from which the key stands beside the map, else under it."""

ROOMY_FROM_IN: Final = 9.0
"""Width of the page from which it has room for an inset beside the map and one in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rectangles of the page in points, and the sizes of letters and lines in them.

    ``beside`` is where an inset stands beside the map, None where there is no room or no inset;
    ``corner`` is width and height of another in the map.
    """

    map: Rect
    key: Rect
    beside: Rect | None
    corner: tuple[float, float]
    num_columns: int
    label_pt: float
    key_pt: float
    widest_pt: float

    @property
    def thinnest_pt(self) -> float:
        """Width of the thinnest line."""
        return 0.16 * self.widest_pt


def margin_pt(size: Size) -> float:
    """Return the room at the edges of a page."""
    return max(LEAST_MARGIN_PT, MARGIN_PT_PER_IN * size.width_in)


def layout(size: Size, top_pt: float, bottom_pt: float, *, has_inset: bool) -> Layout:
    """Return where things stand between the title and the note.

    Parameters
    ----------
    top_pt, bottom_pt
        Heights that the title and the note take.
    has_inset
        Whether there is an inset to make room for.
    """
    page = Rect(0.0, bottom_pt, 72 * size.width_in, 72 * size.height_in - top_pt - bottom_pt)
    if size.width_in / size.height_in < WIDE_FROM:
        return _upright(size, page)
    return _wide(size, page, has_inset=has_inset)


def _wide(size: Size, page: Rect, *, has_inset: bool) -> Layout:
    """Return the layout with the key beside the map, and an inset above it if there is room."""
    is_roomy = size.width_in >= ROOMY_FROM_IN
    has_beside = is_roomy and has_inset
    panel = (0.262 if is_roomy else 0.3) * page.width
    left, width = page.width - panel + GAP_PT, panel - GAP_PT - 0.73 * margin_pt(size)
    inset = 0.31 * page.height
    across, up = (0.335, 0.42) if is_roomy else (0.38, 0.35)
    beside = Rect(left, page.bottom + page.height - inset, width, inset) if has_beside else None
    return Layout(
        map=page._replace(width=page.width - panel),
        key=Rect(left, page.bottom, width, page.height - (inset + 6.0 if has_beside else 0.0)),
        beside=beside,
        corner=(across * (page.width - panel), up * page.height),
        num_columns=1,
        label_pt=0.64 * size.text_pt,
        key_pt=(0.63 if is_roomy else 0.6) * size.text_pt,
        widest_pt=0.42 * size.text_pt,
    )


def _upright(size: Size, page: Rect) -> Layout:
    """Return the layout with the key in three columns under the map."""
    height = min(0.7 * page.height, page.width / 1.3)
    margin = margin_pt(size)
    return Layout(
        map=page._replace(bottom=page.bottom + page.height - height, height=height),
        key=Rect(margin, page.bottom, page.width - 2 * margin, page.height - height - GAP_PT),
        beside=None,
        corner=(0.31 * page.width, 0.31 * height),
        num_columns=3,
        label_pt=0.64 * size.text_pt,
        key_pt=0.66 * size.text_pt,
        widest_pt=0.42 * size.text_pt,
    )
