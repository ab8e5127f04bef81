"""Parameters of a sweep: what they are called, and what they change.

===================== ===============================================================
name                  what a value does
===================== ===============================================================
`price.NAME`          multiplies the line haul price of what NAME is: a mode, a
                      corridor, or a pattern of service ids (`*` is all)
`fuel.NAME`           multiplies the price of fuel, which is a share of that price
`capacity.NAME`       multiplies the room that is open to us on every departure
`price_spread`        coefficient of variation of a price factor that is drawn for
                      each service by the seed
`late_price`          multiplies what an order pays for a day that it is late
`order_budget`        multiplies the budget of every order that has one
`budget_usd`          most that the freight of the plan may cost
`co2e_t`              most that the plan may emit
`carbon_usd_per_t`    price of a tonne of CO2e
===================== ===============================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from math import isfinite
from typing import Any, Final

from ..errors import Mistake
from ..limits import Limits
from ..row import Mode
from ..service import Service
from ..spelling import nearest

PRICE, FUEL, CAPACITY = "price", "fuel", "capacity"
SELECTING: Final = (PRICE, FUEL, CAPACITY)
"""Parameters that say after a full stop which services they are about."""

SPREAD, LATE_PRICE, ORDER_BUDGET = "price_spread", "late_price", "order_budget"
LIMITS: Final = ("budget_usd", "co2e_t", "carbon_usd_per_t")
"""Parameters that stand instead of a limit of the plan."""

PLAIN: Final = (SPREAD, LATE_PRICE, ORDER_BUDGET, *LIMITS)

FUEL_SHARE: Final = {
    Mode.ROAD: 0.30, Mode.RAIL: 0.20, Mode.RIVER: 0.30, Mode.SEA: 0.40, Mode.AIR: 0.30,
}  # fmt: skip
"""Share of a line haul price that is fuel, by mode. No source: assumptions, to be replaced."""

MOST_SPREAD = 2.0


def parts_of(name: str) -> tuple[str, str]:
    """Return the kind of a parameter, and what it selects (empty where it selects nothing)."""
    kind, _, selector = name.partition(".")
    return kind, selector


def selects(service: Service, selector: str) -> bool:
    """Tell whether a selector means a service: by mode, corridor or id."""
    if selector in (service.mode.value, service.corridor):
        return True
    return any(fnmatchcase(name, selector) for name in service.known_as)


def parameter_mistakes(
    parameters: Iterable[tuple[str, tuple[float, ...]]], services: Mapping[str, Service]
) -> Iterator[Mistake]:
    """Yield what is wrong with the names and values of parameters.

    Parameters
    ----------
    services
        Services of all networks of the sweep, by id; a selector must mean one of them.
    """
    for name, values in parameters:
        yield from _name_mistakes(name, services)
        for value in values:
            most = MOST_SPREAD if name == SPREAD else 1e12
            if not (isfinite(value) and 0 <= value <= most):
                expected = f"a number from 0 to {most:g}"
                yield Mistake(place=f"parameter {name}", found=f"{value:g}", expected=expected)


def _name_mistakes(name: str, services: Mapping[str, Service]) -> Iterator[Mistake]:
    kind, selector = parts_of(name)
    if kind in SELECTING:
        if not any(selects(service, selector) for service in services.values()):
            known = {*Mode, *(service.corridor for service in services.values()), *services}
            expected = f"a mode, corridor or service after `{kind}.`{nearest(selector, known)}"
            yield Mistake(place=f"parameter {name}", found=repr(selector), expected=expected)
    elif name not in PLAIN:
        known = {*PLAIN, *(f"{kind}.NAME" for kind in SELECTING)}
        expected = f"one of {', '.join(sorted(known))}{nearest(name, known)}"
        yield Mistake(place="parameter", found=repr(name), expected=expected)


def limits_with(limits: Limits, values: Iterable[tuple[str, float]]) -> Limits:
    """Return limits with the parameters that stand instead of one."""
    instead: dict[str, Any] = {name: value for name, value in values if name in LIMITS}
    return replace(limits, **instead)


def price_factor(service: Service, values: Iterable[tuple[str, float]]) -> float:
    """Return what parameters multiply the line haul price of a service by, without draws."""
    factor = 1.0
    for name, value in sorted(values):  # in one order: rounding is part of the answer
        kind, selector = parts_of(name)
        if kind in (PRICE, FUEL) and selects(service, selector):
            share = FUEL_SHARE[service.mode] if kind == FUEL else 1.0
            factor *= 1 + share * (value - 1)
    return factor


def capacity_factor(service: Service, values: Iterable[tuple[str, float]]) -> float:
    """Return what parameters multiply the room on the departures of a service by."""
    factor = 1.0
    for name, value in sorted(values):
        kind, selector = parts_of(name)
        if kind == CAPACITY and selects(service, selector):
            factor *= value
    return factor
