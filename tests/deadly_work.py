"""Work for workers that kills them, breaks or takes its time; spawned processes import it."""

from __future__ import annotations

import os
import signal
import time

from landbridge.network.errors import NoPlanError
from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.outcome import Figures, Outcome, Status


def done(case: Case) -> Outcome:
    """Return a figure that follows from the case."""
    return Outcome(status=Status.DONE, figures=Figures(values={"cost_usd": 100.0 + case.seed}))


def deadly(case: Case) -> Outcome:
    """Kill the worker where the seed is 3."""
    if case.seed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return done(case)


def broken(case: Case) -> Outcome:
    """Break where the seed is 2."""
    if case.seed == 2:
        raise ZeroDivisionError("nobody foresaw this")
    return done(case)


def refusing(_: Case) -> Outcome:
    """Raise an error of ours, which work should have made an outcome of."""
    raise NoPlanError("no plan")


def slow(case: Case) -> Outcome:
    """Take a while, so that whoever works on it can be killed."""
    time.sleep(0.2)
    return done(case)


def endless(_: Case) -> Outcome:
    """Never come back."""
    time.sleep(600)
    raise AssertionError


def die(_: object) -> None:
    """Kill the process that does it."""
    os.kill(os.getpid(), signal.SIGKILL)
