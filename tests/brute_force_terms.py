"""The best plan under commercial terms, by trying every way to place the boxes of small worlds.

Boxes on trains only, capacity in slots only. It follows docs/terms.md, and shares no code with
what it tests but the rows of the terms themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fnmatch import fnmatch
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, floor, prod
from typing import NamedTuple

from brute_force import FoundRoute, all_routes

from landbridge.network.network import Network
from landbridge.network.terms import Contract, Term, Terms, VolumeDiscount

Train = tuple[str, date]
Way = tuple[tuple[FoundRoute, int], ...]
"""Boxes of one order on each of its routes."""


class Best(NamedTuple):
    """What the best plan serves, and what it costs."""

    teu: int
    cents: int


class Load(NamedTuple):
    """TEU and line haul (cents) of what boards a train."""

    teu: int
    cents: int


def num_ways(network: Network) -> int:
    return prod(len(ways) for ways in _ways(network))


def best_under(network: Network, terms: Terms, budget_usd: float | None = None) -> Best | None:
    """Return the best plan; None where no plan, not even an empty one, keeps the budget."""
    best: Best | None = None
    for placed in product(*_ways(network)):
        size = sum(n * _teu(s) for s, way in zip(_orders(network), placed, strict=True)
                   for _, n in way)  # fmt: skip
        if best and size < best.teu:
            continue
        cents = cost_of(network, terms, placed)
        if cents is None or (budget_usd is not None and cents > 100 * budget_usd):
            continue
        if best is None or (-size, cents) < (-best.teu, best.cents):
            best = Best(size, cents)
    return best


def _orders(network: Network) -> list:
    return list(network.orders.values())


def _teu(shipment) -> int:
    return 2 if shipment.boxes_40ft else 1


def _ways(network: Network) -> list[list[Way]]:
    """Return every way to place each order, without regard to the others."""
    ways = []
    for shipment in _orders(network):
        routes = [r for r in all_routes(network, shipment) if r.delivered_at.date() <= shipment.due]
        ways.append([
            tuple(Counter(chosen).items())
            for served in range(shipment.num_units + 1)
            for chosen in combinations_with_replacement(routes, served)
        ])  # fmt: skip
    return ways


def cost_of(network: Network, terms: Terms, placed: tuple[Way, ...]) -> int | None:
    """Return what a plan costs, or None where it is none."""
    aboard: Counter[tuple[str, date, int]] = Counter()
    loads: dict[Train, Load] = defaultdict(lambda: Load(0, 0))
    freight = 0
    for shipment, way in zip(_orders(network), placed, strict=True):
        for route, n in way:
            freight += n * route.unit_cents + route.declaration_cents
            for number, ride in enumerate(route.rides):
                train = ride.service_id, ride.first_call_on
                for hop in range(ride.load_seq, ride.unload_seq):
                    aboard[*train, hop] += n * _teu(shipment)
                load = loads[train]
                cents = n * _line_haul_cents(network, shipment, ride)
                before = {(r.service_id, r.first_call_on) for r in route.rides[:number]}
                teu = 0 if train in before else n * _teu(shipment)
                loads[train] = Load(load.teu + teu, load.cents + cents)
    if any(teu > network.services[train[0]].capacity_teu for train, teu in aboard.items()):
        return None
    extra = _terms_cents(network, terms, loads)
    return None if extra is None else freight + extra


def _line_haul_cents(network: Network, shipment, ride) -> int:
    calls = network.calls[ride.service_id][ride.load_seq : ride.unload_seq]
    links = [network.links[call.link_id] for call in calls]
    usd = sum(k.usd_per_40ft if shipment.boxes_40ft else k.usd_per_20ft for k in links)
    return round(100 * usd)


def _terms_cents(network: Network, terms: Terms, loads: dict[Train, Load]) -> int | None:
    total = 0
    for term in terms.surcharges:
        mine = _meant(network, term, loads)
        total += _half_up(100 * _x(term.usd_per_teu) * sum(m.teu for m in mine)
                          + _x(term.percent) / 100 * sum(m.cents for m in mine))  # fmt: skip
    for term in terms.charters:
        mine = _meant(network, term, loads)
        if any(m.teu < term.least_teu for m in mine):
            return None
        total += len(mine) * _half_up(100 * _x(term.usd_per_departure))
    for term in terms.discounts:
        total -= _half_up(_discount(term, _meant(network, term, loads)))
    for term in terms.contracts:
        cents = _contract(network, term, loads)
        if cents is None:
            return None
        total += cents
    return total


def _contract(network: Network, term: Contract, loads: dict[Train, Load]) -> int | None:
    trains = list(_trains(network, term))
    volumes = [loads[t].teu if t in loads else 0 for t in trains]
    haul = sum(loads[t].cents for t in trains if t in loads)
    if term.allotment_per == "period":
        volumes = [sum(volumes)]
    if term.overflow == "refused" and any(v > term.allotment_teu for v in volumes):
        return None
    takes = [min(_x(v), _x(term.allotment_teu)) for v in volumes]
    short = max(Fraction(0), _x(term.least_teu) - sum(takes))
    if term.least_per == "departure":
        short = sum((max(Fraction(0), _x(term.least_teu) - t) for t in takes), Fraction(0))
    off = 100 * _x(term.discount_usd_per_teu) * sum(takes) + _x(term.discount_percent) / 100 * haul
    return _half_up(100 * _x(term.shortfall_usd_per_teu) * short) - _half_up(off)


def _discount(term: VolumeDiscount, mine: list[Load]) -> Fraction:
    volume, haul = sum(m.teu for m in mine), sum(m.cents for m in mine)
    if term.kind == "incremental":
        off = Fraction(0)
        for teu in range(volume):  # one TEU after the other; thresholds are whole
            rates = [t.usd_per_teu for t in term.tiers if t.from_teu <= teu]
            off += 100 * _x(rates[-1]) if rates else 0
        return off
    reached = [t for t in term.tiers if t.from_teu <= volume]
    if not reached:
        return Fraction(0)
    return 100 * _x(reached[-1].usd_per_teu) * volume + _x(reached[-1].percent) / 100 * haul


def _meant(network: Network, term: Term, loads: dict[Train, Load]) -> list[Load]:
    return [loads[train] for train in _trains(network, term) if train in loads]


def _trains(network: Network, term: Term) -> Iterator[Train]:
    for service in network.services.values():
        if any(fnmatch(service.id, name) for name in term.services):
            for n in range((term.last_day - term.first_day).days + 1):
                day = term.first_day + timedelta(days=n)
                inside = service.valid_from <= day <= service.valid_to
                if inside and day.isoweekday() in service.weekdays:
                    yield service.id, day


def _x(number: float) -> Fraction:
    return Fraction(str(number))


def _half_up(cents: Fraction) -> int:
    return floor(cents + Fraction(1, 2)) if cents >= 0 else -ceil(-cents - Fraction(1, 2))
