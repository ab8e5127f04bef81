"""What the things that can fail are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..network.closures import Failure, FailureKind
from .names import MODE_NAMES, terminal_name
from .phrases import Phrase, same

if TYPE_CHECKING:
    from ..network.link import Link
    from ..network.network import Network
    from ..network.service import Service

FAILURE_KINDS: Final[Mapping[FailureKind, Phrase]] = MappingProxyType(
    {
        FailureKind.LINK: Phrase("link", "线路区段"),
        FailureKind.TERMINAL: Phrase("terminal", "场站"),
        FailureKind.BORDER: Phrase("border or lock", "口岸或船闸"),
        FailureKind.SERVICE: Phrase("service", "班列航线"),
        FailureKind.EXPOSURE: Phrase("exposure", "风险敞口"),
    }
)

VIEWS: Final[tuple[tuple[Phrase, frozenset[FailureKind]], ...]] = (
    (
        Phrase("Links, terminals, borders", "区段、场站、口岸"),
        frozenset({FailureKind.LINK, FailureKind.TERMINAL, FailureKind.BORDER}),
    ),
    (Phrase("Services", "班列航线"), frozenset({FailureKind.SERVICE})),
    (Phrase("Exposures", "风险敞口"), frozenset({FailureKind.EXPOSURE})),
)
"""Kinds of failures that are shown together: a line has the worst of one of these."""


def services_named(network: Network, name: str) -> list[Service]:
    """Return a service, or the parts of one that a dated scenario cut."""
    return [service for service in network.services.values() if service.known_as[-1] == name]


def links_named(network: Network, name: str) -> list[Link]:
    """Return a link and its variants."""
    return [link for link in network.links.values() if (link.variant_of or link.id) == name]


def failure_name(network: Network, failure: Failure) -> Phrase:
    """Return the name of what fails, without its kind; its id where it is not in the network."""
    if failure.name in network.terminals:
        return terminal_name(network, failure.name)
    if failure.kind is FailureKind.SERVICE and (found := services_named(network, failure.name)):
        return same(found[0].name)
    if failure.kind is FailureKind.LINK and (links := links_named(network, failure.name)):
        link = links[0]
        return Phrase("{start} → {end}, {mode}", "{start} → {end}，{mode}").fill(
            start=terminal_name(network, link.from_terminal),
            end=terminal_name(network, link.to_terminal),
            mode=MODE_NAMES[link.mode],
        )
    return same(failure.name.replace("_", " "))
