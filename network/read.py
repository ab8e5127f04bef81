"""Read a dataset folder into a network, and an order book from a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from .check import shipment_mistakes
from .check_references import unknown_in_shipment
from .errors import DatasetError, Mistake
from .network import Network
from .row import Row
from .rows import ReadRow, parse_rows
from .scenario import Scenario, read_scenario
from .scenario_stack import relation_mistakes
from .shipment import OrderBook, Shipment
from .spelling import nearest
from .tables import TABLES, RawTable, column_names, read_table


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
        path = folder / row_type.file
        if row_type.is_optional and not path.exists():
            raw[row_type.file] = RawTable(row_type.file, column_names(row_type), ())
            continue
        table = read_table(path, row_type, mistakes)
        if table is not None:
            raw[row_type.file] = table
    scenarios = _read_scenarios(folder / "scenarios", mistakes)
    return Network.from_tables(raw, name=_name(folder), scenarios=scenarios, mistakes=mistakes)


def _name(folder: Path) -> str:
    """Return the name of a folder; what is no text in it is replaced."""
    return folder.resolve().name.encode("utf-8", "replace").decode("utf-8")


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
    for line, row in rows:
        if isinstance(row, Shipment):
            mistakes.extend(shipment_mistakes(row, f"{file.name} row {line}"))
            mistakes.extend(
                unknown_in_shipment(
                    row, network.terminals, network.cargo_classes, f"{file.name} row {line}"
                )
            )
    mistakes.extend(_duplicates(rows, file.name))
    if mistakes:
        raise DatasetError(mistakes)
    return OrderBook(row for _, row in rows if isinstance(row, Shipment))


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
    scenarios: dict[str, Scenario] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        scenario = read_scenario(path, mistakes)
        if scenario is not None:
            if scenario.id in files:
                place, found = f"{path.name}, id", f"{scenario.id!r} again"
                expected = f"it once; it is the id of {files[scenario.id]} already"
                mistakes.append(Mistake(place=place, found=found, expected=expected))
            scenarios[scenario.id] = scenario
            files[scenario.id] = path.name
    if all(path.name in files.values() for path in folder.glob("*.toml")):
        mistakes.extend(relation_mistakes(scenarios, scenarios))
    return MappingProxyType(scenarios)
