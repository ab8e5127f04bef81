"""Which scenarios go together, and in which order they are applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .errors import Mistake, ScenarioError
from .scenario import Scenario
from .spelling import nearest

RELATIONS = ("requires", "excludes", "includes")
"""Fields of a scenario that name others."""


class Step(NamedTuple):
    """A scenario to apply; parts of a bundle were not asked for by themselves."""

    scenario: Scenario
    is_asked: bool


def stacked(
    asked: Iterable[str | Scenario],
    known: Mapping[str, Scenario],
    applied: Iterable[str],
    name: str,
) -> tuple[Step, ...]:
    """Return scenarios in the order in which they are applied, parts before their bundle.

    Parameters
    ----------
    asked
        Ids of known scenarios, or scenarios themselves.
    known
        Scenarios by id.
    applied
        Ids of what was asked for before.
    name
        Name of the network, for messages.

    Raises
    ------
    ScenarioError
        With every mistake: an unknown id, one asked for twice or applied before, one without
        what it requires before it, or beside one that it excludes.
    """
    mistakes: list[Mistake] = []
    found = [resolved(scenario, known, name, mistakes) for scenario in asked]
    chosen = [scenario for scenario in found if scenario is not None]
    everything = {**known, **{scenario.id: scenario for scenario in chosen}}
    mistakes += relation_mistakes(reached(chosen, everything), everything)
    if mistakes:
        raise ScenarioError(mistakes)
    order = _Order(everything, applied)
    for scenario in chosen:
        order.add(scenario)
    if order.mistakes:
        raise ScenarioError(order.mistakes)
    return tuple(order.found)


def reached(scenarios: Iterable[Scenario], known: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Return scenarios and all that they need, directly or not, by id."""
    found = {scenario.id: scenario for scenario in scenarios}
    waiting = list(found.values())
    for scenario in waiting:
        for name in (*scenario.requires, *scenario.includes):
            if name in known and name not in found:
                found[name] = known[name]
                waiting.append(known[name])
    return found


def resolved(
    scenario: str | Scenario, known: Mapping[str, Scenario], name: str, mistakes: list[Mistake]
) -> Scenario | None:
    """Return a scenario by id; append to ``mistakes`` where it is unknown, or clashes."""
    if isinstance(scenario, Scenario):
        if known.get(scenario.id, scenario) == scenario:
            return scenario
        found = f"id {scenario.id!r}, which another scenario of {name} has"
        mistakes.append(Mistake(place="scenario", found=found, expected="an id of its own"))
    elif scenario in known:
        return known[scenario]
    else:
        expected = f"a scenario of {name}{nearest(scenario, known)}"
        found = f"unknown id {scenario!r}"
        mistakes.append(Mistake(place="scenario", found=found, expected=expected))
    return None


class _Order:
    """Puts scenarios in order, and collects what does not go together."""

    def __init__(self, known: Mapping[str, Scenario], applied: Iterable[str]) -> None:
        self._known = known
        self._done: list[str] = []
        self.found: list[Step] = []
        self.mistakes: list[Mistake] = []
        for name in applied:
            self._remember(name)

    def _remember(self, name: str) -> None:
        """Count a scenario and its parts as applied."""
        if name not in self._done:
            scenario = self._known.get(name)
            for part in scenario.includes if scenario else ():
                self._remember(part)
            self._done.append(name)

    def add(self, scenario: Scenario, *, is_asked: bool = True) -> None:
        """Add a scenario after its parts."""
        if scenario.id in self._done:
            found, expected = f"{scenario.id!r} a second time", "each scenario once"
            self.mistakes.append(Mistake(place="scenario", found=found, expected=expected))
            return
        for part in scenario.includes:
            if part not in self._done:
                self.add(self._known[part], is_asked=False)
        self._hold_against_others(scenario)
        self._done.append(scenario.id)
        self.found.append(Step(scenario, is_asked))

    def _hold_against_others(self, scenario: Scenario) -> None:
        place = f"scenario {scenario.id}"
        for name in scenario.requires:
            if name not in self._done:
                found, expected = f"no {name!r} before it", f"{name!r} first: it is required"
                self.mistakes.append(Mistake(place=place, found=found, expected=expected))
        for name in self._done:
            other = self._known.get(name)
            if name in scenario.excludes or (other and scenario.id in other.excludes):
                found, expected = f"{name!r} beside it", "one of the two: they exclude each other"
                self.mistakes.append(Mistake(place=place, found=found, expected=expected))


def needs(scenario: Scenario, known: Mapping[str, Scenario]) -> tuple[str, ...]:
    """Return the ids of what must be applied before a scenario, what comes first in front.

    A bundle brings what it includes; what its parts require besides must come before.
    """
    found: list[str] = []
    brought = {part.id for part in with_parts(scenario.includes, known)}
    for one in (scenario, *(known[name] for name in sorted(brought))):
        for name in one.requires:
            if name in known and name not in brought and name not in found:
                found += [n for n in needs(known[name], known) if n not in (*brought, *found)]
                found.append(name)
    return tuple(found)


def with_parts(names: Iterable[str], known: Mapping[str, Scenario]) -> tuple[Scenario, ...]:
    """Return known scenarios and all that they include, parts before their bundle, each once."""
    found: dict[str, Scenario] = {}
    for name in names:
        if name in known and name not in found:
            for part in with_parts(known[name].includes, known):
                found.setdefault(part.id, part)
            found[name] = known[name]
    return tuple(found.values())


def relation_mistakes(
    scenarios: Mapping[str, Scenario], known: Mapping[str, Scenario]
) -> Iterator[Mistake]:
    """Yield what scenarios say wrongly of others.

    Unknown ids, circles of what requires or includes what, and a scenario that needs what
    it excludes.

    Parameters
    ----------
    scenarios
        Scenarios that are checked, by id.
    known
        All that they may name.
    """
    clear: set[str] = set()
    circles: set[frozenset[str]] = set()
    for scenario in scenarios.values():
        place = f"scenario {scenario.id}"
        for field in RELATIONS:
            for name in getattr(scenario, field):
                if name not in known:
                    expected = f"the id of a scenario{nearest(name, known)}"
                    found = f"unknown id {name!r}"
                    yield Mistake(place=f"{place}, {field}", found=found, expected=expected)
        for name in sorted({*scenario.requires, *scenario.includes} & {*scenario.excludes}):
            found, expected = f"{name!r}, which it needs", "scenarios that it does without"
            yield Mistake(place=f"{place}, excludes", found=found, expected=expected)
        circle = _circle(scenario.id, known, clear)
        if circle and frozenset(circle) not in circles:
            circles.add(frozenset(circle))
            found = " > ".join(circle)
            yield Mistake(place=place, found=found, expected="nothing that needs itself")


def _circle(
    name: str, known: Mapping[str, Scenario], clear: set[str], way: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return a circle that is reached over what a scenario needs; empty where there is none.

    Parameters
    ----------
    clear
        What is known to reach none; what is found out is added.
    """
    if name in way:
        return (*way[way.index(name) :], name)
    if name in clear or name not in known:
        return ()
    for needed in (*known[name].requires, *known[name].includes):
        circle = _circle(needed, known, clear, (*way, name))
        if circle:
            return circle
    clear.add(name)
    return ()
