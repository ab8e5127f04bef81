"""Read a dataset folder into a network, and an order book from a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from .check import shipment_mistakes
from .errors import DatasetError, Mistake
from .network import Network
from .row import Row
from .rows import ReadRow, parse_rows
from .scenario import Scenario, read_scenario
from .shipment import OrderBook, Shipment
from .spelling import nearest
from .tables import TABLES, RawTable, read_table


def load(dataset: str | Path) -> Network:
    """Read a dataset.

    Parameters
    ----------
    dataset
        Name of an embedded dataset (`chongqing`, `toy`), or a folder of CSV tables.

    Raises
    ------
    DatasetError
        With every mistake in the tables: file, row, column, what was found and what
        was expected.
    """
    folder = dataset_folder(dataset)
    mistakes: list[Mistake] = []
    raw: dict[str, RawTable] = {}
    for row_type in TABLES:
        table = read_table(folder / row_type.file, row_type, mistakes)
        if table is not None:
            raw[row_type.file] = table
    scenarios = _read_scenarios(folder / "scenarios", mistakes)
    return Network.from_tables(
        raw, name=folder.name, scenarios=scenarios, error=DatasetError, mistakes=mistakes
    )


def dataset_folder(dataset: str | Path) -> Path:
    """Return the folder of a dataset by name or path.

    Raises
    ------
    DatasetError
        There is neither a folder nor an embedded dataset of that name.
    """
    folder = Path(dataset)
    if folder.is_dir():
        return folder
    embedded = Path(str(files("landbridge.datasets")))
    names = frozenset(path.parent.name for path in embedded.glob("*/terminals.csv"))
    if str(dataset) in names:
        return embedded / str(dataset)
    expected = f"a folder, or one of {', '.join(sorted(names))}{nearest(str(dataset), names)}"
    raise DatasetError([Mistake(place="dataset", found=f"{str(dataset)!r}", expected=expected)])


def read_orders(path: str | Path, network: Network) -> OrderBook:
    """Read an order book from a CSV file and hold it against a network.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    """
    file = Path(path)
    mistakes: list[Mistake] = []
    table = read_table(file, Shipment, mistakes)
    rows = parse_rows(table, Shipment, mistakes) if table else ()
    shipments = [row for _, row in rows if isinstance(row, Shipment)]
    for line, row in rows:
        if isinstance(row, Shipment):
            mistakes.extend(shipment_mistakes(row, f"{file.name} row {line}"))
            mistakes.extend(_unknown(row, network, f"{file.name} row {line}"))
    mistakes.extend(_duplicates(rows, file.name))
    if mistakes:
        raise DatasetError(mistakes)
    return OrderBook(shipments)


def _unknown(shipment: Shipment, network: Network, place: str) -> list[Mistake]:
    references = (
        ("origin", shipment.origin, frozenset(network.terminals), "terminals.csv"),
        ("destination", shipment.destination, frozenset(network.terminals), "terminals.csv"),
        (
            "cargo_class",
            shipment.cargo_class,
            frozenset(network.cargo_classes),
            "cargo_classes.csv",
        ),
    )
    return [
        Mistake(
            place=f"{place}, column {column}",
            found=f"unknown id {name!r}",
            expected=f"an id of {file}{nearest(name, known)}",
        )
        for column, name, known, file in references
        if name not in known
    ]


def _duplicates(rows: tuple[ReadRow[Row], ...], file: str) -> list[Mistake]:
    first: dict[str, int] = {}
    mistakes = []
    for line, row in rows:
        if isinstance(row, Shipment):
            if row.id in first:
                expected = f"it once; it stands in row {first[row.id]} already"
                place = f"{file} row {line}, column id"
                mistakes.append(Mistake(place=place, found=f"{row.id!r} again", expected=expected))
            first.setdefault(row.id, line)
    return mistakes


def _read_scenarios(folder: Path, mistakes: list[Mistake]) -> Mapping[str, Scenario]:
    scenarios = {}
    for path in sorted(folder.glob("*.toml")):
        scenario = read_scenario(path, mistakes)
        if scenario is not None:
            scenarios[scenario.id] = scenario
    return MappingProxyType(scenarios)
