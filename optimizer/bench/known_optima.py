"""The tables of known optima that lie beside published instances."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import Field

from ...network.errors import DatasetError, Mistake
from ...network.row import NonNegative, Row, column
from ...network.rows import parse_rows
from ...network.tables import read_table

R = TypeVar("R", bound=Row)


class FlowOptimum(Row):
    """The optimum of a multicommodity flow problem."""

    file: ClassVar[str] = "optima.csv"
    key: ClassVar[tuple[str, ...]] = ("instance",)
    title: ClassVar[str] = "Known optima"

    instance: str = column("Name.", min_length=1)
    optimum: NonNegative = column("Least cost.")


class LinerOptimum(Row):
    """The optimum of a liner instance at one factor on its time limits."""

    file: ClassVar[str] = "optima.csv"
    key: ClassVar[tuple[str, ...]] = ("instance", "time_factor")
    title: ClassVar[str] = "Known optima"

    instance: str = column("Name of the folder.", pattern=r"^[A-Za-z0-9_-]+$")
    nodes: str = column("Not used.", default="")
    arcs: str = column("Not used.", default="")
    commodities: str = column("Not used.", default="")
    demand: str = column("Not used.", default="")
    time_factor: float = column("Factor; inf is no limit.", gt=0)
    num_unreachable: int = column(
        "Commodities that cannot be in time.", alias="no_time_feasible_path_commodities", ge=0
    )
    optimum: NonNegative = column("Least cost.", alias="lp_optimum")
    gap: float = Field(description="Not used.", alias="rel_gap", default=0.0)


def read_optima(folder: Path, row_type: type[R]) -> list[R]:
    """Read a table of optima.

    Raises
    ------
    DatasetError
        With every mistake in it.
    """
    mistakes: list[Mistake] = []
    table = read_table(folder / row_type.file, row_type, mistakes)
    rows = () if table is None else parse_rows(table, row_type, mistakes)
    if mistakes:
        raise DatasetError(mistakes)
    return [read.row for read in rows]  # type: ignore[misc]
