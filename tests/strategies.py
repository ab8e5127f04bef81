"""Hypothesis strategies for small networks with an order book.

Sizes are drawn and shrink; what a network looks like inside follows from one number, so
drawing takes a few milliseconds and a failure names a network that can be made again by
``small_network(number, size)``.
"""

from __future__ import annotations

from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.network import Network

HORIZON_DAYS = 14
"""Days in which every service of a small network leaves at least once."""


def sizes(*, max_orders: int = 3, with_weight_rules: bool = False) -> st.SearchStrategy[Size]:
    """Return a strategy for the size of a network."""
    return st.builds(
        Size,
        terminals=st.sampled_from((3, 4, 2, 5)),
        services=st.integers(1, 8),
        orders=st.integers(1, max_orders),
        rules=st.integers(0, 4),
        with_weight_rules=st.just(with_weight_rules),
    )


def networks(*, max_orders: int = 3, with_weight_rules: bool = False) -> st.SearchStrategy[Network]:
    """Return a strategy for consistent networks with an order book.

    Parameters
    ----------
    max_orders
        Most orders of the book; there is at least one.
    with_weight_rules
        Rules on the weight of boxes and on pairs of 20-foot boxes may occur.
    """
    size = sizes(max_orders=max_orders, with_weight_rules=with_weight_rules)
    return st.builds(small_network, st.integers(0, 10**9), size)
