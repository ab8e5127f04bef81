"""Why a shipment, or a mode, has no route: banned, closed, too slow, too dear."""

from __future__ import annotations

from ..network.plan import Limits
from ..network.shipment import Shipment
from .catalogue import Catalogue


def why_unserved(catalogue: Catalogue, shipment: Shipment, limits: Limits) -> str:
    """Say in a sentence why units of a shipment are not served."""
    return "no route"
