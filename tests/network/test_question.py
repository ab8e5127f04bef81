"""Questions that cannot be asked, each with what was expected instead."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.question import Span, check_question, question_mistakes, timetable_span
from landbridge.network.service import ServiceKind

SPAN = "2025-10-01 to 2026-06-30"


def changed(network: Network, **fields: Any) -> str:
    shipment = network.orders["T4"].model_copy(update=fields)
    return "\n".join(map(str, question_mistakes(network, shipment)))


def test_a_sound_question_has_no_mistakes(toy: Network, chongqing: Network) -> None:
    for network in (toy, chongqing):
        for shipment in network.orders.values():
            check_question(network, shipment)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"origin": "WORKSS"}, "origin of the shipment: found 'WORKSS'; expected a terminal, a "
         "city, an IATA code or a UN/LOCODE (did you mean WORKS (Works)?)"),
        ({"origin": "工场"}, "(did you mean WORKS (Works), YARD (Rail yard)?)"),
        ({"origin": "Hometown"}, "expected the id of a terminal; Hometown has WORKS, YARD"),
        ({"destination": "BORDER"}, "destination of the shipment: found 'BORDER', where no "
         "service loads or unloads"),
        ({"destination": "WORKS"}, "found 'WORKS', which is the origin; expected another terminal"),
        ({"cargo_class": "god"}, "cargo class of the shipment: found 'god'"),
        ({"ready": date(2024, 3, 1)}, f"column ready: found 2024-03-01; expected a day of the "
         f"timetable, {SPAN}"),
        ({"ready": date(2026, 7, 1), "due": date(2026, 8, 1)}, "column ready: found 2026-07-01"),
        ({"ready": date(2025, 9, 10), "due": date(2025, 9, 30)}, "column due: found 2025-09-30, "
         f"before the first departure; expected a day of the timetable, {SPAN}"),
        ({"kg": 0.0}, "column kg: found 0; expected more than 0"),
        ({"kg": 30_000.0}, "column kg: found 30,000 kg in each 40ft box; expected at most 26,480"),
        ({"m3": 91.0}, "column m3: found 91 m3 in each box; expected at most 90 m3"),
        ({"boxes_40ft": 1_001}, "boxes: found 1,001; expected at most 1,000"),
        ({"boxes_40ft": 0, "kg": 120_001.0}, "found 120,001 kg of loose cargo"),
        ({"boxes_20ft": 1}, "found 1 40ft and 1 20ft boxes"),
        ({"due": date(2025, 11, 2)}, "found 2025-11-02, before ready 2025-11-03"),
    ],
)  # fmt: skip
def test_a_mistake_says_what_was_expected(
    toy: Network, fields: dict[str, Any], message: str
) -> None:
    assert message in changed(toy, **fields)


def test_every_mistake_is_said_at_once(toy: Network) -> None:
    shipment = toy.orders["T4"].model_copy(update={"origin": "X", "kg": 1e6, "cargo_class": "Y"})
    with pytest.raises(QuestionError, match=r"^3 mistakes:") as raised:
        check_question(toy, shipment)
    assert len(raised.value.mistakes) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"ready": date(2025, 9, 3)},
        {"ready": date(2026, 6, 30), "due": date(2026, 7, 1)},
        {"kg": 26_480.0},
        {"boxes_40ft": 1_000},
        {"boxes_40ft": 0, "kg": 120_000.0, "m3": 900.0},
    ],
)
def test_the_last_possible_value_is_no_mistake(toy: Network, fields: dict[str, Any]) -> None:
    assert changed(toy, **fields) == ""


def test_the_timetable_spans_scheduled_services(toy: Network) -> None:
    assert timetable_span(toy) == Span(date(2025, 10, 1), date(2026, 6, 30))
    assert str(timetable_span(toy)) == SPAN


def test_services_on_demand_have_no_timetable(toy: Network) -> None:
    trucks = {t: s for t, s in toy.services.items() if s.kind is ServiceKind.ON_DEMAND}
    assert timetable_span(replace(toy, services=trucks)) is None


def test_an_unknown_name_is_not_repeated_at_any_length(toy: Network) -> None:
    assert re.search(r"found '(x{80})\.\.\.'", changed(toy, origin="x" * 5_000))
