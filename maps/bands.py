"""Round upper ends of bands of a colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

NUM_BANDS: Final = 6
NICE_USD: Final = tuple(
    factor * 10**power for power in range(1, 8) for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
)


def bands(
    values: Iterable[float], nice: Sequence[float], largest: float | None = None
) -> list[float]:
    """Return round upper ends of bands, narrow where values are small and wide where they are not.

    They grow as squares do, up to what 95 % of the values keep; the last holds the largest.

    Parameters
    ----------
    values
        What the bands are for.
    nice
        Numbers that an end may be, in order.
    largest
        What the last band must hold; the largest value where it is not given.
    """
    ordered = sorted(values) or [nice[0]]
    most_of_all = ordered[-1] if largest is None else largest
    most = ordered[len(ordered) * 19 // 20]
    ends: list[float] = []
    for number in range(1, NUM_BANDS + 1):
        least = most_of_all if number == NUM_BANDS else most * (number / NUM_BANDS) ** 2
        end = next((step for step in nice if step >= least), most_of_all)
        if not ends or end > ends[-1]:
            ends.append(end)
    return ends


def fourfold_bands(values: Iterable[float], nice: Sequence[float]) -> list[float]:
    """Return round upper ends of bands, each about four times the one before.

    For values of which few are large and those few matter most.
    """
    largest = max(values, default=nice[0])
    ends: list[float] = []
    for number in range(NUM_BANDS):
        least = largest / 4 ** (NUM_BANDS - 1 - number)
        end = next((step for step in nice if step >= least), largest)
        if not ends or end > ends[-1]:
            ends.append(end)
    return ends
