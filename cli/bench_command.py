"""landbridge bench: run instances with known optima."""

from __future__ import annotations

from pathlib import Path

import click

from .options import Number, progress, quiet_option


@click.command(
    "bench", epilog="Example: landbridge bench weekly generated/500x1000 --seconds 60 --csv out.csv"
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--cases", "folder", type=click.Path(file_okay=False, path_type=Path),
    default=Path("../shared/cases"), show_default=True, metavar="DIR",
    help="Folder of the published instances.",
)  # fmt: skip
@click.option(
    "--seconds", type=Number(min=0.1, max=604_800), default=60.0, show_default=True,
    help="Time for each case.",
)  # fmt: skip
@click.option(
    "--threads", type=click.IntRange(min=1, max=1024), default=1, show_default=True,
    help="Threads that a solver may use.",
)  # fmt: skip
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the results as JSON.",
)  # fmt: skip
@click.option(
    "--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the results as CSV.",
)  # fmt: skip
@click.option("--list", "only_list", is_flag=True, help="Only list the cases.")
@quiet_option
def command(
    names: tuple[str, ...],
    folder: Path,
    seconds: float,
    threads: int,
    json_file: Path | None,
    csv_file: Path | None,
    only_list: bool,
    quiet: bool,
) -> int:
    """Run instances with known optima, and compare.

    NAME is a family of cases, a case, or a pattern such as 'mcf/grid*'; without names
    everything is run that is there. Published instances belong to their authors and do not
    come with landbridge: without their folder only generated networks are run. Every answer is
    checked on its own. Exits with 1 where an optimum is missed.
    """
    from ..network.whole_files import check_writable, write_whole
    from ..optimizer.bench.case import BenchEffort
    from ..optimizer.bench.families import find_cases
    from .bench_report import (
        bench_csv,
        bench_json,
        collect,
        print_cases,
        print_results,
        say_missing,
    )

    cases = find_cases(names, folder)
    if not names:
        say_missing(folder)
    if only_list:
        print_cases(cases)
        return 0
    for path in filter(None, (json_file, csv_file)):
        check_writable(path.parent)
    effort = BenchEffort(seconds=seconds, threads=threads)
    with progress(quiet=quiet) as report:
        results, is_whole = collect(cases, effort, report)
    print_results(results)
    texts = {json_file: bench_json(results, effort), csv_file: bench_csv(results)}
    write_whole({path: text for path, text in texts.items() if path})
    if not is_whole:
        raise click.Abort
    return 0 if all(result.is_right for result in results) else 1
