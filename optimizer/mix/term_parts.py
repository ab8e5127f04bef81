"""What commercial terms add to a mix, and how much their departures can carry at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...network.network import Network
from ...network.route import Departure
from ...network.row import Mode
from ...network.service import Service
from ...network.shipment import LoadKind
from ...network.terms import Term, departures_of
from ..segment import AIR_CHARGEABLE_KG_PER_M3
from ..timetable import Horizon
from .limit_rows import MONEY_SCALE
from .problem import CENTS_PER_USD, Auxiliary, MixProblem, MixRow
from .weights import Weights

BY_CAPACITY = frozenset({Mode.RAIL, Mode.RIVER, Mode.SEA})
"""Modes that carry boxes only, so that slots cap what a departure carries."""


@dataclass(slots=True)
class TermParts:
    """What terms add to a mix.

    ``steered`` holds the departures between which an auxiliary in whole units decides.
    """

    rows: list[MixRow] = field(default_factory=list)
    auxiliaries: list[Auxiliary] = field(default_factory=list)
    cost: list[tuple[float, Weights]] = field(default_factory=list)
    steered: dict[str, tuple[Departure, ...]] = field(default_factory=dict)

    def auxiliary(
        self, key: str, most: float, usd: float = 0.0, *, is_whole: bool = False
    ) -> dict[str, float]:
        """Add an auxiliary, and return one of it."""
        cents = usd * CENTS_PER_USD
        made = Auxiliary(key=key, most=most, cost_cents=cents, is_whole=is_whole)
        self.auxiliaries.append(made)
        return {key: 1.0}

    def row(
        self, key: str, most: float, weights: Weights, auxiliaries: dict[str, float] | None = None
    ) -> None:
        """Add a row."""
        made = MixRow(key=key, most=most, weights=weights, auxiliaries=auxiliaries or {})
        self.rows.append(made)


def carried(departures: Iterable[Departure]) -> Weights:
    """Return what counts the TEU that departures carry."""
    return Weights(departures=dict.fromkeys(departures, 1.0))


def less_carried(departures: Iterable[Departure]) -> Weights:
    """Return what counts the TEU that departures carry, against a row."""
    return Weights(departures=dict.fromkeys(departures, -1.0))


class TermRoom:
    """How much a mix can put on the departures of terms.

    Parameters
    ----------
    problem
        The mix.
    horizon
        Days on which departures can be used.
    """

    def __init__(self, problem: MixProblem, horizon: Horizon) -> None:
        self.network: Network = problem.network
        self._problem, self._horizon = problem, horizon
        self._book_teu = sum(s.num_units * problem.size_teu(s) for s in problem.shipments)

    def usable(self, term: Term) -> tuple[Departure, ...]:
        """Return the departures of a term that the mix can use."""
        first, last = self._horizon.first, self._horizon.last
        found = departures_of(self.network, term)
        return tuple(d for d in found if first <= d.first_call_on <= last)

    def most_teu(self, departures: Sequence[Departure]) -> float:
        """Return more than departures can carry of the order book, counted by ride."""
        services = {d.service_id for d in departures}
        places = {
            call.terminal_id
            for service_id in services
            for call in self.network.calls[service_id]
            if call.may_load
        }
        by_book = self._book_teu * len(places)  # a route leaves no terminal twice
        return min(by_book, sum(map(self._room_teu, departures)))

    def _room_teu(self, departure: Departure) -> float:
        service = self.network.services[departure.service_id]
        loading = sum(call.may_load for call in self.network.calls[service.id])
        if service.mode in BY_CAPACITY:
            return service.capacity_teu * loading
        return self._book_teu * loading

    def most_haul(self, departures: Sequence[Departure]) -> float:
        """Return more than the line haul of the order book on departures, as rows count money."""
        services = [self.network.services[d.service_id] for d in departures]
        rates = [self._rates(service) for service in {s.id: s for s in services}.values()]
        by_40ft, by_20ft, by_kg = (max(prices) for prices in zip(*rates, strict=True))
        usd = 0.0
        for shipment in self._problem.shipments:
            unit = self._problem.units[shipment.id]
            box = {LoadKind.BOX_40FT: by_40ft, LoadKind.BOX_20FT: by_20ft}.get(unit.kind, 0.0)
            kg = max(unit.kg, unit.m3 * AIR_CHARGEABLE_KG_PER_M3)
            usd += shipment.num_units * (max(box, by_kg * kg) + 0.02)  # roundings
        places = {c.terminal_id for s in services for c in self.network.calls[s.id] if c.may_load}
        return usd * len(places) * CENTS_PER_USD * MONEY_SCALE

    def _rates(self, service: Service) -> tuple[float, float, float]:
        """Return what a box and a kg cost at most over the whole way of a service."""
        calls = self.network.calls[service.id]
        links = [self.network.links[call.link_id] for call in calls if call.link_id]
        reefer, factor = service.reefer_usd_per_40ft, service.price_factor
        return (
            factor * sum(link.usd_per_40ft or 0.0 for link in links) + reefer,
            factor * sum(link.usd_per_20ft or 0.0 for link in links) + reefer,
            factor * sum(link.usd_per_kg or 0.0 for link in links),
        )
