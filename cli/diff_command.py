"""landbridge diff: what changes from one plan to another."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_option, json_option, print_json, sound_plan

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("diff", epilog="Example: landbridge diff monday/plan.json tuesday/plan.json")
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
@data_option
@json_option
def command(before: Path, after: Path, data: str, as_json: bool) -> None:
    """Say what changes from one plan.json to another.

    Which orders keep their departures, which move from where to where, which are newly
    served or dropped, and what that costs. Both plans are checked against the tables
    first.
    """
    from ..network.plan_difference import plan_difference
    from .diff_report import difference_record, print_difference

    difference = plan_difference(sound_plan(before, data), sound_plan(after, data))
    if as_json:
        print_json(difference_record(difference))
    else:
        print_difference(difference)
