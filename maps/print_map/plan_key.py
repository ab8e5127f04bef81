"""The key of the map of one plan: corridors by what they carry, and modes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ...network.row import Mode
from ...network.terminal import TerminalKind
from ..charts.house_style import INK
from ..phrases import Phrase, same
from ..style import DASHES, on_light
from .key import Key, KeyRow, Sample
from .lines import stroke
from .words import BOXES, CARRIED, CORRIDORS, LOOSE, MODES, WIDTH, corridor_name

if TYPE_CHECKING:
    from ...network.network import Network
    from ..flows import Flow
    from .corridor_rows import CorridorRow

LONGEST_NAME: Final = 60
SAMPLE_PT: Final = 2.6


def plan_key(
    network: Network,
    drawn: Sequence[Flow],
    rows: Sequence[CorridorRow],
    shown: frozenset[TerminalKind | None],
) -> Key:
    """Return the key of the map of one plan.

    Parameters
    ----------
    rows
        What each corridor carries.
    shown
        Kinds of the terminals on the map; None where some are only passed.
    """
    modes = {flow.mode for flow in drawn}
    return Key(
        headings=(CORRIDORS, BOXES, CARRIED),
        rows=[_key_row(network, row) for row in rows],
        rest=lambda first: f"{sum(row.boxes for row in rows[first:]):,}",
        samples=[mode_sample(mode) for mode in Mode if mode in modes],
        kinds=[kind for kind in TerminalKind if kind in shown],
        has_passed=None in shown,
        width_words=WIDTH,
        most_boxes=max((flow.size_boxes for flow in drawn), default=0.0),
    )


def _key_row(network: Network, row: CorridorRow) -> KeyRow:
    colour = on_light(network.corridors[row.corridor].colour)
    look = stroke(DASHES.get(row.mode, ()), SAMPLE_PT, colour)
    name = corridor_name(network, row.corridor, LONGEST_NAME)
    figure = same(f"{row.boxes:,}") if row.boxes else _loose(row.tonnes)
    carried = same(f"{row.carried.boxes:,}") if row.carried.boxes else _loose(row.loose_t)
    return KeyRow(sample=Sample(words=name, look=look), figure=figure, second=carried)


def _loose(tonnes: float) -> Phrase:
    return LOOSE.fill(t=tonnes) if tonnes else same("–")


def mode_sample(mode: Mode) -> Sample:
    """Return the sample of the lines of a mode."""
    return Sample(words=MODES[mode], look=stroke(DASHES.get(mode, ()), 2.2, INK))
