"""Disruptions: how often something that routes pass fails, for how long, and what it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from .errors import DatasetError, Mistake
from .network import Network
from .read import dataset_folder
from .row import Hours, Id, Row, SourcedRow, Text, YesNo, column
from .rows import ReadRow, parse_rows
from .spelling import nearest
from .tables import read_table

FOLDER = "risk"
"""Folder of a dataset that holds its disruptions."""

YearlyRate = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=1, le=100, allow_inf_nan=False)]


class Disruption(SourcedRow):
    """Something that happens to all rides with one exposure for a while (docs/stress.md)."""

    file: ClassVar[str] = "disruptions.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Disruptions"

    id: Id = column("Identifier.")
    name: Text = column("Name.")
    exposure: Id = column("Exposure of the rides that it hits.")
    times_per_year: YearlyRate = column("How often it begins.", unit="1/a")
    lasts_hours_low: Hours = column("Short duration.", unit="h")
    lasts_hours_typical: Hours = column("Typical duration.", unit="h")
    lasts_hours_high: Hours = column("Long duration.", unit="h")
    closes: YesNo = column("Whether a ride that it hits stands still until its end.")
    delay_hours_low: Hours = column("Short delay of a ride that it hits, after that.", unit="h")
    delay_hours_typical: Hours = column("Typical delay.", unit="h")
    delay_hours_high: Hours = column("Long delay.", unit="h")
    price_factor: Factor = column("Factor on the line haul of a ride that it hits.")


def read_disruptions(network: Network, file: Path | None = None) -> tuple[Disruption, ...]:
    """Return the disruptions of a network.

    Parameters
    ----------
    network
        The network; its exposures are known.
    file
        A table of disruptions; None = that of the embedded dataset of the network's name.

    Raises
    ------
    DatasetError
        With every mistake, or there is no such table.
    """
    path = file or dataset_folder(network.name) / FOLDER / Disruption.file
    mistakes: list[Mistake] = []
    table = read_table(path, Disruption, mistakes)
    rows = parse_rows(table, Disruption, mistakes) if table else ()
    mistakes.extend(_mistakes(rows, network))
    if mistakes:
        raise DatasetError(mistakes)
    return tuple(row for _, row in rows if isinstance(row, Disruption))


def _mistakes(rows: tuple[ReadRow[Row], ...], network: Network) -> Iterator[Mistake]:
    known = sorted({tag for link in network.links.values() for tag in link.exposures})
    seen: set[str] = set()
    for line, row in rows:
        if not isinstance(row, Disruption):
            continue
        if row.exposure not in known:
            expected = f"an exposure of {network.name}{nearest(row.exposure, known)}"
            place = row.cell_place(line, "exposure")
            yield Mistake(place=place, found=f"{row.exposure!r}", expected=expected)
        if row.id in seen:
            place = row.cell_place(line, "id")
            yield Mistake(place=place, found=f"{row.id!r} again", expected="each id once")
        seen.add(row.id)
        for what, low, typical, high in (
            ("lasts_hours", row.lasts_hours_low, row.lasts_hours_typical, row.lasts_hours_high),
            ("delay_hours", row.delay_hours_low, row.delay_hours_typical, row.delay_hours_high),
        ):
            if not low <= typical <= high:
                found, expected = f"{low:g}, {typical:g}, {high:g}", "low <= typical <= high"
                yield Mistake(
                    place=row.cell_place(line, f"{what}_low"), found=found, expected=expected
                )
        unknown = [key for key in row.source if key not in network.sources]
        if unknown:
            yield Mistake(
                place=row.cell_place(line, "source"),
                found=f"{', '.join(unknown)}",
                expected=f"keys of sources.csv{nearest(unknown[0], network.sources)}",
            )
