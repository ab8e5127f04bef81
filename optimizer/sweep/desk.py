"""Answers cases of a sweep, one after the other, in whatever process it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from ...network.errors import LandbridgeError
from ...network.limits import Limits
from ...network.network import Network
from ...network.scenario import Scenario
from ...network.sweeps.case import Case
from ...network.sweeps.digest import SweepQuestion
from ...network.sweeps.outcome import Figures, Outcome, Status
from ...network.sweeps.parameter import limits_with
from ...network.sweeps.varied_network import varied_network
from ..mix.effort import Effort
from ..plan import plan
from ..planner import Planner
from .figures import linear_figures, plan_figures


@dataclass(kw_only=True)
class Desk:
    """Answers the cases of one sweep.

    Parameters
    ----------
    network
        The network of the reference, without scenarios.
    stacks
        Scenarios of each stack, by its name.
    question
        What all cases ask.
    """

    network: Network
    stacks: Mapping[str, tuple[str | Scenario, ...]]
    question: SweepQuestion
    _last: tuple[str, Network] | None = field(default=None, init=False)

    def answer(self, case: Case) -> Outcome:
        """Return how a case ends; no error of ours is raised, it is the outcome."""
        began = perf_counter()
        try:
            figures = self._figures(case)
        except LandbridgeError as error:
            ended = {"status": Status.REFUSED, "error": str(error)}
            return Outcome(**ended, seconds=perf_counter() - began)  # type: ignore[arg-type]
        return Outcome(status=Status.DONE, figures=figures, seconds=perf_counter() - began)

    def network_of(self, stack: str) -> Network:
        """Return the network with a stack applied; the last one is kept."""
        if self._last is None or self._last[0] != stack:
            self._last = (stack, self.network.apply(*self.stacks[stack]))
        return self._last[1]

    def _figures(self, case: Case) -> Figures:
        network = varied_network(self.network_of(case.stack), case)
        limits = limits_with(self.question.limits, case.values)
        if self.question.is_linear:
            return linear_figures(self._planner(network, limits))
        asked = self.question
        answer = plan(
            network,
            limits=limits,
            objective=asked.objective,
            effort=Effort(gap=asked.gap, seconds=asked.seconds),
            terms=asked.terms if asked.terms.all_terms else None,
        )
        return plan_figures(answer, case.seed)

    def _planner(self, network: Network, limits: Limits) -> Planner:
        asked = self.question
        effort = Effort(gap=asked.gap, seconds=asked.seconds)
        return Planner(
            network, limits=limits, objective=asked.objective, effort=effort, terms=asked.terms
        )
