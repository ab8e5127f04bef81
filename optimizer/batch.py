"""Questions about many shipments at once, in parallel; the number of workers changes no answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

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


A = TypeVar("A")
A_co = TypeVar("A_co", covariant=True)


class Ask(Protocol[A_co]):
    """Answers a question about one shipment; it must be known by name to other processes."""

    def __call__(self, network: Network, shipment: Shipment, catalogue: Catalogue) -> A_co:
        """Return the answer, or raise one of our own errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAnswer(Generic[A]):
    """What is known of one of many shipments, or why it could not be answered."""

    shipment: Shipment
    answer: A | None
    failure: str | None


BatchAnswer = OneAnswer[RouteSet]
"""Routes of one of many shipments, or why it could not be answered."""


class _Desk(Generic[A]):
    """Answers shipments one after the other on one catalogue."""

    def __init__(self, network: Network, shipments: Sequence[Shipment], ask: Ask[A]) -> None:
        self._network = network
        self._ask = ask
        longest = {s.id: long_due(s) for s in shipments}
        self._catalogue = Catalogue(network, horizon_of(network, longest, 0))

    def answer(self, shipment: Shipment) -> OneAnswer[A]:
        try:
            answer = self._ask(self._network, shipment, self._catalogue)
        except LandbridgeError as error:
            return OneAnswer(shipment=shipment, answer=None, failure=str(error))
        return OneAnswer(shipment=shipment, answer=answer, failure=None)


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
    return ask_many(network, shipments, _routes, workers=workers, count=count)


def _routes(network: Network, shipment: Shipment, catalogue: Catalogue) -> RouteSet:
    return routes(network, shipment, catalogue=catalogue)


def ask_many(
    network: Network,
    shipments: Iterable[Shipment],
    ask: Ask[A],
    *,
    workers: int | None = None,
    count: Count | None = None,
) -> tuple[OneAnswer[A], ...]:
    """Return what is asked of many shipments, in their order.

    Parameters
    ----------
    network
        What exists.
    shipments
        Shipments; one that cannot be answered says why and spoils no other.
    ask
        The question.
    workers, count
        As `routes_of_many` takes them.
    """
    asked = tuple(shipments)
    if not asked:
        return ()
    num_workers = min(workers or _default_workers(asked), len(asked))
    done: list[OneAnswer[A]] = []
    tell = count or _say_nothing
    tell(0, len(asked))
    with _answers(network, asked, ask, num_workers) as answers:
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
    network: Network, asked: Sequence[Shipment], ask: Ask[A], num_workers: int
) -> Iterator[Iterable[OneAnswer[A]]]:
    if num_workers == 1:
        yield map(_Desk(network, asked, ask).answer, asked)
        return
    with ProcessPoolExecutor(
        num_workers, initializer=_open_desk, initargs=(network, asked, ask)
    ) as pool:
        try:
            yield pool.map(_answer, range(len(asked)), chunksize=4)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_desks: list[tuple[_Desk[Any], Sequence[Shipment]]] = []
"""The desk of a worker process; set once when it starts."""


def _open_desk(network: Network, asked: Sequence[Shipment], ask: Ask[Any]) -> None:
    _desks.append((_Desk(network, asked, ask), asked))


def _answer(position: int) -> OneAnswer[Any]:
    desk, asked = _desks[0]
    return desk.answer(asked[position])
