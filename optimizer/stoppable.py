"""Let Ctrl-C end a solver."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def stoppable(solve: Callable[[], T]) -> T:
    """Run a solver on a thread of its own: on ours, it swallows Ctrl-C and goes on."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(solve())
        except BaseException as error:  # raised again on our thread
            answer.set_exception(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)  # Windows sees Ctrl-C only between waits
    return answer.result()
