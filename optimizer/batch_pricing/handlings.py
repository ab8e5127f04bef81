"""Handlings as columns of numbers: what they cost, and when they end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...network.plan import round_cents
from ...network.row import Mode
from ..handling_ref import HandlingRef, clearance_cents, handling_minutes
from ..working_hours import Openings
from .columns import Table, columns

AROUND_THE_CLOCK = -1

_NUMBERS = ("cents_40", "cents_20", "usd_per_kg", "fee_cents")
_WHOLE_NUMBERS = (
    "minutes", "by_kg", "by_volume", "own", "customs", "own_hours", "customs_hours", "is_overall",
)  # fmt: skip


class Hours:
    """Opening hours, numbered as they are met."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._openings: list[Openings] = []

    @property
    def table(self) -> Table:
        """The opening hours as columns of numbers."""
        lengths = [len(openings.opens) for openings in self._openings]
        empty = np.zeros(0, np.int32)
        opens = [np.array(openings.opens, np.int32) for openings in self._openings]
        closes = [np.array(openings.closes, np.int32) for openings in self._openings]
        return {
            "start": np.cumsum([0, *lengths]).astype(np.int32),
            "opens": np.concatenate([empty, *opens]),
            "closes": np.concatenate([empty, *closes]),
        }

    def handling_columns(self, refs: Sequence[HandlingRef]) -> Table:
        """Return what handlings cost and when they end."""
        numbers = np.array([_numbers(ref) for ref in refs], np.float64)
        whole = np.array([self._whole_numbers(ref) for ref in refs], np.int32)
        return {
            **columns(_NUMBERS, numbers.reshape(-1, len(_NUMBERS))),
            **columns(_WHOLE_NUMBERS, whole.reshape(-1, len(_WHOLE_NUMBERS))),
        }

    def _whole_numbers(self, ref: HandlingRef) -> tuple[int, ...]:
        by_air = Mode.AIR in (ref.from_mode, ref.to_mode)
        if ref.timing is None:
            around = AROUND_THE_CLOCK
            return handling_minutes(ref), by_air, False, 0, 0, around, around, False
        own, customs = ref.timing.own, ref.timing.customs
        return (
            ref.timing.shortest_minutes,
            by_air,
            False,
            own.minutes,
            customs.minutes,
            self._number(own.openings),
            self._number(customs.openings),
            ref.timing.is_overall,
        )

    def _number(self, openings: Openings | None) -> int:
        if openings is None:
            return AROUND_THE_CLOCK
        if id(openings) not in self._numbers:
            self._numbers[id(openings)] = len(self._openings)
            self._openings.append(openings)
        return self._numbers[id(openings)]


def _numbers(ref: HandlingRef) -> tuple[float, ...]:
    transfer = ref.transfer
    return (
        round_cents(transfer.usd_per_40ft),
        round_cents(transfer.usd_per_20ft),
        transfer.usd_per_kg,
        clearance_cents(ref),
    )
