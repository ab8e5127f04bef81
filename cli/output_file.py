"""Files that a command is to write: refused before anything is computed for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

PICTURES = ("png", "svg", "pdf")
CHARTS = (*PICTURES, "csv", "json")
PAGES = ("html", "htm")


class OutputFile(click.Path):
    """A file to write, in a folder that can be written; where endings are given, with one."""

    def __init__(self, *endings: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self._endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or fail."""
        from ..network.whole_files import check_writable

        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if self._endings and path.suffix.lower().removeprefix(".") not in self._endings:
            expected = f"a name that ends in one of {', '.join(self._endings)}"
            self.fail(f"found {path.name!r}; expected {expected}", param, ctx)
        check_writable(path.parent)
        return path
