"""Choices: ways to ship one shipment, as money and time see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..plan import MINUTES_PER_DAY
from ..route import Route
from ..shipment import Shipment


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to ship a shipment.

    ``freight_cents`` and ``kg`` are of the whole shipment, ``minutes`` from ready to
    delivered. ``route`` is what the choice stands for, where there is one.
    """

    name: str
    mode: str
    freight_cents: int
    minutes: int
    kg: float
    route: Route | None = None

    @property
    def days(self) -> float:
        """Time from ready to delivered."""
        return self.minutes / MINUTES_PER_DAY

    @property
    def freight_usd(self) -> float:
        """Freight of the whole shipment."""
        return self.freight_cents / 100

    @property
    def usd_per_kg(self) -> float:
        """Freight of a kilogram."""
        return self.freight_cents / 100 / self.kg


def choices_of(shipment: Shipment, routes: Iterable[Route]) -> tuple[Choice, ...]:
    """Return routes of a shipment as choices, each route once, in the order given.

    A choice is named by its modes; where several have the same, by their main services
    too, then by the terminals between which these carry it, then by the first day, and by
    a number where all of that is the same.
    """
    found = [
        Choice(
            name=route.mode_label,
            mode=route.mode_label,
            freight_cents=route.freight_cents(shipment.num_units),
            minutes=int(route.duration.total_seconds()) // 60,
            kg=shipment.kg,
            route=route,
        )
        for route in dict.fromkeys(routes)
    ]
    for longer_name in (_with_services, _with_terminals, _with_departure):
        found = _renamed(found, longer_name)
    return tuple(_numbered(found))


def _numbered(found: Iterable[Choice]) -> Iterator[Choice]:
    """Yield choices, those with a name that was there before with a number."""
    times: Counter[str] = Counter()
    for choice in found:
        times[choice.name] += 1
        number = times[choice.name]
        yield replace(choice, name=f"{choice.name} {number}") if number > 1 else choice


def _renamed(found: Sequence[Choice], longer_name: Callable[[Choice], str]) -> list[Choice]:
    """Give choices that share a name a longer one."""
    times = Counter(choice.name for choice in found)
    return [
        replace(choice, name=longer_name(choice)) if times[choice.name] > 1 else choice
        for choice in found
    ]


def _with_services(choice: Choice) -> str:
    legs = choice.route.main_legs if choice.route else ()
    return f"{choice.name} ({' > '.join(leg.departure.service_id for leg in legs)})"


def _with_terminals(choice: Choice) -> str:
    legs = choice.route.main_legs if choice.route else ()
    rides = (f"{leg.departure.service_id} {leg.from_terminal}-{leg.to_terminal}" for leg in legs)
    return f"{choice.mode} ({' > '.join(rides)})"


def _with_departure(choice: Choice) -> str:
    day = f", {choice.route.main_legs[0].departs_at:%Y-%m-%d}" if choice.route else ""
    return choice.name.removesuffix(")") + f"{day})"
