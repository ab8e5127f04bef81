"""What another due date of an order would change: a re-solve, for it is a cliff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ...network.errors import NoPlanError
from ...network.plan_prices import DuePrice
from ...network.shipment import Shipment
from ..mix.session import MixSession
from .resolve import Resolver


def due_prices(
    session: MixSession, base: Resolver, shipments: Iterable[str], days: Iterable[int]
) -> Iterator[DuePrice]:
    """Yield what earlier and later due dates of shipments save or cost.

    Parameters
    ----------
    base
        The mix as it is.
    shipments
        Ids of the shipments.
    days
        By how many days a due date moves, each of them alone.
    """
    steps = tuple(days)
    for shipment_id in shipments:
        shipment = session.orders[shipment_id]
        session.report(f"due date of {shipment_id}")
        for step in steps:
            due = shipment.due + timedelta(days=step)
            if due < shipment.ready:
                continue
            cents = _cents(session, base, shipment.model_copy(update={"due": due}))
            saves = None if cents is None else (base.base.value - cents) / 100
            yield DuePrice(shipment_id=shipment_id, due=due, days=step, saves_usd=saves)


def _cents(session: MixSession, base: Resolver, changed: Shipment) -> float | None:
    """Return the cost of the linear mix with one shipment changed; None = it serves less."""
    varied = session.with_shipment(changed)
    asked = varied.problem(base.problem.limits, base.problem.more)
    if len(asked.shipments) < len(base.problem.shipments):
        return None
    try:
        return Resolver(varied, asked, base.held, known=base, anew=changed.id).base.value
    except NoPlanError:
        return None
