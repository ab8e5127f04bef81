"""The map of two plans for print: what grew, shrank, is new or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...network.plan_difference import PlanDifference, plan_difference
from ..change_style import CHANGE_COLOURS, CHANGE_DASHES, CHANGE_NOTE
from ..charts.chart import Chart, records
from ..charts.house_style import PAPER, SLIDE, Size, house_style
from ..comparison_words import title as change_title
from ..flow_changes import ChangeKind, FlowChange, flow_changes
from ..flows import leg_loads
from ..phrases import Language, Phrase, named
from ..style import on_light
from ..wording import listed_names
from .comparison_key import COLUMNS, cells, change_key, mix_changes, most_boxes
from .key import draw_key
from .layout import Layout, layout
from .lines import Ink, has_rail_lines, width_pt
from .page import open_page, point_axes, write_heading, write_note
from .panes import draw_panes, insets_of, projection_of
from .places import stops
from .scene import Scene
from .words import cost_words, map_note

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan

SAME_SHARE: Final = 0.16
"""Width of a line that stays as it is, as a share of the widest."""

SUBTITLE: Final = Phrase(
    "Before: {before}, {cost_before}, {t_before:,.0f} t CO2e. "
    "After: {after}, {cost_after}, {t_after:,.0f} t CO2e.",
    "调整前：{before}，{cost_before}，排放 {t_before:,.0f} 吨 CO2e；"
    "调整后：{after}，{cost_after}，排放 {t_after:,.0f} 吨 CO2e。",
)
COUNTED: Final = Phrase(
    "Figures by corridor count boxes whose longest leg is on it.",
    "各通道数字为最长运段在该通道的箱量。",
)


def draw_print_comparison(
    before: Plan,
    after: Plan,
    *,
    language: Language = Language.EN,
    size: Size = SLIDE,
    title: str | None = None,
) -> Chart:
    """Draw what changes between two plans for the same orders, for a slide or a page.

    Parameters
    ----------
    before, after
        The plans; each knows its network, so they may be of different scenarios.
    language
        Language of every word and name.
    size
        Size of the picture.
    title
        The message; by default how many shipments change route, and what that costs.

    Returns
    -------
    Chart
        The picture, and a row for each corridor with its boxes before and after.

    Raises
    ------
    QuestionError
        The plans have different objectives, or no order in common.
    """
    language = Language(language)
    difference = plan_difference(before, after)
    loads = (leg_loads(before.assignments), leg_loads(after.assignments))
    network = _both(before.network, after.network)
    changes = flow_changes((before.network, after.network), loads)
    drawn = [change.flow for change in changes]
    found = stops(network, drawn, [*loads[0], *loads[1]])
    projection, insets = projection_of(found), insets_of(found, projection_of(found))
    heading = change_title(difference)[language] if title is None else title
    credit = map_note(after.network, projection, has_rail_lines=has_rail_lines(drawn))
    foot = _sentences(COUNTED, CHANGE_NOTE, credit)[language]
    mix = mix_changes(before, after)
    with house_style(size):
        figure = open_page(size)
        top = write_heading(figure, size, heading, _subtitle(before, after, difference)[language])
        where = layout(size, top, write_note(figure, size, foot), has_inset=bool(insets))
        scene = Scene(
            network=network, inks=change_inks(changes, where), stops=found,
            projection=projection, insets=insets, layout=where, language=language,
        )  # fmt: skip
        key = change_key(network, changes, mix, draw_panes(figure, scene))
        draw_key(point_axes(figure, where.key, colour=PAPER, edge=None), key, where, language)
    return Chart(
        name="print_comparison", title=heading, note=foot, size=size, figure=figure,
        columns=COLUMNS, rows=records(COLUMNS, [cells(network, row) for row in mix]),
    )  # fmt: skip


def _both(before: Network, after: Network) -> Network:
    """Return the network after, with what only the one before has, for names and places."""
    return replace(
        after,
        terminals={**before.terminals, **after.terminals},
        cities={**before.cities, **after.cities},
        corridors={**before.corridors, **after.corridors},
    )


def _sentences(*parts: Phrase) -> Phrase:
    return named(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def _subtitle(before: Plan, after: Plan, difference: PlanDifference) -> Phrase:
    names = [listed_names([p.network.name, *p.network.applied]) for p in (before, after)]
    return SUBTITLE.fill(
        before=names[0], after=names[1],
        cost_before=cost_words(difference.before_cents / 100),
        cost_after=cost_words(difference.after_cents / 100),
        t_before=difference.before_co2e_g / 1e6, t_after=difference.after_co2e_g / 1e6,
    )  # fmt: skip


def change_inks(changes: Sequence[FlowChange], where: Layout) -> list[Ink]:
    """Return how changes are drawn: as wide as they are large, what stays thin and grey."""
    most = most_boxes(changes)
    return [
        Ink(
            flow=change.flow,
            width_pt=SAME_SHARE * where.widest_pt
            if change.kind is ChangeKind.SAME
            else width_pt(abs(change.more_boxes), most, where.thinnest_pt, where.widest_pt),
            colour=on_light(CHANGE_COLOURS[change.kind]),
            dash=CHANGE_DASHES.get(change.kind, ()),
            has_arrows=change.kind is not ChangeKind.SAME,
        )
        for change in sorted(changes, key=lambda change: change.kind is ChangeKind.SAME)
    ]
