"""How plans side by side are printed and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..network.plan import Objective
from ..network.plan_comparison import ComparedPlan, OrderMove, PlanComparison
from ..network.route import CostPart
from .options import plain_console
from .rows_output import table_of

if TYPE_CHECKING:
    from ..network.plan_difference import OrderDifference
    from ..network.summary import MixRow

COMPARISON_SCHEMA = "landbridge/comparison/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

MOST_MOVES = 12
"""Orders that are printed for each plan; the JSON holds all."""

CSV_COLUMNS = ("plan", "group", "name", "value", "unit")


def labels_of(names: Sequence[str]) -> dict[str, str]:
    """Return what plans are called: a saved one by its folder or file, where that tells it."""
    short = {name: _short(name) if name.endswith(".json") else name for name in names}
    count = Counter(short.values())
    return {name: label if count[label] == 1 else name for name, label in short.items()}


def _short(name: str) -> str:
    path = Path(name)
    return path.parent.name if path.stem == "plan" and path.parent.name else path.stem


def print_comparison(comparison: PlanComparison) -> None:
    """Print plans side by side with their differences to the first, and what moved."""
    console = plain_console()
    plans = comparison.plans
    columns = ("", f">{plans[0].name}", *(c for p in plans[1:] for c in (f">{p.name}", ">±")))
    console.print(table_of("Plans", columns, _figure_rows(comparison)))
    console.print(
        f"  P50, P90 and on time: {comparison.draws:,} simulated journeys of each route,"
        f" seed {comparison.seed}"
    )
    for title, mix in _MIXES:
        rows = _mix_rows(comparison, title, mix)
        console.print(table_of(f"TEU by {title} (tonnes where all is loose)", columns, rows))
    for plan in plans[1:]:
        _print_moves(plan, plans[0].name)


_Figure = tuple[str, int, Callable[[ComparedPlan], float | None]]
"""A label, decimals (of percent where the label says %), and how to get the amount."""

_FIGURES: tuple[_Figure, ...] = (
    ("cost USD", 0, lambda p: p.cost_usd),
    ("CO2e t", 1, lambda p: p.co2e_t),
    ("days P50", 1, lambda p: p.lead_days_p50),
    ("days P90", 1, lambda p: p.lead_days_p90),
    ("on time %", 1, lambda p: 100 * p.on_time),
    ("orders on time by plan", 0, lambda p: p.num_on_time),
    ("late TEU by plan", 1, lambda p: p.late_teu),
    ("unserved TEU", 1, lambda p: p.unserved_teu),
)

_MIXES: tuple[tuple[str, Callable[[ComparedPlan], tuple[MixRow, ...]]], ...] = (
    ("corridor", lambda p: p.by_corridor),
    ("mode", lambda p: p.by_mode),
    ("gateway", lambda p: p.by_gateway),
)


def _figure_rows(comparison: PlanComparison) -> Iterator[tuple[str, ...]]:
    for label, digits, amount in _FIGURES:
        yield (label, *_beside([amount(p) for p in comparison.plans], digits, "never"))
    counts = comparison.plans[0].plan.objective is Objective.GENERALISED
    for part in comparison.plans[0].cost_by_part_usd:
        amounts = [plan.cost_by_part_usd[part] for plan in comparison.plans]
        if any(amounts):
            beside = "" if counts or part != CostPart.HOLDING else ", not in the cost"
            yield (f"  {part.replace('_', ' ')} USD{beside}", *_beside(amounts, 0))


def _beside(amounts: Sequence[float | None], digits: int, none: str = "") -> Iterator[str]:
    """Yield amounts, each but the first with its difference to the first."""
    first = amounts[0]
    for number, amount in enumerate(amounts):
        yield none if amount is None else f"{amount:,.{digits}f}"
        if number:
            known = amount is not None and first is not None
            more = round((amount or 0.0) - (first or 0.0), digits) if known else 0.0
            yield f"{more:+,.{digits}f}" if more else ""


def _mix_rows(
    comparison: PlanComparison, title: str, mix: Callable[[ComparedPlan], tuple[MixRow, ...]]
) -> Iterator[tuple[str, ...]]:
    named = [{row.name: row for row in mix(plan)} for plan in comparison.plans]
    terminals = comparison.plans[0].plan.network.terminals
    for name in dict.fromkeys(chain.from_iterable(named)):
        rows = [mixed.get(name) for mixed in named]
        is_loose = not any(row and row.teu for row in rows)
        label = f"{name} {terminals[name].name}" if name in terminals else name
        if is_loose:
            amounts = [row.tonnes if row else 0.0 for row in rows]
            yield (f"{label} (t)", *_beside(amounts, 1))
        else:
            yield (label, *_beside([row.teu if row else 0 for row in rows], 0))


def _print_moves(plan: ComparedPlan, first: str) -> None:
    console = plain_console()
    count = "1 order changes" if len(plan.moves) == 1 else f"{len(plan.moves)} orders change"
    console.print(f"\n{plan.name} against {first}: {count}", style="bold")
    for move in plan.moves[:MOST_MOVES]:
        difference = move.difference
        left = ", ".join(map(str, difference.left)) or "nothing"
        taken = ", ".join(map(str, difference.taken)) or "nothing"
        console.print(
            f"  {difference.shipment_id}: {left} -> {taken};"
            f" {difference.more_cents / 100:+,.0f} USD{_lateness(difference)}"
        )
        for reason in move.why[:3]:
            console.print(f"    {reason}")
    if len(plan.moves) > MOST_MOVES:
        console.print(f"  and {len(plan.moves) - MOST_MOVES} more, see --json")


def _lateness(difference: OrderDifference) -> str:
    before, after = difference.days_late_before, difference.days_late_after
    return "" if before == after else f", {after} days late instead of {before}"


def comparison_record(comparison: PlanComparison) -> dict[str, Any]:
    """Return plans side by side as plain values, with their flows per link for maps."""
    from pydantic import TypeAdapter

    from ..network.plan_comparison import LinkFlow
    from ..network.summary import MixRow

    rows, flows = TypeAdapter(tuple[MixRow, ...]), TypeAdapter(tuple[LinkFlow, ...])
    plans = [
        {
            "name": plan.name,
            "network": plan.plan.network.name,
            "scenarios": list(plan.plan.network.applied),
            "cost_usd": plan.cost_usd,
            "cost_by_part_usd": dict(plan.cost_by_part_usd),
            "co2e_t": plan.co2e_t,
            "lead_days_p50": plan.lead_days_p50,
            "lead_days_p90": plan.lead_days_p90,
            "on_time": plan.on_time,
            "num_on_time": plan.num_on_time,
            "late_teu": plan.late_teu,
            "unserved_teu": plan.unserved_teu,
            **{f"by_{title}": rows.dump_python(mix(plan), mode="json") for title, mix in _MIXES},
            "flows": flows.dump_python(plan.flows, mode="json"),
            "moves": [_move_record(move) for move in plan.moves],
        }
        for plan in comparison.plans
    ]
    return {
        "schema": COMPARISON_SCHEMA,
        "draws": comparison.draws,
        "seed": comparison.seed,
        "plans": plans,
    }


def _move_record(move: OrderMove) -> dict[str, Any]:
    difference = move.difference
    return {
        "shipment_id": difference.shipment_id,
        "kept": difference.kept,
        "moved": difference.moved,
        "newly_served": difference.newly_served,
        "dropped": difference.dropped,
        "left": [str(part) for part in difference.left],
        "taken": [str(part) for part in difference.taken],
        "more_usd": difference.more_cents / 100,
        "days_late_before": difference.days_late_before,
        "days_late_after": difference.days_late_after,
        "why": list(move.why),
    }


def comparison_rows(comparison: PlanComparison) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the CSV: figures, parts of the cost, and the mix of each plan."""
    for p in comparison.plans:
        for name, value, unit in (
            ("cost", p.cost_usd, "USD"), ("co2e", p.co2e_t, "t"),
            ("lead_p50", p.lead_days_p50, "d"), ("lead_p90", p.lead_days_p90, "d"),
            ("on_time", p.on_time, "share"), ("late", p.late_teu, "TEU"),
            ("unserved", p.unserved_teu, "TEU"),
        ):  # fmt: skip
            yield p.name, "figure", name, value, unit
        for part, amount in p.cost_by_part_usd.items():
            yield p.name, "cost", part, amount, "USD"
        for title, mix in _MIXES:
            for row in mix(p):
                yield p.name, title, row.name, row.teu, "TEU"
