"""Plan an order book: the seam between a question and a checked answer."""

from __future__ import annotations

from ..network.network import Network
from ..network.plan import Limits, Objective, Plan
from ..network.shipment import OrderBook
from ..network.terms import Terms
from .large_mix.scope import knows
from .mix.column_generation import Report
from .mix.effort import Effort
from .planner import Planner

__all__ = ["Effort", "plan"]


def plan(
    network: Network,
    orders: OrderBook | None = None,
    limits: Limits | None = None,
    *,
    objective: Objective = Objective.FREIGHT,
    effort: Effort | None = None,
    report: Report | None = None,
    terms: Terms | None = None,
) -> Plan:
    """Plan an order book: serve as much as can be served, then at least cost.

    Parameters
    ----------
    network
        What exists.
    orders
        Shipments to plan; None = the order book of the network.
    limits
        What the plan must keep.
    objective
        What counts as cost.
    effort
        How hard to try.
    report
        Is told, line by line, what is being done.
    terms
        Commercial terms besides the tariff: contracts, charters, discounts, surcharges.

    Returns
    -------
    Plan
        A plan that the verifier accepted, with its proof.

    Raises
    ------
    NoPlanError
        The order book is empty, or no whole-unit plan was found in time.
    QuestionError
        The terms do not fit the network.
    VerificationError
        The plan broke a rule: a bug in landbridge.
    """
    book, asked = network.orders if orders is None else orders, limits or Limits()
    if terms is None and knows(book, asked):
        from .large_mix.large_plan import large_plan  # needs the compiled core

        return large_plan(
            network, book, asked, objective=objective, effort=effort or Effort(), report=report
        )
    planner = Planner(
        network,
        orders,
        limits,
        objective=objective,
        effort=effort,
        report=report,
        terms=terms,
    )
    return planner.plan()
