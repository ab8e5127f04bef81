"""Find the rows behind each leg: its service, its two calls and the links between them."""

from __future__ import annotations

from collections.abc import Sequence

from ..link import Link
from ..network import Network
from ..route import Leg
from ..service import Call, Service
from .journey import Ride
from .violation import Checked, Rule, Violation


def find_ride(network: Network, leg: Leg, where: str) -> Checked[Ride]:
    """Return the rows behind a leg, or None where it names what does not exist."""
    service = network.services.get(leg.departure.service_id)
    if service is None:
        yield Violation(
            rule=Rule.SERVICE,
            where=where,
            found=repr(leg.departure.service_id),
            expected="an id of services.csv",
        )
        return None
    calls = network.calls.get(service.id, ())
    load, unload = _call(calls, leg.load_seq), _call(calls, leg.unload_seq)
    if load is None or unload is None or leg.load_seq >= leg.unload_seq:
        yield Violation(
            rule=Rule.CALLS,
            where=where,
            found=f"loaded at call {leg.load_seq}, unloaded at call {leg.unload_seq}",
            expected=f"two calls in turn from 1 to {len(calls)}",
        )
        return None
    links = _links(network, calls[leg.load_seq : leg.unload_seq])
    return Ride(service, leg.departure.first_call_on, load, unload, links)


def check_ride(ride: Ride, where: str, *, is_open: bool) -> Checked[None]:
    """Yield what is wrong with a leg whatever its date: closed, or a call passed through."""
    if not is_open:
        yield Violation(
            rule=Rule.OPEN,
            where=where,
            found=f"{ride.service.id}, which is closed or has a closed link",
            expected="an open service over open links",
        )
    yield from _passed(ride.load, ride.service, "load", where, allowed=ride.load.may_load)
    yield from _passed(ride.unload, ride.service, "unload", where, allowed=ride.unload.may_unload)
    return None


def _passed(call: Call, service: Service, verb: str, where: str, *, allowed: bool) -> Checked[None]:
    if not allowed:
        yield Violation(
            rule=Rule.LOADING,
            where=where,
            found=f"{verb}ed at call {call.seq}, {call.terminal_id}",
            expected=f"a call where {service.id} may {verb}",
        )
    return None


def _call(calls: Sequence[Call], seq: int) -> Call | None:
    return calls[seq - 1] if 1 <= seq <= len(calls) else None


def _links(network: Network, calls: Sequence[Call]) -> tuple[Link, ...]:
    return tuple(network.links[call.link_id] for call in calls if call.link_id)
