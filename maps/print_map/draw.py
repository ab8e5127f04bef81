"""The map of a plan for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..charts.chart import Chart, records
from ..charts.house_style import PAPER, SLIDE, Size, house_style
from ..flows import flows, leg_loads
from ..phrases import Language
from .corridor_rows import COLUMNS, cells, corridor_rows
from .key import draw_key
from .layout import layout
from .lines import has_rail_lines, plan_inks
from .page import open_page, point_axes, write_heading, write_note
from .panes import draw_panes, insets_of, projection_of
from .places import stops
from .plan_key import plan_key
from .scene import Scene
from .words import action_title, note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan


def draw_print_map(
    network: Network,
    plan: Plan,
    *,
    language: Language = Language.EN,
    size: Size = SLIDE,
    title: str | None = None,
) -> Chart:
    """Draw the map of a plan for a slide or a page, with title, key, insets and source.

    Parameters
    ----------
    network
        The network that the plan was made for.
    plan
        The plan.
    language
        Language of every word and name.
    size
        Size of the picture: ``SLIDE``, ``HALF_SLIDE``, ``A4`` or any other.
    title
        The message; by default who carries the most boxes, and how much arrives on time.
        Empty: none on the picture, for a map that stands below a title of its own.

    Returns
    -------
    Chart
        The picture, as png, svg (letters are outlines, which look alike everywhere) or pdf
        (letters are text), and a row for each corridor.
    """
    language = Language(language)
    loads = leg_loads(plan.assignments)
    drawn = flows(network, loads)
    found = stops(network, drawn, loads)
    rows = corridor_rows(plan, drawn)
    projection = projection_of(found)
    heading = title or action_title(network, plan, rows)[language]
    foot = note(network, projection, has_rail_lines=has_rail_lines(drawn))[language]
    with house_style(size):
        figure = open_page(size)
        under = subtitle(network, plan)[language]
        top = 0.0 if title == "" else write_heading(figure, size, heading, under)
        insets = insets_of(found, projection)
        where = layout(size, top, write_note(figure, size, foot), has_inset=bool(insets))
        scene = Scene(
            network=network, inks=plan_inks(network, drawn, where), stops=found,
            projection=projection, insets=insets, layout=where, language=language,
        )  # fmt: skip
        key = plan_key(network, drawn, rows, draw_panes(figure, scene))
        draw_key(point_axes(figure, where.key, colour=PAPER, edge=None), key, where, language)
    return Chart(
        name="print_map", title=heading, note=foot, size=size, figure=figure, columns=COLUMNS,
        rows=records(COLUMNS, [cells(network, row) for row in rows]),
    )  # fmt: skip
