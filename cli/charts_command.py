"""landbridge charts: draw the mix of a plan, or of several, and when its cargo arrives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import (
    data_option,
    json_option,
    language_option,
    print_json,
    progress,
    quiet_option,
    sound_plan,
)

if TYPE_CHECKING:
    from ..maps.charts import Chart
    from ..network.plan import Plan

_FILE = click.Path(dir_okay=False, path_type=Path)
ENDINGS = ("png", "svg", "pdf")


@click.command(
    "charts",
    epilog="Example: landbridge charts out/plan.json --before monday/plan.json --out out/charts",
)
@click.argument("plan_file", type=_FILE, metavar="PLAN.json")
@click.option(
    "--before", "before_file", type=_FILE, metavar="FILE",
    help="Plan to hold it against: bars before and after.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/charts"),
    show_default=True, help="Folder for the pictures and their rows as CSV.",
)  # fmt: skip
@click.option(
    "--format", "ending", type=click.Choice(ENDINGS), default="png", show_default=True,
    help="Kind of picture.",
)  # fmt: skip
@click.option(
    "--size", type=click.Choice(["slide", "half-slide"]), default="slide", show_default=True,
    help="Size of the pictures.",
)  # fmt: skip
@language_option
@data_option
@json_option
@quiet_option
def command(
    plan_file: Path,
    before_file: Path | None,
    out: Path,
    ending: str,
    size: str,
    language_id: str,
    data: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Draw the mix of a plan by corridor, mode and gateway, and when its cargo arrives.

    Every chart is a picture and a CSV file with what was drawn. `landbridge prices --chart`
    draws what slots are worth, and `landbridge frontier --chart` what less CO2e costs.
    """
    from ..network.whole_files import check_writable, write_whole

    check_writable(out)
    with progress(quiet=quiet) as report:
        report(f"reading {plan_file}")
        after = sound_plan(plan_file, data)
        before = sound_plan(before_file, data) if before_file else None
        report(f"drawing {out}")
        charts = _charts(before, after, size, language_id)
        write_whole({
            out / f"{chart.name}.{kind}": chart.content(kind)
            for chart in charts
            for kind in (ending, "csv")
        })  # fmt: skip
    written = [out / f"{chart.name}.{kind}" for chart in charts for kind in (ending, "csv")]
    if as_json:
        print_json({"written": [str(path) for path in written]})
    else:
        click.echo(f"Written: {', '.join(str(path) for path in written)}")


def _charts(before: Plan | None, after: Plan, size_name: str, language_id: str) -> list[Chart]:
    from ..maps.charts import HALF_SLIDE, SLIDE, MixBy, draw_mix, draw_on_time
    from ..maps.phrases import Language, Phrase
    from ..optimizer.stress.punctuality import plan_punctuality

    size = SLIDE if size_name == "slide" else HALF_SLIDE
    language = Language(language_id)
    was, now, alone = Phrase("before", "调整前"), Phrase("after", "调整后"), Phrase("plan", "方案")
    plans = {was[language]: before, now[language]: after} if before else {alone[language]: after}
    mixes = [draw_mix(plans, by=by, size=size, language=language) for by in MixBy]
    return [*mixes, draw_on_time(plan_punctuality(after), size=size, language=language)]
