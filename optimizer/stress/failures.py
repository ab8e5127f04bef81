"""Which segments a failure closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...network.closures import Failure, FailureKind
from ...network.network import Network
from ...network.terminal import TerminalKind
from ..catalogue import Catalogue
from ..segment import SegmentKey

PASSED = frozenset({TerminalKind.BORDER_RAIL, TerminalKind.BORDER_ROAD, TerminalKind.LOCK})
"""Kinds of terminal that stop what passes them as well."""


def segments_by_failure(catalogue: Catalogue) -> Mapping[Failure, frozenset[SegmentKey]]:
    """Return everything that can fail, with the segments that it closes.

    The parts of a service that a dated scenario cut fail as one, and so do variants of a link.
    Failures are in the order of kind and name.
    """
    network = catalogue.network
    closed: dict[Failure, set[SegmentKey]] = defaultdict(set)
    of_service = {service: set(_of_service(network, service)) for service in network.services}
    for offer in catalogue.offers:
        segment = offer.segment
        for failure in of_service[segment.service.id]:
            closed[failure].add(segment.key)
        for call in (segment.load, segment.unload):
            if network.terminals[call.terminal_id].kind not in PASSED:
                terminal = Failure(kind=FailureKind.TERMINAL, name=call.terminal_id)
                closed[terminal].add(segment.key)
    return {failure: frozenset(closed[failure]) for failure in sorted(closed)}


def _of_service(network: Network, service_id: str) -> Iterable[Failure]:
    """Yield what closes all of a service."""
    yield Failure(kind=FailureKind.SERVICE, name=network.services[service_id].known_as[-1])
    for call in network.calls[service_id]:
        if network.terminals[call.terminal_id].kind in PASSED:
            yield Failure(kind=FailureKind.BORDER, name=call.terminal_id)
        if call.link_id:
            link = network.links[call.link_id]
            yield Failure(kind=FailureKind.LINK, name=link.variant_of or link.id)
            for exposure in link.exposures:
                yield Failure(kind=FailureKind.EXPOSURE, name=exposure)
