"""Which additions to build: the question, the answer, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...network.additions import Candidates, Horizon, additions_of
from ...network.exchange_rates import ExchangeRate, exchange_rate
from ...network.network import Network
from ..mix.column_generation import Report
from ..mix.effort import Effort
from .impact import Impact, impact_of
from .mix_cost import MixCost
from .search import Choice, DesignSearch, View
from .yearly_cost import BookDemand


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
    """

    names: tuple[str, ...] = ()
    commitments: Mapping[str, float] = field(default_factory=dict)
    capex_usd: float | None = None
    capex_each_year_usd: float | None = None
    horizon: Horizon = field(default_factory=Horizon)
    unserved_usd_per_teu: float = 0.0
    view: View = View.PAYER
    effort: Effort | None = field(default_factory=Effort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The additions that are worth most, the proof, and what they change.

    ``saving_by_year_usd`` is not discounted, like what is paid in each year. ``impact``
    compares plans in whole units; None where none were asked for or nothing is chosen.
    """

    candidates: Candidates
    choice: Choice
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
    candidates = Candidates(
        additions=additions_of(
            network, asked.names, commitments=asked.commitments, ends=demand.ends
        ),
        horizon=asked.horizon,
        capex_usd=asked.capex_usd,
        capex_each_year_usd=asked.capex_each_year_usd,
    )
    cost = MixCost(network, candidates, demand, say)
    search = DesignSearch(
        candidates,
        cost,
        unserved_usd_per_teu=asked.unserved_usd_per_teu,
        view=asked.view,
        floor=cost.floor,
    )
    choice = search.solve()
    chosen = frozenset(choice.chosen)
    impact = None
    if asked.effort is not None and chosen:
        say("planning in whole boxes without and with what is chosen")
        impact = impact_of(cost, chosen, asked.effort)
    return Design(
        candidates=candidates,
        choice=choice,
        rate=exchange_rate("CNY"),
        books_per_year=demand.books_per_year,
        saving_by_year_usd=search.saving_by_year(chosen),
        capex_by_year_usd=candidates.capex_by_year(chosen),
        subsidy_by_year_usd=candidates.running_by_year(chosen, subsidies=True),
        impact=impact,
    )


def _silent(_: str) -> None:
    pass
