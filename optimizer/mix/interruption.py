"""Ctrl-C while a plan is sought: the search ends early, and what was found is the plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Interruption:
    """Whether the user pressed Ctrl-C; a second time it goes through."""

    def __init__(self) -> None:
        self.happened = False

    @contextmanager
    def ends(self) -> Iterator[None]:
        """End the block, and not the program, at the first Ctrl-C."""
        try:
            yield
        except KeyboardInterrupt:
            if self.happened:
                raise
            self.happened = True
