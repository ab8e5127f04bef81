"""Describe a dataset as a Frictionless data package, and document its tables.

::

    python -m landbridge.network.datapackage datasets/chongqing --document docs/data.md
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .network import Network
from .read import load
from .row import Row
from .table_document import table_document
from .table_schema import frictionless_schema
from .tables import TABLES

ABOUT = "about.toml"
"""File with what no table says: title, licences and where the data come from."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(folder: Path) -> dict[str, Any]:
    """Return the descriptor of a dataset folder."""
    network = load(folder)
    about = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
    tables = [_table(folder, network, t) for t in TABLES if (folder / t.file).exists()]
    resources = [*tables, *_other_tables(folder), *_lines(folder), *_scenarios(folder)]
    return {"$schema": PROFILE, **about, "resources": resources}


def data_package_text(folder: Path) -> str:
    """Return the text of ``datapackage.json``."""
    return json.dumps(data_package(folder), ensure_ascii=False, indent=2) + "\n"


def _table(folder: Path, network: Network, row_type: type[Row]) -> dict[str, Any]:
    table = network.raw[row_type.file]
    return {
        "name": row_type.file.removesuffix(".csv"),
        "title": row_type.title,
        "type": "table",
        "path": row_type.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_fingerprint(folder / row_type.file),
        "rows": len(table.rows),
        "schema": frictionless_schema(row_type, table.columns),
    }


def _other_tables(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the CSV files that are no tables of a network, without a schema."""
    known = {row_type.file for row_type in TABLES}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            yield {
                "name": path.stem.replace("_", "-"),
                "path": path.name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                **_fingerprint(path),
            }


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines that maps draw, with a licence of their own where the file names one."""
    for path in sorted(folder.glob("*.geojson")):
        licenses = json.loads(path.read_text(encoding="utf-8")).get("licenses")
        yield {
            "name": f"{path.stem.replace('_', '-')}-lines",
            "path": path.name,
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            **_fingerprint(path),
            **({"licenses": licenses} if licenses else {}),
        }


def _scenarios(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("scenarios/*.toml")):
        yield {
            "name": f"scenario-{path.stem.replace('_', '-')}",
            "path": f"scenarios/{path.name}",
            "format": "toml",
            "mediatype": "application/toml",
            "encoding": "utf-8",
            **_fingerprint(path),
        }


def _fingerprint(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write ``datapackage.json`` into a dataset folder, and the documentation of its tables."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder of the dataset")
    parser.add_argument("--document", type=Path, help="Markdown file for the documentation")
    options = parser.parse_args(arguments)
    text = data_package_text(options.folder)
    (options.folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    if options.document:
        document = table_document(load(options.folder))
        options.document.write_text(document, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
