"""What a year costs with each subset of additions: linear mixes that share their routes."""

from __future__ import annotations

from dataclasses import replace

from ...network.additions import Candidates, Subset
from ...network.network import Network
from ...network.terms import NO_TERMS
from ..mix.column_generation import Report
from .openers import NO_SLOPES, Openers, Slopes
from .shared_mix import SharedMix, TrucksForAll
from .yearly_cost import BookDemand, LinearAnswer, YearCost, linear_answer, session_of


class MixCost:
    """The yearly cost of a demand on a network with some of its additions.

    Commitments are part of the cost. Each subset is mixed once; those that differ in options
    alone share their routes.

    Parameters
    ----------
    network
        What exists.
    candidates
        What could be built.
    demand
        The order book and its days.
    report
        Is told what is done.
    """

    def __init__(
        self, network: Network, candidates: Candidates, demand: BookDemand, report: Report
    ) -> None:
        self._network, self.candidates = network, candidates
        self.demand, self._report = demand, report
        self._known: dict[Subset, YearCost] = {}
        self._shared: dict[Subset, SharedMix] = {}
        self._openers: dict[Subset, Openers] = {}
        self._slopes: dict[Subset, Slopes] = {}
        self._is_shared: dict[Subset, bool] = {}

    def network(self, open_: Subset) -> Network:
        """Return the network with some additions."""
        return self._network.apply(*self.candidates.ordered(open_))

    def __call__(self, open_: Subset) -> YearCost:
        """Return what a year costs; solved once for each subset."""
        if open_ not in self._known:
            names = "+".join(self.candidates.ordered(open_)) or "base"
            self._report(f"subset {len(self._known) + 1}: {names}")
            answer = self.answer(open_)
            self._known[open_] = self._yearly(answer)
            self._slopes[open_] = self._slopes_of(open_, answer)
        cost = self._known[open_]
        paid = sum(self.candidates.by_id[name].commitment_usd_year for name in sorted(open_))
        return replace(cost, usd=cost.usd + paid, bound_usd=cost.bound_usd + paid)

    def answer(self, open_: Subset) -> LinearAnswer:
        """Return the linear mix with some additions, on the routes of all that could join them."""
        network = self.network(open_)
        found = self.shared(open_).answer(network)
        self._is_shared[open_] = found is not None
        if found is None:
            found = linear_answer(session_of(network, self.demand, _silent))
        return found

    def shared(self, open_: Subset) -> SharedMix:
        """Return the mixes of the largest subset that adds nothing but options to this one."""
        top = next((t for t in self._shared if open_ <= t and self._adds_options(open_, t)), None)
        if top is None:
            top = self.candidates.with_options(open_)
            self._report(f"routes with {'+'.join(self.candidates.ordered(top)) or 'base'}")
            self._shared[top] = SharedMix(self.network(top), self.demand)
        return self._shared[top]

    def floor(self, open_: Subset) -> YearCost | None:
        """Return a lower bound on a year with any subset of these options and improvements.

        It is the mix with all of them and with trucks for all; None where commercial terms or
        reliability make it none (docs/design.md).
        """
        limits, orders = self.demand.limits, self.demand.orders.values()
        if self.demand.terms != NO_TERMS or any(map(limits.sure, orders)):
            return None
        self._report(f"bound on all: {'+'.join(self.candidates.ordered(open_))}")
        session = self.shared(open_).session
        problem = replace(session.problem(), more=TrucksForAll(session))
        cost = self._yearly(linear_answer(session, problem))
        return replace(cost, usd=cost.bound_usd)

    def slopes(self, open_: Subset) -> Slopes:
        """Return what the prices of a mix ask for the departures of each option, USD a year.

        With other options of the group a year costs at least what it does here, less the slope
        of each that joins, plus that of each that leaves: a cut of Benders.
        """
        return self._slopes.get(open_, NO_SLOPES)

    def _slopes_of(self, open_: Subset, answer: LinearAnswer) -> Slopes:
        top = next((t for t in self._shared if open_ <= t and self._adds_options(open_, t)), None)
        if top is None or not self._is_shared.get(open_, False):
            return NO_SLOPES
        if top not in self._openers:
            self._openers[top] = Openers.of(self, top)
        limit = self._shared[top].session.catalogue.capacities.limit
        cents = self._openers[top].slopes(open_, answer.prices.resource, limit)
        return {name: c / 100 * self.demand.books_per_year for name, c in cents.items()}

    def _adds_options(self, open_: Subset, top: Subset) -> bool:
        return all(self.candidates.by_id[name].is_option for name in top - open_)

    def _yearly(self, answer: LinearAnswer) -> YearCost:
        times = self.demand.books_per_year
        return YearCost(
            usd=answer.cost_cents / 100 * times,
            bound_usd=answer.bound_cents / 100 * times,
            unserved_teu=answer.unserved_teu * times,
        )


def _silent(_: str) -> None:
    pass
