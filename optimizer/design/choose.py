"""Which additions to build: the question, the answer, and what it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ...network.additions import NO_STARTS, Candidates, Horizon, Starts, Subset, additions_of
from ...network.errors import Mistake, QuestionError
from ...network.exchange_rates import ExchangeRate, exchange_rate
from ...network.limits import Goal
from ...network.network import Network
from ...network.spelling import nearest
from ..mix.column_generation import Report
from ..mix.effort import Effort
from .impact import Impact, impact_of
from .mix_cost import MixCost
from .phased import PhasedChoice, PhasedSearch
from .search import Choice, DesignSearch, View
from .yearly_cost import BookDemand


class Method(StrEnum):
    """How to search: all subsets with bounds, or by cuts; by itself the first that can."""

    AUTO = "auto"
    ENUMERATE = "enumerate"
    CUTS = "cuts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What may be built, and how it is judged.

    Parameters
    ----------
    names
        Additions to consider; none = all of the network.
    commitments
        USD a year by addition that are paid once it is open, used or not.
    capex_usd, capex_each_year_usd
        What may be spent in all, and in any one year; None = anything.
    horizon
        Years and discount rate.
    unserved_usd_per_teu
        What a TEU is worth that only some subsets serve.
    view
        Whose money counts.
    effort
        How hard to look for plans in whole units of the choice; None = make none.
    start_years
        Years in which building may begin; 1 = all with the decision.
    capex_in_year_usd
        What may be spent in some years, counted from 1.
    method
        How to search.
    value
        Search for nothing: value these, with what they require.
    """

    names: tuple[str, ...] = ()
    commitments: Mapping[str, float] = field(default_factory=dict)
    capex_usd: float | None = None
    capex_each_year_usd: float | None = None
    horizon: Horizon = field(default_factory=Horizon)
    unserved_usd_per_teu: float = 0.0
    view: View = View.PAYER
    effort: Effort | None = field(default_factory=Effort)
    start_years: int = 1
    capex_in_year_usd: Mapping[int, float] = field(default_factory=dict)
    method: Method = Method.AUTO
    value: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse years that are none."""
        years = self.horizon.years
        late = [year for year in self.capex_in_year_usd if not 1 <= year <= years]
        if late or not 1 <= self.start_years <= years:
            found = f"{self.start_years} years to begin in, money in the years {late}"
            raise QuestionError(
                [Mistake(place="years", found=found, expected=f"1 to {years}, the horizon")]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The additions that are worth most, the proof, and what they change.

    ``saving_by_year_usd`` is not discounted, like what is paid in each year. ``impact``
    compares plans in whole units; None where none were asked for or nothing is chosen.
    """

    candidates: Candidates
    choice: Choice | PhasedChoice
    rate: ExchangeRate
    books_per_year: float
    saving_by_year_usd: tuple[float, ...]
    capex_by_year_usd: tuple[float, ...]
    subsidy_by_year_usd: tuple[float, ...]
    impact: Impact | None = None


def choose_additions(
    network: Network, demand: BookDemand, ask: Ask | None = None, report: Report | None = None
) -> Design:
    """Return the subset of additions that is worth most, with the proof.

    Raises
    ------
    QuestionError
        Something asked for is unknown, or there are too many subsets.
    NoPlanError
        No plan in whole units of the choice was found in time.
    """
    asked, say = ask or Ask(), report or _silent
    candidates = _candidates(network, demand, asked)
    cost = MixCost(network, candidates, demand, say)
    choice, saving = _choice(candidates, cost, asked, say)
    chosen, starts = frozenset(choice.chosen), _starts(choice)
    impact = None
    if asked.effort is not None and chosen:
        say("planning in whole boxes without and with what is chosen")
        impact = impact_of(cost, chosen, asked.effort)
    return Design(
        candidates=candidates,
        choice=choice,
        rate=exchange_rate("CNY"),
        books_per_year=demand.books_per_year,
        saving_by_year_usd=saving,
        capex_by_year_usd=candidates.capex_by_year(chosen, starts),
        subsidy_by_year_usd=candidates.running_by_year(chosen, starts, subsidies=True),
        impact=impact,
    )


def _candidates(network: Network, demand: BookDemand, ask: Ask) -> Candidates:
    """Return what could be built, and whether more of it can never cost more.

    Other goals before the cost may make more options dearer: then none counts as one.
    """
    additions = additions_of(network, ask.names, commitments=ask.commitments, ends=demand.ends)
    if [aim.goal for aim in demand.limits.aims_in_order] != [Goal.UNSERVED, Goal.COST]:
        additions = tuple(replace(one, is_option=False, is_improvement=False) for one in additions)
    return Candidates(
        additions=additions,
        horizon=ask.horizon,
        capex_usd=ask.capex_usd,
        capex_each_year_usd=ask.capex_each_year_usd,
        capex_in_year_usd=ask.capex_in_year_usd,
    )


def _choice(
    candidates: Candidates, cost: MixCost, ask: Ask, say: Report
) -> tuple[Choice | PhasedChoice, tuple[float, ...]]:
    """Return the best choice, and what it saves in each year."""
    if ask.value:
        one = DesignSearch(
            candidates, cost, unserved_usd_per_teu=ask.unserved_usd_per_teu, view=ask.view
        )
        valued = one.value(_asked_for(candidates, ask.value))
        return valued, one.saving_by_year(frozenset(valued.chosen))
    if _is_enumerated(candidates, ask):
        listed = DesignSearch(
            candidates, cost, unserved_usd_per_teu=ask.unserved_usd_per_teu, view=ask.view,
            floor=cost.floor,
        )  # fmt: skip
        choice = listed.solve()
        return choice, listed.saving_by_year(frozenset(choice.chosen))
    phased = PhasedSearch(
        candidates=candidates, cost=cost, years=ask.start_years,
        unserved_usd_per_teu=ask.unserved_usd_per_teu, view=ask.view, floor=cost.floor,
        slopes=cost.slopes, say=say,
    )  # fmt: skip
    found = phased.solve()
    return found, phased.saving_by_year(found.starts)


def _asked_for(candidates: Candidates, names: Collection[str]) -> Subset:
    """Return additions with all that they require, affordable or not.

    Raises
    ------
    QuestionError
        Some are none of the candidates, or exclude each other.
    """
    known = candidates.by_id
    mistakes = [
        Mistake(place="value", found=f"{n!r}", expected=f"an addition{nearest(n, known)}")
        for n in names
        if n not in known
    ]
    chosen = frozenset[str]()
    if not mistakes:
        chosen = chosen.union(*(candidates.needed(name) for name in names))
    if not candidates.is_sound(chosen):
        expected = "additions that do not exclude each other"
        mistakes.append(Mistake(place="value", found="+".join(names), expected=expected))
    if mistakes:
        raise QuestionError(mistakes)
    return chosen


def _is_enumerated(candidates: Candidates, ask: Ask) -> bool:
    """Tell whether subsets are enumerated.

    Raises
    ------
    QuestionError
        Enumeration was asked for and cannot be: too many subsets, or years to begin in.
    """
    if ask.method is Method.ENUMERATE and ask.start_years > 1:
        found, expected = f"{ask.start_years} years to begin in", "1, or a search by cuts"
        raise QuestionError([Mistake(place="method enumerate", found=found, expected=expected)])
    if ask.method is Method.CUTS or ask.start_years > 1:
        return False
    try:
        candidates.subsets()
    except QuestionError:
        if ask.method is Method.ENUMERATE:
            raise
        return False
    return True


def _starts(choice: Choice | PhasedChoice) -> Starts:
    return choice.starts if isinstance(choice, PhasedChoice) else NO_STARTS


def _silent(_: str) -> None:
    pass
