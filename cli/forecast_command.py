"""landbridge forecast: how a market splits after a change, as shares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .book_options import csv_option, orders_option
from .options import (
    Number,
    data_option,
    json_option,
    load_network,
    print_json,
    quiet_option,
    scenario_option,
)
from .progress_bar import progress_bar

if TYPE_CHECKING:
    from ..network.economics.observed import Market

NO_SHARES = "none"


@click.command(
    "forecast",
    epilog="Examples: landbridge forecast --scenario suez_reopens | landbridge forecast"
    " --scenario d01b_red_sea_peak_2024 --observed mine.csv --route-theta 5 --csv lanes.csv",
)
@data_option
@scenario_option
@click.option(
    "--base", "base_scenarios", multiple=True, metavar="ID|FILE",
    help="Scenario of the base too, on which the shares were observed; may be repeated.",
)  # fmt: skip
@orders_option
@click.option(
    "--observed", metavar="MARKET|FILE.csv",
    help="Observed shares: a market of the dataset, a table (docs/forecasts.md), or none; without"
    " it the first market of the dataset.",
)  # fmt: skip
@click.option("--market", metavar="NAME", help="Market of the table; without it its first.")
@click.option(
    "--theta", type=Number(min=0, min_open=True), metavar="PER_USD_KG",
    help="How sharply shippers choose between ways; 1.2 without it, an assumption.",
)  # fmt: skip
@click.option(
    "--route-theta", type=Number(min=0, min_open=True), metavar="PER_USD_KG",
    help="How sharply they choose between routes of a way; without it the cheapest takes all.",
)  # fmt: skip
@click.option(
    "--late-usd", type=Number(min=0, max=1e9), metavar="USD",
    help="Price of a TEU and day late where a shipment has none; without it, it is never late.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 512), metavar="N",
              help="Processes; without it one for each core.")  # fmt: skip
@csv_option
@json_option
@quiet_option
def command(
    data: str,
    scenarios: tuple[str, ...],
    base_scenarios: tuple[str, ...],
    orders: Path | None,
    observed: str | None,
    market: str | None,
    theta: float | None,
    route_theta: float | None,
    late_usd: float | None,
    workers: int | None,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Forecast how shipments split over modes after a change: shares, not all or nothing.

    Every shipment of the book is a lane of a market. A logit over generalised costs (freight,
    lateness, holding) is calibrated to observed shares on the base and applied to the network
    of the scenarios; beside it stands who would win each lane whole.
    """
    from ..network.economics.forecast import THETA_PER_USD_KG, ShareModel
    from ..network.read import read_orders
    from ..optimizer.forecast import forecast_shares
    from .forecast_report import forecast_json, print_forecast, write_lanes

    model = ShareModel(
        market=_market(observed, market, data),
        theta=THETA_PER_USD_KG if theta is None else theta,
        route_theta=route_theta,
        late_usd_per_teu_day=late_usd,
    )
    base = load_network(data, base_scenarios)
    changed = load_network(data, (*base_scenarios, *scenarios)) if scenarios else base
    book = read_orders(orders, base) if orders else base.orders
    with progress_bar("costs", quiet=quiet) as count:
        found = forecast_shares(
            base, changed, model, book.values(), workers=workers, counts=lambda name: count
        )
    if csv_file is not None:
        write_lanes(csv_file, found)
    if as_json:
        print_json(forecast_json(found))
        return
    print_forecast(found)


def _market(observed: str | None, name: str | None, data: str) -> Market | None:
    """Return the market that is asked for; None = none was observed."""
    from ..network.economics.observed import has_observed_shares, observed_market

    if observed == NO_SHARES or (observed is None and not has_observed_shares(data)):
        return None
    if observed is None:
        return observed_market(name, dataset=data)
    if observed.endswith(".csv") or "/" in observed or "\\" in observed:
        return observed_market(name, file=Path(observed))
    if name is not None:
        message = "--market names a market of a table: --observed FILE.csv"
        raise click.UsageError(message)
    return observed_market(observed, dataset=data)
