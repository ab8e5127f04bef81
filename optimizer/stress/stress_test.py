"""Close, or derate, everything that a plan uses in turn, and rank what hurts (N-1, N-2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations

from ...network.closures import Closure, Failure, FailureKind, StressReport
from ...network.errors import Mistake, NoPlanError, QuestionError
from ...network.plan import Plan
from ..mix.column import key_of
from ..mix.problem import CENTS_PER_USD
from ..planner import Planner
from ..segment import SegmentKey
from .closed_mix import ClosedMix, LinearPlan
from .closure_solver import ClosureQuestion, ClosureSolver, ClosureTable, Segments, Solve
from .closure_workers import solving
from .failures import segments_by_failure


class StressTest:
    """What closures cost the order book of a planner.

    Every closure begins from the routes of the mix without any; only orders of which a
    known route is closed look for their first routes again. What neither the plan nor the
    linear mix uses is not closed: without it both stay as they are, so that it costs nothing.

    Parameters
    ----------
    planner
        The order book with its network, limits and terms; nothing of it is booked.
    capacity_left
        Share of the capacity that is left of what fails; 0 = it is closed.

    Raises
    ------
    QuestionError
        The share is not from 0 to below 1.
    NoPlanError
        There is no plan without any closure.
    """

    def __init__(self, planner: Planner, *, capacity_left: float = 0.0) -> None:
        if not 0 <= capacity_left < 1:
            found = f"{capacity_left:g}"
            mistake = Mistake(place="capacity left", found=found, expected="from 0 to below 1")
            raise QuestionError([mistake])
        self._planner, self._left = planner, capacity_left
        self._session = planner.session
        self.plan: Plan = planner.plan()
        self.segments: Mapping[Failure, Segments] = segments_by_failure(self._session.catalogue)
        self._asked = ClosureQuestion(
            question=self._session.question,
            effort=self._session.effort,
            capacity_left=capacity_left,
        )
        self._solver = ClosureSolver(self._asked, self._session.report)
        self._table = self._new_table()
        self._ridden = self._used_segments()

    def _new_table(self) -> ClosureTable:
        return ClosureTable(self._solver.used, is_closing=self._left == 0.0)

    @property
    def base(self) -> LinearPlan:
        """The linear mix without any closure."""
        return self._solver.base

    def _used_segments(self) -> Mapping[SegmentKey, frozenset[str]]:
        """Return the segments that the plan or the linear mix uses, and by which orders."""
        keys = {key_of(assignment.route) for assignment in self.plan.assignments}
        keys |= {column.key for column in self.base.columns}
        used: dict[SegmentKey, set[str]] = {}
        for key in keys:
            for departure, load, unload in key.legs:
                used.setdefault((departure.service_id, load, unload), set()).add(key.shipment_id)
        return {segment: frozenset(orders) for segment, orders in used.items()}

    def used(self, failure: Failure) -> bool:
        """Tell whether the plan or the linear mix uses what fails."""
        return not self.segments[failure].isdisjoint(self._ridden)

    def report(
        self,
        *,
        kinds: Collection[FailureKind] = tuple(FailureKind),
        num_whole: int = 0,
        num_paired: int = 0,
        workers: int = 1,
    ) -> StressReport:
        """Return what the failing of each thing costs, the worst first.

        Parameters
        ----------
        kinds
            Kinds of things to look at.
        num_whole
            How many of the worst to solve in whole units too; what closes the same counts once.
        num_paired
            Of so many of the worst, those that leave most behind and the dearest in turn, all
            pairs fail together; what closes the same segments counts once.
        workers
            Processes that solve closures, which are spawned: a script needs
            `if __name__ == "__main__":`. The report is the same with any number.
        """
        self._table = self._new_table()  # what was asked before decides nothing
        asked = [failure for failure in self.segments if failure.kind in kinds]
        used = [failure for failure in asked if self.used(failure)]
        with solving(self._solver, self._asked, workers, self._counted("closure")) as solve:
            self._table.learn((self.segments[failure] for failure in used), solve)
            ranked = self._ranked(self.closure([failure]) for failure in used)
            pairs = self._pairs(ranked, num_paired, solve)
        return StressReport(
            plan=self.plan,
            capacity_left=self._left,
            closures=tuple(self._solved_whole(ranked, num_whole)),
            pairs=pairs,
            num_unused=len(asked) - len(used),
            num_solved=self._table.num_solved,
        )

    def _counted(self, what: str) -> Callable[[int, int], None]:
        def count(done: int, total: int) -> None:
            self._session.report(f"{what} {done} of {total}")

        return count

    @staticmethod
    def _ranked(closures: Iterable[Closure]) -> list[Closure]:
        """Return closures, those that leave most behind first, then the dearest."""
        return sorted(
            closures,
            key=lambda c: (-c.more_unserved_teu, -c.more_usd, c.failures),
        )

    def closure(self, failures: Iterable[Failure]) -> Closure:
        """Return what it costs that some things fail together, in the linear mix."""
        together = tuple(failures)
        closed = self._closed(together)
        self._table.learn([closed], lambda todo: map(self._solver.solve, todo))
        found = self._table.figures(closed)
        return Closure(
            failures=together,
            more_unserved_teu=found.more_unserved_teu,
            more_usd=round(found.more_cents / CENTS_PER_USD, 2) + 0.0,
            saved_usd=round(found.saved_cents / CENTS_PER_USD, 2) + 0.0,
            num_orders=len({key for s in closed for key in self._ridden.get(s, ())}),
        )

    def _closed(self, failures: Iterable[Failure]) -> Segments:
        return frozenset().union(*(self.segments[failure] for failure in failures))

    def _pairs(
        self, ranked: Iterable[Closure], num_paired: int, solve: Solve
    ) -> tuple[Closure, ...]:
        closures = list(ranked)
        dearest = sorted(closures, key=lambda c: (-c.more_usd, -c.more_unserved_teu, c.failures))
        distinct: dict[Segments, Failure] = {}
        for closure in chain.from_iterable(zip(closures, dearest, strict=True)):
            (failure,) = closure.failures
            distinct.setdefault(self.segments[failure], failure)
        worst = sorted(list(distinct.values())[:num_paired])
        pairs = list(combinations(worst, 2))
        self._table.learn(map(self._closed, pairs), solve)
        return tuple(self._ranked(map(self.closure, pairs)))

    def _solved_whole(self, ranked: Iterable[Closure], num_whole: int) -> Iterator[Closure]:
        """Yield closures, the first so many that differ, and those like them, in whole units."""
        solved: dict[Segments, Plan | None] = {}
        for closure in ranked:
            closed = self._closed(closure.failures)
            if closed not in solved and len(solved) < num_whole:
                self._session.report(f"whole boxes without {closure.name}")
                solved[closed] = self.replan(closure.failures)
            plan = solved.get(closed)
            yield closure if plan is None else self._with_plan(closure, plan)

    def replan(self, failures: Iterable[Failure]) -> Plan | None:
        """Return the plan in whole units while some things fail; None where none was found.

        Raises
        ------
        VerificationError
            The plan broke a rule: a bug in landbridge.
        """
        closed = ClosedMix(self._session, self._closed(failures), self._left)
        try:
            answer = closed.session.solve(closed.problem)
        except NoPlanError:
            return None
        return self._planner.checked(answer, closed.session)

    def _with_plan(self, closure: Closure, plan: Plan) -> Closure:
        return replace(
            closure,
            whole_unserved_teu=plan.proof.unserved_teu - self.plan.proof.unserved_teu,
            whole_usd=(plan.cost_cents - self._same_cargo_cents(plan)) / CENTS_PER_USD,
            whole_plan=plan,
        )

    def _same_cargo_cents(self, closed: Plan) -> int:
        """Return what it costs to serve the cargo of a plan where nothing is closed."""
        left = {unserved.shipment_id: unserved.units for unserved in closed.unserved}
        if left == {u.shipment_id: u.units for u in self.plan.unserved}:
            return self.plan.cost_cents
        served = {key: float(s.num_units - left.get(key, 0)) for key, s in closed.orders.items()}
        mix = ClosedMix(self._session, frozenset())
        problem = mix.serving_no_more(served)
        try:
            found = self._planner.checked(self._session.solve(problem))
        except NoPlanError:
            return closed.cost_cents
        same = {unserved.shipment_id: unserved.units for unserved in found.unserved}
        # What closes lets nothing be cheaper: the plan is one of those compared.
        return min(found.cost_cents, closed.cost_cents) if same == left else closed.cost_cents


def stress(
    planner: Planner,
    *,
    capacity_left: float = 0.0,
    kinds: Collection[FailureKind] = tuple(FailureKind),
    num_whole: int = 0,
    num_paired: int = 0,
    workers: int = 1,
) -> StressReport:
    """Return what closures cost the order book of a planner, the worst first.

    Parameters
    ----------
    planner
        The order book; nothing of it is booked.
    capacity_left
        Share of the capacity that is left of what fails; 0 = it is closed.
    kinds
        Kinds of things that fail, each in turn.
    num_whole
        How many of the worst to solve in whole units too; what closes the same counts once.
    num_paired
        Of so many of the worst all pairs fail together.
    workers
        Processes that solve closures (`StressTest.report`).

    Raises
    ------
    QuestionError
        The share is not from 0 to below 1.
    NoPlanError
        There is no plan without any closure.
    """
    test = StressTest(planner, capacity_left=capacity_left)
    return test.report(kinds=kinds, num_whole=num_whole, num_paired=num_paired, workers=workers)
