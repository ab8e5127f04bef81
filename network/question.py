"""What is wrong with the shipment of a question, before any search.

A shipment that the dataset cannot know about is no answer of "no route": unknown names,
impossible quantities and days outside the timetable are mistakes, each with what was
expected instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .cargo import CargoClass
from .check import shipment_mistakes
from .errors import Mistake, QuestionError
from .network import Network
from .places import Places, handover_terminals
from .service import ServiceKind
from .shipment import LoadKind, Shipment
from .spelling import nearest

MOST_BOXES = 1_000
"""Boxes of one shipment: ten full trains. More is a mistake of writing, or several orders."""

MOST_CARGO_KG = {LoadKind.BOX_40FT: 26_480, LoadKind.BOX_20FT: 28_180, LoadKind.LOOSE: 120_000}
"""Cargo that one unit can hold.

A box may weigh 30,480 kg (ISO 668:2013) less its own 4,000 or 2,300 kg (docs/concepts.md,
23); loose cargo travels as one, and the largest freighter takes 120 t (An-124; assumption).
"""

MOST_M3_PER_BOX = 90
"""The largest boxes, of 45 feet, hold about 86 m3 (assumption)."""

LONGEST_WAIT = timedelta(days=28)
"""How long before the first departure a shipment may be ready (assumption)."""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day on which a scheduled service may leave."""

    first: date
    last: date

    def __str__(self) -> str:
        """Name both days."""
        return f"{self.first} to {self.last}"


def timetable_span(network: Network) -> Span | None:
    """Return the days that the timetable covers; None where every service is on demand."""
    scheduled = [s for s in network.services.values() if s.kind is not ServiceKind.ON_DEMAND]
    if not scheduled:
        return None
    return Span(min(s.valid_from for s in scheduled), max(s.valid_to for s in scheduled))


def check_question(network: Network, shipment: Shipment) -> None:
    """Hold the shipment of a question against a network.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes = list(question_mistakes(network, shipment))
    if mistakes:
        raise QuestionError(mistakes)


def question_mistakes(network: Network, shipment: Shipment) -> Iterator[Mistake]:
    """Yield everything that makes a shipment impossible to ask about."""
    place = f"shipment {shipment.id}"
    yield from shipment_mistakes(shipment, place)
    yield from _unknown_names(network, shipment)
    yield from quantity_mistakes(shipment, place)
    yield from _outside_timetable(network, shipment, place)


def quantity_mistakes(shipment: Shipment, place: str) -> Iterator[Mistake]:
    """Yield quantities that no unit can hold, or that nobody means.

    Parameters
    ----------
    place
        Where the shipment was given, as the user knows it.
    """
    if shipment.num_boxes > MOST_BOXES:
        yield Mistake(
            place=f"{place}, boxes",
            found=f"{shipment.num_boxes:,}",
            expected=f"at most {MOST_BOXES:,}; write more as several orders",
        )
    unit_kg = shipment.kg / shipment.num_units
    most_kg = MOST_CARGO_KG[shipment.load_kind]
    if unit_kg > most_kg:
        per = f"in each {shipment.load_kind} box" if shipment.num_boxes else "of loose cargo"
        yield Mistake(
            place=f"{place}, column kg",
            found=f"{unit_kg:,.0f} kg {per}",
            expected=f"at most {most_kg:,} kg",
        )
    if shipment.num_boxes and shipment.m3 / shipment.num_boxes > MOST_M3_PER_BOX:
        yield Mistake(
            place=f"{place}, column m3",
            found=f"{shipment.m3 / shipment.num_boxes:,.0f} m3 in each box",
            expected=f"at most {MOST_M3_PER_BOX} m3",
        )


def _unknown_names(network: Network, shipment: Shipment) -> Iterator[Mistake]:
    if shipment.cargo_class not in network.cargo_classes:
        hint = nearest(shipment.cargo_class, network.cargo_classes)
        yield Mistake(
            place="cargo class of the shipment",
            found=f"{shipment.cargo_class!r}",
            expected=f"one of {len(network.cargo_classes)} in {CargoClass.file}{hint}",
        )
    handover = handover_terminals(network)
    for side, terminal in (("origin", shipment.origin), ("destination", shipment.destination)):
        if terminal not in network.terminals:
            yield _unknown_terminal(network, terminal, f"{side} of the shipment")
        elif terminal not in handover:
            yield Mistake(
                place=f"{side} of the shipment",
                found=f"{terminal!r}, where no service loads or unloads",
                expected="a terminal where cargo is handed over",
            )


def _unknown_terminal(network: Network, terminal: str, where: str) -> Mistake:
    """Return a mistake that names the nearest places, or the terminals of the one meant."""
    try:
        meant = Places(network).find(terminal, where)
    except QuestionError as error:
        return error.mistakes[0]
    ids = ", ".join(meant.terminals)
    expected = f"the id of a terminal; {meant.name} has {ids}"
    return Mistake(place=where, found=f"{terminal!r}", expected=expected)


def _outside_timetable(network: Network, shipment: Shipment, place: str) -> Iterator[Mistake]:
    span = timetable_span(network)
    if span is None:
        return
    expected = f"a day of the timetable, {span}"
    if shipment.ready > span.last or shipment.ready < span.first - LONGEST_WAIT:
        found = f"{shipment.ready}"
        yield Mistake(place=f"{place}, column ready", found=found, expected=expected)
    elif shipment.due < span.first:
        found = f"{shipment.due}, before the first departure"
        yield Mistake(place=f"{place}, column due", found=found, expected=expected)
