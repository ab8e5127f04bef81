"""Limits and aims as they are written on a command line, and what a network knows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from .errors import Mistake, QuestionError, quoted
from .limits import Aim, Goal, Limits, ShareLimit, Tag, TagKind
from .network import Network
from .spelling import nearest

T = TypeVar("T")

SHARE = "a tag and a share, e.g. exposure:RU=40%"
MOST_NAMED = 8
"""Names that a message lists where none is like the one that was given."""

_ARTICLE = dict.fromkeys(TagKind, "a") | {TagKind.EXPOSURE: "an"}
_NUMBER = re.compile(r"\d+(\.\d+)?|\.\d+", re.ASCII)


def read_limits(
    *,
    at_least: Iterable[str] = (),
    at_most: Iterable[str] = (),
    on_time: str | None = None,
    aims: str | None = None,
    **others: Any,
) -> Limits:
    """Return limits of which some are written out.

    Parameters
    ----------
    at_least, at_most
        Shares, e.g. `mode:rail=30%`.
    on_time
        A probability, e.g. `90%`.
    aims
        Goals, e.g. `unserved,co2e:5%,cost`.
    others
        Further fields of `Limits`.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []

    def tried(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except QuestionError as error:
            mistakes.extend(error.mistakes)
            return None

    shares = tried(lambda: read_shares(at_least, at_most))
    probability = tried(lambda: _probability(on_time))
    goals = tried(lambda: None if aims is None else read_aims(aims))
    found: dict[str, Any] = {
        "shares": shares or (),
        "on_time_probability": probability,
        "aims": goals,
    }
    limits = tried(lambda: Limits(**found, **others))
    if limits is None or mistakes:
        raise QuestionError(mistakes)
    return limits


def _probability(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return read_share(text)
    except ValueError:
        mistake = Mistake(place="--on-time", found=quoted(text), expected="a share, e.g. 90%")
        raise QuestionError([mistake]) from None


def read_share(text: str) -> float:
    """Return a share that is written as `40%` or `0.4`.

    Raises
    ------
    ValueError
        It is written otherwise, or is not from 0 to 1.
    """
    number = text.strip()
    is_percent = number.endswith("%")
    number = number.removesuffix("%").rstrip()
    message = f"{quoted(text)} is no share"
    if not _NUMBER.fullmatch(number):
        raise ValueError(message)
    share = float(number) / (100 if is_percent else 1)
    if share > 1:
        raise ValueError(message)
    return share


def read_shares(at_least: Iterable[str], at_most: Iterable[str]) -> tuple[ShareLimit, ...]:
    """Return the shares that are written as `mode:rail=30%`, those of one tag as one.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []
    found: dict[Tag, ShareLimit] = {}
    for name, texts in (("at_least", at_least), ("at_most", at_most)):
        place = f"--{name.replace('_', '-')}"
        seen: set[Tag] = set()
        for text in texts:
            try:
                tag, share = _tagged_share(text)
            except ValueError as error:
                mistakes.append(Mistake(place=place, found=quoted(text), expected=str(error)))
                continue
            if tag in seen:
                expected = f"one share of {tag}"
                mistakes.append(Mistake(place=place, found=quoted(text), expected=expected))
            seen.add(tag)
            limit = found.get(tag, ShareLimit(tag=tag))
            is_least = name == "at_least"
            found[tag] = (
                replace(limit, at_least=share) if is_least else replace(limit, at_most=share)
            )
    mistakes += [mistake for limit in found.values() for mistake in limit.mistakes()]
    if mistakes:
        raise QuestionError(mistakes)
    return tuple(found.values())


def _tagged_share(text: str) -> tuple[Tag, float]:
    """Return a tag and a share; a ValueError says what was expected instead."""
    tag, equals, share = text.rpartition("=")
    kind, colon, name = (part.strip() for part in tag.partition(":"))
    if not (equals and colon and name):
        raise ValueError(SHARE)
    kinds = [kind.value for kind in TagKind]
    if kind not in kinds:
        message = f"{', '.join(kinds[:-1])} or {kinds[-1]} before the colon{nearest(kind, kinds)}"
        raise ValueError(message)
    try:
        return Tag(TagKind(kind), name), read_share(share)
    except ValueError as error:
        message = "a share from 0 to 100 % after the equals sign"
        raise ValueError(message) from error


def read_aims(text: str) -> tuple[Aim, ...]:
    """Return the aims that are written as `unserved,co2e:5%,cost`.

    What stands after a colon is the share of what the goal reached that later goals may
    give up again; it may be more than 100 %.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []
    aims: list[Aim] = []
    goals = [goal.value for goal in Goal]
    for part in text.split(","):
        goal, colon, give_up = (piece.strip() for piece in part.partition(":"))
        number = give_up.removesuffix("%").rstrip()
        if goal not in goals:
            expected = f"goals of {', '.join(goals)}{nearest(goal, goals)}"
            mistakes.append(Mistake(place="--aims", found=quoted(part.strip()), expected=expected))
        elif colon and not _NUMBER.fullmatch(number):
            expected = f"a share after the colon, e.g. {goal}:5%"
            mistakes.append(Mistake(place="--aims", found=quoted(part.strip()), expected=expected))
        else:
            share = float(number) / (100 if give_up.endswith("%") else 1) if colon else 0.0
            aims.append(Aim(goal=Goal(goal), give_up=share))
    if mistakes:
        raise QuestionError(mistakes)
    return tuple(aims)


def check_limits(network: Network, limits: Limits) -> None:
    """Hold the tags of limits against a network.

    Raises
    ------
    QuestionError
        With every tag that the network does not have.
    """
    mistakes = list(limit_mistakes(network, limits))
    if mistakes:
        raise QuestionError(mistakes)


def limit_mistakes(network: Network, limits: Limits) -> Iterator[Mistake]:
    """Yield every tag of limits that a network does not have, open or closed."""
    for share in limits.shares:
        kind, name = share.tag
        known = _known(network, kind)
        if name not in known:
            hint = nearest(name, known)
            if not hint and len(known) <= MOST_NAMED:
                hint = f": {', '.join(sorted(known))}" if known else "; there is none"
            expected = f"{_ARTICLE[kind]} {kind.value} of the network{hint}"
            yield Mistake(place=f"share of {share.tag}", found=quoted(name), expected=expected)


def _known(network: Network, kind: TagKind) -> set[str]:
    services = network.services.values()
    match kind:
        case TagKind.MODE:
            return {service.mode.value for service in services}
        case TagKind.CORRIDOR:
            return {service.corridor for service in services}
        case TagKind.CARRIER:
            return {service.carrier_type for service in services}
        case TagKind.SERVICE:
            return set(network.services)
        case TagKind.EXPOSURE:
            return {name for link in network.links.values() for name in link.exposures}
