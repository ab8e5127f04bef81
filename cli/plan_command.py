"""landbridge plan: plan an order book and write the answer."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_option, json_option, load_network, progress, quiet_option, scenario_option


@click.command(
    "plan",
    epilog="Example: landbridge plan --orders orders.csv --budget 2500000 --lateness avoided",
)
@data_option
@scenario_option
@click.option(
    "--orders", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Order book as CSV; without it the one of the dataset.",
)  # fmt: skip
@click.option(
    "--budget", "budget_usd", type=click.FloatRange(min=0), metavar="USD",
    help="Most that the freight of the plan may cost.",
)  # fmt: skip
@click.option(
    "--lateness", type=click.Choice(["priced", "avoided", "forbidden"]), default="priced",
    show_default=True, help="What becomes of due dates that have a price.",
)  # fmt: skip
@click.option("--ignore-order-budgets", is_flag=True, help="Let orders cost more than they may.")
@click.option(
    "--objective", type=click.Choice(["freight", "generalised"]), default="freight",
    show_default=True, help="What counts as cost; generalised adds the holding of the goods.",
)  # fmt: skip
@click.option(
    "--gap", type=click.FloatRange(min=0, max=1), default=0.001, show_default=True,
    help="Stop where the cost is proven to be so close to the optimum.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(min=1), default=60.0, show_default=True,
    help="Time for the search in whole boxes.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"),
    show_default=True, help="Folder for plan.html, plan.json and plan.csv.",
)  # fmt: skip
@json_option
@quiet_option
def command(
    data: str,
    scenarios: tuple[str, ...],
    orders: Path | None,
    budget_usd: float | None,
    lateness: str,
    ignore_order_budgets: bool,
    objective: str,
    gap: float,
    seconds: float,
    out: Path,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan an order book: serve what can be served, then at least cost.

    Prints the plan and writes it as a map, as JSON and as CSV. The plan is checked
    against the tables before it is shown.
    """
    from ..maps import draw_plan
    from ..network.plan import Lateness, Limits, Objective
    from ..network.plan_files import plan_csv, plan_json, write_text
    from ..network.read import read_orders
    from ..optimizer.plan import Effort, plan

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        answer = plan(
            network,
            read_orders(orders, network) if orders else None,
            Limits(
                budget_usd=budget_usd,
                order_budgets=not ignore_order_budgets,
                lateness=Lateness(lateness),
            ),
            objective=Objective(objective),
            effort=Effort(gap=gap, seconds=seconds),
            report=report,
        )
        report(f"writing {out}")
        record = plan_json(answer)
        write_text(out / "plan.json", record)
        write_text(out / "plan.csv", plan_csv(answer))
        draw_plan(network, answer).save(out / "plan.html")
    if as_json:
        click.echo(record)
        return
    from .plan_report import print_plan

    print_plan(answer)
    files = ", ".join(str(out / f"plan.{suffix}") for suffix in ("html", "json", "csv"))
    click.echo(f"\nWritten: {files}")
