"""What a search graph holds and what its paths remember."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..network.row import Mode
from .catalogue import Offer
from .segment import SegmentKey

MODE_BIT = {mode: 1 << position for position, mode in enumerate(Mode)}
"""Bit of a path that used a mode for a main leg, where a search asks for it."""

MARK_BIT = 1 << len(MODE_BIT)
"""Bit of a path that used a segment of the first marked set; further sets have the next bits."""


class RideRef(NamedTuple):
    """What an arc between terminals stands for."""

    offer: Offer
    key: SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOptions:
    """What a search may use and what its paths remember.

    Parameters
    ----------
    main_modes
        Modes that main legs may use; None = all.
    remember_modes
        Set a bit for each mode that a main leg uses.
    once
        Terminals at which paths are kept from handling the cargo twice. Named only where
        a search was seen to do it, since every bit makes more labels.
    marked
        Sets of segments, each of which sets a bit of its own.
    avoided
        Segments that are left out.
    must_fit
        Leave out services on which there is no room for even one unit.
    ignore_bans
        Leave out what carriers and rules refuse, to tell what a ban does.
    extra_cents
        Extra cost of the departures of a segment, by their date.
    freight_weight
        Factor on the freight.
    co2e_weight
        Cost of a gram.
    storage
        Charge for waits at terminals after their free days (docs/concepts.md, 27).
    """

    main_modes: frozenset[Mode] | None = None
    remember_modes: bool = False
    once: frozenset[str] = frozenset()
    marked: tuple[frozenset[SegmentKey], ...] = ()
    avoided: frozenset[SegmentKey] = frozenset()
    must_fit: bool = False
    ignore_bans: bool = False
    extra_cents: Mapping[SegmentKey, Mapping[date, float]] = field(default_factory=dict)
    freight_weight: float = 1.0
    co2e_weight: float = 0.0
    storage: bool = False
