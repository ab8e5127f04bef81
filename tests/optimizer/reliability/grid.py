"""The distribution of a chain's arrival on a grid of minutes: exact, and without any sampling.

Every duration is a whole number of minutes, so that the distribution of a sum is a
convolution of lists. It shares no code with the simulation.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil, log, sqrt
from statistics import NormalDist

import numpy as np

from .chain import READY, Hop, Hours, next_departure

NUM_MINUTES = 2**16
"""Length of the grid, about 45 days; what is later counts as never."""

NORMAL = NormalDist()
Z_99 = 2.3263478740408408


def ride_shares(hours: float, cv: float) -> np.ndarray:
    """Return the probability of each number of minutes of a ride."""
    mean = hours * 60
    if cv == 0:
        return certain(round(mean))
    sigma = sqrt(log(1 + cv * cv))
    edges = np.log((np.arange(NUM_MINUTES) + 0.5) / mean) / sigma + sigma / 2
    return np.diff([NORMAL.cdf(z) for z in edges], prepend=0.0)


def band_shares(hours: Hours) -> np.ndarray:
    """Return the probability of each number of minutes between low and high."""
    low, typical, high = (round(h * 60) + 1 for h in hours)
    shares = np.zeros(NUM_MINUTES)
    below = 0.0
    for minute in range(low, high + 1):
        upper = 1.0 if minute == high else NORMAL.cdf(_z(minute + 0.5, low, typical, high))
        shares[minute - 1] = upper - below
        below = upper
    return shares


def _z(minutes: float, low: int, typical: int, high: int) -> float:
    side = high if minutes > typical else low
    return abs(log(minutes / typical) / log(side / typical)) * Z_99 * (1 if side is high else -1)


def certain(minute: int) -> np.ndarray:
    shares = np.zeros(NUM_MINUTES)
    shares[minute] = 1.0
    return shares


def plus(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the distribution of the sum of two independent durations."""
    size = 2 * NUM_MINUTES
    product = np.fft.rfft(one, size) * np.fft.rfft(other, size)
    return np.clip(np.fft.irfft(product, size)[:NUM_MINUTES], 0.0, 1.0)


def longer(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the distribution of the longer of two independent durations."""
    return np.diff(np.cumsum(one) * np.cumsum(other), prepend=0.0)


def boarded(ready: np.ndarray, hop: Hop, planned: datetime) -> tuple[np.ndarray, float]:
    """Return when cargo leaves that is ready at random, and how often it misses the plan."""
    if hop.on_demand:
        return ready, 0.0
    leaves, so_far, departs = np.zeros(NUM_MINUTES), 0, planned
    missed = 0.0
    while so_far < NUM_MINUTES:
        minute = ceil((departs - READY) / timedelta(minutes=1))
        until = minute - round(hop.cutoff_hours * 60)
        if departs == planned:
            missed = float(ready[until + 1 :].sum())
        if minute < NUM_MINUTES:
            leaves[minute] = ready[so_far : until + 1].sum()
        so_far = until + 1
        departs = next_departure(hop, READY + timedelta(minutes=so_far))
    return leaves, missed


def delivered(hops: tuple[Hop, ...], origin: Hours) -> tuple[np.ndarray, list[float]]:
    """Return the distribution of minutes to delivery, and the share that misses each leg."""
    ready, now, misses = band_shares(origin), READY + timedelta(hours=origin[1]), []
    for hop in hops:
        planned = next_departure(hop, now)
        leaves, missed = boarded(ready, hop, planned)
        misses.append(missed)
        at_terminal = band_shares(hop.handling)
        now = planned + timedelta(hours=hop.hours + hop.handling[1])
        if hop.customs:
            join = longer if hop.metric == "overall" else plus
            at_terminal = join(at_terminal, band_shares(hop.customs))
        ready = plus(plus(leaves, ride_shares(hop.hours, hop.cv)), at_terminal)
    return ready, misses
