"""Sweeps as they are written: in a TOML file, or in the words of a command line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import Mistake, QuestionError, expectation, quoted
from ..limit_texts import read_limits
from ..limits import Lateness, Limits, Objective
from ..scenario_files import BASE
from ..spelling import nearest
from ..tables import read_text
from .case import MOST_CASES, Design, Sweep
from .digest import SweepQuestion

SEEDS = "seeds such as 1-5 or 1,4,9"
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_RANGE = re.compile(r"(\d{1,10})(?:-(\d{1,10}))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A sweep, and what all of its cases ask."""

    sweep: Sweep
    question: SweepQuestion


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list) else (value,)


def _unless_text(value: object) -> object:
    return value if isinstance(value, str) else _as_tuple(value)


Number = Annotated[float, Field(allow_inf_nan=False, strict=True)]
Numbers = Annotated[tuple[Number, ...], BeforeValidator(_as_tuple)]


class _Limits(BaseModel):
    """Limits, by the names and in the words of the options of `landbridge plan`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    budget_usd: Number | None = None
    lateness: Lateness = Lateness.PRICED
    order_budgets: bool = True
    co2e_t: Number | None = None
    carbon_usd_per_t: Number = 0.0
    at_most: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    on_time: str | None = None
    max_parts: int | None = None
    min_part_units: int = 1
    aims: str | None = None

    def limits(self) -> Limits:
        return read_limits(**dict(self))


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = (BASE,)
    seeds: Annotated[tuple[int, ...] | str, BeforeValidator(_unless_text)] = (1,)
    design: Design = Design.GRID
    objective: Objective = Objective.FREIGHT
    fast: bool = False
    gap: Number = 0.001
    seconds: Number = 60.0
    limits: _Limits = _Limits()
    parameters: dict[str, Numbers] = Field(default_factory=dict)


def read_sweep(path: Path) -> Description:
    """Read a sweep from a TOML file (docs/sweeps.md).

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []
    text = read_text(path, mistakes)
    if text is None:
        raise QuestionError(mistakes)
    try:
        file = _File.model_validate(_flat(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        mistake = Mistake(place=path.name, found=f"{error}", expected="a TOML file")
        raise QuestionError([mistake]) from None
    except ValidationError as invalid:
        raise QuestionError(_field_mistakes(path.name, invalid)) from None
    try:
        return _description(file)
    except QuestionError as error:
        raise QuestionError(
            Mistake(place=f"{path.name}, {m.place}", found=m.found, expected=m.expected)
            for m in error.mistakes
        ) from None


def _flat(document: dict[str, Any]) -> dict[str, Any]:
    """Join the keys of nested tables of parameters: TOML reads `price.rail` as two."""
    parameters = document.get("parameters")
    if not isinstance(parameters, dict):
        return document
    return {**document, "parameters": dict(_joined("", parameters))}


def _joined(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _joined(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value


def _description(file: _File) -> Description:
    seeds = read_seeds(file.seeds) if isinstance(file.seeds, str) else file.seeds
    return Description(
        sweep=Sweep(
            stacks=file.scenarios,
            parameters=tuple(file.parameters.items()),
            seeds=seeds,
            design=file.design,
        ),
        question=SweepQuestion(
            objective=file.objective,
            limits=file.limits.limits(),
            is_linear=file.fast,
            gap=file.gap,
            seconds=file.seconds,
        ),
    )


def _field_mistakes(file: str, invalid: ValidationError) -> Iterator[Mistake]:
    for error in invalid.errors():
        where = ".".join(str(part) for part in error["loc"])
        found, expected = quoted(str(error["input"])), expectation(error["msg"])
        if error["type"] == "extra_forbidden":
            known = (_File if len(error["loc"]) == 1 else _Limits).model_fields
            expected += f"; one of {', '.join(known)}{nearest(str(error['loc'][-1]), known)}"
        yield Mistake(place=f"{file}, {where}", found=found, expected=expected)


def read_seeds(text: str) -> tuple[int, ...]:
    """Return the seeds that are written as `1-5` or `1,4,9`.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []
    seeds: list[int] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if 0 <= last - first < MOST_CASES:
            seeds += range(first, last + 1)
        else:
            mistakes.append(Mistake(place="--seeds", found=quoted(part.strip()), expected=SEEDS))
    if mistakes:
        raise QuestionError(mistakes)
    return tuple(seeds)


def read_parameters(texts: Iterable[str]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return the parameters that are written as `price.rail=1,0.8,1.2`.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    mistakes: list[Mistake] = []
    found: list[tuple[str, tuple[float, ...]]] = []
    for text in texts:
        name, equals, numbers = (part.strip() for part in text.rpartition("="))
        parts = [part.strip() for part in numbers.split(",")]
        if equals and name and all(_NUMBER.fullmatch(part) for part in parts):
            found.append((name, tuple(float(part) for part in parts)))
        else:
            expected = "a parameter and its values, e.g. price.rail=1,0.8,1.2"
            mistakes.append(Mistake(place="--set", found=quoted(text), expected=expected))
    if mistakes:
        raise QuestionError(mistakes)
    return tuple(found)
