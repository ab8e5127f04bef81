"""Laws of reading: what does not change what is read, and what comes back as it was."""

import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from dataset_copy import DatasetCopy
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.cargo import Restriction
from landbridge.network.errors import DatasetError
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.row import Row
from landbridge.network.service import Service
from landbridge.network.tables import TABLES, RawTable, column_names, parse_table


def shuffled(raw: Mapping[str, RawTable], seed: int) -> dict[str, RawTable]:
    """Return the tables with their rows in another order."""
    order = random.Random(seed)
    return {
        file: RawTable(file, table.columns, tuple(order.sample(table.rows, len(table.rows))))
        for file, table in raw.items()
    }


def contents(network: Network) -> dict[str, object]:
    """Return what a network holds, without the order in which it was written."""
    lists = ("transfers", "clearance", "opening_hours", "holidays", "restrictions", "emissions")
    maps = ("terminals", "corridors", "links", "services", "calls", "cargo_classes", "orders")
    return {name: dict(getattr(network, name)) for name in maps} | {
        name: sorted(map(repr, getattr(network, name))) for name in lists
    }


def test_loading_twice_gives_equal_networks(chongqing: Network) -> None:
    assert load("chongqing") == chongqing


@given(seed=st.integers(min_value=0))
def test_the_order_of_rows_does_not_matter(toy: Network, seed: int) -> None:
    again = Network.from_tables(shuffled(toy.raw, seed), name="toy", scenarios=toy.scenarios)
    assert contents(again) == contents(toy)


@given(seed=st.integers(min_value=0))
def test_the_order_of_rows_does_not_matter_to_a_scenario(toy: Network, seed: int) -> None:
    again = Network.from_tables(shuffled(toy.raw, seed), name="toy", scenarios=toy.scenarios)
    assert contents(again.apply("border_queue")) == contents(toy.apply("border_queue"))


def test_the_order_of_columns_does_not_matter(dataset: DatasetCopy, toy: Network) -> None:
    for row_type in TABLES:
        rows = dataset.read(row_type.file)
        dataset.write(row_type.file, [row[::-1] for row in rows])
    assert load(dataset.folder) == toy


@pytest.mark.parametrize("row_type", TABLES, ids=lambda row_type: row_type.file)
def test_every_row_comes_back_from_its_cells(chongqing: Network, row_type: type[Row]) -> None:
    for raw in chongqing.raw[row_type.file].rows:
        row = row_type.model_validate(raw.cells)
        assert row_type.model_validate(row.cells()) == row


@pytest.mark.parametrize("row_type", TABLES, ids=lambda row_type: row_type.file)
def test_the_embedded_tables_have_every_column(toy: Network, row_type: type[Row]) -> None:
    missing = {"note"} if row_type is Restriction else set()  # it has a reason
    if row_type in (Link, Service):
        missing = {"variant_of"}  # only scenarios make variants
    assert set(toy.raw[row_type.file].columns) == set(column_names(row_type)) - missing


@given(text=st.text())
def test_no_text_makes_the_reader_crash(text: str) -> None:
    for row_type in TABLES:
        parse_table(text, row_type.file, row_type, [])


@given(data=st.binary(max_size=200), position=st.integers(min_value=0, max_value=2000))
def test_no_bytes_make_loading_crash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, position: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("spoilt")
    dataset = DatasetCopy(folder)
    dataset.edit_bytes("orders.csv", lambda old: old[:position] + data + old[position:])
    with suppress(DatasetError):
        load(dataset.folder)
