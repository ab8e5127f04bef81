"""What would flip the choice for a shipment, each fact with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..network import Network
from ..plan import MINUTES_PER_DAY, Objective
from ..route import Route
from ..shipment import Shipment
from .break_even import holding_bands
from .cheapest import Change
from .choice import Choice, choices_of
from .delay import delay_change, delay_places
from .due_dates import by_mode, due_date_steps
from .flip import Flip, FlipKind
from .line_haul import line_haul_cents, line_haul_change
from .terms import Terms
from .wording import any_of, day_text, duration_text, figure, percent_text, short_names

MOST_RATE_PER_DAY = 0.1
"""Holding rates above are not looked at: five times the highest that was revealed (2.1 % a day)."""


def flips(
    network: Network,
    shipment: Shipment,
    routes: Iterable[Route],
    *,
    objective: Objective = Objective.FREIGHT,
) -> tuple[Flip, ...]:
    """Return what would make another choice the cheapest, exact over the given routes.

    Parameters
    ----------
    routes
        Routes of the shipment: the front, and the best route of each mode beside it.
    objective
        Whether the holding cost of the goods counts. Goods value and holding rate are
        looked at with it in any case.

    Returns
    -------
    tuple[Flip, ...]
        Due dates, goods value, holding rate, line haul by corridor, delays by terminal. Empty
        where no route keeps due date and budget.
    """
    choices = choices_of(shipment, routes)
    cargo = network.cargo_classes[shipment.cargo_class]
    terms = Terms(
        shipment=shipment,
        destination=network.terminals[shipment.destination],
        objective=objective,
        rate_per_day=cargo.holding_rate_per_day,
    )
    winner = terms.winner(choices)
    if winner is None:
        return ()
    case = _Case(network=network, terms=terms, choices=choices, winner=winner)
    return (
        *_due_dates(case),
        *_holding(case, FlipKind.GOODS_VALUE),
        *_holding(case, FlipKind.HOLDING_RATE),
        *_line_hauls(case),
        *_delays(case),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    network: Network
    terms: Terms
    choices: Sequence[Choice]
    winner: Choice


def _due_dates(case: _Case) -> Iterator[Flip]:
    steps = by_mode(due_date_steps(case.terms, case.choices))
    for later, step in pairwise(steps):
        if step.before is None or later.choice is None:
            continue
        day = day_text(step.before)
        if step.choice is None:
            sentence = f"No choice keeps a due date before {day}."
        else:
            extra = step.choice.freight_usd - later.choice.freight_usd
            verb = "needs" if case.terms.shipment.late_usd_per_day is None else "favours"
            sentence = (
                f"Any due date before {day} {verb} {step.choice.mode},"
                f" {figure(abs(extra))} USD {'less' if extra < 0 else 'more'}"
                f" than {later.choice.mode}."
            )
        yield Flip(
            kind=FlipKind.DUE_DATE, subject="", threshold=step.before, unit="date",
            before=later.choice, after=step.choice, sentence=sentence,
        )  # fmt: skip


def _holding(case: _Case, kind: FlipKind) -> Iterator[Flip]:
    """Yield the ties of holding cost among the choices that are allowed, as value or rate."""
    terms, is_value = case.terms, kind is FlipKind.GOODS_VALUE
    known = terms.rate_per_day if is_value else terms.usd_per_kg
    if not known > 0:
        return
    with_lateness = [
        replace(c, freight_cents=c.freight_cents + round(terms.lateness_cents(c) or 0))
        for c in terms.allowed(case.choices)
    ]
    bands = holding_bands(with_lateness)
    for slow, fast in pairwise(bands):
        tie = fast.from_usd_per_day / (terms.shipment.kg * known)
        if is_value or tie <= MOST_RATE_PER_DAY:
            yield Flip(
                kind=kind, subject="", threshold=tie, unit="USD/kg" if is_value else "1/d",
                before=slow.choice, after=fast.choice,
                sentence=_holding_sentence(terms, kind, tie, short_names(slow.choice, fast.choice)),
            )  # fmt: skip


def _holding_sentence(terms: Terms, kind: FlipKind, tie: float, names: tuple[str, str]) -> str:
    value, rate = figure(terms.usd_per_kg), percent_text(terms.rate_per_day)
    slow, fast = names
    if kind is FlipKind.GOODS_VALUE:
        return (
            f"For goods worth more than {figure(tie)} USD/kg (these: {value}), {fast} beats {slow}"
            f" at a holding rate of {rate} a day."
        )
    return (
        f"At a holding rate above {percent_text(tie)} a day (these: {rate}), {fast} beats {slow}"
        f" for goods worth {value} USD/kg."
    )


def _line_hauls(case: _Case) -> Iterator[Flip]:
    used = {leg.corridor for c in case.choices if c.route for leg in c.route.main_legs}
    for corridor in sorted(used):
        for is_cut in (False, True):
            change = line_haul_change(
                case.terms, case.choices, case.winner, corridor, is_cut=is_cut
            )
            if change is not None:
                yield _line_haul(case, corridor, change, is_cut=is_cut)


def _line_haul(case: _Case, corridor: str, change: Change, *, is_cut: bool) -> Flip:
    after = _successor(case, change)
    share = float(change.figure)
    payer = after if is_cut and after else case.winner
    usd = share * line_haul_cents(case.terms, payer, corridor) / 100
    name = case.network.corridors[corridor].name
    way = "falls" if is_cut else "rises"
    end = _beats(case, after) or "none of these routes keeps the budget"
    return Flip(
        kind=FlipKind.LINE_HAUL, subject=corridor, threshold=-share if is_cut else share,
        unit="share", before=case.winner, after=after,
        sentence=f"If line haul on {name} {way} by {percent_text(share)}"
                 f" ({figure(usd)} USD for {payer.mode}), {end}.",
    )  # fmt: skip


def _delays(case: _Case) -> Iterator[Flip]:
    if case.winner.route is None:
        return
    places: dict[Change, list[str]] = defaultdict(list)
    for place in delay_places(case.network, case.winner.route):
        change = delay_change(case.network, case.terms, case.choices, case.winner, place)
        if change is not None:
            places[change].append(place)
    for change, together in places.items():
        yield _delay(case, change, together)


def _delay(case: _Case, change: Change, places: Sequence[str]) -> Flip:
    days = float(change.figure) / MINUTES_PER_DAY
    after = _successor(case, change)
    names = any_of([case.network.terminals[place].name for place in places])
    end = _beats(case, after) or "none of these routes is left"
    return Flip(
        kind=FlipKind.DELAY, subject=";".join(places), threshold=days, unit="d",
        before=case.winner, after=after,
        sentence=f"After a delay of more than {duration_text(days)} at {names}, {end}.",
    )  # fmt: skip


def _beats(case: _Case, after: Choice | None) -> str:
    if after is None:
        return ""
    old, new = short_names(case.winner, after)
    return f"{new} beats {old}"


def _successor(case: _Case, change: Change) -> Choice | None:
    return None if change.successor is None else case.choices[change.successor]
