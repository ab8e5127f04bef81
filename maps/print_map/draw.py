"""The map of a plan for print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...network.row import Mode
from ...network.terminal import TerminalKind
from ..charts.chart import Chart, records
from ..charts.house_style import PAPER, SLIDE, Size, house_style
from ..flows import flows, leg_loads
from ..phrases import Language
from .corridor_rows import COLUMNS, cells, corridor_rows
from .key import Key, draw_key
from .layout import layout
from .lines import has_rail_lines
from .page import open_page, point_axes, write_heading, write_note
from .panes import draw_panes, insets_of, projection_of
from .places import stops
from .scene import Scene
from .words import action_title, note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan
    from ..flows import Flow
    from .corridor_rows import CorridorRow


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
    heading = action_title(network, plan, rows)[language] if title is None else title
    foot = note(network, projection, has_rail_lines=has_rail_lines(drawn))[language]
    with house_style(size):
        figure = open_page(size)
        top = write_heading(figure, size, heading, subtitle(network, plan)[language])
        insets = insets_of(found, projection)
        where = layout(size, top, write_note(figure, size, foot), has_inset=bool(insets))
        scene = Scene(
            network=network, flows=drawn, stops=found, projection=projection, insets=insets,
            layout=where, language=language,
        )  # fmt: skip
        kinds = draw_panes(figure, scene)
        axes = point_axes(figure, where.key, colour=PAPER, edge=None)
        draw_key(axes, network, _key(drawn, kinds, rows), where, language)
    return Chart(
        name="print_map", title=heading, note=foot, size=size, figure=figure, columns=COLUMNS,
        rows=records(COLUMNS, [cells(network, row) for row in rows]),
    )  # fmt: skip


def _key(
    drawn: Sequence[Flow], shown: frozenset[TerminalKind | None], rows: Sequence[CorridorRow]
) -> Key:
    modes = {flow.mode for flow in drawn}
    return Key(
        rows=rows,
        modes=[mode for mode in Mode if mode in modes],
        kinds=[kind for kind in TerminalKind if kind in shown],
        has_passed=None in shown,
        most_boxes=max((flow.size_boxes for flow in drawn), default=0.0),
    )
