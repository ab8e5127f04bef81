"""How a profile is drawn: lines, thick where they stop, with names at their ends and stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from ...network.course import CourseKind
from ..letters import name_of, printable
from ..mode_names import mode_name
from ..phrases import Language, Phrase
from .frame import linear_ticks, ticks
from .house_style import GREY
from .shipment_words import Words, usd_words, with_figure
from .tags import Obstacles, Tag, place_tags

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.network import Network

from .profile_case import CourseLine, Measure

LEAST_SHARE_NAMED: Final = 0.035
"""Steps lower than this share of the axis get no name."""


_DAYS: Final = Phrase("{days:.1f} d", "{days:.1f} 天")
_HOURS: Final = Phrase("{hours:.0f} h", "{hours:.0f} 小时")
WORST_STOP: Final = 85.0
"""The name of a stop is left out rather than laid over two lines of routes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A step at one place: what happens there from arrival until the cargo moves on."""

    name: str
    distance_km: float
    low: float
    high: float


def draw_lines(
    axes: Axes, network: Network, lines: Sequence[CourseLine], measure: Measure, words: Words
) -> None:
    """Draw the courses, and the names of their ends and longer stops."""
    farthest = max((line.points[-1].distance_km for line in lines), default=1.0)
    highest = max((line.height(line.points[-1], measure) for line in lines), default=1.0)
    axes.set_xlim(0, farthest * 1.17 or 1.0)
    axes.set_ylim(0, highest * 1.12 or 1.0)
    ticks(axes, "x", linear_ticks(axes.get_xlim()[1], most=10))
    ticks(axes, "y", linear_ticks(axes.get_ylim()[1]))
    obstacles = Obstacles()
    for line in lines:
        _draw_line(axes, line, measure, obstacles)
    tags = [_end_tag(line, measure, words) for line in lines]
    stops = [
        (line, stop)
        for line in lines
        for stop in _stops(network, line, measure, words.language)
        if stop.high - stop.low >= LEAST_SHARE_NAMED * highest
    ]
    stops.sort(key=lambda pair: pair[1].low - pair[1].high)
    tags += [_stop_tag(line, stop, measure, words) for line, stop in stops]
    place_tags(axes, tags, obstacles)


def _draw_line(axes: Axes, line: CourseLine, measure: Measure, obstacles: Obstacles) -> None:
    """Draw a course, its stops thicker than its moves."""
    path = [(point.distance_km, line.height(point, measure)) for point in line.points]
    axes.plot(*zip(*path, strict=True), color=line.colour, linewidth=1.6, zorder=2, gid="course",
              linestyle=(0, (4, 2)) if line.is_dashed else "-")  # fmt: skip
    for (start, end), point in zip(pairwise(path), line.points[1:], strict=True):
        if point.kind is not CourseKind.MOVE and end[1] > start[1]:
            axes.plot(*zip(start, end, strict=True), color=line.colour, linewidth=4.2, zorder=2.2,
                      solid_capstyle="butt", gid="stop")  # fmt: skip
    axes.plot(*path[-1], marker="o", markersize=6, color=line.colour, zorder=3, gid="end")
    obstacles.add_line(axes, path)
    obstacles.add_points(axes, [path[-1]], radius_px=6)


def _stops(
    network: Network, line: CourseLine, measure: Measure, language: Language
) -> Iterator[_Stop]:
    """Yield the stops of a course: points between two moves, taken together by place."""
    before, in_chinese = line.points[0], language is Language.ZH
    for is_move, group in groupby(line.points[1:], key=lambda p: p.kind is CourseKind.MOVE):
        points = list(group)
        if not is_move:
            places = dict.fromkeys(
                place for point in points for place in (point.from_terminal, point.terminal)
            )
            terminals = [network.terminals[place] for place in places]
            names = [name_of(t.name, t.name_zh, in_chinese=in_chinese) for t in terminals]
            yield _Stop(
                name="–".join(_short(name) for name in names),
                distance_km=points[-1].distance_km,
                low=line.height(before, measure),
                high=line.height(points[-1], measure),
            )
        before = points[-1]


def _short(name: str) -> str:
    """Return a name without what stands in brackets."""
    return printable(name.partition(" (")[0], 30)


def _end_tag(line: CourseLine, measure: Measure, words: Words) -> Tag:
    end, language = line.points[-1], words.language
    figure = usd_words(end.cost_usd)
    if measure is Measure.TIME:
        figure = _DAYS.fill(days=end.days)
    mode, corridor = mode_name(line.choice.mode)[language], line.corridor[language]
    return Tag(
        x=end.distance_km, y=line.height(end, measure), points=words.size.text_pt,
        colour=line.colour,
        text=f"{with_figure(printable(mode, 40), figure)[language]}\n{printable(corridor, 30)}",
        is_bold=True, angles=(0, 35, -35, 90, 65, 115, 145, 180, -145, -90),
    )  # fmt: skip


def _stop_tag(line: CourseLine, stop: _Stop, measure: Measure, words: Words) -> Tag:
    rise = stop.high - stop.low
    if measure is Measure.TIME:
        text = _DAYS.fill(days=rise) if rise >= 2 else _HOURS.fill(hours=rise * 24)
        figure = text[words.language]
    else:
        figure = usd_words(rise)[words.language]
    return Tag(
        x=stop.distance_km, y=(stop.low + stop.high) / 2, text=f"{stop.name} {figure}",
        points=0.8 * words.size.text_pt, colour=GREY if rise <= 0 else line.colour,
        angles=(180, 145, -145, 0, -35, 35, 115, -65, 65, -115), worst=WORST_STOP,
    )  # fmt: skip
