"""Round upper ends of bands of a colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

NUM_BANDS: Final = 6
NICE_USD: Final = tuple(
    factor * 10**power for power in range(1, 8) for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
)


def bands(values: Iterable[float], nice: Sequence[float]) -> list[float]:
    """Return round upper ends of bands, narrow where values are small and wide where they are not.

    They grow as squares do, up to what 95 % of the values keep; the last holds the largest.
    """
    ordered = sorted(values) or [nice[0]]
    most = ordered[len(ordered) * 19 // 20]
    ends: list[float] = []
    for number in range(1, NUM_BANDS + 1):
        least = ordered[-1] if number == NUM_BANDS else most * (number / NUM_BANDS) ** 2
        end = next((step for step in nice if step >= least), ordered[-1])
        if not ends or end > ends[-1]:
            ends.append(end)
    return ends
