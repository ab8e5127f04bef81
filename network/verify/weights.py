"""Restrictions of whole departures: 20-foot boxes in pairs, and gross weight (23)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ..cargo import Restriction, RestrictionRule
from ..network import Network
from ..shipment import LoadKind
from .departures import Aboard, Carried
from .exact import exact
from .restrictions import holds_for
from .violation import Rule, Violation

PAIR_DIFFERENCE_KG = 5_000


def check_pairs(network: Network, departures: Iterable[Carried]) -> Iterator[Violation]:
    """Yield every departure whose 20-foot boxes cannot be paired on some stretch."""
    for departure in departures:
        if not any(aboard.load.kind is LoadKind.BOX_20FT for aboard in departure.aboard):
            continue
        for restriction in _hard(network, RestrictionRule.PAIRS_OF_20FT):
            for seq in departure.stretches():
                boxes = _boxes(restriction, departure.between(seq), LoadKind.BOX_20FT)
                why = _why_not_paired(boxes, restriction.limit_kg)
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
            gross_kg = sum(_boxes(restriction, departure.aboard, *LoadKind))
            if restriction.limit_kg is not None and gross_kg > exact(restriction.limit_kg):
                yield Violation(
                    rule=Rule.GROSS_PER_DEPARTURE,
                    where=str(departure),
                    found=f"{float(gross_kg):.10g} kg",
                    expected=f"at most {restriction.limit_kg:.10g} kg: {restriction.reason}",
                )


def _hard(network: Network, rule: RestrictionRule) -> Iterator[Restriction]:
    return (row for row in network.restrictions if row.rule is rule and row.hard)


def _boxes(
    restriction: Restriction, aboard: Iterable[Aboard], *kinds: LoadKind
) -> Sequence[Fraction]:
    """Return the gross weight of every box that a rule is about, lightest first."""
    return sorted(
        gross
        for entry in aboard
        if entry.load.kind in kinds
        and not entry.load.is_loose
        and holds_for(restriction, entry.ride, entry.cargo)
        for gross in [entry.load.gross_kg] * entry.units
    )


def _why_not_paired(boxes: Sequence[Fraction], limit_kg: float | None) -> str:
    """Return why boxes, lightest first, cannot be paired; empty where they can.

    If any pairing keeps the difference, pairing neighbours by weight does.
    """
    if limit_kg is not None and boxes and boxes[-1] > exact(limit_kg):
        return f"a box of {float(boxes[-1]):.10g} kg gross"
    if len(boxes) % 2:
        return f"{len(boxes)} boxes"
    for light, heavy in zip(boxes[::2], boxes[1::2], strict=True):
        if heavy - light >= PAIR_DIFFERENCE_KG:
            return f"a pair of {float(light):.10g} and {float(heavy):.10g} kg"
    return ""
