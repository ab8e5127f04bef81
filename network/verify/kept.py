"""Limits of a plan besides its budgets: emissions, shares, parts and probabilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import isfinite

from ..limits import Limits, ShareLimit, TagKind
from ..plan import Assignment, Plan
from ..shipment import Shipment
from .case import Case
from .exact import exact
from .journey import Ride, num_units, size_teu
from .orders import assignment_place, is_whole
from .violation import Rule, Violation

GRAMS_PER_T = 1_000_000
TEU_TOLERANCE = Fraction(1, 100_000)
PROBABILITY_TOLERANCE = 1e-6


def check_emission_cap(plan: Plan, cases: Iterable[Case]) -> Iterator[Violation]:
    """Yield a plan that emits more than it may, from door to door (24)."""
    cap_t = plan.limits.co2e_t
    if cap_t is None:
        return
    emitted_g = sum((case.co2e_g for case in cases), Fraction(0))
    if not emitted_g <= GRAMS_PER_T * exact(cap_t):
        yield Violation(
            rule=Rule.CO2E_CAP,
            where="plan",
            found=f"{float(emitted_g) / GRAMS_PER_T:.10g} t",
            expected=f"at most {cap_t:.10g} t",
        )


def check_shares(plan: Plan, cases: Sequence[Case]) -> Iterator[Violation]:
    """Yield every share of a mode, corridor, exposure, carrier or service that is not kept."""
    sizes = [size_teu(case.journey.shipment, case.assignment.units) for case in cases]
    served = sum(sizes, Fraction(0))
    for share in plan.limits.shares:
        tagged = sum(
            (size for size, case in zip(sizes, cases, strict=True) if _has_tag(case, share)),
            Fraction(0),
        )
        found = f"{float(tagged):.10g} of {float(served):.10g} TEU"
        if not tagged <= exact(share.at_most) * served + TEU_TOLERANCE:
            expected = f"at most {share.at_most:.4%}"
            yield _broken(Rule.SHARE_AT_MOST, str(share.tag), found, expected)
        if not tagged >= exact(share.at_least) * served - TEU_TOLERANCE:
            expected = f"at least {share.at_least:.4%}"
            yield _broken(Rule.SHARE_AT_LEAST, str(share.tag), found, expected)


def _has_tag(case: Case, share: ShareLimit) -> bool:
    """Tell whether a leg that is no drayage has the tag of a share."""
    kind, name = share.tag
    rides = (timed.ride for timed in case.journey.rides if not timed.ride.is_on_demand)
    return any(name in _names(ride, kind) for ride in rides)


def _names(ride: Ride, kind: TagKind) -> Sequence[str]:
    service = ride.service
    match kind:
        case TagKind.EXPOSURE:
            return [exposure for link in ride.links for exposure in link.exposures]
        case TagKind.MODE:
            return [service.mode.value]
        case TagKind.CORRIDOR:
            return [service.corridor]
        case TagKind.CARRIER:
            return [service.carrier_type]
        case TagKind.SERVICE:
            return [service.id, service.variant_of or service.id]


def check_parts_of_orders(plan: Plan, cases: Iterable[Case]) -> Iterator[Violation]:
    """Yield every order that is split over too many routes, or into too small parts."""
    parts: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        parts[case.journey.shipment.id].append(case.assignment.units)
    for shipment in plan.orders.values():
        yield from _split(shipment, parts[shipment.id], plan.limits)


def _split(shipment: Shipment, parts: Sequence[int], limits: Limits) -> Iterator[Violation]:
    most = limits.max_parts if shipment.max_parts is None else shipment.max_parts
    where, units = f"shipment {shipment.id}", num_units(shipment)
    found = f"parts of {', '.join(map(str, parts))} units"
    if most == 1 and parts and list(parts) != [units]:
        yield _broken(Rule.NEVER_SPLIT, where, found, f"all {units} on one route, or none")
    elif most is not None and len(parts) > most:
        yield _broken(Rule.MAX_PARTS, where, found, f"at most {most} parts")
    least = min(limits.min_part_units, units)
    if any(part < least for part in parts):
        yield _broken(Rule.MIN_PART, where, found, f"at least {least} units in each")


def check_on_time(plan: Plan) -> Iterator[Violation]:
    """Yield probabilities that are none, and orders that are not on time as surely as asked.

    What is recorded is held against the limit; the simulation behind it is not made again.
    """
    units: dict[str, int] = defaultdict(int)
    on_time: dict[str, float] = defaultdict(float)
    for number, assignment in enumerate(plan.assignments, start=1):
        shipment = plan.orders.get(assignment.shipment_id)
        if shipment is None or not is_whole(assignment.units):
            continue
        is_asked = bool(_least_probability(shipment, plan.limits))
        where = assignment_place(number, shipment.id)
        yield from _probability(assignment, where, is_asked=is_asked)
        units[shipment.id] += assignment.units
        on_time[shipment.id] += assignment.units * (assignment.on_time or 0.0)
    for name, count in units.items():
        least = _least_probability(plan.orders[name], plan.limits)
        if least and not on_time[name] / count >= least - PROBABILITY_TOLERANCE:
            found = f"{on_time[name] / count:.6g} over its units"
            yield _broken(Rule.ON_TIME, f"shipment {name}", found, f"at least {least:.6g}")


def _least_probability(shipment: Shipment, limits: Limits) -> float | None:
    own = shipment.on_time_probability
    return limits.on_time_probability if own is None else own


def _probability(assignment: Assignment, where: str, *, is_asked: bool) -> Iterator[Violation]:
    found = assignment.on_time
    if found is None and is_asked:
        yield _broken(Rule.PROBABILITY, where, "none", "one, since a limit asks for it")
    if found is not None and not (isfinite(found) and 0 <= found <= 1):
        yield _broken(Rule.PROBABILITY, where, f"{found:g}", "from 0 to 1")


def _broken(rule: Rule, where: str, found: str, expected: str) -> Violation:
    return Violation(rule=rule, where=where, found=found, expected=expected)
