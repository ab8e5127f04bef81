"""landbridge export: a plan for the tools of others."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_option, json_option, print_json, progress, quiet_option, sound_plan


@click.command(
    "export",
    epilog="Examples: landbridge export out/plan.json --to gis | ... --to plan.gpkg",
)
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--to", "place", type=click.Path(path_type=Path), required=True, metavar="FOLDER|FILE",
    help="Folder for everything, or a file: .geojson, .gpkg, .csv (legs), .json, .ics (cut-offs).",
)  # fmt: skip
@data_option
@json_option
@quiet_option
def command(plan_file: Path, place: Path, data: str, as_json: bool, quiet: bool) -> None:
    """Write a plan as GeoJSON, GeoPackage, CSV, JSON with its schema, and a calendar.

    The plan is checked against the tables first, and its own file is never written over.
    Lines run as on the map.
    """
    from ..network.exports.plan_export import export_plan
    from ..network.whole_files import check_writable, write_whole

    check_writable(place.parent)
    with progress(quiet=quiet) as report:
        report(f"reading {plan_file}")
        plan = sound_plan(plan_file, data)
        report("writing")
        made = export_plan(plan, place)
        files = {p: text for p, text in made.items() if p.resolve() != plan_file.resolve()}
        if not files:
            message = f"{plan_file} would be written over; choose another place."
            raise click.UsageError(message)
        write_whole(files)
    if as_json:
        print_json({"written": [str(path) for path in files]})
    else:
        click.echo(f"Written: {', '.join(str(path) for path in files)}")
