"""The compiled core of batch pricing (_pricing.cpp)."""

from typing import Any

Table = dict[str, Any]

class Network:
    def __init__(
        self, num_nodes: int, num_terminals: int, arcs: Table, offers: Table, handlings: Table
    ) -> None: ...
    def price(
        self,
        origins: Table,
        destinations: Table,
        profiles: Table,
        prices: Table,
        queries: Table,
        num_threads: int,
    ) -> Table: ...
