"""A route in a few words."""

from __future__ import annotations

from .route import Route


def route_label(route: Route) -> str:
    """Name the first main departure and the services after it, e.g. `RAIL 2025-11-07 > SHIP`."""
    first, *others = route.main_legs
    return " > ".join((str(first.departure), *(leg.departure.service_id for leg in others)))
