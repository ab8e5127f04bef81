"""What each corridor carries: the rows of the key, and of the map as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...network.row import Mode
from ...network.summary import MixRow, mix_rows
from ..flows import Cargo, Flow

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan

COLUMNS: Final = (
    "corridor", "name", "name_zh", "colour", "boxes", "teu", "tonnes", "freight_usd",
    "carried_boxes", "carried_loose_t", "largest_flow_boxes", "num_flows",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorRow:
    """What a corridor carries.

    ``boxes``, ``teu``, ``tonnes`` and ``freight_usd`` count what has its main leg there, as the
    summary of the plan does; ``carried`` is everything that uses it, each box once.
    """

    corridor: str
    boxes: int
    teu: int
    tonnes: float
    freight_usd: float
    carried: Cargo
    largest_flow_boxes: float
    num_flows: int
    mode: Mode
    is_drayage: bool

    @property
    def loose_t(self) -> float:
        """Tonnes of loose cargo that use it."""
        return self.carried.loose_kg / 1000


def corridor_rows(plan: Plan, flows: Iterable[Flow]) -> tuple[CorridorRow, ...]:
    """Return what each corridor carries, the most first and drayage last."""
    drawn: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        drawn[flow.corridor].append(flow)
    mix = {row.name: row for row in mix_rows(plan.assignments, lambda a: a.route.main_corridor)}
    rows = [_row(name, mix.get(name), drawn[name]) for name in {**mix, **drawn}]
    return tuple(sorted(rows, key=_rank))


def _rank(row: CorridorRow) -> tuple[bool, float, str]:
    return row.is_drayage, -row.carried.size_boxes, row.corridor


def _row(corridor: str, mix: MixRow | None, own: list[Flow]) -> CorridorRow:
    once = {id(a): a for flow in own for a in flow.assignments}
    return CorridorRow(
        corridor=corridor,
        boxes=mix.boxes if mix else 0,
        teu=mix.teu if mix else 0,
        tonnes=mix.tonnes if mix else 0.0,
        freight_usd=mix.freight_usd if mix else 0.0,
        carried=Cargo(assignments=tuple(once.values())),
        largest_flow_boxes=max((flow.size_boxes for flow in own), default=0.0),
        num_flows=len(own),
        mode=max(own, key=lambda flow: flow.size_boxes).mode,
        is_drayage=all(flow.is_drayage for flow in own),
    )


def cells(network: Network, row: CorridorRow) -> tuple[str | float, ...]:
    """Return a row as the data of the map has it."""
    corridor = network.corridors[row.corridor]
    return (
        row.corridor, corridor.name, corridor.name_zh, corridor.colour, row.boxes, row.teu,
        round(row.tonnes, 3), round(row.freight_usd, 2), row.carried.boxes, round(row.loose_t, 3),
        round(row.largest_flow_boxes, 2), row.num_flows,
    )  # fmt: skip
