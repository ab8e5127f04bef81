"""The map of two plans: before, after, and what changes, in one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..network.plan_difference import PlanDifference, plan_difference
from ..network.row import Mode
from .cards import load_items
from .change_style import CHANGE_NOTE
from .comparison_lines import (
    ComparisonPicture,
    Lines,
    change_key,
    change_lines,
    change_rows,
    network_of,
    side_lines,
)
from .comparison_words import (
    AFTER,
    BEFORE,
    CHANGE,
    order_list,
    signed_size,
    table_rows,
    title,
)
from .drawing import Entry, Picture, PlanMap
from .elements import ClientCall, Layer
from .flow_changes import flow_changes, leg_changes
from .flows import Flow, flows, leg_loads
from .names import MODE_NAMES, name_of
from .phrases import Language, Phrase, same
from .plan_map import GRADE_NOTE, MONEY_NOTE, carried, corridor_groups, key_boxes, modes_of
from .side_panel import SidePanel
from .style import on_dark, on_light
from .terminals import terminal_marks
from .wording import listed_names

if TYPE_CHECKING:
    from ..network.plan import Plan

LEGS_IN_LIST: Final = 20
KIND_RANK: Final = {"end": 0, "hub": 0, "pass": 1}


def draw_comparison(before: Plan, after: Plan, *, language: Language = Language.EN) -> PlanMap:
    """Draw two plans for the same orders on one map, and what changes between them.

    Parameters
    ----------
    before, after
        The plans; each knows its network, so they may be of different scenarios.
    language
        Language in which the map is shown first; the page has a switch.

    Returns
    -------
    PlanMap
        A map that shows either plan, both with a slider between them, or the difference: what
        grew, shrank, is new or gone. ``save`` writes it into one file.

    Raises
    ------
    QuestionError
        The plans have different objectives, or no order in common.
    """
    difference = plan_difference(before, after)
    loads = (leg_loads(before.assignments), leg_loads(after.assignments))
    drawn = [flows(p.network, own) for p, own in zip((before, after), loads, strict=True)]
    networks = (before.network, after.network)
    panel = _panel(before, after, difference, [*drawn[0], *drawn[1]])
    sides = [
        Picture(network=network, loads=own, groups=corridor_groups(network, lines), panel=panel)
        for network, own, lines in zip(networks, loads, drawn, strict=True)
    ]
    picture = ComparisonPicture(
        network=after.network,
        loads=loads[1],
        groups=sides[1].groups,
        panel=panel,
        before=sides[0],
        after=sides[1],
        changes=flow_changes(networks, loads),
        legs=leg_changes(networks, loads)[:LEGS_IN_LIST],
    )
    return ComparisonMap(picture, language)


def _panel(
    before: Plan, after: Plan, difference: PlanDifference, drawn: Sequence[Flow]
) -> SidePanel:
    names = [listed_names([p.network.name, *p.network.applied]) for p in (before, after)]
    subtitle = Phrase("Before: {before}. After: {after}.", "调整前：{before}；调整后：{after}。")
    return SidePanel(
        title=title(difference),
        subtitle=subtitle.fill(before=names[0], after=names[1]),
        figures=(),
        table=[(same(""), BEFORE, AFTER, CHANGE), *table_rows(before, after, difference)],
        layers_title=Phrase("Corridors (change in boxes)", "通道（箱量变化）"),
        key_boxes=key_boxes(drawn),
        most_boxes=max((flow.size_boxes for flow in drawn), default=0.0),
        modes=modes_of(drawn),
        notes=[CHANGE_NOTE, GRADE_NOTE, MONEY_NOTE],
        lists=order_list(difference),
    )


class ComparisonMap(PlanMap):
    """A map of two plans."""

    def marks(self, picture: Picture) -> list[dict[str, Any]]:
        """Return the terminals of both plans; cards say what happens there in each."""
        assert isinstance(picture, ComparisonPicture)
        return _both_marks(
            *(terminal_marks(p.network, p.flows, p.loads) for p in (picture.before, picture.after))
        )

    def draw_flows(self, picture: Picture) -> list[Entry]:
        """Draw both plans and the changes, each into a pane of its own."""
        assert isinstance(picture, ComparisonPicture)
        sides = (picture.before, picture.after)
        items = [load_items(side.network, side.loads) for side in sides]
        ClientCall("setLegs", [*items[0], *items[1]]).add_to(self)
        scenes = {
            "before": side_lines(picture.before, 0),
            "after": side_lines(picture.after, len(items[0])),
            "difference": change_lines(picture),
        }
        ClientCall("setUpComparison", self, change_key(), change_rows(picture)).add_to(self)
        entries = [self._draw_corridor(picture, c, scenes) for c in _corridors(picture)[::-1]]
        ClientCall("scaleFlows", self).add_to(self)
        ClientCall("listFlows", self, LEGS_IN_LIST * 2, "after").add_to(self)
        return entries[::-1]

    def _draw_corridor(
        self, picture: ComparisonPicture, corridor_id: str, scenes: Mapping[str, Lines]
    ) -> Entry:
        children = []
        present = {key[1] for lines in scenes.values() for key in lines if key[0] == corridor_id}
        for mode in (mode for mode in Mode if mode in present):
            layer = Layer(name=mode.value, control=False)
            layer.add_to(self)
            for pane, lines in scenes.items():
                if (corridor_id, mode) in lines:
                    self.draw_lines(layer, lines[corridor_id, mode], pane)
            children.append({"name": MODE_NAMES[mode], "layer": layer})
        corridor = network_of(picture, corridor_id).corridors[corridor_id]
        return {
            "name": name_of(corridor),
            "figure": same(signed_size(_more_boxes(picture, corridor_id))),
            "on_light": on_light(corridor.colour),
            "on_dark": on_dark(corridor.colour),
            "children": children,
        }


def _more_boxes(picture: ComparisonPicture, corridor_id: str) -> float:
    """Return how many boxes more travel by a corridor after."""
    before, after = (
        carried(flow for flow in side.flows if flow.corridor == corridor_id).size_boxes
        for side in (picture.before, picture.after)
    )
    return after - before


def _corridors(picture: ComparisonPicture) -> list[str]:
    """Return the corridors of both plans, what is carried most first and drayage last."""
    own: dict[str, list[Flow]] = defaultdict(list)
    for flow in (*picture.after.flows, *picture.before.flows):
        own[flow.corridor].append(flow)
    return sorted(
        own, key=lambda c: (all(f.is_drayage for f in own[c]), -carried(own[c]).size_boxes, c)
    )


def _both_marks(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the terminals of both plans, each once, the most important first."""
    earlier = {mark["id"]: mark for mark in before}
    later = {mark["id"]: mark for mark in after}
    marks = [
        _both_mark(earlier.get(name), later.get(name)) for name in dict.fromkeys([*later, *earlier])
    ]
    return sorted(marks, key=lambda mark: KIND_RANK[mark["kind"]])


def _both_mark(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """Return a mark whose card says what happens there in either plan."""
    known = [mark for mark in (after, before) if mark is not None]
    mark = min(known, key=lambda mark: KIND_RANK[mark["kind"]])
    none = Phrase("nothing", "无")
    facts = [
        (label, side["card"]["summary"] if side else none)
        for label, side in ((BEFORE, before), (AFTER, after))
    ]
    return {**mark, "card": {**mark["card"], "facts": [*facts, *mark["card"]["facts"][-2:]]}}
