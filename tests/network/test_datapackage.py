"""The descriptors and the documentation of the tables are what the row models make."""

import hashlib
import json
from pathlib import Path

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.datapackage import data_package_text, main
from landbridge.network.network import Network
from landbridge.network.read import dataset_folder
from landbridge.network.row import Row
from landbridge.network.table_document import table_document
from landbridge.network.table_schema import columns_of
from landbridge.network.tables import TABLES

ROOT = Path(__file__).parents[2]
AGAIN = "make it again: python -m landbridge.network.datapackage datasets/"


@pytest.mark.parametrize("name", ["chongqing", "toy"])
def test_the_descriptor_is_what_the_row_models_make(name: str) -> None:
    folder = dataset_folder(name)
    written = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert written == data_package_text(folder), f"{AGAIN}{name}"


def test_the_documentation_is_what_the_row_models_make(chongqing: Network) -> None:
    written = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert written == table_document(chongqing), f"{AGAIN}chongqing --document docs/data.md"


@pytest.mark.parametrize("row_type", TABLES, ids=lambda row_type: row_type.file)
def test_every_column_says_what_it_means(row_type: type[Row]) -> None:
    for column in columns_of(row_type):
        assert column.description.endswith((".", "`.", ")"))
        is_number = column.kind in ("number", "integer")
        has_no_unit = ("seq", "reliability_cv", "price_factor", "on_time_probability")
        assert bool(column.unit) == (is_number and column.name not in has_no_unit)


@pytest.mark.parametrize("name", ["chongqing", "toy"])
def test_resources_name_their_file_size_and_hash(name: str) -> None:
    folder = dataset_folder(name)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    listed = {resource["path"] for resource in package["resources"]}
    assert {path.name for path in folder.glob("*.csv")} <= listed, f"{AGAIN}{name}"
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_fields_stand_in_the_order_of_the_file(chongqing: Network) -> None:
    package = json.loads(data_package_text(dataset_folder("chongqing")))
    for resource in package["resources"][: len(TABLES)]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == list(chongqing.raw[resource["path"]].columns)
        assert set(resource["schema"]["primaryKey"]) <= set(fields)


def test_foreign_keys_name_columns_that_exist() -> None:
    package = json.loads(data_package_text(dataset_folder("toy")))
    fields = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in package["resources"][: len(TABLES)]
    }
    keys = {
        (resource["name"], key["fields"][0], key["reference"]["resource"])
        for resource in package["resources"][: len(TABLES)]
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert ("links", "from", "terminals") in keys
    assert ("calls", "link_id", "links") in keys
    assert all(column in fields[table] for table, column, _ in keys)


def test_a_csv_file_that_is_no_table_is_listed_without_a_schema(dataset: DatasetCopy) -> None:
    (dataset.folder / "remarks.csv").write_text("id\n", encoding="utf-8")
    package = json.loads(data_package_text(dataset.folder))
    [remarks] = [r for r in package["resources"] if r["path"] == "remarks.csv"]
    assert (remarks["bytes"], "schema" in remarks) == (3, False)


def test_the_command_writes_both_files(dataset: DatasetCopy, tmp_path: Path) -> None:
    dataset.set("orders.csv", 2, "kg", "23000")
    (dataset.folder / "datapackage.json").unlink()
    document = tmp_path / "data.md"
    main([str(dataset.folder), "--document", str(document)])
    written = (dataset.folder / "datapackage.json").read_text(encoding="utf-8")
    embedded = (dataset_folder("toy") / "datapackage.json").read_text(encoding="utf-8")
    assert written != embedded
    assert json.loads(written)["resources"][0] == json.loads(embedded)["resources"][0]
    assert document.read_text(encoding="utf-8").startswith("# Tables\n")
