"""What another due date of an order would change: a re-solve, for it is a cliff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from ...network.limits import Goal
from ...network.plan_prices import DuePrice
from ...network.shipment import Shipment
from .column_generation import LinearMix
from .master import Held
from .problem import MixProblem
from .session import MixSession


def due_prices(
    session: MixSession,
    problem: MixProblem,
    held: Held,
    shipments: Iterable[str],
    days: Iterable[int],
) -> Iterator[DuePrice]:
    """Yield what earlier and later due dates of shipments save or cost.

    Parameters
    ----------
    held
        What earlier goals reached, and the cost must not give up.
    shipments
        Ids of the shipments.
    days
        By how many days a due date moves, each of them alone.
    """
    base = session.linear(problem, Goal.COST, held)
    steps = tuple(days)
    for shipment_id in shipments:
        shipment = session.orders[shipment_id]
        session.report(f"due date of {shipment_id}")
        for step in steps:
            due = shipment.due + timedelta(days=step)
            if due < shipment.ready:
                continue
            mix = _solved(session, problem, held, shipment.model_copy(update={"due": due}))
            saves = None if mix is None else (base.value - mix.value) / 100
            yield DuePrice(shipment_id=shipment_id, due=due, days=step, saves_usd=saves)


def _solved(
    session: MixSession, problem: MixProblem, held: Held, changed: Shipment
) -> LinearMix | None:
    """Return the linear mix with one shipment changed; None where less can be served."""
    varied = session.with_shipment(changed)
    shipments = tuple(changed if s.id == changed.id else s for s in problem.shipments)
    asked = replace(problem, shipments=shipments)
    if changed.id not in varied.pricers:
        return None
    left = varied.linear(asked, Goal.UNSERVED, {}).value
    if left > held.get(Goal.UNSERVED, 0.0) + 1e-5:
        return None
    return varied.linear(asked, Goal.COST, held)
