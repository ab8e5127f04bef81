"""Options of what a plan must keep, read into `Limits` in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from .options import Decorator, Number

if TYPE_CHECKING:
    from ..network.limits import Limits

_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--budget", "budget_usd", type=Number(min=0), metavar="USD",
        help="Most that the freight of the plan may cost.",
    ),
    click.option(
        "--lateness", type=click.Choice(["priced", "avoided", "forbidden"]), default="priced",
        show_default=True, help="What becomes of due dates that have a price.",
    ),
    click.option(
        "--ignore-order-budgets", is_flag=True, help="Let orders cost more than they may."
    ),
    click.option(
        "--co2e", "co2e_t", type=Number(min=0), metavar="T",
        help="Most that the plan may emit, in tonnes.",
    ),
    click.option(
        "--carbon-price", "carbon_usd_per_t", type=Number(min=0), default=0.0, metavar="USD",
        help="Price of a tonne of CO2e; it counts in the cost, not in budgets.",
    ),
    click.option(
        "--at-most", multiple=True, metavar="TAG=SHARE",
        help="Most TEU that may use something, e.g. exposure:RU=40%; may be repeated. Tags are"
        " mode, corridor, exposure, carrier or service.",
    ),
    click.option(
        "--at-least", multiple=True, metavar="TAG=SHARE",
        help="Least TEU that must use something, e.g. mode:rail=30%; may be repeated.",
    ),
    click.option(
        "--on-time", "on_time", metavar="SHARE",
        help="Least probability that an order is on time, e.g. 90%.",
    ),
    click.option(
        "--max-parts", type=click.IntRange(min=1), metavar="N",
        help="Most routes that an order is split over; 1 = never split.",
    ),
    click.option(
        "--min-part", "min_part_units", type=click.IntRange(min=1), default=1, metavar="N",
        help="Least boxes of an order on one route.",
    ),
    click.option(
        "--aims", metavar="GOALS",
        help="Goals in the order of their weight, each with what later ones may give up of it,"
        " e.g. unserved,co2e:5%,cost.",
    ),
)  # fmt: skip

NAMES = (
    "budget_usd", "lateness", "ignore_order_budgets", "co2e_t", "carbon_usd_per_t", "at_most",
    "at_least", "on_time", "max_parts", "min_part_units", "aims",
)  # fmt: skip
"""Names of the options, as click knows them."""


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of limits; it takes them as ``limits``."""

    @wraps(command)
    def with_limits(**chosen: Any) -> Any:
        asked = {name: chosen.pop(name) for name in NAMES}
        return command(limits=_limits(asked), **chosen)

    decorated: Callable[..., Any] = with_limits
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _limits(asked: dict[str, Any]) -> Limits:
    """Return the limits that were asked for.

    Raises
    ------
    QuestionError
        With every mistake.
    """
    from ..network.limit_texts import read_limits
    from ..network.limits import Lateness

    return read_limits(
        at_least=asked.pop("at_least"),
        at_most=asked.pop("at_most"),
        on_time=asked.pop("on_time"),
        aims=asked.pop("aims"),
        lateness=Lateness(asked.pop("lateness")),
        order_budgets=not asked.pop("ignore_order_budgets"),
        **asked,
    )
