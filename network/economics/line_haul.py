"""At what price of a corridor's line haul another choice wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..route import Basis, CostPart
from .cheapest import Change, Piece, first_change
from .choice import Choice
from .terms import Terms

MOST_RISE = Fraction(10)
"""A rise is looked for up to this share of the line haul; a cut up to all of it."""


def line_haul_cents(terms: Terms, choice: Choice, corridor: str) -> int:
    """Return what a choice pays for line haul on a corridor."""
    units = terms.shipment.num_units
    return sum(
        charge.amount_cents * (units if charge.basis is Basis.UNIT else 1)
        for leg in (choice.route.legs if choice.route else ())
        if leg.corridor == corridor
        for charge in leg.charges
        if charge.part is CostPart.LINE_HAUL
    )


def line_haul_change(
    terms: Terms, choices: Sequence[Choice], winner: Choice, corridor: str, *, is_cut: bool
) -> Change | None:
    """Return the first rise (or cut) of a corridor's line haul at which another choice wins.

    Every choice on the corridor pays the new price. The change is a share of the line haul.
    """
    sign = -1 if is_cut else 1
    pieces = [
        list(_pieces(terms, choice, sign * line_haul_cents(terms, choice, corridor)))
        for choice in choices
    ]
    return first_change(pieces, choices.index(winner), Fraction(1) if is_cut else MOST_RISE)


def _pieces(terms: Terms, choice: Choice, slope: int) -> Iterator[Piece]:
    """Yield the cost of a choice over the share, as far as its freight keeps the budget."""
    lateness = terms.lateness_cents(choice)
    if lateness is None:
        return
    begin, end = Fraction(0), MOST_RISE
    if terms.shipment.budget_usd is not None:
        room = Fraction(terms.shipment.budget_usd) * 100 - choice.freight_cents
        if slope > 0:
            end = min(end, room / slope)
        elif slope < 0:
            begin = max(begin, room / slope)
        elif room < 0:
            return
    if begin < end:
        held = terms.holding_cents_per_minute * choice.minutes
        yield Piece(begin, end, choice.freight_cents + lateness + held, Fraction(slope))
