"""A route as a chain of random steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ...network.errors import Mistake, QuestionError
from ...network.handling import Clearance, Direction
from ...network.network import Network
from ...network.route import Handling, HandlingKind, Leg, Route
from ...network.row import Mode
from ...network.service import ServiceKind
from ...network.shipment import Shipment
from ...network.similarity import leg_links
from ..calendars import Calendars
from ..handling_ref import HandlingRef
from ..terminal_rules import TerminalRules
from ..working_hours import HandlingTiming
from .boardings import Boardings
from .durations import RideTime
from .handling_time import HandlingTime

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingStep:
    """Work at a terminal; ``clearance_name`` where the cargo is cleared there.

    ``timing`` where it keeps opening hours.
    """

    name: str
    clearance_name: str | None
    time: HandlingTime
    timing: HandlingTiming | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TruckStep:
    """A ride that leaves when the cargo is ready; ``tags`` are the exposures of its links.

    What holds for one truck of a service on one day holds on every day: ``luck_name``.
    """

    name: str
    luck_name: str
    time: RideTime
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RideStep:
    """A ride on a departure; ``tags`` are the exposures of its links."""

    name: str
    time: RideTime
    tags: tuple[str, ...]
    boardings: Boardings


Step = HandlingStep | TruckStep | RideStep


@dataclass(frozen=True, slots=True)
class Journey:
    """What happens to the cargo, in turn, from the moment at which it is ready."""

    steps: tuple[Step, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the steps: of one reader, steps with one name are one object."""
        return tuple(step.name for step in self.steps)


class JourneyReader:
    """Reads routes of one shipment as journeys; steps of one name are the same object.

    Parameters
    ----------
    network
        The network on which the routes were found.
    shipment
        The shipment.
    """

    def __init__(self, network: Network, shipment: Shipment) -> None:
        self._network = network
        self._shipment = shipment
        self._ready_at = shipment.ready_at(network.terminals[shipment.origin])
        self._rules = TerminalRules(network)
        last = max((service.valid_to for service in network.services.values()), default=date.min)
        self._calendars = Calendars(network, shipment.ready, max(last, shipment.ready))
        self._handlings: dict[str, HandlingStep] = {}
        self._rides: dict[str, TruckStep | RideStep] = {}

    def journeys(self, routes: Iterable[Route]) -> list[Journey]:
        """Return the journeys of routes.

        Raises
        ------
        QuestionError
            Routes are of another shipment, or use what the network does not have.
        """
        journeys, mistakes = [], []
        for number, route in enumerate(routes, start=1):
            try:
                journeys.append(self._journey(route))
            except _MisfitError as misfit:
                expected = f"a route of {self._shipment.id} on network {self._network.name}"
                mistakes.append(
                    Mistake(place=f"route {number}", found=str(misfit), expected=expected)
                )
        if mistakes:
            raise QuestionError(mistakes)
        return journeys

    def _journey(self, route: Route) -> Journey:
        if (route.shipment_id, route.ready_at) != (self._shipment.id, self._ready_at):
            message = f"shipment {route.shipment_id}, ready at {route.ready_at:%Y-%m-%d %H:%M}"
            raise _MisfitError(message)
        main = [leg for leg in route.legs if not leg.is_drayage]
        flew = bool(main) and main[-1].mode is Mode.AIR
        steps: list[Step] = [self._handling(route.handlings[0], flew=flew)]
        for leg, handling in zip(route.legs, route.handlings[1:], strict=True):
            steps += [self._ride(leg), self._handling(handling, flew=flew)]
        return Journey(tuple(steps))

    def _handling(self, handling: Handling, *, flew: bool) -> HandlingStep:
        """Return the step of a handling; ``flew`` concerns the destination alone."""
        ends = (handling.terminal_id, handling.from_mode, handling.to_mode)
        name = f"handling {' '.join(ends)} {handling.clearance_rule}"
        if name not in self._handlings:
            is_known = handling.terminal_id in self._network.terminals
            transfer = self._rules.transfer(*ends) if is_known else None
            rule = self._clearance(handling, flew=flew) if transfer else None
            label = rule.label if rule else None
            if transfer is None or label != handling.clearance_rule:
                raise _MisfitError(name)
            ref = self._calendars.timed(HandlingRef(*ends, transfer, rule))
            self._handlings[name] = HandlingStep(
                name=name,
                clearance_name=f"clearance {handling.terminal_id} {label}" if label else None,
                time=HandlingTime.of(ref),
                timing=ref.timing,
            )
        return self._handlings[name]

    def _clearance(self, handling: Handling, *, flew: bool) -> Clearance | None:
        if handling.clearance_rule is None:
            return None
        if handling.kind is HandlingKind.TRANSFER:
            return self._rules.river_sea_transfer(handling.terminal_id)
        is_export = handling.kind is HandlingKind.ORIGIN
        direction = Direction.EXPORT if is_export else Direction.IMPORT
        cargo_class = self._shipment.cargo_class
        return self._rules.clearance(handling.terminal_id, direction, cargo_class, flew=flew)

    def _ride(self, leg: Leg) -> TruckStep | RideStep:
        name = f"ride {leg.departure} {leg.load_seq}-{leg.unload_seq}"
        if name not in self._rides:
            self._rides[name] = self._new_ride(leg, name)
        return self._rides[name]

    def _new_ride(self, leg: Leg, name: str) -> TruckStep | RideStep:
        service = self._network.services.get(leg.departure.service_id)
        if service is None:
            raise _MisfitError(name)
        time = RideTime((leg.arrives_at - leg.departs_at) // ONE_MINUTE, service.reliability_cv)
        links = (self._network.links[link_id] for link_id in leg_links(self._network, leg))
        tags = tuple(sorted({tag for link in links for tag in link.exposures}))
        if service.kind is ServiceKind.ON_DEMAND:
            return TruckStep(name=name, luck_name=f"truck {service.id}", time=time, tags=tags)
        boardings = Boardings(self._network, leg)
        if not boardings.runs:
            raise _MisfitError(name)
        return RideStep(name=name, time=time, tags=tags, boardings=boardings)


class _MisfitError(Exception):
    """A route is not one of the shipment on the network; says what does not fit."""
