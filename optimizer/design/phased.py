"""The best additions and the years in which they begin, by cuts, and the proof of it.

A master proposes starts under cuts on what each set of open additions can save in a year
(combinatorial Benders decomposition). The sets that it opens are valued by the mix and give
new cuts: one that is tight for the set, one for all with options less, and one of its prices.
The master's optimum bounds every choice from above; what was valued bounds the best from
below. When the two meet, the best is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ...network.additions import Candidates, Starts, Subset
from .cuts import Cut, CutMaker
from .openers import NO_SLOPES, Slopes
from .search import SAME_TEU, TOLERANCE_USD, Floor, View, Worth
from .start_master import StartMaster
from .yearly_cost import YearCost, YearlyCost

SlopesOf: TypeAlias = Callable[[Subset], Slopes]
Says: TypeAlias = Callable[[str], object]
"""Takes a line on the progress."""

SLACK = 1e-8
"""Share of the cost by which a mix may miss its optimum, where its prices are a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a search by cuts has come: the bound on all, and the best that was valued."""

    bound_usd: float
    best_usd: float
    num_valued: int
    num_cuts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasedChoice:
    """The best additions with the years after the decision in which they begin, and the proof.

    ``steps`` are the bound and the best after each solve of the master; at the end they are
    ``gap_usd`` apart. ``base`` and ``open`` are a year with nothing built and with all open.
    """

    chosen: tuple[str, ...]
    starts: Starts
    worth: Worth
    base: YearCost
    open: YearCost
    steps: tuple[Step, ...]

    @property
    def gap_usd(self) -> float:
        """By how much another choice could be better at most."""
        return max(0.0, self.steps[-1].bound_usd - self.steps[-1].best_usd)


@dataclass(slots=True, kw_only=True)
class PhasedSearch:
    """Chooses additions and the years in which they begin.

    Parameters
    ----------
    candidates
        What could be built, over which years and for how much.
    cost
        Tells what a year costs.
    years
        Building may begin in so many years, the first being that of the decision.
    unserved_usd_per_teu
        What a TEU is worth that one set serves and another does not.
    view
        Whose money counts.
    floor
        Bounds the cost of what has options and improvements alone; None = nothing does.
    slopes
        What the prices of a set that was valued ask for the departures of each option.
    say
        Is told what is done.
    """

    candidates: Candidates
    cost: YearlyCost
    years: int = 1
    unserved_usd_per_teu: float = 0.0
    view: View = View.PAYER
    floor: Floor | None = None
    slopes: SlopesOf | None = None
    say: Says = str
    _solved: dict[Subset, YearCost] = field(default_factory=dict)
    _with_cuts: set[Subset] = field(default_factory=set)
    _serves_alike: dict[Subset, bool] = field(default_factory=dict)

    def solve(self) -> PhasedChoice:
        """Return the best additions and their starts, with the proof."""
        base = self._year(frozenset())
        base_usd = base.usd + self.unserved_usd_per_teu * base.unserved_teu
        most = self._most(base, base_usd)
        maker = CutMaker(
            candidates=self.candidates, base_usd=base_usd, most_usd=most,
            unserved_usd_per_teu=self.unserved_usd_per_teu,
        )  # fmt: skip
        master = StartMaster(self.candidates, years=self.years, most_usd=most, view=self.view)
        cuts = [*self._cuts(frozenset(), maker)]
        master.add(cuts)
        found: Starts = {}
        best, num_cuts, steps = 0.0, len(cuts), list[Step]()
        while True:
            proposal = master.solve()
            opened = self._opened(proposal.starts)
            new = [one for one in opened if one not in self._with_cuts]
            cuts = [cut for one in new for cut in self._cuts(one, maker)]
            worth = self.worth(proposal.starts).usd
            if worth > best + TOLERANCE_USD:
                found, best = proposal.starts, worth
            num_cuts += len(cuts)
            step = Step(bound_usd=max(proposal.bound_usd, best), best_usd=best,
                        num_valued=len(self._solved), num_cuts=num_cuts)  # fmt: skip
            steps.append(step)
            self.say(f"at most {step.bound_usd:,.0f} USD, found {best:,.0f}")
            if not new or step.bound_usd - best <= TOLERANCE_USD:
                break
            master.add(cuts)
        return PhasedChoice(
            chosen=self.candidates.ordered(found), starts=dict(sorted(found.items())),
            worth=self.worth(found), base=base,
            open=self._year(frozenset(found)), steps=tuple(steps),
        )  # fmt: skip

    def worth(self, starts: Starts) -> Worth:
        """Return what additions are worth that begin in some years."""
        chosen, horizon = frozenset(starts), self.candidates.horizon
        subsidies = self.candidates.running_by_year(chosen, starts, subsidies=True)
        return Worth(
            saving=horizon.worth(self.saving_by_year(starts)),
            capex=horizon.worth(self.candidates.capex_by_year(chosen, starts)),
            subsidy=horizon.worth(subsidies),
            view=self.view,
        )

    def saving_by_year(self, starts: Starts) -> tuple[float, ...]:
        """Return what additions save in each year, not discounted; commitments are paid of it."""
        horizon = self.candidates.horizon
        base = self._total(self._year(frozenset()))
        total = [0.0] * horizon.years
        for stage in self.candidates.stages(frozenset(starts), starts):
            usd = base - self._total(self._year(stage.open))
            more = horizon.by_year(usd, stage.first_month, stage.last_month)
            total = [a + b for a, b in zip(total, more, strict=True)]
        return tuple(total)

    def _opened(self, starts: Starts) -> list[Subset]:
        stages = self.candidates.stages(frozenset(starts), starts)
        return sorted({stage.open for stage in stages}, key=lambda one: (-len(one), sorted(one)))

    def _total(self, year: YearCost) -> float:
        return year.usd + self.unserved_usd_per_teu * year.unserved_teu

    def _year(self, open_: Subset) -> YearCost:
        if open_ not in self._solved:
            self._solved[open_] = self.cost(open_)
        return self._solved[open_]

    def _most(self, base: YearCost, base_usd: float) -> float:
        """Return what any set can save in a year at most: all of the cost, or up to the floor."""
        names = [a.id for a in self.candidates.additions]
        better = frozenset(
            a.id for a in self.candidates.additions if a.is_option or a.is_improvement
        )
        everything = frozenset(names)
        if self.floor is None or better != everything or not self.candidates.is_sound(everything):
            return max(0.0, base_usd)
        year = self.floor(everything)
        if year is None or abs(year.unserved_teu - base.unserved_teu) > SAME_TEU:
            return max(0.0, base_usd)
        price = self.unserved_usd_per_teu * year.unserved_teu
        return max(0.0, base_usd - year.bound_usd - price)

    def _cuts(self, open_: Subset, maker: CutMaker) -> Iterator[Cut]:
        """Value a set and yield what follows from it; before it, for its whole group."""
        if open_ in self._with_cuts:
            return
        self._with_cuts.add(open_)
        group = frozenset(n for n in open_ if not self.candidates.by_id[n].is_option)
        if group not in self._serves_alike:
            yield from self._cuts_of_group(group, maker)
        year = self._year(open_)
        saved = maker.saved(open_, year)
        yield maker.exact(open_, saved)
        if self._serves_alike[group]:
            bound = saved + year.usd - year.bound_usd
            yield maker.with_less(open_, bound)
            slopes = NO_SLOPES if self.slopes is None else self.slopes(open_)
            if slopes:
                yield maker.sloped(open_, bound + SLACK * abs(year.usd), slopes)

    def _cuts_of_group(self, group: Subset, maker: CutMaker) -> Iterator[Cut]:
        """Value a group without options and with all of them: between them lie all others."""
        self._serves_alike[group] = False
        if not self.candidates.is_sound(group):
            return
        top = self._top(group)
        less, more = self._year(group).unserved_teu, self._year(top).unserved_teu
        self._serves_alike[group] = abs(less - more) <= SAME_TEU
        yield from self._cuts(group, maker)
        yield from self._cuts(top, maker)

    def _top(self, group: Subset) -> Subset:
        found = set(group)
        for addition in self.candidates.additions:
            joined = frozenset({*found, addition.id})
            if addition.is_option and self.candidates.is_sound(joined):
                found.add(addition.id)
        return frozenset(found)
