"""The map of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ..network.row import Mode
from .drawing import FlowGroup, Picture, PlanMap
from .flows import Cargo, Flow, LegLoad, flows, leg_loads
from .names import name_of
from .phrases import Language, Phrase, same
from .playback import playback
from .playback_bar import PlaybackBar
from .side_panel import SidePanel
from .wording import boxes, co2e, percent, shipment_count, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.plan import Plan

GRADE_NOTE: Final = Phrase(
    "Every departure shows the grade of its weakest figure: sourced (read in a source), derived "
    "(a stated rule on sourced figures) or assumption.",
    "每个班次标注其最弱数据的等级：有出处（见于来源）、推算（由有出处的数据按既定规则得出）或假设。",
)
MONEY_NOTE: Final = Phrase(
    "Money is in US dollars of the dataset's price level; CO2e is well-to-wheel.",
    "金额为数据集价格水平下的美元；CO2e 按油井到车轮（WTW）口径计。",
)


def draw_plan(network: Network, plan: Plan, *, language: Language = Language.EN) -> PlanMap:
    """Draw a plan: what travels where, on which departures, at what cost.

    Parameters
    ----------
    network
        The network that the plan was made for.
    plan
        The plan.
    language
        Language in which the map is shown first; the page has a switch.

    Returns
    -------
    PlanMap
        A map with a layer for each corridor and mode; ``save`` writes it into one file.
    """
    loads = leg_loads(plan.assignments)
    drawn = flows(network, loads)
    panel = SidePanel(
        title=_title(plan),
        subtitle=_subtitle(network),
        figures=plan_figures(plan),
        layers_title=Phrase("Corridors (boxes)", "通道（箱量）"),
        key_boxes=key_boxes(drawn),
        most_boxes=most_boxes(drawn),
        modes=modes_of(drawn),
        notes=[*_assumption_note(plan), GRADE_NOTE, MONEY_NOTE],
        lists=_unserved(plan),
    )
    groups = corridor_groups(network, drawn)
    picture = Picture(network=network, loads=loads, groups=groups, panel=panel)
    page = PlanMap(picture, language)
    if moving := playback(network, plan.assignments, loads, picture.flows):
        PlaybackBar(page, moving).add_to(page)
    return page


def modes_of(drawn: Iterable[Flow]) -> list[Mode]:
    """Return the modes of some flows, each once, in the order in which modes are always named."""
    present = {flow.mode for flow in drawn}
    return [mode for mode in Mode if mode in present]


def most_boxes(drawn: Iterable[Flow]) -> float:
    """Return the size of the largest flow."""
    return max((flow.size_boxes for flow in drawn), default=0.0)


def key_boxes(drawn: Sequence[Flow]) -> list[int]:
    """Return three round sizes for the key of widths, the largest close to the largest flow."""
    most = most_boxes(drawn)
    steps = [factor * 10**power for power in range(7) for factor in (1, 2, 5)]
    below = [step for step in steps if step <= most] or [1]
    return sorted({below[-1], below[len(below) * 2 // 3 - 1], below[max(0, len(below) // 3 - 1)]})


def _title(plan: Plan) -> Phrase:
    served = len(plan.orders) - len({unserved.shipment_id for unserved in plan.unserved})
    orders = shipment_count(len(plan.orders))
    title = Phrase("{served:,} of {orders} on their way", "{orders}中 {served:,} 票已承运")
    return title.fill(served=served, orders=orders)


def _subtitle(network: Network) -> Phrase:
    applied = f", {', '.join(network.applied)}" if network.applied else ""
    subtitle = Phrase(
        "Freight plan, {network} network{applied}", "运输方案，{network} 网络{applied}"
    )
    return subtitle.fill(network=network.name, applied=applied)


def plan_figures(plan: Plan) -> list[tuple[Phrase, Phrase]]:
    """Return the figures of a plan that stand beside its map."""
    cargo = Cargo(assignments=plan.assignments)
    late = {a.shipment_id for a in plan.assignments if plan.days_late(a) > 0}
    return [
        (Phrase("Cost", "总成本"), usd(plan.cost_cents)),
        (Phrase("Proven gap", "最优性差距"), percent(plan.proof.gap)),
        (Phrase("Cargo", "货量"), boxes(cargo)),
        (Phrase("Weight", "重量"), tonnes(cargo.kg)),
        (Phrase("Emissions", "碳排放"), co2e(sum(a.co2e_g for a in plan.assignments))),
        (Phrase("Late", "晚到"), shipment_count(len(late))),
    ]


def _assumption_note(plan: Plan) -> list[Phrase]:
    charges = [
        (charge, a.units if charge.basis == "unit" else 1)
        for a in plan.assignments
        for charge in a.route.charges
    ]
    freight = sum(charge.amount_cents * times for charge, times in charges)
    assumed = sum(charge.assumed_cents * times for charge, times in charges)
    note = Phrase("{share} of the freight rests on assumptions.", "运费中有 {share} 依据假设。")
    return [note.fill(share=percent(assumed / freight))] if freight else []


def _unserved(plan: Plan) -> list[tuple[Phrase, list[Phrase]]]:
    if not plan.unserved:
        return []
    items = [same(f"{entry.shipment_id}: {entry.reason}") for entry in plan.unserved]
    return [(Phrase("Not served ({n})", "未承运（{n}）").fill(n=len(items)), items)]


def corridor_groups(network: Network, drawn: Sequence[Flow]) -> list[FlowGroup]:
    """Return a group for each corridor in use, the largest first and drayage last."""
    by_corridor: dict[str, list[Flow]] = defaultdict(list)
    for flow in drawn:
        by_corridor[flow.corridor].append(flow)
    groups = []
    for corridor_id, own in by_corridor.items():
        corridor, cargo = network.corridors[corridor_id], carried(own)
        group = FlowGroup(
            name=name_of(corridor),
            figure=same(f"{cargo.size_boxes:,.0f}"),
            colour=corridor.colour,
            branches={mode: [f for f in own if f.mode is mode] for mode in modes_of(own)},
        )
        groups.append((all(flow.is_drayage for flow in own), -cargo.size_boxes, group))
    return [group for *_, group in sorted(groups, key=lambda ranked: ranked[:2])]


def carried(own: Iterable[Flow]) -> Cargo:
    """Return everything that rides in some flows, each assignment once."""
    loads: dict[int, LegLoad] = {id(load): load for flow in own for load in flow.loads}
    once = {id(a): a for load in loads.values() for a in load.assignments}
    return Cargo(assignments=tuple(once.values()))
