"""Restrictions of whole departures: 20-foot boxes in pairs, and gross weight (23)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..cargo import Restriction, RestrictionRule
from ..network import Network
from ..shipment import LoadKind
from .departures import Aboard, Carried
from .exact import exact
from .restrictions import holds_for
from .violation import Rule, Violation

PAIR_DIFFERENCE_KG = 5_000


class Boxes(NamedTuple):
    """So many boxes of one gross weight."""

    gross_kg: Fraction
    number: int


def check_pairs(network: Network, departures: Iterable[Carried]) -> Iterator[Violation]:
    """Yield every departure whose 20-foot boxes cannot be paired on some stretch."""
    for departure in departures:
        if not any(aboard.load.kind is LoadKind.BOX_20FT for aboard in departure.aboard):
            continue
        for restriction in _hard(network, RestrictionRule.PAIRS_OF_20FT):
            for seq in departure.stretches():
                boxes = _boxes(restriction, departure.between(seq), LoadKind.BOX_20FT)
                why = why_not_paired(boxes, restriction.limit_kg)
                if why:
                    yield Violation(
                        rule=Rule.PAIRS_OF_20FT,
                        where=departure.place(seq),
                        found=why,
                        expected=restriction.reason,
                    )
                    break


def check_gross(network: Network, departures: Iterable[Carried]) -> Iterator[Violation]:
    """Yield every departure whose boxes together weigh too much."""
    for departure in departures:
        for restriction in _hard(network, RestrictionRule.GROSS_PER_DEPARTURE):
            boxes = _boxes(restriction, departure.aboard, *LoadKind)
            gross_kg = sum(number * weight for weight, number in boxes)
            if restriction.limit_kg is not None and gross_kg > exact(restriction.limit_kg):
                yield Violation(
                    rule=Rule.GROSS_PER_DEPARTURE,
                    where=str(departure),
                    found=f"{float(gross_kg):.10g} kg",
                    expected=f"at most {restriction.limit_kg:.10g} kg: {restriction.reason}",
                )


def _hard(network: Network, rule: RestrictionRule) -> Iterator[Restriction]:
    return (row for row in network.restrictions if row.rule is rule and row.hard)


def _boxes(restriction: Restriction, aboard: Iterable[Aboard], *kinds: LoadKind) -> Sequence[Boxes]:
    """Return the boxes that a rule is about, lightest first."""
    return sorted(
        Boxes(entry.load.gross_kg, entry.units)
        for entry in aboard
        if entry.load.kind in kinds
        and not entry.load.is_loose
        and holds_for(restriction, entry.ride, entry.cargo)
    )


def why_not_paired(boxes: Sequence[Boxes], limit_kg: float | None) -> str:
    """Return why boxes, lightest first, cannot be paired; empty where they can.

    If any pairing keeps the difference, pairing neighbours by weight does; so of many
    boxes of one weight it is enough to look at the last one or two.
    """
    if limit_kg is not None and boxes and boxes[-1].gross_kg > exact(limit_kg):
        return f"a box of {float(boxes[-1].gross_kg):.10g} kg gross"
    number = sum(number for _, number in boxes)
    if number % 2:
        return f"{number} boxes"
    singles = [gross_kg for gross_kg, number in boxes for _ in range(2 - number % 2)]
    for light, heavy in zip(singles[::2], singles[1::2], strict=True):
        if heavy - light >= PAIR_DIFFERENCE_KG:
            return f"a pair of {float(light):.10g} and {float(heavy):.10g} kg"
    return ""
