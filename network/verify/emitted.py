"""Grams of CO2e of one unit (24)."""

from __future__ import annotations

from fractions import Fraction

from .exact import exact
from .journey import Journey, Load, Ride
from .lookup import Tables

KG_PER_T = 1_000


def ride_g(tables: Tables, ride: Ride, load: Load) -> Fraction:
    """Return what a leg emits for one unit."""
    tkm = sum((exact(link.distance_km) for link in ride.links), Fraction(0)) * load.kg / KG_PER_T
    return tables.factor(ride.service.mode) * tkm


def route_g(tables: Tables, journey: Journey) -> Fraction:
    """Return what a unit emits from door to door."""
    load = journey.load
    handled = len(journey.stays) * tables.terminal_factor * load.kg / KG_PER_T
    return handled + sum(ride_g(tables, timed.ride, load) for timed in journey.rides)
