"""Routes between places with several terminals, such as cities."""

from __future__ import annotations

from ..network.errors import Mistake, QuestionError
from ..network.network import Network
from ..network.places import Place
from ..network.route import Route
from ..network.shipment import Shipment
from .catalogue import Catalogue
from .demand import Ends
from .route_set import RouteSet
from .routes import routes


def city_routes(
    network: Network,
    shipment: Shipment,
    *,
    origin: Place,
    destination: Place,
    catalogue: Catalogue | None = None,
) -> RouteSet:
    """Return the exact front of a shipment between any terminals of two places.

    One search starts at every terminal of the origin and ends at any of the destination,
    so the answer is what the fronts of all pairs of terminals have of the best. Nothing is
    driven for free: the cargo is handed over at the terminal where a route begins, and
    whoever has it elsewhere names that terminal, so that the drayage is paid. `handed_over`
    says which terminals a route uses.

    Parameters
    ----------
    network
        What exists.
    shipment
        The shipment; its own origin and destination do not matter.
    origin, destination
        Places as `find_place` returns them.
    catalogue
        What can be booked, where it is at hand; it must span the shipment.

    Raises
    ------
    QuestionError
        The shipment is impossible, or the places have a terminal in common.
    """
    both = sorted(set(origin.terminals) & set(destination.terminals))
    if both:
        found = f"{destination}, which is where it starts ({', '.join(both)})"
        place = f"shipment {shipment.id}, destination"
        raise QuestionError([Mistake(place=place, found=found, expected="another place")])
    asked = shipment.model_copy(
        update={"origin": origin.terminals[0], "destination": destination.terminals[0]}
    )
    return routes(network, asked, catalogue=catalogue, ends=ends_between(origin, destination))


def ends_between(origin: Place, destination: Place) -> Ends:
    """Return where cargo between two places may be handed over."""
    return Ends(
        origins=frozenset(origin.terminals),
        destinations=frozenset(destination.terminals),
        origin_name=origin.name,
        destination_name=destination.name,
    )


def handed_over(shipment: Shipment, route: Route) -> Shipment:
    """Return a shipment as handed over where a route begins and delivered where it ends."""
    first, last = route.handlings[0], route.handlings[-1]
    ends = {"origin": first.terminal_id, "destination": last.terminal_id}
    return shipment.model_copy(update=ends)
