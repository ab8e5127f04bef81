"""The search for a plan: find routes, mix them, and round the mix to whole units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from time import perf_counter
from typing import NamedTuple

from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.plan import Assignment, Lateness, Limits, Objective, Plan, Proof, Unserved
from ...network.shipment import OrderBook, Shipment
from ..absence import why_unserved
from ..catalogue import Catalogue
from ..timetable import horizon_of
from .column import Column
from .column_generation import ColumnPool, LinearMix, Report, solve_linear_mix
from .master import TOLERANCE, Stage
from .pricing import ShipmentPricer
from .problem import Held, MixProblem
from .whole_units import WholeUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to try.

    Parameters
    ----------
    gap
        Stop where the cost is proven to be so close to the optimum (share).
    seconds
        Time for the search in whole units.
    """

    gap: float = 0.001
    seconds: float = 60.0

    def __post_init__(self) -> None:
        """Refuse a gap that is no share and a time that is none."""
        if not 0 <= self.gap <= 1:
            found = f"{self.gap:g}"
            raise QuestionError([Mistake(place="gap", found=found, expected="from 0 to 1")])
        if not (isfinite(self.seconds) and self.seconds > 0):
            found = f"{self.seconds:g}"
            raise QuestionError([Mistake(place="seconds", found=found, expected="more than 0")])


class PlanSearch:
    """The search for a plan of one order book."""

    def __init__(
        self,
        network: Network,
        orders: OrderBook,
        limits: Limits,
        objective: Objective,
        effort: Effort,
        report: Report,
    ) -> None:
        self._started = perf_counter()
        self._network, self._orders, self._limits = network, orders, limits
        self._objective, self._effort, self._report = objective, effort, report
        self._catalogue = Catalogue(network, horizon_of(network, orders, limits.days_late_allowed))
        self._pool = ColumnPool()
        self._rounds = 0

    def run(self) -> Plan:
        """Find routes, mix them, and round the mix to whole units."""
        problem, pricers = self._find_routes()
        if not problem.shipments:
            return self._plan(problem, {}, 0.0, _Served(0.0, 0.0))
        whole = WholeUnits(
            problem=problem,
            pricers=pricers,
            pool=self._pool,
            relative_gap=self._effort.gap,
            seconds=self._effort.seconds,
            report=self._report,
        )
        served = self._serve(problem, pricers, whole)
        held = Held(unserved_teu=served.unserved_teu)
        if self._limits.lateness is Lateness.AVOIDED:
            late = self._linear(problem, pricers, Stage.ON_TIME, held)
            least = whole.solve(Stage.ON_TIME, held, late.bound)
            held = replace(held, late_teu=max(0.0, least.value))
        cheapest = self._linear(problem, pricers, Stage.COST, held)
        solution = whole.solve(Stage.COST, held, cheapest.bound)
        return self._plan(problem, solution.amounts, cheapest.bound, served)

    def _find_routes(self) -> tuple[MixProblem, dict[str, ShipmentPricer]]:
        """Find the first routes of every shipment, and leave out those that have none."""
        cargo = self._network.cargo_classes
        problem = MixProblem(
            network=self._network,
            shipments=tuple(self._orders[key] for key in sorted(self._orders)),
            units={s.id: s.unit(cargo[s.cargo_class]) for s in self._orders.values()},
            objective=self._objective,
            limits=self._limits,
            days_late=self._limits.days_late_allowed,
            capacities=self._catalogue.capacities,
        )
        pricers = {}
        for number, shipment in enumerate(problem.shipments, start=1):
            pricer = ShipmentPricer(problem, self._catalogue, shipment)
            columns = pricer.first_columns()
            self._pool.add(columns)
            if columns:
                pricers[shipment.id] = pricer
            self._report(
                f"routes of {number} of {len(problem.shipments)} orders: {len(self._pool)}"
            )
        served = tuple(s for s in problem.shipments if s.id in pricers)
        return replace(problem, shipments=served), pricers

    def _serve(
        self, problem: MixProblem, pricers: Mapping[str, ShipmentPricer], whole: WholeUnits
    ) -> _Served:
        """Return the least size that is left unserved, and a bound on it.

        Whole units need more routes than the linear mix; those that are cheap at full
        departures come from a first look at the cost.
        """
        linear = self._linear(problem, pricers, Stage.SERVE, Held())
        bound = max(0.0, linear.bound)
        self._linear(problem, pricers, Stage.COST, Held(unserved_teu=linear.value))
        unserved_teu = whole.solve(Stage.SERVE, Held(), bound).value
        return _Served(0.0 if unserved_teu <= TOLERANCE else unserved_teu, bound)

    def _linear(
        self,
        problem: MixProblem,
        pricers: Mapping[str, ShipmentPricer],
        stage: Stage,
        held: Held,
    ) -> LinearMix:
        mix = solve_linear_mix(
            problem,
            pricers,
            self._pool,
            stage=stage,
            held=held,
            relative_gap=self._effort.gap / 100,
            report=self._report,
        )
        self._rounds += mix.rounds
        return mix

    def _plan(
        self,
        problem: MixProblem,
        amounts: Mapping[Column, float],
        bound_cents: float,
        served: _Served,
    ) -> Plan:
        assignments = tuple(
            Assignment(route=column.route, units=int(units))
            for column, units in sorted(amounts.items(), key=lambda item: str(item[0].key))
        )
        answer = Plan(
            network=self._network,
            orders=self._orders,
            objective=self._objective,
            limits=self._limits,
            assignments=assignments,
            unserved=tuple(self._unserved(assignments)),
            proof=_NO_PROOF,
        )
        no_route = [s for s in self._orders.values() if s not in problem.shipments]
        no_route_teu = sum(s.num_units * self._size_teu(s) for s in no_route)
        unserved_teu = sum(
            left.units * self._size_teu(self._orders[left.shipment_id]) for left in answer.unserved
        )
        proof = Proof(
            cost_cents=answer.cost_cents,
            bound_cents=min(int(bound_cents), answer.cost_cents),
            unserved_teu=unserved_teu,
            unserved_bound_teu=no_route_teu + served.bound_teu,
            method="Lagrangian bound by column generation over all routes",
            num_routes=len(self._pool),
            num_rounds=self._rounds,
            seconds=perf_counter() - self._started,
        )
        return replace(answer, proof=proof)

    def _size_teu(self, shipment: Shipment) -> float:
        return shipment.unit(self._network.cargo_classes[shipment.cargo_class]).size_teu

    def _unserved(self, assignments: tuple[Assignment, ...]) -> list[Unserved]:
        planned: dict[str, int] = dict.fromkeys(self._orders, 0)
        for assignment in assignments:
            planned[assignment.shipment_id] += assignment.units
        return [
            Unserved(
                shipment_id=s.id,
                units=s.num_units - planned[s.id],
                reason=why_unserved(self._catalogue, s, self._limits),
            )
            for s in self._orders.values()
            if planned[s.id] < s.num_units
        ]


class _Served(NamedTuple):
    unserved_teu: float
    bound_teu: float


_NO_PROOF = Proof(
    cost_cents=0, bound_cents=0, unserved_teu=0.0, unserved_bound_teu=0.0, method="none",
    num_routes=0, num_rounds=0, seconds=0.0,
)  # fmt: skip
