"""The best subset of additions, by enumeration with bounds, and the proof of it.

Optional additions never raise what the optimum costs. So the cost of a superset that has
nothing more than options is a lower bound on the cost of a subset, wherever both serve the
same. Subsets are valued best bound first; once a bound is no better than what was found,
all that is left is bounded out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from heapq import heapify, heappop, heappush
from math import inf
from typing import TypeAlias

from ...network.additions import Candidates, Subset
from .yearly_cost import YearCost, YearlyCost

TOLERANCE_USD = 1.0
"""Values that differ by less than a dollar in all years together are equal."""

_Saving: TypeAlias = Callable[[Subset], float]

Floor: TypeAlias = Callable[[Subset], YearCost | None]
"""Bounds the year of every subset of some options and improvements from below."""

SAME_TEU = 1e-4
"""TEU a year by which subsets may differ that serve the same."""


class View(StrEnum):
    """Whose money counts."""

    PAYER = "payer"
    WELFARE = "welfare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a subset is worth over the horizon, discounted, in USD.

    ``saving`` is what the demand costs less, commitments being part of its cost; a subsidy
    is a cost to who pays it and a transfer in welfare.
    """

    saving: float
    capex: float
    subsidy: float
    view: View

    @property
    def usd(self) -> float:
        """The net present value in the view that was asked for."""
        return self.payer_usd if self.view is View.PAYER else self.welfare_usd

    @property
    def payer_usd(self) -> float:
        """Saving less what is paid to build and to subsidise."""
        return self.saving - self.capex - self.subsidy

    @property
    def welfare_usd(self) -> float:
        """Saving less what is paid to build: a subsidy only changes hands."""
        return self.saving - self.capex


class Verdict(StrEnum):
    """What was done with a subset."""

    VALUED = "valued"
    BOUNDED_OUT = "bounded out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetProof:
    """A subset, and its value or a bound that it cannot exceed."""

    chosen: tuple[str, ...]
    verdict: Verdict
    usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The best subset, and the proof that no other is better.

    ``base`` and ``open`` are a year with nothing built and one with all that is chosen open.
    """

    chosen: tuple[str, ...]
    worth: Worth
    base: YearCost
    open: YearCost
    proof: tuple[SubsetProof, ...]
    num_solved: int

    @property
    def is_best(self) -> bool:
        """Whether the subset is the best of several, and not one that was asked for."""
        return len(self.proof) > 1

    @property
    def num_bounded_out(self) -> int:
        """Number of subsets that a bound excluded."""
        return sum(p.verdict is Verdict.BOUNDED_OUT for p in self.proof)


class DesignSearch:
    """Chooses the best subset of additions.

    Parameters
    ----------
    candidates
        What could be built, over which years and for how much.
    cost
        Tells what a year costs.
    unserved_usd_per_teu
        What a TEU is worth that one subset serves and another does not.
    view
        Whose money counts.
    floor
        Bounds the cost of what has options and improvements alone; None = nothing does.
    """

    def __init__(
        self,
        candidates: Candidates,
        cost: YearlyCost,
        *,
        unserved_usd_per_teu: float = 0.0,
        view: View = View.PAYER,
        floor: Floor | None = None,
    ) -> None:
        self._candidates, self._cost = candidates, cost
        self._price, self._view = unserved_usd_per_teu, view
        self._options = frozenset(a.id for a in candidates.additions if a.is_option)
        self._better = self._options | {a.id for a in candidates.additions if a.is_improvement}
        self._floor_of, self._floor = floor, -inf
        self._solved: dict[Subset, YearCost] = {}
        self._members: dict[Subset, list[Subset]] = {}
        self._unserved: dict[Subset, float | None] = {}

    def solve(self) -> Choice:
        """Return the best subset; of equals the one with fewer additions."""
        subsets = self._candidates.subsets()
        for chosen in subsets:
            self._members.setdefault(chosen - self._options, []).append(chosen)
        self._year(frozenset())
        self._bound_all(subsets)
        queue = [(-self._most(s), _order(s), s) for s in subsets]
        heapify(queue)
        found: dict[Subset, float] = {}
        best = -inf
        while queue and -queue[0][0] > best + TOLERANCE_USD:
            key, order, chosen = heappop(queue)
            if (now := -self._most(chosen)) > key:  # the bound has become better since
                heappush(queue, (now, order, chosen))
                continue
            missing = [
                s.open for s in self._candidates.stages(chosen) if s.open not in self._solved
            ]
            if missing:
                self._learn(max(missing, key=len))
                heappush(queue, (-self._most(chosen), order, chosen))
                continue
            found[chosen] = self.worth(chosen).usd
            best = max(best, found[chosen])
        winner = min(
            (s for s, usd in found.items() if usd >= best - TOLERANCE_USD),
            key=lambda s: (_order(s), -found[s]),
        )
        return Choice(
            chosen=self._candidates.ordered(winner),
            worth=self.worth(winner),
            base=self._year(frozenset()),
            open=self._year(winner),
            proof=tuple(self._proof(subsets, found)),
            num_solved=len(self._solved),
        )

    def value(self, chosen: Subset) -> Choice:
        """Return what one subset is worth, and nothing about others."""
        worth = self.worth(chosen)
        names = self._candidates.ordered(chosen)
        row = SubsetProof(chosen=names, verdict=Verdict.VALUED, usd=worth.usd)
        return Choice(
            chosen=names, worth=worth, base=self._year(frozenset()), open=self._year(chosen),
            proof=(row,), num_solved=len(self._solved),
        )  # fmt: skip

    def worth(self, chosen: Subset) -> Worth:
        """Return what a subset is worth."""
        base = self._total(self._year(frozenset()))
        saving = self._saving(chosen, lambda s: base - self._total(self._year(s)))
        return self._worth(chosen, saving)

    def saving_by_year(self, chosen: Subset) -> tuple[float, ...]:
        """Return what a subset saves in each year, not discounted."""
        horizon = self._candidates.horizon
        base = self._total(self._year(frozenset()))
        total = [0.0] * horizon.years
        for stage in self._candidates.stages(chosen):
            usd = base - self._total(self._year(stage.open))
            more = horizon.by_year(usd, stage.first_month, stage.last_month)
            total = [a + b for a, b in zip(total, more, strict=True)]
        return tuple(total)

    def _worth(self, chosen: Subset, saving: float) -> Worth:
        horizon = self._candidates.horizon
        subsidy = self._candidates.running_by_year(chosen, subsidies=True)
        return Worth(
            saving=saving,
            capex=horizon.worth(self._candidates.capex_by_year(chosen)),
            subsidy=horizon.worth(subsidy),
            view=self._view,
        )

    def _saving(self, chosen: Subset, of: _Saving) -> float:
        horizon, total = self._candidates.horizon, 0.0
        for stage in self._candidates.stages(chosen):
            usd = of(stage.open)
            if usd == inf:
                return inf
            total += horizon.worth(horizon.by_year(usd, stage.first_month, stage.last_month))
        return total

    def _year(self, open_: Subset) -> YearCost:
        if open_ not in self._solved:
            self._solved[open_] = self._cost(open_)
        return self._solved[open_]

    def _total(self, year: YearCost) -> float:
        return year.usd + self._price * year.unserved_teu

    def _most(self, chosen: Subset) -> float:
        """Return a value that a subset cannot exceed; exact where all its stages are solved."""
        return self._worth(chosen, self._saving(chosen, self._most_saved)).usd

    def _most_saved(self, open_: Subset) -> float:
        """Return what a year can save at most while these are open."""
        base = self._total(self._solved[frozenset()])
        if open_ in self._solved:
            return base - self._total(self._solved[open_])
        most = base - self._floor if open_ <= self._better else inf
        group = open_ - self._options
        served_with_none = self._unserved.get(group)
        if served_with_none is None:
            return most
        bounds = [
            self._least(open_, superset, year)
            for superset, year in self._solved.items()
            if superset > open_
            and superset - self._options == group
            and abs(year.unserved_teu - served_with_none) <= SAME_TEU
        ]
        return min(most, base - max(bounds)) if bounds else most

    def _least(self, open_: Subset, superset: Subset, year: YearCost) -> float:
        """Return what a subset costs at least: what the superset does without its commitments."""
        by_id = self._candidates.by_id
        more = sum(by_id[name].commitment_usd_year for name in sorted(superset - open_))
        return year.bound_usd - more + self._price * year.unserved_teu

    def _bound_all(self, subsets: Collection[Subset]) -> None:
        """Bound all subsets of options and improvements at once, where all serve the same."""
        top = frozenset[str]().union(*(s for s in subsets if s <= self._better))
        if self._floor_of is None or not top or not self._candidates.is_sound(top):
            return
        year = self._floor_of(top)
        served = self._solved[frozenset()].unserved_teu
        if year is not None and abs(year.unserved_teu - served) <= SAME_TEU:
            self._floor = year.bound_usd + self._price * year.unserved_teu
            self._better = self._better & top

    def _learn(self, open_: Subset) -> None:
        """Solve a subset; the first of a group without options and with all of them.

        Between these two lie all others of the group, and the bounds may spare solving them.
        """
        group = open_ - self._options
        members = self._members.get(group, [])
        top = frozenset[str]().union(*members)
        if group in self._unserved or len(members) <= 2 or not self._candidates.is_sound(top):
            self._year(open_)
            return
        self._unserved[group] = self._year(group).unserved_teu if group in members else None
        self._year(top)

    def _proof(self, subsets: Collection[Subset], found: dict[Subset, float]) -> list[SubsetProof]:
        for chosen in subsets:
            if all(stage.open in self._solved for stage in self._candidates.stages(chosen)):
                found.setdefault(chosen, self.worth(chosen).usd)
        rows = [
            SubsetProof(
                chosen=self._candidates.ordered(s),
                verdict=Verdict.VALUED if s in found else Verdict.BOUNDED_OUT,
                usd=found[s] if s in found else self._most(s),
            )
            for s in subsets
        ]
        return sorted(rows, key=lambda row: (-round(row.usd, 2), row.chosen))


def best_with(proof: Collection[SubsetProof]) -> dict[str, SubsetProof]:
    """Return by addition the subset with it that is worth most, or could be by its bound."""
    found: dict[str, SubsetProof] = {}
    for row in sorted(proof, key=lambda row: (-row.usd, len(row.chosen), row.chosen)):
        for name in row.chosen:
            found.setdefault(name, row)
    return dict(sorted(found.items()))


def _order(chosen: Subset) -> tuple[int, list[str]]:
    return len(chosen), sorted(chosen)
