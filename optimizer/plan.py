"""Plan an order book: the seam between a question and a checked answer."""

from __future__ import annotations

from time import perf_counter

from ..network.errors import NoPlanError, VerificationError
from ..network.network import Network
from ..network.plan import Limits, Objective, Plan
from ..network.shipment import OrderBook
from ..network.verify import verify
from .mix.column_generation import Report
from .mix.effort import Effort
from .mix.plan_search import PlanSearch
from .mix.session import MixQuestion, MixSession

__all__ = ["Effort", "plan"]


def plan(
    network: Network,
    orders: OrderBook | None = None,
    limits: Limits | None = None,
    *,
    objective: Objective = Objective.FREIGHT,
    effort: Effort | None = None,
    report: Report | None = None,
) -> Plan:
    """Plan an order book: serve as much as can be served, then at least cost.

    Parameters
    ----------
    network
        What exists.
    orders
        Shipments to plan; None = the order book of the network.
    limits
        Budget and lateness.
    objective
        What counts as cost.
    effort
        How hard to try.
    report
        Is told, line by line, what is being done.

    Returns
    -------
    Plan
        A plan that the verifier accepted, with its proof.

    Raises
    ------
    NoPlanError
        The order book is empty, or no whole-unit plan was found in time.
    VerificationError
        The plan broke a rule: a bug in landbridge.
    """
    book = network.orders if orders is None else orders
    if not book:
        message = "the order book is empty"
        raise NoPlanError(message)
    started = perf_counter()
    question = MixQuestion(
        network=network, orders=book, objective=objective, limits=limits or Limits()
    )
    session = MixSession(question, effort or Effort(), report or _silent)
    answer = PlanSearch(session, started).run()
    violations = verify(answer)
    if violations:
        raise VerificationError(str(violation) for violation in violations)
    return answer


def _silent(_: str) -> None:
    pass
