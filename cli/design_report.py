"""How a design is printed and written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from ..optimizer.design.choose import Design
from ..optimizer.design.impact import Impact, Pair
from ..optimizer.design.phased import PhasedChoice
from ..optimizer.design.search import Choice, SubsetProof, Verdict, best_with
from .options import plain_console
from .rows_output import table_of, usd

if TYPE_CHECKING:
    from rich.console import Console

DESIGN_SCHEMA = "landbridge/design/1"
MOST_ROWS = 12
SERVED_TEU = 0.05
"""TEU a year that are not worth a line."""

CSV_COLUMNS = ("chosen", "verdict", "usd")
STEP_COLUMNS = ("step", "bound_usd", "best_usd", "sets_valued", "cuts")
YEAR_COLUMNS = (">Year", ">Capex USD", ">Subsidy USD", ">Saving USD")


def print_design(design: Design) -> None:
    """Print what to build, what it is worth, the proof, and what it changes."""
    console, choice = plain_console(), design.choice
    worth = choice.worth
    title = " + ".join(choice.chosen) or "nothing: no subset is worth what it costs"
    head = "Worth building" if _is_searched(choice) else "As asked for"
    console.print(f"\n{head}: {title}", style="bold")
    horizon = design.candidates.horizon
    console.print(
        f"  over {horizon.years} years at {horizon.discount:.1%}; the book comes"
        f" {design.books_per_year:.2f} times a year; values are those of the linear mix"
    )
    rate = design.rate
    console.print(f"  RMB at {rate.per_usd:g} a USD ({rate.on}, {rate.grade.value}: {rate.source})")
    console.print(
        f"  saving {usd(worth.saving)} USD, capex {usd(worth.capex)},"
        f" subsidy {usd(worth.subsidy)} (present values)"
    )
    base, with_all = choice.base, choice.open
    console.print(
        f"  a year costs {usd(base.usd)} USD with nothing built, {usd(with_all.usd)} with all of it"
    )
    if abs(base.unserved_teu) > SERVED_TEU or abs(with_all.unserved_teu) > SERVED_TEU:
        console.print(
            f"  not served: {base.unserved_teu:,.1f} TEU a year with nothing built,"
            f" {with_all.unserved_teu:,.1f} with it; --unserved-usd says what a TEU is worth"
        )
    console.print(
        f"  net {usd(worth.payer_usd)} to who pays for it, {usd(worth.welfare_usd)} in welfare,"
        f" where a subsidy only changes hands"
    )
    _print_years(console, design)
    _print_proof(console, design)
    if design.impact is not None:
        _print_impact(console, design.impact)


def _print_years(console: Console, design: Design) -> None:
    flows = zip(
        design.capex_by_year_usd, design.subsidy_by_year_usd, design.saving_by_year_usd,
        strict=True,
    )  # fmt: skip
    rows = [(f"{year}", *map(usd, flow)) for year, flow in enumerate(flows, start=1)]
    if design.choice.chosen:
        console.print(table_of("By year, not discounted", YEAR_COLUMNS, rows))


def _print_proof(console: Console, design: Design) -> None:
    if isinstance(design.choice, PhasedChoice):
        _print_steps(console, design.choice)
    else:
        _print_subsets(console, design.choice)
    if not _is_searched(design.choice):
        return
    options = [a.id for a in design.candidates.additions if a.is_option]
    better = [a.id for a in design.candidates.additions if a.is_improvement]
    console.print(f"  bounds rest on options, which never raise the cost: {', '.join(options)}")
    if better:
        text = ", ".join(better)
        console.print(f"  and on improvements, with trucks for all in the bound: {text}")


def _print_steps(console: Console, choice: PhasedChoice) -> None:
    starts = [(name, f"{year + 1}") for name, year in choice.starts.items()]
    if starts:
        console.print(table_of("Building begins", ("Addition", ">Year"), starts))
    rows = [
        (f"{n}", usd(s.bound_usd), usd(s.best_usd), f"{s.num_valued}", f"{s.num_cuts}")
        for n, s in enumerate(choice.steps, start=1)
    ]
    columns = (">Master", ">Bound USD", ">Best USD", ">Sets valued", ">Cuts")
    console.print(table_of("Proof", columns, rows[-MOST_ROWS:]))
    console.print(
        f"  no choice is worth more than {usd(choice.steps[-1].bound_usd)} USD:"
        f" the gap is {usd(choice.gap_usd)}"
    )


def _print_subsets(console: Console, choice: Choice) -> None:
    rows = [
        (" + ".join(p.chosen) or "nothing", p.verdict.value,
         f"{_at_most(p)}{usd(p.usd)}")
        for p in choice.proof
    ]  # fmt: skip
    console.print(table_of("Proof", ("Subset", "", ">Worth USD"), rows[:MOST_ROWS]))
    best = [
        (name, row.verdict.value, f"{_at_most(row)}{usd(row.usd)}", f"{len(row.chosen) - 1}")
        for name, row in best_with(choice.proof).items()
    ]
    if choice.is_best:
        title = "Each addition in the best subset with it"
        console.print(table_of(title, ("Addition", "", ">Worth USD", ">Others"), best))
    console.print(
        f"  {len(choice.proof)} subsets: {len(choice.proof) - choice.num_bounded_out} valued,"
        f" {choice.num_bounded_out} bounded out, {choice.num_solved} mixes solved"
    )


def _is_searched(choice: Choice | PhasedChoice) -> bool:
    return isinstance(choice, PhasedChoice) or choice.is_best


def _at_most(row: SubsetProof) -> str:
    return "" if row.verdict is Verdict.VALUED else "at most "


def _print_impact(console: Console, impact: Impact) -> None:
    console.print("\nPlans in whole boxes, without and with it", style="bold")
    pairs = [
        ("cost USD", impact.cost_usd), ("unserved TEU", impact.unserved_teu),
        ("t CO2e", impact.co2e_t),
    ]  # fmt: skip
    moved = [(f"t by air at {name}", pair) for name, pair in impact.gateway_tonnes.items()
             if abs(pair[0] - pair[1]) >= 0.05]  # fmt: skip
    pairs += moved
    pairs += [(f"t km by {mode}", pair) for mode, pair in impact.tonne_km.items()]
    columns = ("", ">Without", ">With", ">Change")
    console.print(table_of("", columns, [_pair_row(*named) for named in pairs]))
    console.print(
        f"  the plans are proven to {usd(impact.open_usd[0])} and {usd(impact.open_usd[1])} USD:"
        " smaller differences of cost say nothing"
    )
    if not moved:
        console.print("  no airport handles more or less: nothing is taken from one by another")
    rows = [(f"{n}", f"{a:.1%}", f"{b:.1%}") for n, (a, b) in impact.within_days.items()]
    title = "Share of the demand that the plans deliver within days"
    console.print(table_of(title, (">Days", ">Without", ">With"), rows))
    rows = [(f"{n}", f"{a:.1%}", f"{b:.1%}") for n, (a, b) in impact.reachable_within_days.items()]
    title = "Share that could be, each order alone on its fastest route"
    console.print(table_of(title, (">Days", ">Without", ">With"), rows))
    gains = sorted(impact.gain_usd_by_zone.items(), key=lambda item: -item[1])
    title = f"Who gains: {impact.winners} orders cost less, {impact.losers} more"
    console.print(table_of(title, ("Zone", ">USD"), [(zone, usd(gain)) for zone, gain in gains]))


def _pair_row(name: str, pair: Pair) -> tuple[str, ...]:
    return name, f"{pair[0]:,.1f}", f"{pair[1]:,.1f}", f"{pair[1] - pair[0]:+,.1f}"


def design_json(design: Design) -> str:
    """Return a design as JSON (schema ``landbridge/design/1``)."""
    record = TypeAdapter(Design).dump_python(design, mode="json")
    for addition in record["candidates"]["additions"]:
        addition |= {key: sorted(addition[key]) for key in ("requires", "excludes")}
    worth = design.choice.worth
    record["choice"]["worth"] |= {"payer": worth.payer_usd, "welfare": worth.welfare_usd}
    return json.dumps({"schema": DESIGN_SCHEMA, **record}, ensure_ascii=False, indent=1)


def proof_rows(design: Design) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of the CSV file: every subset, or every step of the search."""
    if isinstance(design.choice, PhasedChoice):
        return STEP_COLUMNS, [
            (n, round(s.bound_usd, 2), round(s.best_usd, 2), s.num_valued, s.num_cuts)
            for n, s in enumerate(design.choice.steps, start=1)
        ]
    return CSV_COLUMNS, [
        ("+".join(p.chosen), p.verdict.value, round(p.usd, 2)) for p in design.choice.proof
    ]
