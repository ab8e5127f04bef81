"""Options of an order book that is planned, shared by the commands that plan one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .limit_options import limit_options
from .options import Decorator, Number, data_option, load_network, scenario_option
from .output_file import CHARTS, OutputFile

if TYPE_CHECKING:
    from ..network.limits import Limits
    from ..network.network import Network
    from ..optimizer.design.yearly_cost import BookDemand
    from ..optimizer.mix.effort import Effort
    from ..optimizer.planner import Planner

FILE = click.Path(dir_okay=False, path_type=Path)

orders_option: Decorator = click.option(
    "--orders", type=FILE, metavar="FILE",
    help="Order book as CSV; without it the one of the dataset.",
)  # fmt: skip
terms_option: Decorator = click.option(
    "--terms", "terms_file", type=FILE, metavar="FILE.toml",
    help="Contracts, charters, discounts and surcharges (docs/terms.md).",
)  # fmt: skip
objective_option: Decorator = click.option(
    "--objective", type=click.Choice(["freight", "generalised"]), default="freight",
    show_default=True, help="What counts as cost; generalised adds the holding of the goods.",
)  # fmt: skip
gap_option: Decorator = click.option(
    "--gap", type=Number(min=0, max=1), default=0.001, show_default=True,
    help="Stop where the cost is proven to be so close to the optimum.",
)  # fmt: skip
seconds_option: Decorator = click.option(
    "--seconds", type=Number(min=1, max=604_800), default=60.0, show_default=True,
    help="Time for the search in whole boxes.",
)  # fmt: skip
csv_option: Decorator = click.option(
    "--csv", "csv_file", type=OutputFile(), metavar="FILE.csv", help="Write the rows as CSV."
)
chart_option: Decorator = click.option(
    "--chart", "chart_file", type=OutputFile(*CHARTS), metavar="FILE",
    help="Draw a chart; FILE ends in png, svg, pdf, csv or json.",
)  # fmt: skip
draws_option: Decorator = click.option(
    "--draws", type=click.IntRange(1, 10_000), default=1000, show_default=True,
    help="Simulated journeys of each route.",
)  # fmt: skip
seed_option: Decorator = click.option(
    "--seed", type=int, default=1, show_default=True, help="Names the random numbers."
)

_OPTIONS = (
    data_option, scenario_option, orders_option, limit_options, terms_option, objective_option,
    gap_option, seconds_option,
)  # fmt: skip
_NAMES = (
    "data", "scenarios", "orders", "limits", "terms_file", "objective", "gap", "seconds",
)  # fmt: skip


class AskedTable(NamedTuple):
    """A table of yearly demand, and the weeks that stand for the year."""

    file: Path
    weeks: int


class AskedBook(NamedTuple):
    """An order book as it was asked for."""

    data: str
    scenarios: tuple[str, ...]
    orders: Path | None
    limits: Limits
    terms_file: Path | None
    objective: str
    gap: float
    seconds: float

    def beside(self, stack: str) -> AskedBook:
        """Return the same book with a stack of scenarios more, such as `suez_reopens+mine.toml`."""
        from ..network.scenario_files import BASE, JOIN

        more = () if stack == BASE else tuple(text.strip() for text in stack.split(JOIN))
        return self._replace(scenarios=(*self.scenarios, *more))

    def planner(self, report: Callable[[str], None]) -> Planner:
        """Return a planner of the book.

        Raises
        ------
        LandbridgeError
            Something asked for cannot be, or cannot be read.
        """
        from ..network.limits import Objective
        from ..network.read import read_orders
        from ..network.term_files import read_terms
        from ..optimizer.mix.effort import Effort
        from ..optimizer.planner import Planner

        report(f"reading {self.data}")
        network = load_network(self.data, self.scenarios)
        return Planner(
            network,
            read_orders(self.orders, network) if self.orders else None,
            self.limits,
            objective=Objective(self.objective),
            effort=Effort(gap=self.gap, seconds=self.seconds),
            report=report,
            terms=read_terms(self.terms_file, network) if self.terms_file else None,
        )

    def demand(
        self,
        report: Callable[[str], None],
        days: float | None = None,
        table: AskedTable | None = None,
    ) -> tuple[Network, BookDemand, Effort]:
        """Return the network, the book as demand of so many days, and the effort.

        Parameters
        ----------
        table
            Table of yearly demand that stands instead of the book.

        Raises
        ------
        LandbridgeError
            Something asked for cannot be, or cannot be read.
        """
        from ..network.demand_table import DAYS_PER_WEEK, read_demand
        from ..network.limits import Objective
        from ..network.read import read_orders
        from ..network.term_files import read_terms
        from ..network.terms import NO_TERMS
        from ..optimizer.design.yearly_cost import BookDemand
        from ..optimizer.mix.effort import Effort

        report(f"reading {self.data}")
        network = load_network(self.data, self.scenarios)
        if table is not None and (self.orders or days):
            message = "--demand stands for a year by itself: leave out --orders and --book-days."
            raise click.UsageError(message)
        if table is not None:
            orders = read_demand(table.file, network, weeks=table.weeks)
            days = float(DAYS_PER_WEEK * table.weeks)
        else:
            orders = read_orders(self.orders, network) if self.orders else network.orders
        demand = BookDemand(
            orders=orders,
            days=days,
            limits=self.limits,
            objective=Objective(self.objective),
            terms=read_terms(self.terms_file, network) if self.terms_file else NO_TERMS,
        )
        return network, demand, Effort(gap=self.gap, seconds=self.seconds)


def demand_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a table of yearly demand; it takes it as ``table``."""

    @wraps(command)
    def with_table(**chosen: Any) -> Any:
        file, weeks = chosen.pop("demand_file"), chosen.pop("demand_weeks")
        return command(table=AskedTable(file, weeks) if file else None, **chosen)

    options: tuple[Decorator, ...] = (
        click.option("--demand", "demand_file", type=FILE, metavar="FILE.csv",
                     help="Yearly demand by origin and destination, instead of orders"
                          " (docs/design.md)."),
        click.option("--demand-weeks", type=click.IntRange(1, 520), default=8, show_default=True,
                     help="Weeks that stand for the year."),
    )  # fmt: skip
    decorated: Callable[..., Any] = with_table
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def book_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an order book; it takes them as ``book``."""

    @wraps(command)
    def with_book(**chosen: Any) -> Any:
        asked = {name: chosen.pop(name) for name in _NAMES}
        return command(book=AskedBook(**asked), **chosen)

    decorated: Callable[..., Any] = with_book
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
