"""What the panes of a map show, and where the insets are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..phrases import Language
from .insets import Inset
from .places import Stop
from .projection import Projection
from .view import Rect, View

if TYPE_CHECKING:
    from ...network.network import Network
    from .layout import Layout
    from .lines import Ink

LONGEST_NAME: Final = 30
"""Characters of a name on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the panes show, and where they stand."""

    network: Network
    inks: Sequence[Ink]
    stops: Sequence[Stop]
    projection: Projection
    insets: Sequence[Inset]
    layout: Layout
    language: Language

    @property
    def gateway(self) -> str:
        """The place that handles the most, or nothing."""
        return self.stops[0].place if self.stops and not self.stops[0].is_passed else ""

    @property
    def mark_pt(self) -> float:
        """Radius of the sign of a terminal."""
        return 0.36 * self.layout.label_pt

    @property
    def reach_pt(self) -> float:
        """How far a name may stand from its sign."""
        return 12.0 * self.layout.label_pt


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """An inset with its letter, and where it is seen: beside the map or in a corner of it."""

    inset: Inset
    tag: str
    view: View
    is_beside: bool


def within(rect: Rect, view: View) -> Rect:
    """Return a rectangle of the page in the coordinates of a pane."""
    return rect._replace(left=rect.left - view.pane.left, bottom=rect.bottom - view.pane.bottom)
