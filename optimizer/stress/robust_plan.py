"""Choose among plans for many futures: what is booked stands, the rest is planned again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.plan import Plan
from ..mix.effort import Effort
from .robust_mix import RobustMix, mix_of, robust_mix
from .second_stage import second_stage

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """What may come: a network, and its probability."""

    name: str
    network: Network
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A plan that could be booked now, and what it comes to in each future.

    ``costs_usd`` and ``unserved_teu`` are in the order of the futures, after what no longer
    holds was planned again; ``weighted_usd`` counts what is left behind at its price.
    """

    name: str
    plan: Plan
    costs_usd: tuple[float, ...]
    unserved_teu: tuple[float, ...]
    weighted_usd: tuple[float, ...]
    mean_usd: float
    var_usd: float
    cvar_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustChoice:
    """The cheap plan beside the robust one.

    Parameters
    ----------
    futures
        Names and probabilities.
    candidates
        Plans to choose from.
    cheap, robust
        Those with the least mean, and with the least ``(1 - weight) E + weight CVaR``.
    premium_usd
        What the robust one costs more on average.
    saved_tail_usd
        By how much its CVaR is less.
    mixed
        Shares of the candidates with the least value, a lower bound on the best of them.
    level, weight, unserved_usd_per_teu
        As asked.
    bound_usd
        No plan whatsoever has a lesser value; None where it was not asked for.
    pool_bound_usd
        No plan over the routes that were looked at has; None where it was not asked for.
    """

    futures: tuple[tuple[str, float], ...]
    candidates: tuple[Candidate, ...]
    cheap: Candidate
    robust: Candidate
    premium_usd: float
    saved_tail_usd: float
    mixed: RobustMix
    level: float
    weight: float
    unserved_usd_per_teu: float
    bound_usd: float | None = None
    pool_bound_usd: float | None = None

    @property
    def value_usd(self) -> float:
        """What is minimised, of the robust plan."""
        return (1 - self.weight) * self.robust.mean_usd + self.weight * self.robust.cvar_usd

    @property
    def gap(self) -> float | None:
        """How far the robust plan may be from the best over the routes that were looked at."""
        if self.pool_bound_usd is None or not self.value_usd:
            return None
        return max(0.0, 1 - self.pool_bound_usd / self.value_usd)


def robust_choice(
    candidates: Mapping[str, Plan],
    futures: tuple[Future, ...],
    *,
    unserved_usd_per_teu: float,
    level: float = 0.9,
    weight: float = 1.0,
    effort: Effort | None = None,
    report: Report | None = None,
) -> RobustChoice:
    """Choose among plans: two stages, expectation against CVaR.

    In each future all of a plan that still holds stands, at the times and prices of that
    future; what no longer holds is planned again, at least cost.

    Parameters
    ----------
    candidates
        Plans that could be booked now, by name, with one objective.
    futures
        What may come, with probabilities of the sum 1.
    unserved_usd_per_teu
        Price of what is left behind (an assumption of the caller).
    level, weight
        Of the CVaR: its tail, and its weight against the expectation, each from 0 to 1.
    effort
        How hard to plan again.
    report
        Is told what is done.

    Raises
    ------
    QuestionError
        There is nothing to choose from, or a number is out of range.
    NoPlanError
        No plan in whole units was found in time.
    """
    if not candidates or len({plan.objective for plan in candidates.values()}) > 1:
        expected = "at least one, all with one objective"
        mistake = Mistake(place="candidates", found=f"{len(candidates)} plans", expected=expected)
        raise QuestionError([mistake])
    probabilities = [future.probability for future in futures]
    judged = []
    for name, plan in candidates.items():
        after = []
        for future in futures:
            if report is not None:
                report(f"{name} where {future.name} comes")
            after.append(second_stage(plan, future.network, effort))
        judged.append((name, plan, after))
    table = [_weighted(after, unserved_usd_per_teu) for _, _, after in judged]
    mixed = robust_mix(table, probabilities, level=level, weight=weight)
    alone = [mix_of([row], probabilities, [1.0], level) for row in table]
    found = [_candidate(*row, one) for row, one in zip(judged, alone, strict=True)]
    cheap = min(found, key=lambda c: (c.mean_usd, c.cvar_usd))
    robust = min(found, key=lambda c: ((1 - weight) * c.mean_usd + weight * c.cvar_usd, c.mean_usd))
    return RobustChoice(
        futures=tuple((future.name, future.probability) for future in futures),
        candidates=tuple(found),
        cheap=cheap,
        robust=robust,
        premium_usd=robust.mean_usd - cheap.mean_usd,
        saved_tail_usd=cheap.cvar_usd - robust.cvar_usd,
        mixed=mixed,
        level=level,
        weight=weight,
        unserved_usd_per_teu=unserved_usd_per_teu,
    )


def _weighted(after: Sequence[Plan], unserved_usd_per_teu: float) -> tuple[float, ...]:
    """Return what plans cost with what they leave behind at its price."""
    return tuple(
        plan.cost_cents / 100 + unserved_usd_per_teu * plan.proof.unserved_teu for plan in after
    )


def _candidate(name: str, plan: Plan, after: Sequence[Plan], alone: RobustMix) -> Candidate:
    return Candidate(
        name=name,
        plan=plan,
        costs_usd=tuple(found.cost_cents / 100 for found in after),
        unserved_teu=tuple(found.proof.unserved_teu for found in after),
        weighted_usd=alone.costs,
        mean_usd=alone.mean,
        var_usd=alone.var,
        cvar_usd=alone.cvar,
    )
