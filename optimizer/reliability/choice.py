"""Which route to take when it matters to be on time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.reliability import Reliability
from ...network.route import Route
from ...network.shipment import Shipment
from .candidates import bookings
from .simulate import simulate


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedRoute:
    """A route with what a simulation found of it.

    ``freight_cents`` is the freight of the whole shipment.
    """

    route: Route
    reliability: Reliability
    freight_cents: int


def rated(
    network: Network,
    shipment: Shipment,
    routes: Sequence[Route],
    *,
    samples: int = 10_000,
    seed: int = 1,
    shared: float = 0.0,
) -> tuple[RatedRoute, ...]:
    """Simulate routes of a shipment and keep them with what was found.

    Parameters and errors are those of `simulate`.
    """
    found = simulate(network, shipment, routes, samples=samples, seed=seed, shared=shared)
    return tuple(
        RatedRoute(
            route=route,
            reliability=reliability,
            freight_cents=route.freight_cents(shipment.num_units),
        )
        for route, reliability in zip(routes, found, strict=True)
    )


def most_reliable(routes: Iterable[RatedRoute]) -> RatedRoute | None:
    """Return the route that is most often on time, of equals the cheapest.

    The others decide only ties: fewer expected days late, freight, planned delivery.
    None where there is no route.
    """
    return min(routes, key=_by_lateness, default=None)


def cheapest_on_time(routes: Iterable[RatedRoute], probability: float) -> RatedRoute | None:
    """Return the cheapest route that is on time with at least a probability.

    The probability that was found by simulation decides; its standard error stands in
    the reliability of the route.

    Parameters
    ----------
    routes
        Routes that were simulated.
    probability
        Least probability to be on time, from 0 to 1.

    Returns
    -------
    RatedRoute or None
        None where no route is on time so often.

    Raises
    ------
    QuestionError
        The probability is out of range.
    """
    if not 0 <= probability <= 1:
        raise QuestionError(
            [
                Mistake(
                    place="probability to be on time",
                    found=f"{probability:g}",
                    expected="from 0 to 1, e.g. 0.9",
                )
            ]
        )
    sure = (r for r in routes if r.reliability.probability_on_time >= probability)
    return min(sure, key=_by_freight, default=None)


_Key = tuple[object, ...]


def _by_lateness(rated_route: RatedRoute) -> _Key:
    found = rated_route.reliability
    return (-found.num_on_time, found.expected_days_late, *_by_freight(rated_route))


def _by_freight(rated_route: RatedRoute) -> _Key:
    route = rated_route.route
    return rated_route.freight_cents, route.delivered_at, bookings(route)
