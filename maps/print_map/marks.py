"""How terminals are drawn: a shape for each kind, filled where the gateway is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ...network.terminal import TerminalKind
from ..charts.house_style import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .places import Stop
    from .view import View

SHAPES: Final[Mapping[TerminalKind, str]] = MappingProxyType(
    {
        TerminalKind.RAIL: "o",
        TerminalKind.BORDER_RAIL: "D",
        TerminalKind.RIVER_PORT: "p",
        TerminalKind.LOCK: "_",
        TerminalKind.SEAPORT: "s",
        TerminalKind.AIRPORT: "^",
        TerminalKind.ROAD: "h",
        TerminalKind.BORDER_ROAD: "d",
        TerminalKind.CUSTOMS_ZONE: "*",
    }
)
GATEWAY_FILL: Final = "#ffd23f"
PASSED: Final[Mapping[str, Any]] = MappingProxyType(
    {"marker": "o", "markerfacecolor": "#8d98a3", "markeredgewidth": 0.4, "markeredgecolor": PAPER}
)
"""How a terminal that cargo only passes is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A terminal in a pane, at its place in points, with the radius of its sign."""

    stop: Stop
    x: float
    y: float
    radius: float
    is_gateway: bool = False

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the sign."""
        return (
            self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius,
        )  # fmt: skip


def marks(
    found: Iterable[Stop], view: View, gateway: str, radius: float, larger: float
) -> list[Mark]:
    """Return the marks of a pane, the most important first.

    Those of the gateway are ``larger`` times the others, those that are passed half as large. Of
    terminals whose signs would cover one another the first one is shown.
    """
    chosen: list[Mark] = []
    left, low, right, high = view.room.inner(radius).bounds
    for stop in found:
        x, y = (float(value) for value in view.to_page([stop.lonlat])[0])
        is_gateway = stop.place == gateway
        size = radius * (0.5 if stop.is_passed else larger if is_gateway else 1.0)
        mark = Mark(stop=stop, x=x, y=y, radius=size, is_gateway=is_gateway)
        inside = left <= x <= right and low <= y <= high
        if inside and not any(_cover(mark, other) for other in chosen):
            chosen.append(mark)
    return chosen


def _cover(one: Mark, other: Mark) -> bool:
    return math.dist((one.x, one.y), (other.x, other.y)) < 0.9 * (one.radius + other.radius)


def draw_marks(axes: Axes, chosen: Sequence[Mark]) -> None:
    """Draw marks, the most important on top."""
    for rank, mark in enumerate(reversed(chosen)):
        style = (
            PASSED
            if mark.stop.is_passed
            else sign(mark.stop.terminal.kind, is_gateway=mark.is_gateway)
        )
        axes.plot(
            [mark.x], [mark.y], linestyle="", markersize=2 * mark.radius, gid="mark",
            zorder=6 + rank / 1000, **style,
        )  # fmt: skip


def sign(kind: TerminalKind, *, is_gateway: bool = False) -> dict[str, Any]:
    """Return how the sign of a kind of terminal is drawn; the key draws its samples alike."""
    return {
        "marker": SHAPES[kind], "markerfacecolor": GATEWAY_FILL if is_gateway else PAPER,
        "markeredgecolor": INK, "markeredgewidth": 0.9,
    }  # fmt: skip
