"""How plans side by side are printed and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..network.plan import Objective
from ..network.plan_comparison import ComparedPlan, OrderMove, PlanComparison
from ..network.route import CostPart
from .options import plain_console
from .rows_output import table_of

if TYPE_CHECKING:
    from ..network.summary import MixRow

COMPARISON_SCHEMA = "landbridge/comparison/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

MOST_MOVES = 12
"""Orders that are printed for each plan; the JSON holds all."""

CSV_COLUMNS = ("plan", "group", "name", "value", "unit")


def print_comparison(comparison: PlanComparison) -> None:
    """Print plans side by side, and what moved."""
    console = plain_console()
    names = [plan.name for plan in comparison.plans]
    rows = [(label, *map(text, comparison.plans)) for label, text in _FIGURES]
    columns = ("", *(f">{name}" for name in names))
    console.print(table_of("Plans", columns, [*rows, *_part_rows(comparison)]))
    console.print(
        f"  P50, P90 and on time: {comparison.draws:,} simulated journeys of each route,"
        f" seed {comparison.seed}"
    )
    for title, mix in _MIXES:
        console.print(table_of(f"TEU by {title}", columns, _mix_rows(comparison, mix)))
    for plan in comparison.plans[1:]:
        _print_moves(plan, names[0])


def _days(days: float | None) -> str:
    return "never" if days is None else f"{days:.1f}"


_FIGURES: tuple[tuple[str, Callable[[ComparedPlan], str]], ...] = (
    ("cost USD", lambda p: f"{p.cost_usd:,.0f}"),
    ("CO2e t", lambda p: f"{p.co2e_t:,.1f}"),
    ("days P50", lambda p: _days(p.lead_days_p50)),
    ("days P90", lambda p: _days(p.lead_days_p90)),
    ("on time", lambda p: f"{p.on_time:.1%}"),
    ("orders on time by plan", lambda p: f"{p.num_on_time}"),
    ("late TEU by plan", lambda p: f"{p.late_teu:,.1f}"),
    ("unserved TEU", lambda p: f"{p.unserved_teu:,.1f}"),
)

_MIXES: tuple[tuple[str, Callable[[ComparedPlan], tuple[MixRow, ...]]], ...] = (
    ("corridor", lambda p: p.by_corridor),
    ("mode", lambda p: p.by_mode),
    ("gateway", lambda p: p.by_gateway),
)


def _part_rows(comparison: PlanComparison) -> Iterator[tuple[str, ...]]:
    counts = comparison.plans[0].plan.objective is Objective.GENERALISED
    for part in comparison.plans[0].cost_by_part_usd:
        amounts = [plan.cost_by_part_usd[part] for plan in comparison.plans]
        if any(amounts):
            beside = "" if counts or part != CostPart.HOLDING else ", not in the cost"
            label = f"  {part.replace('_', ' ')} USD{beside}"
            yield (label, *(f"{amount:,.0f}" for amount in amounts))


def _mix_rows(
    comparison: PlanComparison, mix: Callable[[ComparedPlan], tuple[MixRow, ...]]
) -> Iterator[tuple[str, ...]]:
    named = [{row.name: row for row in mix(plan)} for plan in comparison.plans]
    for name in dict.fromkeys(chain.from_iterable(named)):
        rows = [mixed.get(name) for mixed in named]
        yield (name, *(f"{row.teu:,.0f}" if row else "" for row in rows))


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
            f" {difference.more_cents / 100:+,.0f} USD"
        )
        for reason in move.why[:3]:
            console.print(f"    {reason}")
    if len(plan.moves) > MOST_MOVES:
        console.print(f"  and {len(plan.moves) - MOST_MOVES} more, see --json")


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
