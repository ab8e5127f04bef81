"""The weekly-schedule case and its variants."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ...network.errors import DatasetError, Mistake
from ...network.importers.weekly_schedule import read_weekly_schedule
from ...network.tables import read_text
from ...network.verify.weekly_schedule import verify_weekly_plan
from ...network.weekly_schedule import WeeklyRules
from ..weekly_schedule.solve import solve_weekly_schedule
from .case import Answer, BenchCase, BenchEffort, Reference, Solve

TOLERANCE = 1e-6
RULES = {
    "base": WeeklyRules(),
    "no_simple_path": WeeklyRules(simple_routes=False),
    "no_consolidation": WeeklyRules(shared_containers=False),
}


def weekly_cases(folder: Path) -> Iterator[BenchCase]:
    """Yield the variants whose optima the document of the case holds."""
    path = folder / "weekly_schedule" / "case.json"
    for name, optimum in _known(path).items():
        rules = _rules(name)
        if rules is not None:
            yield BenchCase(
                family="weekly",
                name=name,
                reference=Reference(low=optimum, high=optimum, tolerance=TOLERANCE),
                prepare=lambda effort, rules=rules: _prepare(path, rules, effort),  # type: ignore[misc]
            )


def _known(path: Path) -> dict[str, float]:
    """Return the known optima by the names of the variants."""
    mistakes: list[Mistake] = []
    text = read_text(path, mistakes)
    if text is None:
        raise DatasetError(mistakes)
    try:
        return {row["name"]: float(row["objective"]) for row in json.loads(text)["variants"]}
    except (KeyError, TypeError, ValueError) as error:
        found, expected = (
            f"{type(error).__name__}: {error}",
            "variants, each with name and objective",
        )
        raise DatasetError([Mistake(place=path.name, found=found, expected=expected)]) from error


def _rules(name: str) -> WeeklyRules | None:
    """Return what a variant means; None for one of which we know nothing."""
    match = re.fullmatch(r"max_transit_(\d{1,3})d", name)
    return WeeklyRules(most_transit_days=int(match[1])) if match else RULES.get(name)


def _prepare(path: Path, rules: WeeklyRules, effort: BenchEffort) -> Solve:
    schedule = read_weekly_schedule(path)

    def solve() -> Answer:
        plan = solve_weekly_schedule(schedule, rules, seconds=effort.seconds)
        return Answer(
            objective=plan.costs.total,
            bound=plan.bound,
            method=plan.method,
            verify=lambda: verify_weekly_plan(plan),
        )

    return solve
