"""Write files whole: all of them or none, and never half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def write_whole(contents: Mapping[Path, str | bytes]) -> None:
    """Write files, texts as UTF-8, beside their places, and rename them when all are complete.

    Where one of them cannot be put in its place, the others are taken back.

    Raises
    ------
    OSError
        A file cannot be written; ``filename`` is its place.
    """
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with _named(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = _beside(path)
                drafts[path].write_bytes(content.encode() if isinstance(content, str) else content)
                drafts[path].chmod(0o644)
        _put_in_place(drafts)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Find out whether files can be written into a folder, which may not be there yet.

    Raises
    ------
    OSError
        They cannot; ``filename`` is the folder.
    """
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    with _named(folder), tempfile.TemporaryFile(dir=existing):
        pass


def _put_in_place(drafts: Mapping[Path, Path]) -> None:
    before: dict[Path, Path | None] = {}
    try:
        for path, draft in drafts.items():
            with _named(path):
                before[path] = _copied(path) if path.exists() else None
                draft.replace(path)
    except BaseException:
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                old.replace(path)
        raise
    for old in before.values():
        if old is not None:
            old.unlink()


def _copied(path: Path) -> Path:
    copy = _beside(path)
    try:
        return Path(shutil.copy2(path, copy))
    except BaseException:
        copy.unlink()
        raise


def _beside(path: Path) -> Path:
    """Make an empty file that can be renamed to a path."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    return Path(name)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error name the place that was asked for, not a file beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
