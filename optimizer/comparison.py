"""Rail against sea against air for one shipment: cost, time, risk and what would flip it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..network.economics.choice import choices_of
from ..network.economics.cost_time import CostTimeFront, cost_time_front
from ..network.economics.flip import Flip
from ..network.economics.flips import flips
from ..network.network import Network
from ..network.plan import Objective
from ..network.route import Route
from ..network.shipment import Shipment
from .alternatives import alternatives
from .catalogue import Catalogue
from .reliability.candidates import bookings, candidates
from .reliability.choice import RatedRoute, cheapest_on_time, most_reliable, rated
from .route_set import ModeAnswer, RouteSet
from .routes import long_due, routes
from .timetable import horizon_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRoute:
    """The route that answers a question, with how sure it is; None where no route does."""

    question: str
    rated: RatedRoute | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedMode:
    """A mode of shipping with how sure its route is."""

    mode: ModeAnswer
    rated: RatedRoute | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that speaks for one way of shipping or another.

    ``considered`` are all routes that were looked at: the front, the modes, routes with
    buffers and alternatives. ``front`` orders the choices by time with the price of each
    day saved; ``flips`` say what would make another choice the cheapest.
    """

    answer: RouteSet
    considered: tuple[RatedRoute, ...]
    modes: tuple[RatedMode, ...]
    picks: tuple[NamedRoute, ...]
    alternatives: tuple[RatedRoute, ...]
    front: CostTimeFront
    flips: tuple[Flip, ...]
    probability: float
    samples: int
    seed: int


def compare_modes(
    network: Network,
    shipment: Shipment,
    *,
    probability: float = 0.9,
    samples: int = 10_000,
    seed: int = 1,
    objective: Objective = Objective.FREIGHT,
) -> Comparison:
    """Compare the ways to ship one shipment.

    Parameters
    ----------
    probability
        How often the shipment must be on time for the pick that asks for it.
    samples, seed
        Of the simulation.
    objective
        Whether the holding cost of the goods counts in what would flip the choice.

    Raises
    ------
    QuestionError
        The shipment names something unknown or impossible, or the probability is none.
    """
    horizon = horizon_of(network, {shipment.id: long_due(shipment)}, 0)
    catalogue = Catalogue(network, horizon)
    answer = routes(network, shipment, catalogue=catalogue)
    different = alternatives(network, answer, catalogue=catalogue)
    considered = _each_once((*candidates(network, answer, catalogue=catalogue), *different))
    found = rated(network, shipment, considered, samples=samples, seed=seed)
    by_route = {bookings(one.route): one for one in found}
    choices = choices_of(shipment, considered)
    return Comparison(
        answer=answer,
        considered=found,
        modes=tuple(
            RatedMode(mode=mode, rated=by_route[bookings(mode.route)] if mode.route else None)
            for mode in answer.modes
        ),
        picks=tuple(_picks(answer, found, probability)),
        alternatives=tuple(by_route[bookings(route)] for route in different),
        front=cost_time_front(choices),
        flips=flips(network, shipment, considered, objective=objective),
        probability=probability,
        samples=samples,
        seed=seed,
    )


def _each_once(found: Iterable[Route]) -> tuple[Route, ...]:
    return tuple({bookings(route): route for route in found}.values())


def _picks(
    answer: RouteSet, found: tuple[RatedRoute, ...], probability: float
) -> Iterable[NamedRoute]:
    by_route = {bookings(one.route): one for one in found}
    for named in answer.answers():
        rated_route = by_route[bookings(named.route)] if named.route else None
        yield NamedRoute(question=named.question, rated=rated_route)
    yield NamedRoute(question="most reliable", rated=most_reliable(found))
    question = f"cheapest on time with {probability:.0%}"
    yield NamedRoute(question=question, rated=cheapest_on_time(found, probability))
