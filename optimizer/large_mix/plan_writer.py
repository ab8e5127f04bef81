"""From whole units on paths to a plan: routes of the paths that are used, and its sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ...network.plan import Assignment, Plan, Proof, Unserved
from ..absence import why_unserved
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..demand import Demand
from .linear_mix import LinearMixSolver, Report
from .whole_mix import WholeMix

NEWS_EVERY = 5_000
"""Routes after which something is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWriter:
    """Writes plans.

    Parameters
    ----------
    empty
        The plan without anything in it: network, orders, objective and limits.
    catalogue
        What can be booked.
    solver
        The linear mix, with its pool of paths.
    report
        Is told how many routes are written.
    """

    empty: Plan
    catalogue: Catalogue
    solver: LinearMixSolver
    report: Report

    def plan(self, whole: WholeMix, *, bound_cents: float, unserved_bound_teu: float) -> Plan:
        """Return the plan of whole units, with the sums of its proof.

        Parameters
        ----------
        bound_cents
            Lower bound on the cost.
        unserved_bound_teu
            The same on what is left behind of all that can be served.
        """
        plan = replace(
            self.empty,
            assignments=tuple(self._assignments(whole)),
            unserved=tuple(self._unserved(whole)),
        )
        cost_cents, beyond_teu = plan.cost_cents, float(self._beyond @ self.solver.size_teu)
        proof = replace(
            plan.proof,
            cost_cents=cost_cents,
            bound_cents=min(int(max(0.0, bound_cents)), cost_cents),
            unserved_teu=beyond_teu + whole.unserved_teu,
            unserved_bound_teu=beyond_teu + unserved_bound_teu,
            num_routes=len(self.solver.pool),
        )
        return replace(plan, proof=proof)

    @property
    def _beyond(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Units of each shipment that cannot be served at all."""
        units = self.solver.pricer.orders.table["units"]
        beyond: np.ndarray[tuple[int], np.dtype[np.float64]] = units - self.solver.demand
        return beyond

    def _assignments(self, whole: WholeMix) -> Iterator[Assignment]:
        paths, shipments = self.solver.pool.paths, self.solver.pricer.orders.shipments
        used = sorted(whole.used(), key=lambda item: (int(paths.shipment[item[0]]), item[0]))
        for number, (column, units) in enumerate(used, start=1):
            demand = Demand.of(self.catalogue, shipments[paths.shipment[column]])
            route = RouteAssembler(self.catalogue, demand).route(paths.path(column))
            yield Assignment(route=route, units=units)
            if number % NEWS_EVERY == 0:
                self.report(f"routes of {number} of {len(used)} assignments written out")

    def _unserved(self, whole: WholeMix) -> Iterator[Unserved]:
        missing = whole.missing + self._beyond.astype(np.int64)
        shipments = self.solver.pricer.orders.shipments
        left = {s.id: int(n) for s, n in zip(shipments, missing, strict=True) if n}
        for shipment in self.empty.orders.values():
            if shipment.id in left:
                reason = why_unserved(self.catalogue, shipment, self.empty.limits)
                yield Unserved(shipment_id=shipment.id, units=left[shipment.id], reason=reason)


NO_PROOF = Proof(
    cost_cents=0, bound_cents=0, unserved_teu=0.0, unserved_bound_teu=0.0, method="none",
    num_routes=0, num_rounds=0, seconds=0.0,
)  # fmt: skip
