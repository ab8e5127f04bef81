"""How soon, and for how little, cargo gets from one terminal to every other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .row import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How soon and for how little a terminal is reached, delivery and clearance included.

    ``delivered_at`` (UTC) and ``freight_cents`` (of the whole shipment) are None where
    the terminal is not reached.
    """

    terminal_id: str
    delivered_at: datetime | None
    freight_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRide:
    """A ride on the way to a terminal, between two calls of a service.

    ``begins`` and ``ends`` are what has been spent when it leaves and when it arrives: minutes
    since the cargo was ready on the fastest way, cents of the whole shipment on the cheapest.
    """

    service_id: str
    load_seq: int
    unload_seq: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachWays:
    """A reach, and the ways by which it is had.

    Parameters
    ----------
    modes
        Modes that main legs may use; drayage may always be used.
    reaches
        Every terminal, in the order of the file.
    soonest, cheapest
        Rides to each terminal that is reached, in the order of travel; none to one where
        the cargo is already. They belong to different routes.
    """

    modes: frozenset[Mode]
    reaches: tuple[Reach, ...]
    soonest: Mapping[str, tuple[ReachRide, ...]]
    cheapest: Mapping[str, tuple[ReachRide, ...]]
