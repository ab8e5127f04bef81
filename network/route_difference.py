"""Two routes of one shipment side by side: where they differ in cost, time and CO2e."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from .route import Basis, Charge, CostPart, Route

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a part of a route takes: money, time and CO2e of the whole shipment.

    ``services`` names the departures that it rides on.
    """

    services: tuple[str, ...]
    cents: int
    minutes: int
    co2e_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Both routes between two terminals at which both handle the cargo.

    It begins with the handling at ``from_terminal`` and ends on arrival at
    ``to_terminal``; the last one is the handling at the destination alone.
    """

    from_terminal: str
    to_terminal: str
    one: Stretch
    other: Stretch

    @property
    def more_cents(self) -> int:
        """What the one costs more than the other."""
        return self.one.cents - self.other.cents

    @property
    def more_minutes(self) -> int:
        """How much longer the one takes."""
        return self.one.minutes - self.other.minutes

    @property
    def more_co2e_g(self) -> int:
        """What the one emits more."""
        return self.one.co2e_g - self.other.co2e_g


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteDifference:
    """Where one route differs from another, section by section and by what is paid for.

    The sections add up to the whole, to the cent, minute and gram.
    """

    sections: tuple[Section, ...]
    more_cents_by_part: Mapping[CostPart, int]

    @property
    def more_cents(self) -> int:
        """What the one costs more than the other."""
        return sum(section.more_cents for section in self.sections)

    @property
    def more_minutes(self) -> int:
        """How much later the one arrives."""
        return sum(section.more_minutes for section in self.sections)

    @property
    def more_co2e_g(self) -> int:
        """What the one emits more."""
        return sum(section.more_co2e_g for section in self.sections)


def route_difference(one: Route, other: Route, units: int) -> RouteDifference:
    """Return where one route differs from another.

    Parameters
    ----------
    one, other
        Routes of one shipment.
    units
        Units of the shipment, which travel together.
    """
    anchors = _common_terminals(one, other)
    starts = [(0, 0), *anchors, (len(one.legs), len(other.legs))]
    ends = [*starts[1:], (len(one.handlings), len(other.handlings))]
    sections = tuple(
        Section(
            from_terminal=one.handlings[start[0]].terminal_id,
            to_terminal=one.handlings[min(end[0], len(one.legs))].terminal_id,
            one=_stretch(one, start[0], end[0], units),
            other=_stretch(other, start[1], end[1], units),
        )
        for start, end in zip(starts, ends, strict=True)
    )
    return RouteDifference(sections=sections, more_cents_by_part=_by_part(one, other, units))


def _common_terminals(one: Route, other: Route) -> list[tuple[int, int]]:
    """Return the positions of terminals between the ends that both pass in one order."""
    position = {h.terminal_id: n for n, h in enumerate(other.handlings[1:-1], start=1)}
    pairs = [
        (n, position[h.terminal_id])
        for n, h in enumerate(one.handlings[1:-1], start=1)
        if h.terminal_id in position
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = [chain for chain in best if chain[-1][1] < pair[1]]
        best.append([*max(before, key=len, default=[]), pair])
    return max(best, key=len, default=[])


def _stretch(route: Route, first: int, end: int, units: int) -> Stretch:
    """Return the handlings and legs from one position up to another."""
    handlings, legs = route.handlings[first:end], route.legs[first:end]
    handling_g = (route.co2e_g - sum(leg.co2e_g for leg in route.legs)) // len(route.handlings)
    stops = [handling.starts_at for handling in route.handlings]
    stop = stops[end] if end < len(stops) else route.delivered_at
    charges = [charge for handling in handlings for charge in handling.charges]
    charges.extend(charge for leg in legs for charge in leg.charges)
    return Stretch(
        services=tuple(str(leg.departure) for leg in legs),
        cents=sum(_cents(charge, units) for charge in charges),
        minutes=(stop - stops[first]) // MINUTE,
        co2e_g=units * (sum(leg.co2e_g for leg in legs) + len(handlings) * handling_g),
    )


def _by_part(one: Route, other: Route, units: int) -> dict[CostPart, int]:
    parts = dict(_parts(one, units)), dict(_parts(other, units))
    return {part: parts[0].get(part, 0) - parts[1].get(part, 0) for part in CostPart
            if part in parts[0] or part in parts[1]}  # fmt: skip


def _parts(route: Route, units: int) -> Iterator[tuple[CostPart, int]]:
    for part in CostPart:
        charges = [charge for charge in route.charges if charge.part is part]
        if charges:
            yield part, sum(_cents(charge, units) for charge in charges)


def _cents(charge: Charge, units: int) -> int:
    return charge.amount_cents * (units if charge.basis is Basis.UNIT else 1)
