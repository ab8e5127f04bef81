"""What a worker process does: it answers cases until its pipe ends, and ends with its parent."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread

from ...network.sweeps.case import Case
from ...network.sweeps.outcome import Outcome, Status
from .executor import Work


def serve(pipe: Connection) -> None:
    """Ask for work over a pipe, then answer the cases that come, one after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        pipe.send(None)
        work: Work = pickle.loads(pipe.recv_bytes())
        while True:
            pipe.send(answered(work, pipe.recv()))
    except (EOFError, OSError):
        return  # the parent has closed the pipe


def _end_with_parent() -> None:
    """End where the parent was killed, in the middle of a case as well."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def answered(work: Work, case: Case) -> Outcome:
    """Return the outcome of a case; an error that nobody foresaw is one too."""
    try:
        return work(case)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__}: {error} (line {place.lineno} of {place.name})"
        return Outcome(status=Status.FAILED, error=text)
