"""Options of an order book that is planned, shared by the commands that plan one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .limit_options import limit_options
from .options import Decorator, Number, data_option, load_network, scenario_option

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
    "--csv", "csv_file", type=FILE, metavar="FILE.csv", help="Write the rows as CSV."
)
chart_option: Decorator = click.option(
    "--chart", "chart_file", type=FILE, metavar="FILE",
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
        self, report: Callable[[str], None], days: float | None = None
    ) -> tuple[Network, BookDemand, Effort]:
        """Return the network, the book as demand of so many days, and the effort.

        Raises
        ------
        LandbridgeError
            Something asked for cannot be, or cannot be read.
        """
        from ..network.limits import Objective
        from ..network.read import read_orders
        from ..optimizer.design.yearly_cost import BookDemand
        from ..optimizer.mix.effort import Effort

        report(f"reading {self.data}")
        network = load_network(self.data, self.scenarios)
        demand = BookDemand(
            orders=read_orders(self.orders, network) if self.orders else network.orders,
            days=days,
            limits=self.limits,
            objective=Objective(self.objective),
        )
        return network, demand, Effort(gap=self.gap, seconds=self.seconds)


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
