"""Scenarios that stand in files of their own, beside those of a dataset."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from .change_checks import change_mistakes, pattern_mistakes
from .errors import Mistake, ScenarioError
from .network import Network
from .scenario import NO_ORIGINALS, Change, Scenario, read_scenario
from .scenario_stack import needs, reached, relation_mistakes, resolved

SUFFIX = ".toml"
"""How the name of a scenario file ends; ids hold no slash, and none ends like this."""

JOIN = "+"
"""Stands between the scenarios of a stack."""

BASE = "base"
"""The stack of no scenario."""


def is_file(text: str) -> bool:
    """Tell whether a text names a scenario file, not the id of a scenario."""
    return text.endswith(SUFFIX) or "/" in text or "\\" in text


def find_scenarios(texts: Iterable[str]) -> tuple[str | Scenario, ...]:
    """Return ids as they are, and read the files among them.

    Raises
    ------
    ScenarioError
        With every mistake in the files.
    """
    mistakes: list[Mistake] = []
    found: list[str | Scenario] = []
    for text in texts:
        scenario = read_scenario(Path(text), mistakes) if is_file(text) else text
        if scenario is not None:
            found.append(scenario)
    if mistakes:
        raise ScenarioError(mistakes)
    return tuple(found)


def find_scenario(text: str, network: Network) -> Scenario:
    """Return the scenario of a network by id, or the one in a file.

    Raises
    ------
    ScenarioError
        The id is unknown, or the file has mistakes.
    """
    mistakes: list[Mistake] = []
    (one,) = find_scenarios([text])
    scenario = resolved(one, network.scenarios, network.name, mistakes)
    if scenario is None:
        raise ScenarioError(mistakes)
    return scenario


def apply_stack(network: Network, stack: str) -> Network:
    """Apply ids and files of scenarios that are written as `suez_reopens+mine.toml`.

    Parameters
    ----------
    stack
        Empty, or `base`: none.

    Raises
    ------
    ScenarioError
        A file or a scenario is wrong, or does not fit the network.
    """
    texts = [text.strip() for text in stack.split(JOIN)]
    if texts in ([""], [BASE]) and BASE not in network.scenarios:
        return network
    return network.apply(*find_scenarios(texts))


def check_scenario_files(
    files: Iterable[Path], network: Network
) -> Mapping[Path, tuple[Scenario | None, tuple[Mistake, ...]]]:
    """Return for each file its scenario and every mistake in it.

    Each scenario is held against the network with what it requires applied before it; the
    files may name each other.
    """
    read: dict[Path, Scenario | None] = {}
    found: dict[Path, list[Mistake]] = {}
    for file in files:
        found[file] = []
        read[file] = read_scenario(file, found[file])
        if read[file] is None:
            found[file] += _misfits_of_changes(file, network)
    given = {s.id: s for s in read.values() if s is not None}
    known = {**network.scenarios, **given}
    world = replace(network, scenarios=MappingProxyType(known))
    for file, scenario in read.items():
        if scenario is not None:
            found[file] += _id_mistakes(file, scenario, network, given)
            found[file] += relation_mistakes(reached([scenario], known), known)
            found[file] += [] if found[file] else _misfits(scenario, world)
    return {file: (scenario, tuple(found[file])) for file, scenario in read.items()}


def _id_mistakes(
    file: Path, scenario: Scenario, network: Network, given: Mapping[str, Scenario]
) -> list[Mistake]:
    others = (network.scenarios.get(scenario.id, scenario), given[scenario.id])
    if all(other == scenario for other in others):
        return []
    found = f"{scenario.id!r}, which another scenario has"
    return [Mistake(place=f"{file.name}, id", found=found, expected="an id of its own")]


def _misfits_of_changes(file: Path, network: Network) -> list[Mistake]:
    """Return what is wrong with the changes of a file that can be read, where others cannot."""
    try:
        changes = list(enumerate(tomllib.loads(file.read_text("utf-8"))["changes"], start=1))
    except (OSError, ValueError, KeyError, TypeError):
        return []
    mistakes: list[Mistake] = []
    for number, cells in changes:
        try:
            change = Change.model_validate(cells)
        except ValidationError:
            continue  # said by `read_scenario`
        place = f"{file.name}, change {number}"
        wrong = list(change_mistakes(change, place))
        if not wrong:
            table = network.raw[f"{change.table}.csv"]
            wrong = list(pattern_mistakes(change, table, NO_ORIGINALS, place))
        mistakes += wrong
    return mistakes


def _misfits(scenario: Scenario, network: Network) -> tuple[Mistake, ...]:
    try:
        network.apply(*needs(scenario, network.scenarios), scenario)
    except ScenarioError as error:
        return error.mistakes
    return ()
