"""The master of a design: which additions begin in which year, under cuts on what they save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ortools.math_opt.python import mathopt

from ...network.additions import Candidates, Starts
from ...network.errors import NoPlanError
from ..stoppable import stoppable
from .cuts import Cut
from .search import View

TIE_USD = 1e-3
"""What a start counts for, more the later it is: of equals the fewer and the sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The best starts under the cuts so far, and the bound that this is on all starts."""

    starts: Starts
    bound_usd: float


class StartMaster:
    """A MILP over the years in which additions begin.

    Between two moments at which something could open, the same is open; there a saving is
    what the cuts leave of it. An addition opens when it is built and all that it requires is
    open.

    Parameters
    ----------
    candidates
        What could be built, over which years and for how much.
    years
        Building begins with the decision or so many years less one after it.
    most_usd
        What any set can save in a year at most.
    view
        Whose money counts.
    """

    def __init__(self, candidates: Candidates, *, years: int, most_usd: float, view: View) -> None:
        self._candidates, self._view = candidates, view
        self._model = mathopt.Model(name="starts")
        self._begun = {
            (a.id, year): self._model.add_binary_variable(name=f"begin[{a.id},{year}]")
            for a in candidates.additions
            for year in range(years)
        }
        self._years = range(years)
        self._spans = [*pairwise(self._moments())]
        self._open = [self._open_in(start) for start, _ in self._spans]
        self._saved = [self._model.add_variable(ub=most_usd) for _ in self._spans]
        self._choose_once()
        self._keep_within_the_money()
        self._set_objective()

    def add(self, cuts: Iterable[Cut]) -> None:
        """Add cuts on what is saved at any time."""
        for cut in cuts:
            for saved, open_ in zip(self._saved, self._open, strict=True):
                most = mathopt.fast_sum(usd * open_[name] for name, usd in cut.by_open.items())
                self._model.add_linear_constraint(saved <= cut.constant + most)

    def solve(self) -> Proposal:
        """Return the best starts under the cuts so far.

        Raises
        ------
        NoPlanError
            The solver ended without a proven optimum.
        """
        options = mathopt.SolveParameters(relative_gap_tolerance=1e-9)
        solver = mathopt.SolverType.HIGHS
        result = stoppable(lambda: mathopt.solve(self._model, solver, params=options))
        if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
            message = f"the choice of starts ended with {result.termination.reason.name}"
            raise NoPlanError(message)
        values = result.variable_values()
        starts = {name: year for (name, year), v in self._begun.items() if values[v] > 0.5}
        bound = max(result.termination.objective_bounds.dual_bound, result.objective_value())
        ties = TIE_USD * len(self._years) * len(self._candidates.additions)
        return Proposal(starts=starts, bound_usd=bound + ties)

    def _moments(self) -> list[float]:
        """Return the months at which something could open, from the decision to the end."""
        last = float(self._candidates.horizon.months)
        months = {12 * y + a.build_months for a in self._candidates.additions for y in self._years}
        return [0.0, *sorted(m for m in months if 0 < m < last), last]

    def _chosen(self, name: str) -> mathopt.LinearExpression:
        return mathopt.LinearExpression() + mathopt.fast_sum(
            self._begun[name, year] for year in self._years
        )

    def _open_in(self, month: float) -> dict[str, mathopt.Variable]:
        """Return what is open from a month on: built, and all that it requires open."""
        found: dict[str, mathopt.Variable] = {}
        for addition in self._candidates.additions:
            built = mathopt.LinearExpression() + mathopt.fast_sum(
                self._begun[addition.id, year]
                for year in self._years
                if 12 * year + addition.build_months <= month
            )
            one = self._model.add_variable(lb=0, ub=1)
            needed = [found[name] for name in sorted(addition.requires) if name in found]
            self._model.add_linear_constraint(one <= built)
            for other in needed:
                self._model.add_linear_constraint(one <= other)
            self._model.add_linear_constraint(
                one >= built + mathopt.fast_sum(needed) - float(len(needed))
            )
            found[addition.id] = one
        return found

    def _choose_once(self) -> None:
        known = self._candidates.by_id
        for addition in self._candidates.additions:
            chosen = self._chosen(addition.id)
            self._model.add_linear_constraint(chosen <= 1)
            for name in sorted(addition.requires & known.keys()):
                self._model.add_linear_constraint(chosen <= self._chosen(name))
            for name in sorted(addition.excludes & known.keys()):
                self._model.add_linear_constraint(chosen + self._chosen(name) <= 1)

    def _keep_within_the_money(self) -> None:
        candidates = self._candidates
        spent: list[list[mathopt.LinearTerm]] = [[] for _ in range(candidates.horizon.years)]
        for (name, year), begun in self._begun.items():
            for terms, usd in zip(
                spent, candidates.capex_by_year({name}, {name: year}), strict=True
            ):
                if usd:
                    terms.append(usd * begun)
        for terms, most in zip(spent, candidates.most_by_year, strict=True):
            if terms and most < 1e300:
                self._model.add_linear_constraint(mathopt.fast_sum(terms) <= most * (1 + 1e-9))
        if candidates.capex_usd is not None:
            total = mathopt.fast_sum(
                candidates.by_id[name].capex_usd * begun for (name, _), begun in self._begun.items()
            )
            self._model.add_linear_constraint(total <= candidates.capex_usd * (1 + 1e-9))

    def _set_objective(self) -> None:
        horizon, known = self._candidates.horizon, self._candidates.by_id
        worth = mathopt.LinearExpression()
        for (name, year), begun in self._begun.items():
            capex = self._candidates.capex_by_year({name}, {name: year})
            worth -= (horizon.worth(capex) + TIE_USD * (1 + year)) * begun
        for (start, end), saved, open_ in zip(self._spans, self._saved, self._open, strict=True):
            weight = horizon.worth(horizon.by_year(1.0, start, end))
            worth += weight * saved
            for name, one in open_.items():
                paid = known[name].commitment_usd_year
                if self._view is View.PAYER:
                    paid += known[name].subsidy_usd_year
                worth -= weight * paid * one
        self._model.maximize(worth)
