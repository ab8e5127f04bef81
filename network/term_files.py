"""Read commercial terms from a file, and hold them against a network."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path

from pydantic import BaseModel, ValidationError

from .errors import DatasetError, Mistake, expectation, quoted
from .network import Network
from .row import Grade
from .service import ServiceKind
from .spelling import nearest
from .tables import read_text
from .terms import (
    Charter,
    Contract,
    Overflow,
    Per,
    Surcharge,
    Term,
    Terms,
    TierKind,
    VolumeDiscount,
    departures_of,
)

KINDS: Mapping[str, type[Term]] = {
    "contracts": Contract,
    "charters": Charter,
    "discounts": VolumeDiscount,
    "surcharges": Surcharge,
}
"""The lists of a file of terms, and what stands in each."""


def read_terms(path: str | Path, network: Network) -> Terms:
    """Read commercial terms from a TOML file and hold them against a network.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    """
    file = Path(path)
    mistakes: list[Mistake] = []
    terms = _parsed(file, mistakes)
    if terms is not None:
        mistakes.extend(
            Mistake(place=f"{file.name}, {m.place}", found=m.found, expected=m.expected)
            for m in term_mistakes(terms, network)
        )
    if terms is None or mistakes:
        raise DatasetError(mistakes)
    return terms


def _parsed(file: Path, mistakes: list[Mistake]) -> Terms | None:
    text = read_text(file, mistakes)
    if text is None:
        return None
    try:
        return Terms.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(place=file.name, found=f"{error}", expected="a TOML file"))
    except ValidationError as invalid:
        mistakes.extend(_field_mistakes(file.name, invalid))
    return None


def _field_mistakes(file: str, invalid: ValidationError) -> Iterator[Mistake]:
    for error in invalid.errors():
        place = ".".join(str(part) for part in error["loc"])
        found = "nothing" if error["type"] == "missing" else quoted(str(error["input"]))
        expected = expectation(error["msg"])
        if error["type"] == "extra_forbidden":
            known = _keys_beside(error["loc"])
            found = f"unknown key {str(error['loc'][-1])!r}"
            expected = f"one of {', '.join(known)}{nearest(str(error['loc'][-1]), known)}"
        yield Mistake(place=f"{file}, {place}" if place else file, found=found, expected=expected)


def _keys_beside(place: tuple[int | str, ...]) -> list[str]:
    """Return the keys that may stand where an unknown one was found."""
    model: type[BaseModel] = Terms
    if len(place) > 1:
        model = KINDS[str(place[0])]
    if "tiers" in place[:-1]:
        return ["from_teu", "usd_per_teu", "percent"]
    return [*model.model_fields, *(["weeks"] if model is not Terms else [])]


def term_mistakes(terms: Terms, network: Network) -> Iterator[Mistake]:
    """Yield what is wrong with terms by themselves, or beside a network."""
    seen: set[str] = set()
    for term in terms.all_terms:
        if term.id in seen:
            yield _mistake(term, "id", "it twice", "each id once")
        seen.add(term.id)
        yield from _scope_mistakes(term, network)
        if not term.source and term.grade is not Grade.ASSUMPTION:
            found = f"grade {term.grade.value} without a source"
            yield _mistake(term, "grade", found, "a source, or the grade assumption")
    for contract in terms.contracts:
        yield from _contract_mistakes(contract, network)
    for charter in terms.charters:
        if not charter.usd_per_departure and not charter.least_teu:
            yield _mistake(charter, "", "neither key", "usd_per_departure, least_teu, or both")
    for discount in terms.discounts:
        yield from _discount_mistakes(discount)
    for surcharge in terms.surcharges:
        if not surcharge.usd_per_teu and not surcharge.percent:
            yield _mistake(surcharge, "", "neither key", "usd_per_teu, percent, or both")
    yield from _overlaps(terms.contracts, network)


def _mistake(term: Term, key: str, found: str, expected: str) -> Mistake:
    kind = next(kind for kind, model in KINDS.items() if isinstance(term, model))
    place = f"{kind}, {term.id}" + (f", {key}" if key else "")
    return Mistake(place=place, found=found, expected=expected)


def _scope_mistakes(term: Term, network: Network) -> Iterator[Mistake]:
    if term.first_day > term.last_day:
        found, expected = f"{term.first_day} to {term.last_day}", "days in their order"
        yield _mistake(term, "first_day, last_day", found, expected)
    if not (term.services or term.corridors or term.modes):
        yield _mistake(term, "", "no services", "services, corridors or modes")
    yield from _unknown(term, network)


def _unknown(term: Term, network: Network) -> Iterator[Mistake]:
    """Yield names that mean nothing, and a term that is about nothing."""
    services = network.services
    scheduled = {s.id for s in services.values() if s.kind is not ServiceKind.ON_DEMAND}
    before = len(scheduled)
    unknown = False
    for name in term.services:
        alone = term.model_copy(update={"services": (name,), "corridors": (), "modes": ()})
        if not any(alone.names(service) for service in services.values()):
            unknown = True
            if name in services:
                expected = "a scheduled service: one on demand leaves on no day of its own"
            else:
                expected = f"a scheduled service of {before}{nearest(name, scheduled)}"
            yield _mistake(term, "services", quoted(name), expected)
    for name in term.corridors:
        if name not in network.corridors:
            unknown = True
            expected = f"a corridor of the network{nearest(name, network.corridors)}"
            yield _mistake(term, "corridors", quoted(name), expected)
    if not unknown and not any(term.names(service) for service in services.values()):
        yield _mistake(term, "", "no service at all", "services that are there, of these modes")


def _contract_mistakes(contract: Contract, network: Network) -> Iterator[Mistake]:
    per_departure = contract.allotment_per is Per.DEPARTURE
    if contract.discount_percent and contract.discount_usd_per_teu:
        expected = "discount_usd_per_teu or discount_percent"
        yield _mistake(contract, "discount", "both", expected)
    if contract.discount_percent and contract.overflow is Overflow.TARIFF:
        # Boxes differ in their line haul: which of them were within the allotment?
        expected = 'overflow = "refused", or discount_usd_per_teu'
        yield _mistake(contract, "discount_percent", 'overflow = "tariff"', expected)
    if bool(contract.least_teu) != bool(contract.shortfall_usd_per_teu):
        expected = "least_teu and shortfall_usd_per_teu, or neither"
        yield _mistake(contract, "least_teu", "one without the other", expected)
    if not contract.least_teu:
        return
    most = contract.allotment_teu
    if contract.least_per is Per.DEPARTURE and not per_departure:
        expected = 'least_per = "period" as well'
        yield _mistake(contract, "allotment_per", '"period"', expected)
    elif contract.least_per is Per.PERIOD and per_departure:
        most *= sum(1 for _ in departures_of(network, contract))
    if contract.least_teu > most:
        expected = f"at most what the contract allows, {most:g} TEU"
        yield _mistake(contract, "least_teu", f"{contract.least_teu:g} TEU", expected)


def _discount_mistakes(discount: VolumeDiscount) -> Iterator[Mistake]:
    tiers, is_all_unit = discount.tiers, discount.kind is TierKind.ALL_UNIT
    for before, after in pairwise(tiers):
        found = f"{after.from_teu:g} TEU after {before.from_teu:g}"
        if after.from_teu <= before.from_teu:
            yield _mistake(discount, "tiers", found, "thresholds that rise")
        falls = after.usd_per_teu < before.usd_per_teu or after.percent < before.percent
        if is_all_unit and falls:
            expected = "a discount on all units that rises with the volume"
            yield _mistake(discount, f"tier from {after.from_teu:g} TEU", "a lower one", expected)
    if any(tier.usd_per_teu for tier in tiers) and any(tier.percent for tier in tiers):
        yield _mistake(discount, "tiers", "USD and percent", "one of them in all tiers")
    if not is_all_unit and any(tier.percent for tier in tiers):
        # Boxes differ in their line haul: which of them came after the threshold?
        yield _mistake(discount, "tiers", "percent of an increment", 'usd_per_teu, or "all_unit"')


def _overlaps(contracts: Iterable[Contract], network: Network) -> Iterator[Mistake]:
    """Yield contracts on the same departures: each TEU would be taken twice."""
    held = {c.id: (c, frozenset(departures_of(network, c))) for c in contracts}
    for (one, mine), (other, theirs) in combinations(held.values(), 2):
        both = sorted(mine & theirs, key=lambda d: (d.first_call_on, d.service_id))
        if both:
            expected = f"no departure of contract {one.id}"
            yield _mistake(other, "", f"{both[0]} and {len(both) - 1} more", expected)
