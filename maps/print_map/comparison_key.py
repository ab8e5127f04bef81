"""The key of the map of two plans: corridors by what they gain and lose, and kinds of change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...network.summary import MixRow, mix_rows
from ...network.terminal import TerminalKind
from ..change_style import CHANGE_COLOURS, CHANGE_DASHES
from ..comparison_words import KIND_NAMES
from ..flow_changes import ChangeKind, FlowChange
from ..phrases import Phrase, named, same
from ..style import on_light
from ..wording import signed
from .key import Key, KeyRow, Sample
from .lines import stroke
from .words import CORRIDORS, corridor_name

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan

COLUMNS: Final = (
    "corridor", "name", "name_zh", "boxes_before", "boxes_after", "tonnes_before", "tonnes_after",
)  # fmt: skip
MORE: Final = Phrase("Change", "变化")
SIDES: Final = Phrase("before → after", "前 → 后")
WIDTH: Final = Phrase(
    "Width: change in boxes (10 t loose = 1)", "线宽：箱量变化（散货 10 吨折 1 箱）"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixChange:
    """What has its main leg on a corridor before and after."""

    corridor: str
    before: MixRow | None
    after: MixRow | None

    def boxes(self, row: MixRow | None) -> int:
        """Boxes of one side."""
        return row.boxes if row else 0

    def tonnes(self, row: MixRow | None) -> float:
        """Tonnes of one side."""
        return row.tonnes if row else 0.0

    @property
    def more_boxes(self) -> int:
        """Boxes more after than before."""
        return self.boxes(self.after) - self.boxes(self.before)

    @property
    def more_tonnes(self) -> float:
        """Tonnes more after than before."""
        return self.tonnes(self.after) - self.tonnes(self.before)


def most_boxes(changes: Sequence[FlowChange]) -> float:
    """Return the size of the largest change that is no drayage."""
    shown = (change for change in changes if not change.flow.is_drayage)
    return max((abs(change.more_boxes) for change in shown), default=0.0)


def mix_changes(before: Plan, after: Plan) -> list[MixChange]:
    """Return what has its main leg on each corridor before and after, the largest change first."""
    sides: list[Mapping[str, MixRow]] = [
        {row.name: row for row in mix_rows(plan.assignments, lambda a: a.route.main_corridor)}
        for plan in (before, after)
    ]
    found = [
        MixChange(corridor=name, before=sides[0].get(name), after=sides[1].get(name))
        for name in {**sides[0], **sides[1]}
    ]
    return sorted(found, key=_rank)


def _rank(row: MixChange) -> tuple[int, float, int, str]:
    boxes = max(row.boxes(row.before), row.boxes(row.after))
    return -abs(row.more_boxes), -round(abs(row.more_tonnes), 3), -boxes, row.corridor


def change_key(
    network: Network,
    changes: Sequence[FlowChange],
    mix: Sequence[MixChange],
    shown: frozenset[TerminalKind | None],
) -> Key:
    """Return the key of the map of two plans."""
    kinds = {change.kind for change in changes}
    return Key(
        headings=(CORRIDORS, MORE, SIDES),
        rows=[_key_row(network, row) for row in mix],
        rest=lambda first: signed(sum(row.more_boxes for row in mix[first:])),
        samples=[_sample(kind) for kind in ChangeKind if kind in kinds],
        kinds=[kind for kind in TerminalKind if kind in shown],
        has_passed=None in shown,
        width_words=WIDTH,
        most_boxes=most_boxes(changes),
    )


def _key_row(network: Network, row: MixChange) -> KeyRow:
    boxes = (row.boxes(row.before), row.boxes(row.after))
    tonnes = (row.tonnes(row.before), row.tonnes(row.after))
    is_loose = not any(boxes)
    change = signed(row.more_tonnes, 1) if is_loose else signed(row.more_boxes)
    unit = Phrase(" t", " 吨") if is_loose else same("")
    a, b = (f"{value:,.0f}" for value in (tonnes if is_loose else boxes))
    words = corridor_name(network, row.corridor, 60)
    return KeyRow(
        sample=Sample(words=words),
        figure=_with(change, unit if change != "0" else same("")),
        second=_with(f"{a} → {b}", unit),
    )


def _with(figure: str, unit: Phrase) -> Phrase:
    return Phrase("{n}{unit}", "{n}{unit}").fill(n=figure, unit=unit)


def _sample(kind: ChangeKind) -> Sample:
    name = KIND_NAMES[kind]
    look = stroke(CHANGE_DASHES.get(kind, ()), 2.4, on_light(CHANGE_COLOURS[kind]))
    return Sample(words=named(name.en.capitalize(), name.zh), look=look)


def cells(network: Network, row: MixChange) -> tuple[str | float, ...]:
    """Return a row as the data of the map has it."""
    corridor = network.corridors[row.corridor]
    return (
        row.corridor, corridor.name, corridor.name_zh, row.boxes(row.before),
        row.boxes(row.after), round(row.tonnes(row.before), 3), round(row.tonnes(row.after), 3),
    )  # fmt: skip
