"""Why a figure of a terminal is what it is: the base vintage, and every step that changed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .changes import changed_tables
from .errors import Mistake, QuestionError
from .handling import ANY
from .network import Network
from .practices import switched_tables
from .practices_handling import transfers_at
from .practices_switches import JOIN, read_switches, states_of
from .practices_targets import row_in_force
from .practices_world import OFF, VINTAGE, Cells, Selector, World, vintage_rows
from .scenario_stack import with_parts
from .spelling import nearest
from .tables import RawTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A figure after a practice or scenario, or in the base world."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFigure:
    """A figure of a terminal, from the base world on: the last step is what holds."""

    figure: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the figures of a terminal are what they are.

    Attributes
    ----------
    figures
        General clearance both ways, and every other figure that some step changed.
    levels
        Import and export hours of every vintage that can be chosen here.
    contained
        Practices that the level which holds contains already.
    """

    terminal_id: str
    figures: tuple[ExplainedFigure, ...]
    levels: tuple[tuple[str, str, str], ...]
    contained: tuple[str, ...]


def explain_terminal(network: Network, terminal_id: str) -> Explanation:
    """Return why clearance and handling at a terminal take and cost what they do.

    Raises
    ------
    QuestionError
        There is no such terminal.
    """
    if terminal_id not in network.terminals:
        expected = f"a terminal of {network.name}{nearest(terminal_id, network.terminals)}"
        mistake = Mistake(place="terminal", found=f"{terminal_id!r}", expected=expected)
        raise QuestionError([mistake])
    worlds = list(_worlds(network))
    figures = [(name, dict(_figures(world, terminal_id))) for name, world in worlds]
    names = dict.fromkeys(key for _, found in figures for key in found)
    explained = {name: _explained(name, figures) for name in names}
    last = worlds[-1][1]
    off = {n for n, state in states_of(network.applied).items() if state == OFF}
    return Explanation(
        terminal_id=terminal_id,
        figures=tuple(f for f in explained.values() if _is_told(f, explained)),
        levels=tuple(_levels(last, terminal_id)),
        contained=tuple(name for name in _contained(last, terminal_id) if name not in off),
    )


ALWAYS = ("export clearance of * (h)", "import clearance of * (h)")


CLASS = re.compile(r"(?<=clearance of )\S+")


def _is_told(figure: ExplainedFigure, every: Mapping[str, ExplainedFigure]) -> bool:
    """Tell whether a figure has a story of its own: a class may have that of all cargo."""
    general = every.get(CLASS.sub(ANY, figure.figure), figure)
    is_own = general is figure or general.steps != figure.steps
    return figure.figure in ALWAYS or (len(figure.steps) > 1 and is_own)


def _worlds(network: Network) -> Iterator[tuple[str, World]]:
    """Yield the tables of the base world, and after each practice and scenario."""
    base = network.base or network.raw
    practices = tuple(network.practices.values())
    tables: Mapping[str, RawTable] = base
    yield "base world", World(tables=tables, base=base, practices=practices)
    switches = read_switches(states_of(network.applied), network.practices, base)
    _, done = switched_tables(base, network.practices, switches)
    for step in done:
        if step.changes:
            tables = changed_tables(tables, step.scenario)
        name = f"{step.practice.id}{JOIN}{step.state}"
        yield name, World(tables=tables, base=base, practices=practices)
    for scenario in with_parts(network.applied, network.scenarios):
        tables = changed_tables(tables, scenario)
        yield scenario.id, World(tables=tables, base=base, practices=practices)


def _explained(name: str, figures: list[tuple[str, dict[str, str]]]) -> ExplainedFigure:
    steps: list[Step] = []
    for step, found in figures:
        value = found.get(name, "none")
        if not steps or steps[-1].value != value:
            steps.append(Step(name=step, value=value))
    return ExplainedFigure(figure=name, steps=tuple(steps))


def _figures(world: World, terminal_id: str) -> Iterator[tuple[str, str]]:
    """Yield every figure of a terminal: clearance by class, hand-over, handling, services."""
    terminal = next(row for row in world.rows("terminals") if row["id"] == terminal_id)
    classes = (ANY, *(row["id"] for row in world.rows("cargo_classes")))
    for direction in ("export", "import"):
        for cargo in classes:
            row = row_in_force(world, terminal, direction, cargo)
            if row is not None:
                what = f"{direction} clearance of {cargo}"
                yield f"{what} (h)", row["hours_typical"]
                yield f"{what} (USD)", row["usd_per_shipment"]
                yield f"{what} (calendar)", row.get("calendar", "") or "around the clock"
    for row in world.rows("clearance"):
        is_here = (row["place"], row["regime"]) == (terminal_id, "river_sea_transfer")
        if is_here and row["is_default"] == "yes":
            yield "customs from river to sea (h)", row["hours_typical"]
    for _, row in transfers_at(world, terminal, Selector({"from_mode": (ANY,)})):
        what = f"handling {row['from_mode']} to {row['to_mode']}"
        yield f"{what} (h)", row["hours_typical"]
        yield f"{what} (USD for 40ft)", row["usd_per_40ft"]
    yield "open services that load or unload", str(_num_open(world, terminal_id))


def _num_open(world: World, terminal_id: str) -> int:
    here = {
        call["service_id"]
        for call in world.rows("calls")
        if call["terminal_id"] == terminal_id and "yes" in (call["may_load"], call["may_unload"])
    }
    return sum(row["id"] in here and row["status"] == "open" for row in world.rows("services"))


def _level_rows(world: World, terminal_id: str) -> list[Cells]:
    terminal = next(row for row in world.rows("terminals") if row["id"] == terminal_id)
    for practice in world.practices:
        if practice.parameter == VINTAGE:
            return [r for r in vintage_rows(world, practice) if r["place"] == terminal["region"]]
    return []


def _levels(world: World, terminal_id: str) -> Iterator[tuple[str, str, str]]:
    hours: dict[str, dict[str, str]] = {}
    base = World(tables=world.base, base=world.base, practices=world.practices)
    for row in _level_rows(base, terminal_id):
        hours.setdefault(row["vintage"], {})[row["direction"]] = row["hours_typical"]
    for vintage, found in sorted(hours.items()):
        yield vintage, found.get("import", ""), found.get("export", "")


def _contained(world: World, terminal_id: str) -> Iterator[str]:
    for row in _level_rows(world, terminal_id):
        holds = row["is_default"] == "yes" and row["cargo_class"] == ANY
        if holds and row["direction"] == "import":
            named = {*row.get("included_in_vintage", "").split(";")}
            for practice in world.practices:
                since = practice.included_from_vintage
                is_of_clearance = practice.parameter.startswith("clearance.")
                if practice.id in named or (is_of_clearance and since and row["vintage"] >= since):
                    yield practice.id
