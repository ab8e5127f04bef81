"""How sure routes are: simulation of late rides and missed connections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np

from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.reliability import Reliability
from ...network.route import Route
from ...network.shipment import Shipment
from ...network.terminal import Terminal
from ..clock import to_datetime, to_minute
from .block import BlockSimulation, Outcome
from .columns import RandomColumns
from .durations import Column
from .journey import JourneyReader

BLOCK = 10_000
"""Samples that are simulated at once: bounds the memory, changes no answer up to it."""

MOST_SAMPLES = 1_000_000


def simulate(
    network: Network,
    shipment: Shipment,
    routes: Sequence[Route],
    *,
    samples: int = 10_000,
    seed: int = 1,
    shared: float = 0.0,
) -> tuple[Reliability, ...]:
    """Simulate routes of a shipment: when they deliver, and how often on time.

    Rides, handlings and clearances take random times. Cargo that misses its planned
    departure takes the next one of the same service; it does not change its way. Routes
    that share a departure or a terminal share its luck, and what is found for a route
    depends on neither the order nor the number of the others. See docs/uncertainty.md.

    Parameters
    ----------
    network
        The network on which the routes were found.
    shipment
        The shipment.
    routes
        Its routes.
    samples
        Journeys for each route.
    seed
        Names the random numbers: the same seed gives the same answer.
    shared
        Share, from 0 to 1, of the variance of a ride that is common to all rides over
        links of the same exposure (a border that is slow for one train is slow for all).

    Returns
    -------
    tuple of Reliability
        In the order of the routes.

    Raises
    ------
    QuestionError
        The number of samples or the share is out of range, a route is of another
        shipment, or it uses what the network does not have.
    """
    _check(samples, shared)
    journeys = JourneyReader(network, shipment).journeys(routes)
    ready = to_minute(shipment.ready_at(network.terminals[shipment.origin]))
    blocks = [
        BlockSimulation(RandomColumns(seed, number, size), ready=ready, shared=shared).outcomes(
            journeys
        )
        for number, size in enumerate(_block_sizes(samples))
    ]
    judge = _Judge(shipment, network.terminals[shipment.destination], samples, seed)
    return tuple(judge.reliability(parts) for parts in zip(*blocks, strict=True))


def _check(samples: int, shared: float) -> None:
    mistakes = []
    if not 1 <= samples <= MOST_SAMPLES:
        expected = f"from 1 to {MOST_SAMPLES:,}"
        mistakes.append(Mistake(place="samples", found=f"{samples:,}", expected=expected))
    if not 0 <= shared <= 1:
        mistakes.append(Mistake(place="shared", found=f"{shared:g}", expected="from 0 to 1"))
    if mistakes:
        raise QuestionError(mistakes)


def _block_sizes(samples: int) -> list[int]:
    full, rest = divmod(samples, BLOCK)
    return [BLOCK] * full + ([rest] if rest else [])


class _Judge:
    """Sums up the outcomes of a route against the due date."""

    def __init__(self, shipment: Shipment, destination: Terminal, samples: int, seed: int) -> None:
        self._shipment = shipment
        self._samples, self._seed = samples, seed
        self._due = to_minute(shipment.due_at(destination))
        self._zone = ZoneInfo(destination.timezone)
        self._midnights: list[int] = []

    def reliability(self, parts: Sequence[Outcome]) -> Reliability:
        delivered = np.sort(np.concatenate([part.minutes for part in parts]))
        num_ended = int(np.searchsorted(delivered, np.inf))
        missed = np.sum([part.num_missed for part in parts], axis=0) / self._samples
        return Reliability(
            shipment_id=self._shipment.id,
            samples=self._samples,
            seed=self._seed,
            num_on_time=int(np.searchsorted(delivered, self._due, side="right")),
            delivered_p50=self._quantile(delivered, 0.5),
            delivered_p90=self._quantile(delivered, 0.9),
            expected_days_late=self._days_late(delivered[:num_ended]),
            missed=tuple(missed.tolist()),
            num_stranded=self._samples - num_ended,
        )

    def _quantile(self, delivered: Column, share: float) -> datetime | None:
        """Return the first moment by which so many journeys have ended."""
        minute = delivered[ceil(share * self._samples) - 1]
        return to_datetime(int(minute)) if minute < np.inf else None

    def _days_late(self, delivered: Column) -> float:
        """Return the mean of the calendar days late at the destination."""
        late = delivered[np.searchsorted(delivered, self._due, side="right") :]
        if not len(late):
            return 0.0
        midnights = self._midnights_until(float(late[-1]))
        return float(np.searchsorted(midnights, late, side="right").sum() / len(delivered))

    def _midnights_until(self, minute: float) -> list[int]:
        """Return the minutes at which the days after the due date begin, until past a minute."""
        midnights = self._midnights
        while not midnights or midnights[-1] <= minute:
            day = self._shipment.due + timedelta(days=len(midnights) + 1)
            midnights.append(to_minute(datetime.combine(day, time(), self._zone)))
        return midnights
