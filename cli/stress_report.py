"""How closures, draws and robust plans are printed and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from .options import plain_console
from .rows_output import table_of

if TYPE_CHECKING:
    from ..network.closures import Closure, Failure, StressReport
    from ..network.network import Network
    from ..network.plan_risk import PlanRisk
    from ..optimizer.stress.robust_plan import RobustChoice

STRESS_SCHEMA = "landbridge/stress/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

CSV_COLUMNS = (
    "group", "fails", "more_unserved_teu", "more_usd", "orders", "whole_unserved_teu", "whole_usd",
    "saved_usd",
)  # fmt: skip


def print_closures(report: StressReport, most_rows: int) -> None:
    """Print what closures cost, the worst first."""
    console = plain_console()
    left = report.capacity_left
    what = f"cut to {left:.0%} of its capacity" if left else "closed"
    console.print(f"\nThe plan costs {report.plan.cost_cents / 100:,.0f} USD", style="bold")
    is_whole = any(c.whole_plan is not None for c in (*report.closures, *report.pairs))
    in_boxes = (">boxes: TEU", ">USD") if is_whole else ()
    columns = ("", ">unserved TEU", ">USD more", ">orders", *in_boxes)
    network = report.plan.network
    for title, closures in (
        (f"Each thing {what} in turn, by what is left behind", report.closures),
        ("The same by what the rest costs more", report.dearest),
        ("Pairs of the worst together", report.pairs),
    ):
        if closures:
            rows = (_closure_row(network, closure, is_whole) for closure in closures[:most_rows])
            console.print(table_of(title, columns, rows))
        if len(closures) > most_rows:
            console.print(f"  and {len(closures) - most_rows} more, see --json or --csv")
    console.print(
        "  what is served counts first; USD more is what the cargo that is still served costs"
        " more than the same cargo did"
    )
    console.print(
        f"  linear mix over all routes{', beside it whole boxes' if is_whole else ''};"
        f" {report.num_unused} other things are used by no route and cost nothing"
    )


def _closure_row(network: Network, closure: Closure, is_whole: bool) -> tuple[str, ...]:
    teu, usd = closure.whole_unserved_teu, closure.whole_usd
    in_boxes = ("" if teu is None else f"{teu:+,.1f}", "" if usd is None else f"{usd:+,.0f}")
    return (
        " + ".join(_named(network, failure) for failure in closure.failures),
        f"{closure.more_unserved_teu:+,.1f}",
        f"{closure.more_usd:+,.0f}",
        f"{closure.num_orders}",
        *(in_boxes if is_whole else ()),
    )


def _named(network: Network, failure: Failure) -> str:
    """Say what fails, with the names of places."""
    terminals = network.terminals
    if failure.name in terminals:
        return f"{failure} ({terminals[failure.name].name})"
    link = network.links.get(failure.name) if failure.kind == "link" else None
    if link is None:
        return f"{failure}"
    ends = (terminals[end].name for end in (link.from_terminal, link.to_terminal))
    return f"{failure} ({' - '.join(ends)})"


def print_risk(risk: PlanRisk) -> None:
    """Print the distribution of the cost of a plan."""
    console = plain_console()
    console.print(f"\n{len(risk.costs_usd):,} draws, seed {risk.seed}", style="bold")
    planned = risk.plan.cost_cents / 100
    for label, amount in (
        ("planned", planned),
        ("P10", _quantile(risk.costs_usd, 0.1)),
        ("median", _quantile(risk.costs_usd, 0.5)),
        ("mean", risk.mean_usd),
        (f"VaR {risk.level:.0%}", risk.var_usd),
        (f"CVaR {risk.level:.0%}", risk.cvar_usd),
    ):
        console.print(f"  {label:<10}{amount:>14,.0f} USD {amount - planned:>+12,.0f}")
    console.print(
        f"  on time   {risk.on_time:>13.1%} of the TEU; {risk.on_time_without:.1%} without"
        f" disruptions; {risk.stranded:.1%} stranded"
    )
    columns = ("Disruption", "Exposure", ">in draws", ">USD more", "Grade")
    rows = [
        (e.name, e.exposure, f"{e.share:.1%}", "" if e.more_usd is None else f"{e.more_usd:+,.0f}",
         e.grade.value)
        for e in risk.effects
    ]  # fmt: skip
    console.print(table_of("Disruptions", columns, rows))
    console.print("  all of it is graded assumption (docs/stress.md)")


def _quantile(costs: Sequence[float], share: float) -> float:
    """Return the least cost that so large a share of the draws does not exceed."""
    return sorted(costs)[max(0, ceil(share * len(costs) - 1e-9) - 1)]


def print_choice(choice: RobustChoice) -> None:
    """Print the cheap plan beside the robust one."""
    console = plain_console()
    names = [f"{name} {probability:.0%}" for name, probability in choice.futures]
    console.print(f"\nFutures: {', '.join(names)}", style="bold")
    columns = ("USD", *(f">{candidate.name}" for candidate in choice.candidates))
    console.print(table_of("Plans to book now", columns, _choice_rows(choice, names)))
    console.print(
        f"  cheap: {choice.cheap.name}; robust: {choice.robust.name}, which costs"
        f" {choice.premium_usd:,.0f} USD more on average and saves {choice.saved_tail_usd:,.0f}"
        " USD in the tail"
    )
    if choice.bound_usd is not None and choice.pool_bound_usd is not None and choice.value_usd:
        alone = max(0.0, 1 - choice.bound_usd / choice.value_usd)
        console.print(
            f"  proven: no plan over the routes looked at is better by more than"
            f" {choice.gap:.2%}, none at all by more than {alone:.2%} (not even one that knows"
            " what comes)"
        )
    console.print(
        f"  what is left behind counts {choice.unserved_usd_per_teu:,.0f} USD for each TEU"
    )


def _choice_rows(choice: RobustChoice, futures: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what candidates come to: on average, in the tail, and in each future."""
    found = choice.candidates
    yield ("on average", *(f"{c.mean_usd:,.0f}" for c in found))
    yield (f"CVaR {choice.level:.0%}", *(f"{c.cvar_usd:,.0f}" for c in found))
    for number, future in enumerate(futures):
        yield (f"cost in {future}", *(f"{c.costs_usd[number]:,.0f}" for c in found))
        if any(c.unserved_teu[number] for c in found):
            yield ("  unserved TEU", *(f"{c.unserved_teu[number]:,.1f}" for c in found))


def stress_record(
    report: StressReport | None, risk: PlanRisk | None, choice: RobustChoice | None
) -> dict[str, Any]:
    """Return what was found as plain values; None = not asked for."""
    return {
        "schema": STRESS_SCHEMA,
        "closures": None if report is None else _closures_record(report),
        "draws": None if risk is None else _risk_record(risk),
        "robust": None if choice is None else _choice_record(choice),
    }


def _closures_record(report: StressReport) -> Mapping[str, Any]:
    return {
        "cost_usd": report.plan.cost_cents / 100,
        "capacity_left": report.capacity_left,
        "num_unused": report.num_unused,
        "num_solved": report.num_solved,
        "singles": [_closure_record(closure) for closure in report.closures],
        "pairs": [_closure_record(closure) for closure in report.pairs],
    }


def _closure_record(closure: Closure) -> Mapping[str, Any]:
    return {
        "fails": [{"kind": f.kind.value, "name": f.name} for f in closure.failures],
        "more_unserved_teu": closure.more_unserved_teu,
        "more_usd": closure.more_usd,
        "saved_usd": closure.saved_usd,
        "num_orders": closure.num_orders,
        "whole_unserved_teu": closure.whole_unserved_teu,
        "whole_usd": closure.whole_usd,
    }


def _risk_record(risk: PlanRisk) -> Mapping[str, Any]:
    effects = [
        {"id": e.id, "name": e.name, "exposure": e.exposure, "share": e.share,
         "more_usd": e.more_usd, "grade": e.grade.value}
        for e in risk.effects
    ]  # fmt: skip
    return {
        "cost_usd": risk.plan.cost_cents / 100,
        "seed": risk.seed,
        "level": risk.level,
        "mean_usd": risk.mean_usd,
        "var_usd": risk.var_usd,
        "cvar_usd": risk.cvar_usd,
        "on_time": risk.on_time,
        "on_time_without": risk.on_time_without,
        "stranded": risk.stranded,
        "grade": risk.grade.value,
        "disruptions": effects,
        "costs_usd": list(risk.costs_usd),
    }


def _choice_record(choice: RobustChoice) -> Mapping[str, Any]:
    candidates = [
        {"name": c.name, "mean_usd": c.mean_usd, "var_usd": c.var_usd, "cvar_usd": c.cvar_usd,
         "costs_usd": list(c.costs_usd), "unserved_teu": list(c.unserved_teu)}
        for c in choice.candidates
    ]  # fmt: skip
    return {
        "futures": [{"name": name, "probability": p} for name, p in choice.futures],
        "candidates": candidates,
        "cheap": choice.cheap.name,
        "robust": choice.robust.name,
        "premium_usd": choice.premium_usd,
        "saved_tail_usd": choice.saved_tail_usd,
        "mixed_shares": list(choice.mixed.shares),
        "level": choice.level,
        "weight": choice.weight,
        "unserved_usd_per_teu": choice.unserved_usd_per_teu,
        "value_usd": choice.value_usd,
        "pool_bound_usd": choice.pool_bound_usd,
        "bound_usd": choice.bound_usd,
        "gap": choice.gap,
    }


def closure_rows(report: StressReport) -> Iterator[Sequence[object]]:
    """Yield the rows of the CSV: closures, then pairs."""
    for group, closures in (("single", report.closures), ("pair", report.pairs)):
        for c in closures:
            yield (
                group, c.name, c.more_unserved_teu, c.more_usd, c.num_orders,
                c.whole_unserved_teu, c.whole_usd, c.saved_usd,
            )  # fmt: skip
