"""How a frontier and named plans are printed and written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from ..network.frontier import Frontier, FrontierStep, NamedPlan, PlanFigures
from .options import plain_console
from .rows_output import table_of, usd

FRONTIER_SCHEMA = "landbridge/frontier/1"
VARIANTS_SCHEMA = "landbridge/variants/1"

MOST_STRETCHES = 12
"""Lines of the linear frontier that are printed; the files hold all its steps."""

CSV_COLUMNS = ("what", "most", "least", "unit", "cost_usd", "bound_usd", "usd_per_unit")


def print_frontier(frontier: Frontier) -> None:
    """Print the plans of a frontier and the steps of the linear one."""
    console, unit = plain_console(), frontier.unit
    points = (
        (f"{p.amount:,.1f}", usd(p.cost_usd), usd(p.bound_usd), usd(p.usd_per_unit, empty="none"))
        for p in frontier.points
    )
    heads = (f">{unit}", ">Cost USD", ">at least", ">USD per unit less")
    console.print(table_of(f"Plans: cost against {unit}", heads, points))
    stretches = _stretches(frontier.steps)
    rows = ((f"{s.most:,.1f}", f"{s.least:,.1f}", usd(s.usd_per_unit)) for s in stretches)
    columns = (">from", ">down to", ">USD per unit less")
    console.print(table_of(f"The linear mix ({unit})", columns, rows))
    if len(stretches) < len(frontier.steps):
        console.print(f"  averages; all {len(frontier.steps)} steps are in --csv and --json")


def _stretches(steps: Sequence[FrontierStep]) -> list[FrontierStep]:
    """Return at most `MOST_STRETCHES` steps: neighbours are joined, at their average price."""
    if len(steps) <= MOST_STRETCHES:
        return list(steps)
    least_wide = (steps[0].most - steps[-1].least) / MOST_STRETCHES
    joined: list[FrontierStep] = []
    begun: list[FrontierStep] = []
    for step in steps:
        begun.append(step)
        if begun[0].most - step.least >= least_wide:
            joined.append(_joined(begun))
            begun = []
    return [*joined, *([_joined(begun)] if begun else [])]


def _joined(steps: Sequence[FrontierStep]) -> FrontierStep:
    most, least = steps[0].most, steps[-1].least
    usd_total = sum(step.usd_per_unit * (step.most - step.least) for step in steps)
    per_unit = usd_total / (most - least) if most > least else steps[0].usd_per_unit
    return replace(steps[0], most=most, least=least, usd_per_unit=per_unit)


def frontier_json(frontier: Frontier) -> str:
    """Return a frontier as JSON (schema ``landbridge/frontier/1``), without its plans."""
    steps = TypeAdapter(tuple[FrontierStep, ...]).dump_python(frontier.steps, mode="json")
    points = [
        {"amount": p.amount, "cost_usd": p.cost_usd, "bound_usd": p.bound_usd,
         "usd_per_unit": p.usd_per_unit}
        for p in frontier.points
    ]  # fmt: skip
    record = {"schema": FRONTIER_SCHEMA, "goal": frontier.goal.value, "unit": frontier.unit}
    return json.dumps({**record, "points": points, "steps": steps}, ensure_ascii=False, indent=1)


def frontier_rows(frontier: Frontier) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of the CSV file: plans, then steps."""
    unit = frontier.unit
    rows: list[tuple[object, ...]] = [
        ("plan", p.amount, None, unit, p.cost_usd, p.bound_usd, p.usd_per_unit)
        for p in frontier.points
    ]
    rows += [("step", s.most, s.least, unit, None, None, s.usd_per_unit) for s in frontier.steps]
    return CSV_COLUMNS, rows


def print_variants(plans: Sequence[NamedPlan]) -> None:
    """Print named plans side by side, and what each gives up."""
    console = plain_console()
    rows = [(p.name, *_figures(p.figures)) for p in plans]
    columns = (
        "Plan", ">Cost USD", ">Days", ">CO2e t", ">Late TEU", ">Unserved TEU", ">On time",
        "Largest exposure",
    )  # fmt: skip
    console.print(table_of("Plans", columns, rows))
    console.print()
    for plan in plans:
        console.print(f"  {plan.name}: {plan.strives_for}")
        if plan is not plans[0]:
            console.print(
                f"    than the cheapest: {plan.more_usd:+,.0f} USD, {plan.more_days:+,.1f} days,"
                f" {plan.more_co2e_t:+,.1f} t CO2e, {100 * plan.more_on_time:+.1f} points on"
                f" time, {100 * plan.more_exposure_share:+.0f} points of largest exposure"
            )


def _figures(figures: PlanFigures) -> tuple[str, ...]:
    exposure = f"{figures.exposure.name} {figures.exposure_share:.0%}" if figures.exposure else ""
    return (
        f"{figures.cost_usd:,.0f}", f"{figures.days:.1f}", f"{figures.co2e_t:,.1f}",
        f"{figures.late_teu:,.0f}", f"{figures.unserved_teu:,.0f}", f"{figures.on_time:.1%}",
        exposure,
    )  # fmt: skip


def variants_json(plans: Sequence[NamedPlan]) -> str:
    """Return named plans as JSON (schema ``landbridge/variants/1``), without their routes."""
    kind = TypeAdapter(PlanFigures)
    rows = [
        {"name": p.name, "strives_for": p.strives_for,
         "figures": kind.dump_python(p.figures, mode="json"), "more_usd": p.more_usd,
         "more_co2e_t": p.more_co2e_t, "more_days": p.more_days, "more_on_time": p.more_on_time,
         "more_exposure_share": p.more_exposure_share}
        for p in plans
    ]  # fmt: skip
    return json.dumps({"schema": VARIANTS_SCHEMA, "plans": rows}, ensure_ascii=False, indent=1)
