"""From the answer of a session to a plan with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from ...network.limits import Goal, Limits
from ...network.plan import Assignment, Plan, Proof, Unserved
from ...network.shipment import Shipment
from ..absence import why_unserved
from .on_time import SAMPLES, SEED
from .session import MixAnswer, MixSession
from .weights import Weights


class PlanMaker:
    """Makes plans of the answers of a session.

    Parameters
    ----------
    session
        Routes of the order book.
    started
        When the search began (`perf_counter`).
    """

    def __init__(self, session: MixSession, started: float) -> None:
        self._session = session
        self._started = started

    def plan(self, answer: MixAnswer) -> Plan:
        """Return the plan of an answer."""
        amounts = answer.solution.amounts.items()
        session = self._session
        limits = answer.problem.limits
        assignments = tuple(
            Assignment(
                route=column.route,
                units=int(units),
                on_time=column.on_time if limits.sure(column.shipment) else None,
            )
            for column, units in sorted(amounts, key=lambda item: str(item[0].key))
        )
        plan = Plan(
            network=session.network,
            orders=session.orders,
            objective=session.question.objective,
            limits=limits,
            assignments=assignments,
            unserved=tuple(self._unserved(answer, assignments)),
            proof=_NO_PROOF,
            terms=session.question.terms,
        )
        return replace(plan, proof=self._proof(answer, plan))

    def _proof(self, answer: MixAnswer, plan: Plan) -> Proof:
        bounds = {found.goal: found.bound for found in answer.reached}
        # Beginning at 0.0: a plan that leaves nothing is read back as it was written.
        left_teu = sum((u.units * self._size_teu(u.shipment_id) for u in plan.unserved), 0.0)
        without_route = self._session.orders.keys() - self._session.pricers.keys()
        no_route_teu = sum(
            (self._session.orders[key].num_units * self._size_teu(key) for key in without_route),
            0.0,
        )
        method = "Lagrangian bound by column generation over all routes"
        if any(a.on_time is not None for a in plan.assignments):
            method += f"; on time: {SAMPLES:,} simulated journeys of each route, seed {SEED}"
        if self._session.interruption.happened:
            method += ", stopped early"
        return Proof(
            cost_cents=plan.cost_cents,
            bound_cents=min(int(bounds.get(Goal.COST, 0.0) - _rounding(plan)), plan.cost_cents),
            unserved_teu=left_teu,
            unserved_bound_teu=no_route_teu
            + max(bounds.get(Goal.UNSERVED, 0.0), self._without_room_teu(plan)),
            method=method,
            num_routes=len(self._session.pool),
            num_rounds=answer.rounds,
            seconds=perf_counter() - self._started,
        )

    def _size_teu(self, shipment_id: str) -> float:
        shipment = self._session.orders[shipment_id]
        return shipment.unit(self._session.network.cargo_classes[shipment.cargo_class]).size_teu

    def _unserved(
        self, answer: MixAnswer, assignments: tuple[Assignment, ...]
    ) -> Iterator[Unserved]:
        orders, limits = self._session.orders, answer.problem.limits
        planned: dict[str, int] = dict.fromkeys(orders, 0)
        for assignment in assignments:
            planned[assignment.shipment_id] += assignment.units
        for shipment in orders.values():
            left = shipment.num_units - planned[shipment.id]
            if left:
                reason = self._unsure(shipment, limits) or self._without_room(shipment, limits)
                reason = reason or why_unserved(self._session.catalogue, shipment, limits)
                yield Unserved(shipment_id=shipment.id, units=left, reason=reason)

    def _without_room_teu(self, plan: Plan) -> float:
        """Return the size of what every plan leaves, for it must travel together and cannot."""
        left = {unserved.shipment_id for unserved in plan.unserved}
        orders = (self._session.orders[key] for key in sorted(left & self._session.pricers.keys()))
        never_split = (s for s in orders if plan.limits.most_parts(s) == 1)
        alone = (s for s in never_split if self._without_room(s, plan.limits))
        return sum(s.num_units * self._size_teu(s.id) for s in alone)

    def _without_room(self, shipment: Shipment, limits: Limits) -> str:
        """Say that no route has room for a least part; empty where one has, or none is asked."""
        least, pricer = limits.least_part(shipment), self._session.pricers.get(shipment.id)
        if least <= 1 or pricer is None or pricer.columns_with_room(Weights(freight=1.0), least):
            return ""
        return f"full: no route has room for {least} units at once, which must travel together"

    def _unsure(self, shipment: Shipment, limits: Limits) -> str:
        """Say that no route is on time surely enough; empty where one is, or none is known."""
        least = limits.sure(shipment)
        columns = self._session.pool.columns if least else []
        found = [column.on_time for column in columns if column.shipment.id == shipment.id]
        if not least or not found or max(found) >= least:
            return ""
        return f"the surest route is on time with {max(found):.4g}, not with {least:.4g}"


def _rounding(plan: Plan) -> float:
    """Return by how many cents the price of emissions may be rounded down: half of one each."""
    units = sum(shipment.num_units for shipment in plan.orders.values())
    return 0.5 * units if plan.limits.carbon_usd_per_t else 0.0


_NO_PROOF = Proof(
    cost_cents=0, bound_cents=0, unserved_teu=0.0, unserved_bound_teu=0.0, method="none",
    num_routes=0, num_rounds=0, seconds=0.0,
)  # fmt: skip
