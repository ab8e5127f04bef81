"""Which questions the mix of large order books answers."""

from __future__ import annotations

from ...network.limits import Lateness, Limits
from ...network.shipment import OrderBook
from ..batch_pricing.batch_pricer import has_core

FEWEST_ORDERS = 300
"""Order books below are mixed by `mix`, which knows all limits."""


def knows(orders: OrderBook, limits: Limits) -> bool:
    """Tell whether a question is of the kind that is answered here.

    Orders may have budgets and prices of lateness. Whoever sets another limit, or has no
    compiled core, is answered by `mix`.
    """
    if len(orders) < FEWEST_ORDERS or limits.lateness is Lateness.AVOIDED or not has_core():
        return False
    plain = Limits(
        order_budgets=limits.order_budgets,
        lateness=limits.lateness,
        max_late_days=limits.max_late_days,
    )
    own = ("max_parts", "on_time_probability")
    has_own = any(getattr(s, name, None) is not None for s in orders.values() for name in own)
    return limits == plain and not has_own
