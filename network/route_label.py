"""A route in a few words."""

from __future__ import annotations

from .route import Route


def route_label(route: Route) -> str:
    """Name the main departures with month and day, e.g. `RAIL 11-07 > SHIP 11-17`."""
    departures = (leg.departure for leg in route.main_legs)
    return " > ".join(f"{d.service_id} {d.first_call_on:%m-%d}" for d in departures)
