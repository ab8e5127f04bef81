"""Finished cases in an SQLite file: one transaction for each, so that no crash loses one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ...network.errors import DatasetError, Mistake
from ...network.sweeps.case import Case
from ...network.sweeps.outcome import Figures, Outcome, Status

APPLICATION_ID: Final = 0x6C627377
"""Says in the head of the file that it is ours."""

LAYOUT: Final = 1
"""Version of the tables, in the head of the file."""

BUSY_SECONDS: Final = 60.0
"""How long to wait for another process that writes."""

_CREATE: Final = """
CREATE TABLE IF NOT EXISTS cases (
    key TEXT PRIMARY KEY,
    stack TEXT NOT NULL,
    parameters TEXT NOT NULL,
    seed INTEGER NOT NULL,
    status TEXT NOT NULL,
    figures TEXT,
    error TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    seconds REAL NOT NULL
) WITHOUT ROWID
"""
_KEEP: Final = "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIND: Final = "SELECT status, figures, error, attempts, seconds FROM cases WHERE key = ?"


class SweepStore:
    """Outcomes of cases by key; use it in a ``with`` block.

    A case that is kept is on the disk. SQLite's rollback journal undoes what a process
    that was killed had half written, and lets several sweeps share a file.

    Parameters
    ----------
    path
        The file; it is made where there is none.

    Raises
    ------
    DatasetError
        The file is not one of these.
    OSError
        The file cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._ours():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        """Begin to use the file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._connection.close()

    def keep(self, key: str, case: Case, outcome: Outcome) -> None:
        """Write the outcome of a case; it is on the disk when this returns."""
        row = (
            key, case.stack, json.dumps(dict(case.values)), case.seed, outcome.status.value,
            _text(outcome.figures), outcome.error, outcome.attempts, outcome.seconds,
        )  # fmt: skip
        with self._ours():
            self._connection.execute(_KEEP, row)

    def find(self, keys: Collection[str]) -> dict[str, Outcome]:
        """Return the outcomes that are known; failed cases are not, so that they run again."""
        found: dict[str, Outcome] = {}
        with self._ours(), closing(self._connection.cursor()) as cursor:
            for key in keys:
                row = cursor.execute(_FIND, (key,)).fetchone()
                if row is not None and row[0] != Status.FAILED.value:
                    found[key] = _outcome(row)
        return found

    def _prepare(self) -> None:
        run = self._connection.execute
        (application,) = run("PRAGMA application_id").fetchone()
        (layout,) = run("PRAGMA user_version").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and (application, layout) != (APPLICATION_ID, LAYOUT):
            message = "another application's database"
            raise sqlite3.DatabaseError(message)
        run("PRAGMA synchronous = FULL")
        if not tables:
            run("BEGIN IMMEDIATE")
            run(_CREATE)
            run(f"PRAGMA application_id = {APPLICATION_ID}")
            run(f"PRAGMA user_version = {LAYOUT}")
            run("COMMIT")

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Say which file it was where SQLite fails."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OSError(None, str(error), str(self.path)) from error
        except sqlite3.DatabaseError as error:
            expected = "a file of finished cases that landbridge sweep wrote"
            mistake = Mistake(place=f"{self.path}", found=str(error), expected=expected)
            raise DatasetError([mistake]) from error


def _text(figures: Figures | None) -> str | None:
    if figures is None:
        return None
    record = {
        "values": dict(figures.values),
        "teu_by_mode": dict(figures.teu_by_mode),
        "teu_by_corridor": dict(figures.teu_by_corridor),
    }
    return json.dumps(record)


def _outcome(row: tuple[str, str | None, str, int, float]) -> Outcome:
    status, figures, error, attempts, seconds = row
    found = Figures(**json.loads(figures)) if figures is not None else None
    return Outcome(
        status=Status(status), figures=found, error=error, attempts=attempts, seconds=seconds
    )
