"""Commercial terms as rows, auxiliaries and cost of a mix (docs/formulation.md).

What they come to in money is said by `network.term_costs`; both agree at every optimum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...network.route import Departure
from ...network.terms import Charter, Contract, Overflow, Per, Surcharge, Terms, departures_of
from ..timetable import Horizon
from .discount_rows import add_discount
from .problem import CENTS_PER_USD, MixProblem
from .term_parts import TermParts, TermRoom, carried, less_carried
from .weights import Weights, combined


def with_terms(problem: MixProblem, terms: Terms, horizon: Horizon) -> MixProblem:
    """Return a mix under commercial terms besides its limits.

    They count in its cost and in the budget of the plan, not in those of its orders. A box
    counts once on each departure that it boards.

    Parameters
    ----------
    horizon
        Days on which departures can be used.
    """
    if not terms.all_terms:
        return problem
    parts = _Writer(TermRoom(problem, horizon)).parts_of(terms)
    money = combined(parts.cost)
    paid = {a.key: a.cost_cents for a in parts.auxiliaries if a.cost_cents}
    rows = [
        replace(row, weights=combined([(1.0, row.weights), (1.0, money)]), auxiliaries=paid)
        if row.key == "budget"
        else row
        for row in problem.rows
    ]
    return replace(
        problem,
        rows=(*rows, *parts.rows),
        auxiliaries=(*problem.auxiliaries, *parts.auxiliaries),
        cost=combined([(1.0, problem.cost), (1.0, money)]),
        steered=parts.steered,
    )


class _Writer:
    """Writes the terms of one mix."""

    def __init__(self, room: TermRoom) -> None:
        self._room = room
        self._parts = TermParts()

    def parts_of(self, terms: Terms) -> TermParts:
        """Return what terms add to the mix."""
        for contract in terms.contracts:
            self._contract(contract)
        for charter in terms.charters:
            self._charter(charter)
        for discount in terms.discounts:
            add_discount(self._parts, self._room, discount)
        for surcharge in terms.surcharges:
            self._surcharge(surcharge)
        return self._parts

    def _surcharge(self, surcharge: Surcharge) -> None:
        self._charge(self._room.usable(surcharge), surcharge.usd_per_teu, surcharge.percent)

    def _charge(self, departures: Iterable[Departure], usd_per_teu: float, percent: float) -> None:
        """Make departures dearer (or cheaper) per TEU, or by a share of the line haul."""
        weights = Weights(
            departures=dict.fromkeys(departures, usd_per_teu * CENTS_PER_USD),
            hauls=dict.fromkeys(departures, percent / 100),
        )
        self._parts.cost.append((1.0, combined([(1.0, weights)])))

    def _charter(self, charter: Charter) -> None:
        parts = self._parts
        for departure in self._room.usable(charter):
            most = self._room.most_teu([departure])
            name = f"{charter.id},{departure}"
            runs = f"runs[{name}]"
            parts.auxiliary(runs, 1.0, charter.usd_per_departure, is_whole=True)
            parts.row(f"runs_if_used[{name}]", 0.0, carried([departure]), {runs: -most})
            if charter.least_teu:
                fill = {runs: charter.least_teu}
                parts.row(f"min_fill[{name}]", 0.0, less_carried([departure]), fill)
            parts.steered[runs] = (departure,)

    def _contract(self, contract: Contract) -> None:
        usable = self._room.usable(contract)
        by_departure = contract.allotment_per is Per.DEPARTURE
        groups = [(d,) for d in usable] if by_departure else [usable]
        takes = [self._take(contract, group) for group in groups]
        if contract.overflow is Overflow.REFUSED:
            percent = contract.discount_percent
            self._charge(usable, -contract.discount_usd_per_teu, -percent)
        if not contract.least_teu:
            return
        if contract.least_per is Per.DEPARTURE:
            for group, take in zip(groups, takes, strict=True):
                self._shortfall(contract, f"{contract.id},{group[0]}", [take], 1)
                self._parts.steered[f"shortfall[{contract.id},{group[0]}]"] = group
            unused = sum(1 for _ in departures_of(self._room.network, contract)) - len(usable)
            self._shortfall(contract, f"{contract.id},others", [], unused)
        else:
            self._shortfall(contract, contract.id, takes, 1)
            self._parts.steered[f"shortfall[{contract.id}]"] = usable

    def _take(
        self, contract: Contract, group: tuple[Departure, ...]
    ) -> tuple[Weights, dict[str, float]]:
        """Return what is taken of an allotment: what departures carry, or a part of it."""
        name = contract.id
        if contract.allotment_per is Per.DEPARTURE:
            name += f",{group[0]}"
        if contract.overflow is Overflow.REFUSED:
            self._parts.row(f"allotment[{name}]", contract.allotment_teu, carried(group))
            return less_carried(group), {}
        usd = -contract.discount_usd_per_teu
        taken = self._parts.auxiliary(f"taken[{name}]", contract.allotment_teu, usd)
        self._parts.steered[f"taken[{name}]"] = group
        self._parts.row(f"taken_is_carried[{name}]", 0.0, less_carried(group), taken)
        return Weights(), dict.fromkeys(taken, -1.0)

    def _shortfall(
        self,
        contract: Contract,
        name: str,
        takes: Iterable[tuple[Weights, dict[str, float]]],
        times: int,
    ) -> None:
        """Add what must be paid for though it is not taken, so many times the least."""
        least = contract.least_teu * times
        if not least:
            return
        price = contract.shortfall_usd_per_teu
        missing = self._parts.auxiliary(f"shortfall[{name}]", least, price)
        auxiliaries = dict.fromkeys(missing, -1.0)
        weights = []
        for weight, taken in takes:
            weights.append((1.0, weight))
            auxiliaries |= taken
        self._parts.row(f"least[{name}]", -least, combined(weights), auxiliaries)
