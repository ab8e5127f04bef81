"""landbridge replan: plan an order book again around what is booked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from .options import (
    Number,
    data_option,
    json_option,
    print_json,
    progress,
    quiet_option,
    scenario_option,
    sound_plan,
)
from .plan_places import PlanPlaces

_FILE = click.Path(dir_okay=False, path_type=Path)


class _Moment(click.ParamType[datetime]):
    """A moment with its offset."""

    name = "moment"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment, or say what one looks like."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.utcoffset() is None:
            self.fail(f"{value!r} is no moment with its offset, as 2025-11-10T08:00+08:00 is")
        return moment


@click.command(
    "replan",
    epilog="Example: landbridge replan out/plan.json --at 2025-11-10T08:00+08:00 --out new",
)
@click.argument("before", type=_FILE)
@data_option
@scenario_option
@click.option(
    "--at", "moment", type=_Moment(), metavar="MOMENT",
    help="What has a cut-off before it stands, and nothing earlier is added.",
)  # fmt: skip
@click.option("--booked-order", "orders_booked", multiple=True, metavar="ORDER",
              help="This order stands as it is planned; may be given again.")  # fmt: skip
@click.option("--booked-service", "services_booked", multiple=True, metavar="SERVICE",
              help="All that is planned on this service stands; may be given again.")  # fmt: skip
@click.option("--orders", type=_FILE, metavar="FILE", help="The order book now; else as before.")
@click.option(
    "--gap", type=Number(min=0, max=1), default=0.001, show_default=True,
    help="Stop where the cost is proven to be so close to the optimum.",
)  # fmt: skip
@click.option(
    "--seconds", type=Number(min=1, max=604_800), default=60.0, show_default=True,
    help="Time for the search in whole boxes.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("replan"),
    show_default=True, help="Folder for plan.html, plan.json and plan.csv.",
)  # fmt: skip
@json_option
@quiet_option
def command(
    before: Path,
    data: str,
    scenarios: tuple[str, ...],
    moment: datetime | None,
    orders_booked: tuple[str, ...],
    services_booked: tuple[str, ...],
    orders: Path | None,
    gap: float,
    seconds: float,
    out: Path,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan again around what is booked, and move as little as can be.

    BEFORE is the plan.json of the earlier plan. Its limits hold again. Scenarios say what
    has changed since; the difference between the plans is printed.
    """
    from ..network.booked import booked
    from ..network.plan_difference import plan_difference
    from ..network.read import read_orders
    from ..network.scenario_files import find_scenarios
    from ..network.whole_files import check_writable, write_whole
    from ..optimizer.plan import Effort
    from ..optimizer.planner import Planner
    from .diff_report import print_difference
    from .plan_report import print_plan

    places = PlanPlaces(out, None, None, tuple(path for path in (before, orders) if path))
    for folder in places.folders():
        check_writable(folder)
    with progress(quiet=quiet) as report:
        report(f"reading {before}")
        earlier = sound_plan(before, data)
        network = earlier.network.apply(*find_scenarios(scenarios))
        stands = booked(earlier, moment=moment, orders=orders_booked, services=services_booked)
        planner = Planner.again(
            earlier,
            stands,
            network=network,
            orders=read_orders(orders, network) if orders else None,
            effort=Effort(gap=gap, seconds=seconds),
            report=report,
        )
        plan = planner.plan()
        report(f"writing {out}")
        files = places.files(plan)
        write_whole(files)
    if as_json:
        print_json(files[out / "plan.json"])
        return
    print_plan(plan)
    released = planner.released
    booked_parts = len(stands.assignments) - len(released)
    click.echo(f"\nBooked: {booked_parts} of {len(earlier.assignments)} parts stand.")
    for part in released:
        click.echo(f"Booked, but no longer possible: {part.units} of {part.shipment_id}")
    print_difference(plan_difference(earlier, plan))
    click.echo(f"\nWritten: {', '.join(str(path) for path in files)}")
