"""Three plans of one order book: the cheapest, a balanced one and a resilient one.

cheapest
    Serves what can be served, at least cost: the plan itself.
balanced
    At most `BALANCED_SHARE` dearer than the cheapest and with no more CO2e, and within that
    as little late as can be, then with as little CO2e as can be.
resilient
    No border, country, strait, lock or sea (exposure) that more than `MOST_EXPOSED` of the
    TEU pass, where that is possible without leaving more behind; where it is not, as near to
    it as steps of `EXPOSURE_STEP` come. Then as little late as can be, then least cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ...network.errors import NoPlanError
from ...network.frontier import NamedPlan, PlanFigures
from ...network.limits import Aim, Goal, Limits, ShareLimit, Tag, TagKind
from ...network.plan import Plan
from ...network.route_tags import tags_of
from ..mix.limit_rows import held_rows
from ..mix.on_time import OnTimeRater
from ..mix.problem import MixProblem
from ..mix.session import MixAnswer, MixSession

BALANCED_SHARE = 0.05
"""How much dearer than the cheapest a balanced plan may be (an assumption)."""

MOST_EXPOSED = 0.45
"""Share of TEU from which on a plan hangs on one exposure (an assumption)."""

EXPOSURE_STEP = 0.1

MOST_EXPOSURES = 8

SERVED_TOLERANCE = 1e-5

ROOM = 1e-9


class NamedPlans:
    """Makes the named plans of one session.

    Parameters
    ----------
    session
        Routes of the order book.
    limits
        What every plan must keep.
    check
        Makes plans of answers and verifies them.
    """

    def __init__(
        self, session: MixSession, limits: Limits, check: Callable[[MixAnswer], Plan]
    ) -> None:
        self._session, self._limits, self._check = session, limits, check
        self._rater = OnTimeRater(session.network)

    def plans(self, cheapest: MixAnswer) -> Iterator[NamedPlan]:
        """Yield the plans; each is compared with the cheapest."""
        session, first = self._session, self._check(cheapest)
        base = self.figures(first)
        yield _named("cheapest", "least cost", first, base, base)
        session.report("the balanced plan")
        balanced = self._check(session.solve(self._balanced(cheapest)))
        text = f"at most {BALANCED_SHARE:.0%} dearer, no more CO2e; least late, then least CO2e"
        yield _named("balanced", text, balanced, self.figures(balanced), base)
        session.report("the resilient plan")
        resilient = self._resilient(first)
        text = f"no exposure above {MOST_EXPOSED:.0%} of TEU where possible; least late"
        yield _named("resilient", text, resilient, self.figures(resilient), base)

    def _balanced(self, cheapest: MixAnswer) -> MixProblem:
        aims = (Goal.UNSERVED, Goal.LATE, Goal.CO2E, Goal.COST)
        limits = replace(self._limits, aims=tuple(Aim(goal=goal) for goal in aims))
        problem = self._session.problem(limits)
        most = cheapest.solution.value * (1 + BALANCED_SHARE)
        grams = sum(n * c.route.co2e_g for c, n in cheapest.solution.amounts.items())
        ceilings = held_rows(problem, {Goal.COST: most, Goal.CO2E: grams})
        rows = (replace(row, key=f"ceiling_{row.key}") for row in ceilings)
        return replace(problem, rows=(*problem.rows, *rows))

    def _resilient(self, plan: Plan) -> Plan:
        """Return a plan without exposures that are too large, tightened one after the other."""
        aims = tuple(Aim(goal=goal) for goal in (Goal.UNSERVED, Goal.LATE, Goal.COST))
        limits = replace(self._limits, aims=aims)
        plan = self._serving(limits, plan.proof.unserved_teu + SERVED_TOLERANCE) or plan
        settled: set[Tag] = set()
        while len(settled) < MOST_EXPOSURES:
            shares = exposures(plan)
            large = [t for t in shares if shares[t] > MOST_EXPOSED + ROOM and t not in settled]
            if not large:
                break
            tag = min(large, key=lambda tag: (-shares[tag], tag))
            settled.add(tag)
            self._session.report(f"less through {tag.name}")
            limits, plan = self._tightened(limits, plan, tag, shares[tag])
        return plan

    def _tightened(self, limits: Limits, plan: Plan, tag: Tag, share: float) -> tuple[Limits, Plan]:
        """Return a plan with the least share of a tag, in steps, that serves as much."""
        own = next((s for s in limits.shares if s.tag == tag), ShareLimit(tag=tag))
        others = tuple(s for s in limits.shares if s.tag != tag)
        left_teu = plan.proof.unserved_teu + SERVED_TOLERANCE
        most = MOST_EXPOSED
        while most < share - ROOM:
            if own.at_least <= most:
                tight = replace(own, at_most=min(own.at_most, most))
                tried = replace(limits, shares=(*others, tight))
                found = self._serving(tried, left_teu)
                if found is not None:
                    return tried, found
            most += EXPOSURE_STEP
        return limits, plan

    def _serving(self, limits: Limits, left_teu: float) -> Plan | None:
        """Return the plan under limits, unless it leaves more behind."""
        problem = self._session.problem(limits)
        asked = {shipment.id for shipment in problem.shipments}
        without_route = [s for key, s in self._session.orders.items() if key not in asked]
        beyond = sum(s.num_units * problem.size_teu(s) for s in without_route)
        if self._session.linear(problem, Goal.UNSERVED, {}).value + beyond > left_teu:
            return None
        try:
            plan = self._check(self._session.solve(problem))
        except NoPlanError:
            return None
        return plan if plan.proof.unserved_teu <= left_teu else None

    def figures(self, plan: Plan) -> PlanFigures:
        """Return the figures of a plan."""
        teu = sum(a.size_teu for a in plan.assignments)
        shares = exposures(plan)
        largest = min(shares, key=lambda tag: (-shares[tag], tag), default=None)
        for assignment in plan.assignments:
            self._rater.expect(plan.shipment(assignment), assignment.route)
        parts = plan.assignments
        on_time = sum(
            a.size_teu * self._rater.probability(plan.shipment(a), a.route) for a in parts
        )
        days = sum(a.size_teu * a.route.duration.total_seconds() / 86_400 for a in parts)
        return PlanFigures(
            cost_usd=plan.cost_cents / 100,
            co2e_t=sum(a.co2e_g for a in parts) / 1e6,
            days=days / teu if teu else 0.0,
            late_teu=sum(a.size_teu for a in parts if plan.days_late(a)),
            unserved_teu=plan.proof.unserved_teu,
            on_time=on_time / teu if teu else 1.0,
            exposure=largest,
            exposure_share=shares[largest] if largest else 0.0,
        )


def exposures(plan: Plan) -> Mapping[Tag, float]:
    """Return which share of the TEU of a plan passes each border, country, strait, lock or sea."""
    passing: dict[Tag, float] = defaultdict(float)
    for assignment in plan.assignments:
        for tag in tags_of(plan.network, assignment.route):
            if tag.kind is TagKind.EXPOSURE:
                passing[tag] += assignment.size_teu
    teu = sum(assignment.size_teu for assignment in plan.assignments)
    return {tag: passing[tag] / teu for tag in sorted(passing)}


def _named(name: str, text: str, plan: Plan, figures: PlanFigures, base: PlanFigures) -> NamedPlan:
    return NamedPlan(
        name=name,
        strives_for=text,
        plan=plan,
        figures=figures,
        more_usd=figures.cost_usd - base.cost_usd,
        more_co2e_t=figures.co2e_t - base.co2e_t,
        more_days=figures.days - base.days,
        more_on_time=figures.on_time - base.on_time,
        more_exposure_share=figures.exposure_share - base.exposure_share,
    )
