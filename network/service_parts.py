"""Cut a service into the departures before, on and after some days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .service import Service, ServiceKind

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)

NewId = Callable[[date], str]
"""Gives an id to a part that begins on a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The departures of a service from a first to a last day.

    ``service_id`` is their id, ``cut_from`` that of the service before it was cut.
    ``is_whole`` tells whether nothing was cut off.
    """

    service_id: str
    cut_from: str
    first: date
    last: date
    is_changed: bool = False
    is_whole: bool = False


def parts_of(was: Service, now: Service, days: tuple[date, date], new_id: NewId) -> Iterator[Part]:
    """Yield the parts of a service that changes on some days, in order.

    The first part keeps the id. A service on demand has no days of its own: it goes on
    under its id, and its changed part stands beside it.

    Parameters
    ----------
    was, now
        The service without the changes, and with them.
    days
        First and last day on which the changes hold.
    """
    name = was.id
    whole = Part(
        service_id=name, cut_from=name, first=was.valid_from, last=was.valid_to, is_whole=True
    )
    if was.kind is ServiceKind.ON_DEMAND:
        changed_id = new_id(days[0])
        yield whole
        yield Part(
            service_id=changed_id, cut_from=name, first=days[0], last=days[1], is_changed=True,
            is_whole=True,
        )  # fmt: skip
        return
    first, last = max(was.valid_from, days[0]), min(was.valid_to, days[1])
    if not departs(was, first, last) and not departs(now, first, last):
        yield whole
        return
    spans = (
        (was, was.valid_from, first - ONE_DAY),
        (now, first, last),
        (was, last + ONE_DAY, was.valid_to),
    )
    is_first = True
    for service, begins, ends in spans:
        start = first_in_step(service, begins)
        if start <= ends:
            yield Part(
                service_id=name if is_first else new_id(start), cut_from=name, first=start,
                last=ends, is_changed=service is now,
                is_whole=(start, ends) == (was.valid_from, was.valid_to),
            )  # fmt: skip
            is_first = False


def first_in_step(service: Service, day: date) -> date:
    """Return the first day from one on that is in a week in which a service leaves.

    A service of every second week counts from the week of its first day: a part of it that
    began in a week between would leave in the wrong weeks.
    """
    weeks = (_monday(day) - _monday(service.valid_from)).days // 7
    behind = weeks % service.interval_weeks
    return day if behind == 0 else _monday(day) + (service.interval_weeks - behind) * ONE_WEEK


def departs(service: Service, first: date, last: date) -> bool:
    """Tell whether a scheduled service leaves from a first to a last day."""
    day = first_in_step(service, first)
    for _ in range(2):  # the rest of this week, and the whole of the next in which it leaves
        while day <= last:
            if day.isoweekday() in service.weekdays:
                return True
            day += ONE_DAY
            if day.isoweekday() == 1:
                break
        day = first_in_step(service, day)
    return False


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
