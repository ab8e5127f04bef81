"""Linear mixes of a network with some of its options, on one pool of routes.

The routes of an order book are found once, on the network with all options. With fewer
options its departures that are not offered have no capacity, and nothing else changes: so
the mix begins with the routes that are known, and only prices differ.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import inf
from typing import TypeAlias

from ...network.network import Network
from ...network.optional import AERODROME, GROWING
from ...network.route import Route
from ...network.row import Mode, Status
from ...network.service import Call, Service, ServiceKind
from ...network.tables import RawTable
from ..capacity import Capacities, Resource, ResourceKind
from ..mix.session import MixSession
from ..timetable import Horizon, service_days
from .yearly_cost import BookDemand, LinearAnswer, linear_answer, session_of

OPENED = frozenset({"services.csv", "calls.csv", "links.csv"})
"""Tables in which options differ."""

COUNTED = (ResourceKind.TEU, ResourceKind.KG, ResourceKind.PLUGS)
"""What a service has so much of on each departure."""


FirstRoutes: TypeAlias = Mapping[str, tuple[Route, ...]]
"""By shipment: all routes that are best in cost or arrival."""

NONE_KNOWN: FirstRoutes = {}


class MoreOf(Mapping[Resource, float], ABC):
    """What is added to any resource; resources are asked for and not listed."""

    @abstractmethod
    def __getitem__(self, resource: Resource) -> float:
        """Return what is added to a resource."""

    def __iter__(self) -> Iterator[Resource]:
        """Yield nothing."""
        return iter(())

    def __len__(self) -> int:
        """Return 0."""
        return 0


class TrucksForAll(MoreOf):
    """No end of what leaves on demand, and nothing more of what leaves on a schedule."""

    def __init__(self, session: MixSession) -> None:
        self._services = session.network.services

    def __getitem__(self, resource: Resource) -> float:
        """Return what is added to a resource."""
        kind = self._services[resource.service_id].kind
        return inf if kind is ServiceKind.ON_DEMAND else 0.0


class Withheld(MoreOf):
    """What is added to every resource so that nothing is left of what is not offered.

    Parameters
    ----------
    session
        Knows how much there is of a resource while everything is offered.
    fewer
        What is offered.
    days
        Days on which a service that runs does not leave.
    """

    def __init__(
        self, session: MixSession, fewer: Network, days: Mapping[str, Collection[date]]
    ) -> None:
        self._all, self._days = session.catalogue.capacities, days
        self._fewer = Capacities(fewer)

    def __getitem__(self, resource: Resource) -> float:
        """Return what is added to a resource: less than nothing, or nothing."""
        days = self._days.get(resource.service_id)
        if days is None or resource.first_call_on in days:
            return -self._all.limit(resource)
        return self._fewer.limit(resource) - self._all.limit(resource)


class SharedMix:
    """A demand on a network with all options, and on what is left of it with fewer.

    Parameters
    ----------
    network
        The network with all options.
    demand
        The order book and its days.
    first_routes
        By shipment: what the search for its first routes is known to find.
    """

    def __init__(
        self, network: Network, demand: BookDemand, first_routes: FirstRoutes = NONE_KNOWN
    ) -> None:
        self.network = network
        self.session = session_of(network, demand, _silent, first_routes)
        self.first_routes: FirstRoutes = _by_shipment(self.session)
        self._days = _days_by_service(network, self.session.catalogue.horizon)

    def untouched_by(self, services: Collection[str]) -> FirstRoutes:
        """Return the routes of shipments none of whose first ones uses some services.

        The first ones stay so where these services become dearer and nothing else changes;
        all others that were found since, and use none of them, come with them.
        """
        touched = {name for name, routes in self.first_routes.items() if _use(routes, services)}
        return {
            name: kept
            for name, routes in _by_shipment(self.session).items()
            if name not in touched
            and (kept := tuple(route for route in routes if not _use((route,), services)))
        }

    def answer(self, fewer: Network) -> LinearAnswer | None:
        """Return the linear mix of a network that offers less; None where it differs otherwise."""
        withheld = self.withheld(fewer)
        if withheld is None:
            return None
        return linear_answer(self.session, replace(self.session.problem(), more=withheld))

    def withheld(self, fewer: Network) -> Withheld | None:
        """Return what a network does not offer; None where it differs otherwise."""
        if not self._is_alike(fewer):
            return None
        days = _days_by_service(fewer, self.session.catalogue.horizon)
        if not all(days[name] <= self._days.get(name, frozenset()) for name in days):
            return None
        missing = {name: self._days[name] - days[name] for name in days}
        return Withheld(self.session, fewer, missing)

    def _is_alike(self, fewer: Network) -> bool:
        """Tell whether what the other offers is as it is here, but for the days on which."""
        ours, theirs = self.network, fewer
        tables = (ours.raw.keys() | theirs.raw.keys()) - OPENED
        return all(
            _rows(ours.raw.get(name)) == _rows(theirs.raw.get(name)) for name in tables
        ) and all(
            _offered(ours, service.id) == _offered(theirs, service.id)
            and self._holds_alike(service)
            for service in theirs.open_services
        )

    def _holds_alike(self, fewer: Service) -> bool:
        """Tell whether a service takes the same units, if fewer of them."""
        more, capacities = self.network.services[fewer.id], self.session.catalogue.capacities
        sizes = [(getattr(fewer, name), getattr(more, name)) for name in sorted(GROWING)]
        if all(few == many for few, many in sizes):
            return True
        if fewer.mode is Mode.ROAD and fewer.reefer_plugs != more.reefer_plugs:
            return False  # without plugs they are not counted
        return all(few <= many for few, many in sizes) and all(
            capacities.fits(fewer, unit) or not capacities.fits(more, unit)
            for unit in self.session.problem().units.values()
        )


def _rows(table: RawTable | None) -> list[dict[str, str]]:
    """Return rows of a table without what tells only which aircraft may call."""
    rows = () if table is None else table.rows
    return [{k: v for k, v in row.cells.items() if k not in AERODROME} for row in rows]


def _offered(network: Network, name: str) -> tuple[Service, tuple[object, ...]] | None:
    """Return a service and its links as far as they do not tell when it leaves."""
    service = network.services.get(name)
    if service is None:
        return None
    calls: tuple[Call, ...] = tuple(network.calls[name])
    links = (
        network.links[c.link_id].model_copy(update={"status": Status.OPEN})
        for c in calls
        if c.link_id
    )
    any_size = dict.fromkeys(GROWING, 0)
    same = service.model_copy(update={"weekdays": (), "status": Status.OPEN, **any_size})
    return same, (*calls, *links)


def _days_by_service(network: Network, horizon: Horizon) -> dict[str, frozenset[date]]:
    """Return the days on which services leave; of one on demand none: it leaves on all."""
    return {
        s.id: frozenset(() if s.kind is ServiceKind.ON_DEMAND else service_days(s, horizon))
        for s in network.open_services
    }


def _use(routes: Iterable[Route], services: Collection[str]) -> bool:
    return any(leg.departure.service_id in services for route in routes for leg in route.legs)


def _by_shipment(session: MixSession) -> dict[str, tuple[Route, ...]]:
    found: dict[str, list[Route]] = defaultdict(list)
    for column in session.pool.columns:
        found[column.shipment.id].append(column.route)
    return {name: tuple(routes) for name, routes in found.items()}


def _silent(_: str) -> None:
    pass
