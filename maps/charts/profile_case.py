"""What a profile shows: the courses of some routes, rows and message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ...network.course import CourseKind, CoursePoint, course
from ...network.economics import Choice, choices_of
from ..mode_names import mode_name
from ..phrases import Phrase, named
from ..style import on_light
from .house_style import mode_colour
from .shipment_words import NO_ROUTE

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

COLUMNS: Final = (
    "route", "corridor", "kind", "mode", "from_terminal", "terminal", "distance_km", "days",
    "cost_usd",
)  # fmt: skip


class Measure(StrEnum):
    """What goes up in the chart."""

    TIME = "time"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A route with its course and how it is drawn; a colour that is used again is dashed."""

    choice: Choice
    corridor: Phrase
    colour: str
    is_dashed: bool
    points: tuple[CoursePoint, ...]

    def height(self, point: CoursePoint, measure: Measure) -> float:
        """Return how high a point stands."""
        return point.days if measure is Measure.TIME else point.cost_usd


def course_lines(network: Network, shipment: Shipment, routes: Iterable[Route]) -> list[CourseLine]:
    """Return routes with their courses, coloured by mode; by corridor where modes repeat."""
    chosen = [(c, c.route) for c in choices_of(shipment, routes) if c.route is not None]
    are_modes_enough = len({choice.mode for choice, _ in chosen}) == len(chosen)
    lines: list[CourseLine] = []
    for choice, route in chosen:
        corridor = network.corridors[route.main_corridor]
        colour = mode_colour(choice.mode) if are_modes_enough else on_light(corridor.colour)
        lines.append(
            CourseLine(
                choice=choice,
                corridor=named(corridor.name, corridor.name_zh),
                colour=colour,
                is_dashed=any(line.colour == colour for line in lines),
                points=course(network, route, units=shipment.num_units),
            )
        )
    return lines


def row_of(line: CourseLine, point: CoursePoint) -> tuple[str | float, ...]:
    """Return the row of a point."""
    return (
        line.choice.name, line.corridor.en, point.kind.value, point.mode, point.from_terminal,
        point.terminal, round(point.distance_km, 1), round(point.days, 4),
        round(point.cost_usd, 2),
    )  # fmt: skip


def message(lines: Sequence[CourseLine], measure: Measure) -> Phrase:
    """Say which route stands still the longest, or pays the most at its stops."""
    if not lines:
        return NO_ROUTE
    shares = [(_stop_share(line, measure), line) for line in lines]
    share, line = max(shares, key=lambda pair: pair[0])
    least, other = min(shares, key=lambda pair: pair[0])
    what = Phrase("time", "时间") if measure is Measure.TIME else Phrase("cost", "运费")
    text = Phrase(
        "{mode} spends {share:.0%} of its {what} at stops and borders",
        "{mode}有 {share:.0%} 的{what}花在场站与口岸",
    ).fill(mode=mode_name(line.choice.mode).capital(), share=share, what=what)
    if line is other:
        return text
    more = Phrase("{text}, {mode} {share:.0%}", "{text}，{mode}为 {share:.0%}")
    return more.fill(text=text, mode=mode_name(other.choice.mode), share=least)


def _stop_share(line: CourseLine, measure: Measure) -> float:
    total = line.height(line.points[-1], measure)
    moved = sum(
        line.height(b, measure) - line.height(a, measure)
        for a, b in pairwise(line.points)
        if b.kind is CourseKind.MOVE
    )
    return 1 - moved / total if total else 0.0
