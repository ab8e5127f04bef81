"""Emission factors as a search needs them: grams for one unit (docs/concepts.md, 24)."""

from __future__ import annotations

from ..network.network import Network
from ..network.shipment import LoadUnit
from .segment import Segment

TERMINAL = "terminal"
"""Key of the factor for handling, in grams per tonne and move."""


class EmissionFactors:
    """Default emission factors of a network; a mode without one counts as 0."""

    def __init__(self, network: Network) -> None:
        self._factor = {row.mode: row.g_co2e_per_tkm for row in network.emissions if row.is_default}

    def per_tonne_km(self, mode: str) -> float:
        """Return the grams for a tonne over a kilometre, or for a tonne handled (`TERMINAL`)."""
        return self._factor.get(mode, 0.0)

    def ride_g(self, segment: Segment, unit: LoadUnit) -> int:
        """Return what one unit emits on a ride."""
        factor = self._factor.get(segment.mode, 0.0)
        return int(factor * segment.distance_km * unit.kg / 1000 + 0.5)

    def handling_g(self, unit: LoadUnit) -> int:
        """Return what one unit emits at one handling."""
        return int(self._factor.get(TERMINAL, 0.0) * unit.kg / 1000 + 0.5)
