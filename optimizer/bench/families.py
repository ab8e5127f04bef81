"""The families of cases, and how cases are chosen by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ...network.errors import Mistake, QuestionError
from ...network.spelling import nearest
from .case import BenchCase
from .designs import additions_cases, canad_cases, whole_cases
from .flows import generated_cases, liner_cases, mcf_cases
from .weekly import weekly_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Cases of one kind; ``folder`` is where they lie among the cases, if they lie anywhere."""

    title: str
    folder: str | None
    cases: Callable[[Path], Iterable[BenchCase]]


FAMILIES: Mapping[str, Family] = {
    "weekly": Family(
        title="orders on weekly services that share containers",
        folder="weekly_schedule",
        cases=weekly_cases,
    ),
    "rcmcf": Family(
        title="liner cargo routing with transit-time limits", folder="rcmcf", cases=liner_cases
    ),
    "mcf": Family(title="plain multicommodity flow", folder="mcf", cases=mcf_cases),
    "generated": Family(
        title="generated networks with time limits", folder=None, cases=generated_cases
    ),
    "canad": Family(title="network design with fixed charges", folder="canad", cases=canad_cases),
    "whole": Family(
        title="generated networks whose shipments may not split", folder=None, cases=whole_cases
    ),
    "additions": Family(
        title="generated networks with a budget for additions", folder=None, cases=additions_cases
    ),
}
"""Families by name, in the order in which they run."""


def find_cases(names: Iterable[str], folder: Path) -> list[BenchCase]:
    """Return the cases that names mean, each once, in the order of the families.

    A name is a family, a case (``mcf/planar30``), or a pattern of cases (``mcf/grid*``).
    Without names all cases that are there are meant.

    Raises
    ------
    QuestionError
        A name that means nothing, or cases that are not in the folder.
    DatasetError
        The list of known optima cannot be read.
    """
    there = {name: family for name, family in FAMILIES.items() if is_there(family, folder)}
    cases = [case for family in there.values() for case in family.cases(folder)]
    names = tuple(names)
    if not names:
        return cases
    mistakes = [m for name in names for m in _unknown(name, cases, there, folder)]
    if mistakes:
        raise QuestionError(mistakes)
    return [case for case in cases if any(_means(name, case) for name in names)]


def is_there(family: Family, folder: Path) -> bool:
    """Tell whether the cases of a family can be run."""
    return family.folder is None or (folder / family.folder).is_dir()


def _means(name: str, case: BenchCase) -> bool:
    return name in (case.family, case.name) or fnmatchcase(case.id, name)


def _unknown(
    name: str, cases: Iterable[BenchCase], there: Mapping[str, Family], folder: Path
) -> Iterable[Mistake]:
    """Yield what is wrong with a name."""
    ids = [case.id for case in cases]
    if name in there or any(_means(name, case) for case in cases):
        return
    family = FAMILIES.get(name.partition("/")[0])
    if family is not None and not is_there(family, folder):
        found, expected = f"no folder {folder / str(family.folder)}", f"one with cases for {name}"
        yield Mistake(place="--cases", found=found, expected=expected)
        return
    known = [*FAMILIES, *ids]
    expected = f"a family ({', '.join(FAMILIES)}), a case or a pattern{nearest(name, known)}"
    yield Mistake(place="name of a case", found=repr(name), expected=expected)
