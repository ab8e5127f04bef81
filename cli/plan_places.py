"""Where the files of a plan are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from ..network.plan import Plan


class PlanPlaces(NamedTuple):
    """Where the files of a plan are written, none of them over another or one that is given."""

    out: Path
    slot_book: Path | None
    calendar: Path | None
    given: tuple[Path, ...]

    def folders(self) -> list[Path]:
        """Return the folders, and refuse a place that two files would share."""
        asked = [path for path in (self.slot_book, self.calendar) if path]
        others = [self.out / name for name in ("plan.html", "plan.json", "plan.csv")]
        places = [path.resolve() for path in (*others, *self.given, *asked)]
        for path in asked:
            if places.count(path.resolve()) > 1:
                raise click.UsageError(f"{path} is the place of another file as well")
        return [self.out, *(path.parent for path in asked)]

    def files(self, plan: Plan) -> dict[Path, str]:
        """Return the text of every file by its place."""
        from ..maps import draw_plan
        from ..network.calendar_file import plan_calendar
        from ..network.plan_files import plan_csv, plan_json
        from ..network.slot_book import slot_book
        from ..network.slot_book_files import slot_book_csv

        files = {
            self.out / "plan.html": draw_plan(plan.network, plan).html(),
            self.out / "plan.json": plan_json(plan),
            self.out / "plan.csv": plan_csv(plan),
        }
        if self.slot_book is not None:
            files[self.slot_book] = slot_book_csv(plan.network, slot_book(plan))
        if self.calendar is not None:
            files[self.calendar] = plan_calendar(plan)
        return files
