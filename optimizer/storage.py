"""What terminals charge for cargo that waits for a departure (docs/concepts.md, 27)."""

from __future__ import annotations

from ..network.network import Network
from ..network.shipment import LoadUnit
from .clock import whole_minutes
from .search_graph import Storage
from .segment import Segment

TEU_PER_FEU = 2


class StorageRates:
    """Storage rates of a network for one unit.

    Parameters
    ----------
    network
        The network.
    unit
        What is stored; loose cargo is not charged.
    """

    def __init__(self, network: Network, unit: LoadUnit) -> None:
        self._terminals = network.terminals
        self._unit = unit

    def before(self, segment: Segment, factor: float = 1) -> Storage | None:
        """Return the charge for waiting for a segment; None where there is none.

        A search waits until the cut-off, and cargo lies in the yard until the departure:
        so the time between the two shortens the free time.

        Parameters
        ----------
        factor
            Number of units, times the weight of freight in a search.
        """
        terminal = self._terminals[segment.load.terminal_id]
        rate_usd = terminal.storage_usd_per_feu_day
        if segment.is_drayage or not self._unit.is_box or not rate_usd:
            return None
        return Storage(
            cents_per_day=100 * rate_usd * self._unit.teu / TEU_PER_FEU,
            free_minutes=whole_minutes(24 * terminal.free_days) - segment.cutoff_minutes,
            factor=factor,
        )
