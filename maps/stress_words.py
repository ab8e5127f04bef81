"""What the things that can fail are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..network.closures import Failure, FailureKind
from ..network.countries import COUNTRY_NAMES
from .names import MODE_NAMES, terminal_name
from .phrases import Phrase, named, same

if TYPE_CHECKING:
    from ..network.link import Link
    from ..network.network import Network
    from ..network.service import Service

FAILURE_KINDS: Final[Mapping[FailureKind, Phrase]] = MappingProxyType(
    {
        FailureKind.LINK: Phrase("link", "区段"),
        FailureKind.TERMINAL: Phrase("terminal", "场站"),
        FailureKind.BORDER: Phrase("border or lock", "口岸或船闸"),
        FailureKind.SERVICE: Phrase("service", "班列与航线"),
        FailureKind.EXPOSURE: Phrase("exposure", "风险敞口"),
    }
)

EXPOSURE_NAMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "HK": Phrase("Hong Kong SAR", "香港"),
        "alashankou": Phrase("Alashankou", "阿拉山口"),
        "bab_el_mandeb": Phrase("Bab el-Mandeb", "曼德海峡"),
        "baltic": Phrase("Baltic Sea", "波罗的海"),
        "black_sea": Phrase("Black Sea", "黑海"),
        "cape": Phrase("Cape of Good Hope", "好望角"),
        "caspian": Phrase("Caspian Sea", "里海"),
        "erenhot": Phrase("Erenhot", "二连浩特"),
        "gulf_airspace": Phrase("Airspace over the Gulf", "海湾空域"),
        "hekou": Phrase("Hekou", "河口"),
        "hormuz": Phrase("Strait of Hormuz", "霍尔木兹海峡"),
        "khorgos": Phrase("Khorgos", "霍尔果斯"),
        "longbang": Phrase("Longbang", "龙邦"),
        "malacca": Phrase("Strait of Malacca", "马六甲海峡"),
        "malaszewicze": Phrase("Malaszewicze", "马拉舍维奇"),
        "manzhouli": Phrase("Manzhouli", "满洲里"),
        "mohan": Phrase("Mohan", "磨憨"),
        "ru_airspace": Phrase("Russian airspace", "俄罗斯空域"),
        "suez": Phrase("Suez Canal", "苏伊士运河"),
        "thanaleng": Phrase("Thanaleng", "塔纳楞"),
        "three_gorges": Phrase("Three Gorges", "三峡"),
        "yangtze_lower": Phrase("Lower Yangtze", "长江下游"),
        "yangtze_middle": Phrase("Middle Yangtze", "长江中游"),
        "yangtze_upper": Phrase("Upper Yangtze", "长江上游"),
        "youyiguan": Phrase("Youyiguan", "友谊关"),
    }
)
"""Exposures of the embedded dataset; one without a name here shows its tag."""

VIEWS: Final[tuple[tuple[Phrase, frozenset[FailureKind]], ...]] = (
    (
        Phrase("Links, terminals, borders", "区段、场站、口岸"),
        frozenset({FailureKind.LINK, FailureKind.TERMINAL, FailureKind.BORDER}),
    ),
    (Phrase("Services", "班列与航线"), frozenset({FailureKind.SERVICE})),
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
    if failure.kind is FailureKind.EXPOSURE:
        return exposure_name(failure.name)
    return same(failure.name)


def exposure_name(tag: str) -> Phrase:
    """Return the name of an exposure: of the country where the tag is the code of one."""
    if tag in EXPOSURE_NAMES:
        return EXPOSURE_NAMES[tag]
    if names := COUNTRY_NAMES.get(tag):
        return named(names[0], names[-1])
    return same(tag.replace("_", " "))
