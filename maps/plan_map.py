"""The map of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ..network.row import Mode
from .drawing import FlowGroup, Picture, PlanMap
from .flows import Cargo, Flow, LegLoad, flows, leg_loads
from .side_panel import SidePanel
from .wording import boxes, co2e, count, percent, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.plan import Plan

GRADE_NOTE: Final = (
    "Every departure shows the grade of its weakest figure: sourced (read in a source), derived "
    "(a stated rule on sourced figures) or assumption."
)
MONEY_NOTE: Final = "Money is in US dollars of the dataset's price level; CO2e is well-to-wheel."


def draw_plan(network: Network, plan: Plan) -> PlanMap:
    """Draw a plan: what travels where, on which departures, at what cost.

    Parameters
    ----------
    network
        The network that the plan was made for.
    plan
        The plan.

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
        figures=_figures(plan),
        layers_title="Corridors (boxes)",
        key_boxes=key_boxes(drawn),
        most_boxes=most_boxes(drawn),
        modes=modes_of(drawn),
        notes=[*_assumption_note(plan), GRADE_NOTE, MONEY_NOTE],
        lists=_unserved(plan),
    )
    groups = _corridor_groups(network, drawn)
    return PlanMap(Picture(network=network, loads=loads, groups=groups, panel=panel))


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


def _title(plan: Plan) -> str:
    served = len(plan.orders) - len({unserved.shipment_id for unserved in plan.unserved})
    return f"{served:,} of {count(len(plan.orders), 'shipment')} on their way"


def _subtitle(network: Network) -> str:
    applied = f", {', '.join(network.applied)}" if network.applied else ""
    return f"Freight plan, {network.name} network{applied}"


def _figures(plan: Plan) -> list[tuple[str, str]]:
    cargo = Cargo(assignments=plan.assignments)
    late = {a.shipment_id for a in plan.assignments if plan.days_late(a) > 0}
    return [
        ("Cost", usd(plan.cost_cents)),
        ("Proven gap", percent(plan.proof.gap)),
        ("Cargo", boxes(cargo)),
        ("Weight", tonnes(cargo.kg)),
        ("Emissions", co2e(sum(a.co2e_g for a in plan.assignments))),
        ("Late", count(len(late), "shipment")),
    ]


def _assumption_note(plan: Plan) -> list[str]:
    charges = [
        (charge, a.units if charge.basis == "unit" else 1)
        for a in plan.assignments
        for charge in a.route.charges
    ]
    freight = sum(charge.amount_cents * times for charge, times in charges)
    assumed = sum(charge.assumed_cents * times for charge, times in charges)
    return [f"{percent(assumed / freight)} of the freight rests on assumptions."] if freight else []


def _unserved(plan: Plan) -> list[tuple[str, list[str]]]:
    if not plan.unserved:
        return []
    items = [f"{entry.shipment_id}: {entry.reason}" for entry in plan.unserved]
    return [(f"Not served ({len(items)})", items)]


def _corridor_groups(network: Network, drawn: Sequence[Flow]) -> list[FlowGroup]:
    """Return a group for each corridor in use, the largest first and drayage last."""
    by_corridor: dict[str, list[Flow]] = defaultdict(list)
    for flow in drawn:
        by_corridor[flow.corridor].append(flow)
    groups = []
    for corridor_id, own in by_corridor.items():
        corridor, carried = network.corridors[corridor_id], _carried(own)
        group = FlowGroup(
            name=corridor.name,
            name_zh=corridor.name_zh,
            figure=f"{carried.size_boxes:,.0f}",
            colour=corridor.colour,
            branches={mode.value: [f for f in own if f.mode is mode] for mode in modes_of(own)},
        )
        groups.append((all(flow.is_drayage for flow in own), -carried.size_boxes, group))
    return [group for *_, group in sorted(groups, key=lambda ranked: ranked[:2])]


def _carried(own: Iterable[Flow]) -> Cargo:
    """Return everything that rides in some flows, each assignment once."""
    loads: dict[int, LegLoad] = {id(load): load for flow in own for load in flow.loads}
    once = {id(a): a for load in loads.values() for a in load.assignments}
    return Cargo(assignments=tuple(once.values()))
