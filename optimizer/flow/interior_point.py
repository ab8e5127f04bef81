"""An interior point method for the master that knows its structure.

::

    min  c'x + M's
    s.t. the columns of each class carry its demand       (price pi)
         load of the columns - s + t = capacity           (price mu <= 0)
         x, s, t >= 0

The demand rows are eliminated in closed form, so that each step factors a matrix as large
as the number of capacity rows, whatever the number of classes and columns. Mehrotra's
predictor and corrector (1992). Its prices are central, which steadies column generation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .master import Master, MasterSolution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .kernels import Kernels

    Vector = NDArray[np.float64]

MOST_STEPS = 100
GOOD_ENOUGH = 1e-9
"""Relative gap that is enough where a smaller one cannot be reached."""

SMALLEST_STEP = 1e-7
"""A step shorter than it says that rounding errors have the upper hand."""


class _Point(NamedTuple):
    """A point, or a direction."""

    x: Vector
    s: Vector
    t: Vector
    pi: Vector
    mu: Vector
    z: Vector
    zs: Vector
    zt: Vector

    def moved(self, by: _Point, primal: float, dual: float) -> _Point:
        """Return the point after a step."""
        lengths = (primal,) * 3 + (dual,) * 5
        return _Point(*(v + a * d for v, a, d in zip(self, lengths, by, strict=True)))


def by_interior_point(
    master: Master,
    kernels: Kernels,
    tolerance: float,
    check: Callable[[], None] = lambda: None,
) -> MasterSolution:
    """Solve a master to a relative gap; `check` is called at every step and may raise."""
    paid = master.cost[master.cost > 0]
    money = float(np.median(paid if len(paid) else master.penalty))
    units = max(float(master.demand.mean()), 1e-12)
    method = InteriorPoint(master, kernels, money, units)
    with np.errstate(all="ignore"):  # what is not finite is noticed
        point, num_steps, is_precise = method.run(tolerance, check)
    return MasterSolution(
        point.x * units, np.maximum(-point.mu, 0.0) * money, num_steps, is_precise
    )


class InteriorPoint:
    """Mehrotra's method for one master, in units where costs and demands are about 1."""

    def __init__(self, master: Master, kernels: Kernels, money: float, units: float) -> None:
        self._master = master
        self._kernels = kernels
        self._cost = master.cost / money
        self._demand = master.demand / units
        self._capacity = master.capacity / units
        self._penalty = master.penalty / money
        self._sizes = np.diff(master.group)
        self._owner = np.repeat(np.arange(len(self._sizes)), self._sizes)
        self._num_pairs = len(self._cost) + 2 * len(self._capacity)

    def run(self, tolerance: float, check: Callable[[], None]) -> tuple[_Point, int, bool]:
        """Return the last point, the steps taken, and whether it is as precise as asked."""
        point, step = self._start(), 0
        residual = self._residual(point)
        while step < MOST_STEPS and not self._is_done(point, residual, tolerance):
            check()
            try:
                moved = self._step(point, residual)
            except np.linalg.LinAlgError:
                break
            if moved is None:
                break
            point, residual, step = moved, self._residual(moved), step + 1
        # Where rounding errors stop it, less will do.
        enough = max(10 * tolerance, GOOD_ENOUGH)
        return point, step, self._is_done(point, residual, enough)

    def _loads(self, x: Vector) -> Vector:
        return self._kernels.row_sums(self._master.first, self._master.rows, x, len(self._capacity))

    def _priced(self, mu: Vector) -> Vector:
        return self._kernels.column_sums(self._master.first, self._master.rows, mu)

    def _by_class(self, values: Vector) -> Vector:
        return np.add.reduceat(values, self._master.group[:-1])

    def _start(self) -> _Point:
        x = self._demand[self._owner] / self._sizes[self._owner]
        excess = self._loads(x) - self._capacity
        margin = 0.1 * max(1e-3, 0.1 * float(np.abs(self._capacity).mean()))
        mu = -0.01 * self._penalty
        reduced = self._cost - self._priced(mu)
        least = np.minimum.reduceat(reduced, self._master.group[:-1])
        pi = least - 0.05 * max(1e-2, float(np.median(np.abs(self._cost))))
        return _Point(
            x=x,
            s=np.maximum(excess, 0.0) + margin,
            t=np.maximum(-excess, 0.0) + margin,
            pi=pi,
            mu=mu,
            z=reduced - pi[self._owner],
            zs=self._penalty + mu,
            zt=-mu,
        )

    def _residual(self, p: _Point) -> _Point:
        """Return how far the point is from keeping each equation; z, zs, zt hold the dual ones."""
        demand = self._demand - self._by_class(p.x)
        capacity = self._capacity - (self._loads(p.x) - p.s + p.t)
        dual = self._cost - self._priced(p.mu) - p.pi[self._owner] - p.z
        nothing = np.zeros(0)
        return _Point(
            nothing,
            nothing,
            nothing,
            demand,
            capacity,
            dual,
            self._penalty + p.mu - p.zs,
            -p.mu - p.zt,
        )

    def _gap(self, p: _Point) -> float:
        return float(p.x @ p.z + p.s @ p.zs + p.t @ p.zt)

    def _is_done(self, p: _Point, residual: _Point, tolerance: float) -> bool:
        value = abs(float(self._demand @ p.pi + self._capacity @ p.mu))
        primal = max(
            float(np.abs(residual.pi).max()) / (1 + float(self._demand.max())),
            float(np.abs(residual.mu).max(initial=0.0))
            / (1 + float(np.abs(self._capacity).max(initial=0.0))),
        )
        dual = float(np.abs(residual.z).max()) / (1 + float(np.abs(self._cost).max()))
        return self._gap(p) < tolerance * (1e-9 + value) and primal < 1e-8 and dual < 1e-8

    def _step(self, p: _Point, residual: _Point) -> _Point | None:
        """Return the point after a predictor and a corrector; None where no step is left."""
        mean = self._gap(p) / self._num_pairs
        newton = _Newton(self, p, residual)
        guess = newton.direction(-p.x * p.z, -p.s * p.zs, -p.t * p.zt)
        primal, dual = _longest(p, guess)
        ahead = self._gap(p.moved(guess, primal, dual)) / self._num_pairs
        target = mean * max(1e-6, min(1.0, (ahead / mean) ** 3))
        move = newton.direction(
            target - p.x * p.z - guess.x * guess.z,
            target - p.s * p.zs - guess.s * guess.zs,
            target - p.t * p.zt - guess.t * guess.zt,
        )
        primal, dual = (min(1.0, 0.9995 * length) for length in _longest(p, move))
        moved = p.moved(move, primal, dual)
        is_sound = max(primal, dual) >= SMALLEST_STEP and np.isfinite(self._gap(moved))
        return moved if is_sound else None


class _Newton:
    """The linear system at one point, factored once for both directions."""

    def __init__(self, method: InteriorPoint, p: _Point, residual: _Point) -> None:
        self._m, self._p, self._r = method, p, residual
        master, kernels = method._master, method._kernels
        self._weight = p.x / p.z
        self._class_weight = method._by_class(self._weight)
        num_rows = len(method._capacity)
        matrix = kernels.schur(master.first, master.rows, master.group, self._weight, num_rows)
        diagonal = np.arange(num_rows)
        matrix[diagonal, diagonal] += p.s / p.zs + p.t / p.zt
        matrix[diagonal, diagonal] *= 1 + 1e-13
        self._factor: Vector = np.linalg.cholesky(matrix).astype(np.float64, copy=False)

    def direction(self, xz: Vector, szs: Vector, tzt: Vector) -> _Point:
        """Return the direction that brings x z, s zs and t zt to what they should be."""
        m, p, r = self._m, self._p, self._r
        hx = (xz - p.x * r.z) / p.z
        hs = (szs - p.s * r.zs) / p.zs
        ht = (tzt - p.t * r.zt) / p.zt
        demand = r.pi - m._by_class(hx)
        capacity = r.mu - (m._loads(hx) - hs + ht)
        spread = demand / self._class_weight
        right = capacity - m._loads(self._weight * spread[m._owner])
        mu = m._kernels.cholesky_solve(self._factor, right)
        priced = m._priced(mu)
        pi = (demand - m._by_class(self._weight * priced)) / self._class_weight
        z = r.z - priced - pi[m._owner]
        zs = r.zs + mu
        zt = r.zt - mu
        return _Point(
            x=(xz - p.x * z) / p.z,
            s=(szs - p.s * zs) / p.zs,
            t=(tzt - p.t * zt) / p.zt,
            pi=pi,
            mu=mu,
            z=z,
            zs=zs,
            zt=zt,
        )


def _longest(p: _Point, d: _Point) -> tuple[float, float]:
    """Return how far one may go along a direction before something turns negative."""
    primal = min(_reach(p.x, d.x), _reach(p.s, d.s), _reach(p.t, d.t))
    dual = min(_reach(p.z, d.z), _reach(p.zs, d.zs), _reach(p.zt, d.zt))
    return primal, dual


def _reach(values: Vector, change: Vector) -> float:
    falls = change < 0
    return min(1.0, float((-values[falls] / change[falls]).min(initial=1.0)))
