"""Practices as switches: tables with facilitation measures on or off.

The order is fixed: the base vintage of clearance, practices in the order of practices.csv,
then scenarios, then what the user gives. Whatever a switch does is a list of changes, so
that the verifier and all else read nothing but tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import practices_clearance as clearance
from .changes import changed_tables
from .errors import Mistake, ScenarioError, quoted
from .practice import Practice
from .practices_switches import HANDLERS, JOIN, read_switches, states_of
from .practices_world import ON, VINTAGE, Effect, World
from .scenario import Change, Scenario
from .tables import RawTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedPractice:
    """What switching one practice did.

    Attributes
    ----------
    practice, state
        Which practice, and `on`, `off` or the vintage that was chosen.
    changes
        Changes of the tables, in order.
    remark
        Why nothing changes, or what is left as it is; empty where all that was asked for is done.
    """

    practice: Practice
    state: str
    changes: tuple[Change, ...]
    remark: str

    @property
    def scenario(self) -> Scenario:
        """The changes as a scenario."""
        return Scenario(
            id=f"{self.practice.id}.{self.state}", name=self.practice.name, changes=self.changes
        )

    def __str__(self) -> str:
        """Say what was switched and what came of it, in one line."""
        done = f"{len(self.changes)} changes" if self.changes else "changes nothing"
        remark = f": {self.remark}" if self.remark else ""
        return f"{self.practice.id}{JOIN}{self.state}: {done}{remark}"


SETTINGS = frozenset({"clearance.certificates", "clearance.document_hours"})
"""Parameters that the document work reads; they change no row themselves."""


def switched_tables(
    base: Mapping[str, RawTable], practices: Mapping[str, Practice], switches: Mapping[str, str]
) -> tuple[Mapping[str, RawTable], tuple[SwitchedPractice, ...]]:
    """Return the tables with practices switched, and what each of them did.

    Raises
    ------
    ScenarioError
        A practice does not fit the tables.
    """
    tables, done = base, []
    for practice in in_order(practices, switches):
        world = World(
            tables=tables, base=base, practices=tuple(practices.values()), switches=switches
        )
        state = switches[practice.id]
        effect = _effect(world, practice, state)
        step = SwitchedPractice(
            practice=practice, state=state, changes=effect.changes, remark=effect.remark
        )
        if step.changes:
            tables = changed_tables(tables, step.scenario)
        done.append(step)
    return tables, tuple(done)


def practised(
    base: Mapping[str, RawTable],
    practices: Mapping[str, Practice],
    asked: Mapping[str, bool | str],
    applied: tuple[str, ...],
) -> tuple[Mapping[str, RawTable], tuple[str, ...]]:
    """Return the tables with practices as asked, and how each of them is switched.

    Parameters
    ----------
    applied
        What was switched before, and stays so where it is not asked for again.
    """
    before = read_switches(states_of(applied), practices, base)
    tables, done = switched_tables(base, practices, before | read_switches(asked, practices, base))
    return tables, tuple(f"{step.practice.id}{JOIN}{step.state}" for step in done)


def practice_log(
    base: Mapping[str, RawTable], practices: Mapping[str, Practice], applied: Iterable[str]
) -> tuple[SwitchedPractice, ...]:
    """Return what each practice did that is switched in a network, in order.

    Parameters
    ----------
    base
        Tables before any practice and scenario.
    applied
        What is applied to the network; scenarios among it are left out.
    """
    return switched_tables(base, practices, read_switches(states_of(applied), practices, base))[1]


def in_order(practices: Mapping[str, Practice], switches: Mapping[str, str]) -> Iterator[Practice]:
    """Yield the practices that are switched, the vintage first, then as in practices.csv."""
    chosen = [practice for practice in practices.values() if practice.id in switches]
    yield from sorted(chosen, key=lambda practice: practice.parameter != VINTAGE)


def _effect(world: World, practice: Practice, state: str) -> Effect:
    """Switch one practice; the vintage guard is here for what has no vintage of its own."""
    if practice.parameter == VINTAGE:
        return clearance.vintage(world, practice, state)
    is_on = state == ON
    if practice.parameter in SETTINGS:
        return _handled(world, practice, is_on=is_on)
    if not is_on and not practice.default_on:
        return Effect(remark="it is off in the base world already")
    since, now = practice.included_from_vintage, world.vintage
    is_dated_by_row = practice.parameter.startswith("clearance.")
    if is_on and not practice.default_on and not is_dated_by_row and since and now >= since:
        return Effect(remark=clearance.CONTAINED.format(now))
    return _handled(world, practice, is_on=is_on)


def _handled(world: World, practice: Practice, *, is_on: bool) -> Effect:
    try:
        return HANDLERS[practice.parameter](world, practice, is_on)
    except (ValueError, ArithmeticError, KeyError) as error:
        place, expected = f"practice {practice.id}", "figures and a selector that fit the tables"
        found = (
            f"{practice.operation} {quoted(practice.value)}, {quoted(practice.off_value)} ({error})"
        )
        raise ScenarioError([Mistake(place=place, found=found, expected=expected)]) from error
