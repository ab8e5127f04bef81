"""What a worker process does: it answers cases until its pipe ends, and ends with its parent."""

from __future__ import annotations

import os
import pickle
import signal
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread

from .executor import Work, answered


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
