"""The network as arrays: one for all shipments, with tariffs instead of costs on its arcs.

An *item* is what an arc stands for: an offer of the catalogue, or behind these a change of
mode at a terminal. What a shipment pays for it follows from its unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ...network.plan import round_cents
from ...network.row import Mode
from ..catalogue import Catalogue, Offer
from ..clock import to_minute
from ..emissions import TERMINAL, EmissionFactors
from ..graph_options import RideRef
from ..handling_ref import HandlingRef
from .columns import Ints, Table, columns
from .handlings import Hours

NOT_SOLD = -1.0
ONE_DAY = timedelta(days=1)

WHOLE_NUMBERS = (
    "on_demand", "by_kg", "by_volume", "counts_plugs", "first", "count", "shift", "ride_minutes",
    "terminal",
)  # fmt: skip
NUMBERS = (
    "cents_40", "cents_20", "usd_per_kg", "reefer_cents", "grams_per_tonne", "capacity_teu",
    "capacity_kg", "plugs",
)  # fmt: skip


class PackedNetwork:
    """The offers and changes of mode of a catalogue as arrays.

    Attributes
    ----------
    items
        What each item stands for: a ride or a handling.
    arcs, offers, handlings
        Columns of numbers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.terminals = {key: n for n, key in enumerate(catalogue.network.terminals)}
        self.item_of = {o.segment.key: n for n, o in enumerate(catalogue.offers)}
        self.items: list[RideRef | HandlingRef] = [
            *(RideRef(offer, offer.segment.key) for offer in catalogue.offers),
            *(arc.ref for arc in catalogue.transfers),
        ]
        self._first: dict[object, tuple[int, int]] = {}
        self._minutes: list[int] = []
        self.arcs = self._arcs()
        self.offers = self._offers()
        self.hours = Hours()
        self.handlings = self.hours.handling_columns([arc.ref for arc in catalogue.transfers])
        factors = EmissionFactors(catalogue.network)
        self.handling_grams_per_tonne = factors.per_tonne_km(TERMINAL)

    @property
    def num_offers(self) -> int:
        """Number of offers; the items behind them are handlings."""
        return len(self.catalogue.offers)

    @property
    def departures(self) -> Ints:
        """First departure of each offer in `departure_minutes`, and how many there are."""
        return np.column_stack((self.offers["first"], self.offers["count"]))

    def dates(self, offer: Offer) -> Sequence[date]:
        """Return the date of each departure of an offer: its days, where it leaves on demand."""
        return offer.first_call_on if offer.schedule else self.days

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the horizon, and one more."""
        horizon = self.catalogue.horizon
        num_days = (horizon.last - horizon.first).days + 2
        return tuple(horizon.first + n * ONE_DAY for n in range(num_days))

    def _arcs(self) -> Table:
        catalogue = self.catalogue
        rows = [
            (tail, head, item)
            for item, ride in enumerate(catalogue.rides)
            for tail, head in ride.ends
        ]
        rows += [
            (arc.tail, arc.head, self.num_offers + n) for n, arc in enumerate(catalogue.transfers)
        ]
        return columns(("tail", "head", "item"), np.array(rows, np.int32).reshape(-1, 3))

    def _offers(self) -> Table:
        offers = self.catalogue.offers
        factors = EmissionFactors(self.catalogue.network)
        whole = np.array([self._whole_numbers(offer) for offer in offers], np.int32)
        numbers = np.array([_offer_numbers(offer, factors) for offer in offers], np.float64)
        return {
            **columns(WHOLE_NUMBERS, whole.reshape(-1, len(WHOLE_NUMBERS))),
            **columns(NUMBERS, numbers.reshape(-1, len(NUMBERS))),
            "departure_minutes": np.array(self._minutes, np.int32),
        }

    def _whole_numbers(self, offer: Offer) -> tuple[int, ...]:
        segment = offer.segment
        is_air, is_road = segment.mode is Mode.AIR, segment.mode is Mode.ROAD
        first, count = self._departures(offer)
        shift, minutes = 0, segment.ride_minutes
        if offer.schedule is not None:
            shift, minutes = offer.schedule.shift, offer.schedule.shortest_minutes
        return (
            offer.schedule is None,
            is_air,
            is_air,
            segment.service.reefer_plugs > 0 or not is_road,
            first,
            count,
            shift,
            minutes,
            self.terminals[segment.unload.terminal_id],
        )

    def _departures(self, offer: Offer) -> tuple[int, int]:
        """Return where the minutes of the departures of an offer begin, and how many there are.

        On-demand offers have the first minutes of the days at the terminal where they load.
        """
        zone = self.catalogue.network.terminals[offer.segment.load.terminal_id].timezone
        key: object = zone if offer.schedule is None else offer.segment.service.id
        if key not in self._first:
            minutes: Iterable[int] = first_minutes(self.days, zone)
            if offer.schedule is not None:
                minutes = offer.schedule.departures.minutes
            first = len(self._minutes)
            self._minutes.extend(minutes)
            self._first[key] = (first, len(self._minutes) - first)
        return self._first[key]


def first_minutes(days: Iterable[date], zone: str) -> list[int]:
    """Return the first minute of each local day."""
    return [to_minute(datetime.combine(day, time(), ZoneInfo(zone))) for day in days]


def _offer_numbers(offer: Offer, factors: EmissionFactors) -> tuple[float, ...]:
    segment, service = offer.segment, offer.segment.service
    by_kg = segment.mode in (Mode.AIR, Mode.ROAD) and segment.usd_per_kg is not None
    return (
        _cents(segment.usd_per_40ft),
        _cents(segment.usd_per_20ft),
        segment.usd_per_kg or 0.0 if by_kg else NOT_SOLD,
        round_cents(service.reefer_usd_per_40ft),
        factors.per_tonne_km(segment.mode) * segment.distance_km,
        service.capacity_teu,
        service.capacity_kg,
        service.reefer_plugs,
    )


def _cents(usd: float | None) -> float:
    return NOT_SOLD if usd is None else round_cents(usd)
