"""What each parameter and scenario of a sweep moves, largest swing first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from ..errors import Mistake, QuestionError
from ..spelling import nearest
from .case import Values
from .outcome import MEASURES, Measure, SweepResult, SweepRow

Point = tuple[str, Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoEnd:
    """A figure where one thing differs from the reference.

    Parameters
    ----------
    label
        The scenario, or the value of the parameter.
    mean, least, most
        The figure over the seeds that have one.
    change
        The mean of what changes, seed by seed.
    num_seeds
        Seeds with a figure both here and at the reference.
    more_unserved_teu
        How much more is left behind on average: a cost that is less because less is
        served is no saving.
    """

    label: str
    mean: float
    least: float
    most: float
    change: float
    num_seeds: int
    more_unserved_teu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoBar:
    """What one parameter, or a stack of scenarios, moves while all else is as in the reference.

    ``axis`` is the name of the parameter, or the stack.
    """

    axis: str
    reference_label: str
    ends: tuple[TornadoEnd, ...]

    @property
    def swing(self) -> float:
        """From the least to the greatest change, the reference (0) among them."""
        changes = [0.0, *(end.change for end in self.ends)]
        return max(changes) - min(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    """What moves a figure away from the reference case.

    ``missing`` names what has no bar, or only a part of one, because no case of it ended
    with a figure.
    """

    measure: Measure
    reference: str
    reference_mean: float
    bars: tuple[TornadoBar, ...]
    missing: tuple[str, ...]


def measure_named(name: str) -> Measure:
    """Return a measure by name.

    Raises
    ------
    QuestionError
        There is none.
    """
    known = {measure.name: measure for measure in MEASURES}
    if name not in known:
        expected = f"one of {', '.join(known)}{nearest(name, known)}"
        raise QuestionError([Mistake(place="figure", found=repr(name), expected=expected)])
    return known[name]


def tornado(result: SweepResult, figure: str = "cost_usd") -> Tornado:
    """Return what moves a figure: cases that differ from the reference in one thing only.

    Raises
    ------
    QuestionError
        There is no such figure, or the reference has none with any seed.
    """
    measure, sweep = measure_named(figure), result.sweep
    by_point = _rows_by_point(result)
    base = {
        seed: row
        for seed, row in by_point.get(sweep.reference, {}).items()
        if row.figure(figure) is not None
    }
    if not base:
        expected = "a reference case (the first of everything) that has it"
        raise QuestionError([Mistake(place=figure, found="no figure", expected=expected)])
    missing: list[str] = []
    bars = [_bar(axis, by_point, base, figure, missing) for axis in _axes(result)]
    return Tornado(
        measure=measure,
        reference=_text(sweep.reference),
        reference_mean=fmean(_figures(base, figure)),
        bars=tuple(sorted((b for b in bars if b.ends), key=lambda bar: (-bar.swing, bar.axis))),
        missing=tuple(missing),
    )


def _text(point: Point) -> str:
    stack, values = point
    return ", ".join((stack, *(f"{name}={value:g}" for name, value in values)))


def _rows_by_point(result: SweepResult) -> dict[Point, dict[int, SweepRow]]:
    found: dict[Point, dict[int, SweepRow]] = {}
    for row in result.rows:
        found.setdefault((row.case.stack, row.case.values), {})[row.case.seed] = row
    return found


def _axes(result: SweepResult) -> Iterator[tuple[str, str, list[tuple[str, Point]]]]:
    """Yield each axis: its name, the label of its reference, and its other points."""
    sweep = result.sweep
    stack, values = sweep.reference
    for other in sweep.stacks[1:]:
        yield other, stack, [(other, (other, values))]
    for place, (name, choices) in enumerate(sweep.parameters):
        points = [
            (f"{value:g}", (stack, (*values[:place], (name, value), *values[place + 1 :])))
            for value in choices[1:]
        ]
        yield name, f"{choices[0]:g}", points


def _bar(
    axis: tuple[str, str, list[tuple[str, Point]]],
    by_point: Mapping[Point, Mapping[int, SweepRow]],
    base: Mapping[int, SweepRow],
    figure: str,
    missing: list[str],
) -> TornadoBar:
    name, reference_label, points = axis
    ends = []
    for label, point in points:
        rows = {s: r for s, r in by_point.get(point, {}).items() if r.figure(figure) is not None}
        if rows.keys() & base.keys():
            ends.append(_end(label, rows, base, figure))
        else:
            missing.append(label if label == name else f"{name} {label}")
    return TornadoBar(axis=name, reference_label=reference_label, ends=tuple(ends))


def _end(
    label: str, rows: Mapping[int, SweepRow], base: Mapping[int, SweepRow], figure: str
) -> TornadoEnd:
    seeds = sorted(rows.keys() & base.keys())
    here, there = ({seed: found[seed] for seed in seeds} for found in (rows, base))
    figures = _figures(here, figure)
    return TornadoEnd(
        label=label,
        mean=fmean(figures),
        least=min(figures),
        most=max(figures),
        change=fmean(figures) - fmean(_figures(there, figure)),
        num_seeds=len(seeds),
        more_unserved_teu=fmean(_figures(here, "unserved_teu"))
        - fmean(_figures(there, "unserved_teu")),
    )


def _figures(rows: Mapping[int, SweepRow], figure: str) -> list[float]:
    return [row.figure(figure) or 0.0 for row in rows.values()]
