"""The shipment that a command is asked about: one of the order book, or one described."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import click

from .options import Number, is_given

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.shipment import Shipment

DEFAULT_DAYS = 60
"""Days until the due date where none is given."""

_DAY = click.DateTime(formats=["%Y-%m-%d"])

_OPTIONS = (
    click.argument("order", required=False, metavar="[ORDER]"),
    click.option("--from", "origin", metavar="TERMINAL", help="Terminal where the cargo is."),
    click.option("--to", "destination", metavar="TERMINAL", help="Terminal where it must go."),
    click.option("--cargo", metavar="CLASS", help="Cargo class."),
    click.option(
        "--boxes",
        type=click.IntRange(min=1),
        help="40-foot boxes; one where neither boxes nor --kg are given.",
    ),
    click.option("--boxes-20ft", type=click.IntRange(min=1), help="20-foot boxes."),
    click.option("--kg", type=Number(min=0, min_open=True), help="Weight of the cargo."),
    click.option("--m3", type=Number(min=0), help="Volume of the cargo."),
    click.option("--ready", type=_DAY, help="Day on which the cargo is ready."),
    click.option("--due", type=_DAY, help="Day by which it must be there."),
    click.option("--budget", type=Number(min=0), help="Most that it may cost, in USD."),
)


_OPTION_OF: Final = {
    "origin": "--from",
    "destination": "--to",
    "cargo_class": "--cargo",
    "boxes_40ft": "--boxes",
    "boxes_20ft": "--boxes-20ft",
    "value_usd": "--kg",
    "budget_usd": "--budget",
}
"""Options by what they say of a shipment, where the names differ."""


def shipment_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which shipment is asked about."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_shipment(network: Network, chosen: dict[str, Any]) -> Shipment:
    """Return the shipment that the options describe.

    Raises
    ------
    click.UsageError
        The options do not describe one.
    QuestionError
        The order book has no such order, or what is said of a shipment is impossible.
    """
    if chosen["order"] is not None:
        if any(is_given(name) for name in chosen if name != "order"):
            message = "name an order of the book, or describe a shipment, not both"
            raise click.UsageError(message)
        return _of_order_book(network, chosen["order"])
    missing = [name for name in ("origin", "destination", "cargo", "ready") if not chosen[name]]
    if missing:
        names = ", ".join(_option(name) for name in missing)
        message = f"name an order of the book, or give {names} as well"
        raise click.UsageError(message)
    return _described(network, chosen)


def _of_order_book(network: Network, order: str) -> Shipment:
    from ..network.errors import Mistake, QuestionError
    from ..network.spelling import nearest

    if order not in network.orders:
        expected = f"one of the {len(network.orders)} orders{nearest(order, network.orders)}"
        raise QuestionError([Mistake(place="order", found=f"{order!r}", expected=expected)])
    return network.orders[order]


def _described(network: Network, chosen: dict[str, Any]) -> Shipment:
    from pydantic import ValidationError

    from ..network.errors import Mistake, QuestionError, expectation, quoted
    from ..network.shipment import Shipment

    try:
        return Shipment.model_validate(_fields(network, chosen))
    except ValidationError as errors:
        raise QuestionError(
            Mistake(
                place=_option(str(error["loc"][0])),
                found=quoted(str(error["input"])),
                expected=expectation(error["msg"]),
            )
            for error in errors.errors()
        ) from errors


def _fields(network: Network, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what a shipment is made of; a cargo class that is unknown is found out later."""
    boxes_40ft, boxes_20ft = chosen["boxes"] or 0, chosen["boxes_20ft"] or 0
    if not (boxes_40ft or boxes_20ft or chosen["kg"]):
        boxes_40ft = 1
    cargo = network.cargo_classes.get(chosen["cargo"])
    kg = chosen["kg"] or (boxes_40ft + boxes_20ft / 2) * (cargo.payload_kg_per_40ft if cargo else 1)
    ready = chosen["ready"].date()
    return {
        "id": "asked",
        "origin": chosen["origin"],
        "destination": chosen["destination"],
        "cargo_class": chosen["cargo"],
        "boxes_40ft": boxes_40ft,
        "boxes_20ft": boxes_20ft,
        "kg": kg,
        "m3": chosen["m3"] or (kg / cargo.density_kg_m3 if cargo else 0.0),
        "value_usd": kg * cargo.value_usd_kg if cargo else 0.0,
        "ready": ready,
        "due": chosen["due"].date() if chosen["due"] else ready + _days_from(ready),
        "budget_usd": chosen["budget"],
    }


def _days_from(ready: date) -> timedelta:
    return min(timedelta(days=DEFAULT_DAYS), date.max - ready)


def _option(name: str) -> str:
    return _OPTION_OF.get(name, f"--{name}")
