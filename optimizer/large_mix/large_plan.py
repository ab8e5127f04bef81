"""Plans of large order books: routes by batch pricing, the mix in arrays.

It answers what `mix` answers, for the limits that it knows (`scope.knows`): serve as much as can
be served, then least cost. Routes are assembled for the paths that the plan uses, and for no
others.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from zoneinfo import ZoneInfo

import numpy as np

from ...network.errors import VerificationError
from ...network.limits import Limits, Objective
from ...network.network import Network
from ...network.plan import Plan
from ...network.shipment import OrderBook
from ...network.verify import verify
from ..batch_pricing.batch_pricer import BatchPricer
from ..batch_pricing.columns import Floats
from ..batch_pricing.path_weights import PathWeights
from ..catalogue import Catalogue
from ..mix.effort import Effort
from ..mix.interruption import Interruption
from ..timetable import horizon_of
from .improvement import Improvement
from .linear_mix import LinearMixSolver, Report
from .linear_stage import TOLERANCE_TEU, LinearStage
from .path_pool import PathPool
from .plan_writer import NO_PROOF, PlanWriter
from .resource_rows import ResourceRows
from .whole_mix import WholeMix

METHOD = "Lagrangian bound by column generation over all routes"

SECONDS_A_PART = 10.0
"""Time to solve for a part of the shipments."""


class LargePlanSearch:
    """The search for a plan of one large order book.

    Parameters
    ----------
    network
        What exists.
    orders
        Shipments to plan.
    limits
        What the plan must keep, of the kind that `scope.knows` knows.
    objective
        What counts as cost.
    effort
        How hard to try.
    report
        Is told what is done.
    """

    def __init__(
        self,
        network: Network,
        orders: OrderBook,
        limits: Limits,
        *,
        objective: Objective,
        effort: Effort,
        report: Report,
    ) -> None:
        self._started = perf_counter()
        self._network, self._orders, self._limits = network, orders, limits
        self._objective, self._effort, self._report = objective, effort, report
        # Python drops time zones that nothing holds, and reads them again each time.
        self._zones = {t.timezone: ZoneInfo(t.timezone) for t in network.terminals.values()}
        report(f"{len(orders):,} orders on {len(network.open_services):,} services")
        late = limits.days_late_allowed
        self._catalogue = Catalogue(network, horizon_of(network, orders, late))
        self._shipments = tuple(orders[key] for key in sorted(orders))
        self._pricer = BatchPricer(
            self._catalogue,
            self._shipments,
            days_late=late,
            with_holding=objective is Objective.GENERALISED,
        )
        rows = ResourceRows(self._pricer.network, self._pricer.orders)
        pool = PathPool(self._pricer.network, self._pricer.orders, rows)
        self._solver = LinearMixSolver(pricer=self._pricer, rows=rows, pool=pool, report=report)
        self._budgets = self._order_budgets()
        self._interruption = Interruption()
        self._stage = LinearStage(
            solver=self._solver, gap=effort.gap, interruption=self._interruption
        )
        empty = Plan(
            network=network,
            orders=orders,
            objective=objective,
            limits=limits,
            assignments=(),
            unserved=(),
            proof=NO_PROOF,
        )
        self._writer = PlanWriter(
            empty=empty, catalogue=self._catalogue, solver=self._solver, report=report
        )

    def run(self) -> Plan:
        """Return a plan, not yet verified."""
        self._find_first_paths()
        solver = self._solver
        self._stage.solve()
        whole = WholeMix(solver=solver, budgets=self._budgets)
        whole.place(solver.settled(self._stage.reject))
        least_teu = self._stage.least_unserved_teu()
        whole.grow()
        with self._interruption.ends():
            self._say(whole, self._stage.cost_bound(whole.unserved_teu))
        self._improve(whole, least_teu)
        bound = self._stage.cost_bound(whole.unserved_teu)
        plan = self._writer.plan(whole, bound_cents=bound, unserved_bound_teu=least_teu)
        proof = replace(
            plan.proof,
            method=METHOD + (", stopped early" if self._interruption.happened else ""),
            num_rounds=self._stage.rounds,
            seconds=perf_counter() - self._started,
        )
        return replace(plan, proof=proof)

    # ------------------------------------------------ routes

    def _order_budgets(self) -> Floats:
        budgets = np.full(len(self._shipments), np.inf)
        if self._limits.order_budgets:
            for n, shipment in enumerate(self._shipments):
                if shipment.budget_usd is not None:
                    budgets[n] = shipment.budget_usd * 100
        return budgets

    def _find_first_paths(self) -> None:
        """Find the cheapest path of every shipment, and what can be served at all."""
        solver, pool = self._solver, self._solver.pool
        pool.add(self._pricer.find(PathWeights()))
        capped = np.flatnonzero(np.isfinite(self._budgets)).astype(np.int32)
        cheapest = self._pricer.find(PathWeights(penalty=0.0), wanted=capped)
        pool.add(cheapest)
        servable = np.zeros(len(solver.demand))
        servable[pool.shipment] = solver.demand[pool.shipment]
        # No path has a lower freight for the whole shipment, so none of fewer units with
        # a whole declaration: each unit pays its share of it at least.
        freight = cheapest.total / solver.demand[cheapest.shipment]
        most = np.floor(self._budgets[cheapest.shipment] / freight + 1e-9)
        servable[cheapest.shipment] = np.minimum(solver.demand[cheapest.shipment], most)
        solver.demand = servable
        self._report(f"routes of {len(self._shipments)} orders: {len(pool)}")

    # ------------------------------------------------ whole units

    def _is_fine(self, whole: WholeMix, bound: float, least_teu: float) -> bool:
        serves_most = whole.unserved_teu <= least_teu + TOLERANCE_TEU
        return serves_most and whole.cost_cents - bound <= self._effort.gap * whole.cost_cents

    def _improve(self, whole: WholeMix, least_teu: float) -> None:
        """Find paths past what is full, and solve for parts until the gap is closed."""
        began, reject = perf_counter(), self._stage.reject
        part = Improvement(whole=whole, reject=reject, prices=self._solver.prices)
        goes_on = not self._interruption.happened
        while goes_on and perf_counter() - began < self._effort.seconds:
            bound = self._stage.cost_bound(whole.unserved_teu)
            if self._is_fine(whole, bound, least_teu):
                return
            goes_on = False
            with self._interruption.ends():
                if not part.tried.any():
                    self._find_detours(whole)
                room = whole.cost_cents + float(whole.missing @ reject) - self._stage.linear.bound
                goes_on = part.step(
                    seconds=SECONDS_A_PART,
                    absolute_gap_cents=0.02 * self._effort.gap * whole.cost_cents,
                    room_cents=max(room, 0.0),
                )
                self._say(whole, bound)

    def _find_detours(self, whole: WholeMix) -> None:
        """Find paths past what is full for all that need something scarce."""
        pool = self._solver.pool
        needs = pool.values(self._solver.prices) > pool.unit_cost
        contended = np.unique(pool.shipment[needs])
        whole.find_detours(contended[self._solver.demand[contended] > 0])

    def _say(self, whole: WholeMix, bound: float) -> None:
        gap = 1 - bound / max(1.0, whole.cost_cents)
        self._report(
            f"whole boxes: cost {whole.cost_cents / 100:,.0f} USD, bound {bound / 100:,.0f}, "
            f"gap {gap:.3%}, unserved {whole.unserved_teu:,.1f} TEU"
        )


def large_plan(
    network: Network,
    orders: OrderBook,
    limits: Limits,
    *,
    objective: Objective,
    effort: Effort,
    report: Report | None,
) -> Plan:
    """Return a plan of a large order book that the verifier accepted; see `plan`.

    Raises
    ------
    VerificationError
        The plan broke a rule: a bug in landbridge.
    """
    search = LargePlanSearch(
        network, orders, limits, objective=objective, effort=effort, report=report or _silent
    )
    answer = search.run()
    violations = verify(answer)
    if violations:
        raise VerificationError(str(violation) for violation in violations)
    return answer


def _silent(_: str) -> None:
    pass
