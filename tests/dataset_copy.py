"""A dataset on disk that a test can spoil."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from landbridge.network.read import dataset_folder


class DatasetCopy:
    """A copy of an embedded dataset; rows are counted as a message counts them, header = 1."""

    def __init__(self, folder: Path, name: str = "toy") -> None:
        self.folder = folder / name
        shutil.copytree(dataset_folder(name), self.folder)

    def read(self, file: str) -> list[list[str]]:
        """Return the rows of a table, header first."""
        with (self.folder / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def write(self, file: str, rows: list[list[str]]) -> None:
        """Write the rows of a table, header first."""
        with (self.folder / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    def set(self, file: str, row: int, column: str, value: str) -> None:
        """Change one cell."""
        rows = self.read(file)
        rows[row - 1][rows[0].index(column)] = value
        self.write(file, rows)

    def repeat(self, file: str, row: int) -> None:
        """Put a copy of a row at the end of a table."""
        rows = self.read(file)
        self.write(file, [*rows, rows[row - 1]])

    def drop(self, file: str, *rows_to_drop: int) -> None:
        """Take rows out of a table."""
        rows = self.read(file)
        self.write(file, [r for n, r in enumerate(rows, start=1) if n not in rows_to_drop])

    def drop_column(self, file: str, column: str) -> None:
        """Take a column out of a table."""
        rows = self.read(file)
        position = rows[0].index(column)
        self.write(file, [row[:position] + row[position + 1 :] for row in rows])

    def edit_bytes(self, file: str, edit: Callable[[bytes], bytes]) -> None:
        """Change a file as bytes."""
        path = self.folder / file
        path.write_bytes(edit(path.read_bytes()))
