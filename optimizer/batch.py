"""Routes of many shipments at once, in parallel; the answers do not depend on how many workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from ..network.errors import LandbridgeError
from ..network.network import Network
from ..network.shipment import Shipment
from .catalogue import Catalogue
from .route_set import RouteSet
from .routes import long_due, routes
from .timetable import horizon_of

FEWEST_FOR_WORKERS = 24
"""Shipments below which starting workers takes longer than it saves."""

Count = Callable[[int, int], None]
"""Is told how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """Routes of one of many shipments, or why it could not be answered."""

    shipment: Shipment
    answer: RouteSet | None
    failure: str | None


class _Desk:
    """Answers shipments one after the other on one catalogue."""

    def __init__(self, network: Network, shipments: Sequence[Shipment]) -> None:
        self._network = network
        longest = {s.id: long_due(s) for s in shipments}
        self._catalogue = Catalogue(network, horizon_of(network, longest, 0))

    def answer(self, shipment: Shipment) -> BatchAnswer:
        try:
            answer = routes(self._network, shipment, catalogue=self._catalogue)
        except LandbridgeError as error:
            return BatchAnswer(shipment=shipment, answer=None, failure=str(error))
        return BatchAnswer(shipment=shipment, answer=answer, failure=None)


def routes_of_many(
    network: Network,
    shipments: Iterable[Shipment],
    *,
    workers: int | None = None,
    count: Count | None = None,
) -> tuple[BatchAnswer, ...]:
    """Return the routes of many shipments, in their order.

    Parameters
    ----------
    network
        What exists.
    shipments
        Shipments; one that cannot be answered says why and spoils no other.
    workers
        Processes to use; None = one for each core, one process for a short list.
    count
        Is told how many are done and of how many, at the start and after each.
    """
    asked = tuple(shipments)
    if not asked:
        return ()
    num_workers = min(workers or _default_workers(asked), len(asked))
    done: list[BatchAnswer] = []
    tell = count or _say_nothing
    tell(0, len(asked))
    with _answers(network, asked, num_workers) as answers:
        for answer in answers:
            done.append(answer)
            tell(len(done), len(asked))
    return tuple(done)


def _say_nothing(done: int, total: int) -> None:
    pass


def _default_workers(asked: Sequence[Shipment]) -> int:
    if len(asked) < FEWEST_FOR_WORKERS:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def _answers(
    network: Network, asked: Sequence[Shipment], num_workers: int
) -> Iterator[Iterable[BatchAnswer]]:
    if num_workers == 1:
        yield map(_Desk(network, asked).answer, asked)
        return
    with ProcessPoolExecutor(
        num_workers, initializer=_open_desk, initargs=(network, asked)
    ) as pool:
        try:
            yield pool.map(_answer, range(len(asked)), chunksize=4)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_desks: list[tuple[_Desk, Sequence[Shipment]]] = []
"""The desk of a worker process; set once when it starts."""


def _open_desk(network: Network, asked: Sequence[Shipment]) -> None:
    _desks.append((_Desk(network, asked), asked))


def _answer(position: int) -> BatchAnswer:
    desk, asked = _desks[0]
    return desk.answer(asked[position])
