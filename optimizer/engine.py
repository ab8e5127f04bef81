"""The seam between the searches and the two engines that answer them alike.

The compiled engine serves where it was built; the one in Python serves elsewhere, and is
the oracle of the tests. LANDBRIDGE_ENGINE=python or =core forces one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, TypeVar

from ..network.errors import Mistake, QuestionError
from . import bounds as one_criterion
from . import label_setting
from .label_setting import Bounds, Query
from .search_graph import Path, SearchGraph

VARIABLE = "LANDBRIDGE_ENGINE"

Kind = TypeVar("Kind")


class Engine(Protocol):
    """What an engine does; the same input gives the same answer in both, path for path."""

    @property
    def name(self) -> str:
        """Value of LANDBRIDGE_ENGINE that forces the engine."""
        ...

    @property
    def title(self) -> str:
        """What the engine is, for certificates."""
        ...

    def bounds_to_target(self, graph: SearchGraph) -> Bounds:
        """Return lower bounds on cost, time and CO2e from every node to the target."""
        ...

    def pareto_paths(self, graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
        """Yield the paths that nothing beats, in the order of cost."""
        ...

    def reach_cost(self, graph: SearchGraph) -> list[float]:
        """Return the least cost from the source to every node, whenever departures leave."""
        ...

    def reach_minutes(self, graph: SearchGraph, start: int) -> list[float]:
        """Return the earliest arrival at every node from the source."""
        ...


class PythonEngine:
    """Label setting in pure Python; see `Engine`."""

    name = "python"
    title = "label setting in Python"
    bounds_to_target = staticmethod(one_criterion.bounds_to_target)
    pareto_paths = staticmethod(label_setting.pareto_paths)
    reach_cost = staticmethod(one_criterion.reach_cost)
    reach_minutes = staticmethod(one_criterion.reach_minutes)


def engine() -> Engine:
    """Return the engine that answers; see `chosen`."""
    return chosen(_core, PythonEngine)


def chosen(core: Callable[[], Kind | None], python: Callable[[], Kind]) -> Kind:
    """Return the compiled one of two alike where it was built, or what LANDBRIDGE_ENGINE names.

    Parameters
    ----------
    core
        Gives the compiled one; None where it was not built.
    python
        Gives the one in Python.

    Raises
    ------
    QuestionError
        LANDBRIDGE_ENGINE names none, or the core, and that was not built.
    """
    wanted = os.environ.get(VARIABLE, "")
    found = core() if wanted != "python" else None
    if wanted == "core" and found is None:
        raise QuestionError(
            [
                Mistake(
                    place=VARIABLE,
                    found="core, which was not built: no C++ compiler at installation",
                    expected="python, or an installation with a compiler",
                )
            ]
        )
    if wanted not in ("", "python", "core"):
        raise QuestionError(
            [Mistake(place=VARIABLE, found=repr(wanted), expected="python or core")]
        )
    return found or python()


def name() -> str:
    """Return the name of the engine that answers: `core` or `python`."""
    return engine().name


@cache
def _core() -> Engine | None:
    """Return the compiled engine; None where it was not built."""
    try:
        core: Engine = import_module(".core_engine", __package__).CoreEngine()
    except ImportError:
        return None
    return core
