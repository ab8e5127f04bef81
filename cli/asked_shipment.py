"""The shipment that a command is asked about: one of the order book, or one described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import click

from .options import Number, is_given

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.places import Place
    from ..network.shipment import Shipment
    from ..optimizer.route_set import RouteSet

DEFAULT_DAYS = 60
"""Days until the due date where none is given."""

_DAY = click.DateTime(formats=["%Y-%m-%d"])

_CARGO_OPTIONS = (
    click.option("--from", "origin", metavar="PLACE", help="Terminal or city where the cargo is."),
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
)

_OPTIONS = (
    click.argument("order", required=False, metavar="[ORDER]"),
    *_CARGO_OPTIONS,
    click.option("--to", "destination", metavar="PLACE", help="Terminal or city where it must go."),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A shipment and the places where it may be handed over.

    The shipment names the first terminal of each place.
    """

    shipment: Shipment
    origin: Place
    destination: Place

    @property
    def names_terminals(self) -> bool:
        """Whether each place is one terminal."""
        return len(self.origin.terminals) == len(self.destination.terminals) == 1


def cargo_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which cargo is asked about, wherever it goes."""
    for option in reversed(_CARGO_OPTIONS):
        command = option(command)
    return command


def asked_cargo(network: Network, chosen: dict[str, Any]) -> Shipment:
    """Return the shipment that the options describe, without a destination of its own.

    Raises
    ------
    click.UsageError
        Something that is needed is missing.
    QuestionError
        What is said of the cargo is impossible.
    """
    missing = [name for name in ("origin", "cargo", "ready") if not chosen[name]]
    if missing:
        message = f"give {', '.join(_option(name) for name in missing)} as well"
        raise click.UsageError(message)
    elsewhere = {"order": None, "destination": chosen["origin"], "due": None, "budget": None}
    shipment = _described(network, {**chosen, **elsewhere}).shipment
    if shipment.cargo_class not in network.cargo_classes:
        from ..network.errors import Mistake, QuestionError
        from ..network.spelling import nearest

        expected = f"a cargo class{nearest(shipment.cargo_class, network.cargo_classes)}"
        found = f"{shipment.cargo_class!r}"
        raise QuestionError([Mistake(place="--cargo", found=found, expected=expected)])
    return shipment


def asked_routes(network: Network, chosen: dict[str, Any]) -> RouteSet:
    """Return the routes of the shipment that the options describe, between any terminals."""
    from ..optimizer.city_routes import city_routes
    from ..optimizer.routes import routes

    asked = _asked(network, chosen)
    if asked.names_terminals:
        return routes(network, asked.shipment)
    return city_routes(network, asked.shipment, origin=asked.origin, destination=asked.destination)


def asked_shipment(network: Network, chosen: dict[str, Any]) -> Shipment:
    """Return the shipment that the options describe, between two terminals.

    A city stands for that of its terminals at which the cheapest route hands over, on
    time if there is one.
    """
    from ..optimizer.city_routes import handed_over

    asked = _asked(network, chosen)
    if asked.names_terminals:
        return asked.shipment
    answer = asked_routes(network, chosen)
    best = next(iter((*answer.within(), *answer.routes)), None)
    return handed_over(asked.shipment, best) if best else asked.shipment


def _asked(network: Network, chosen: dict[str, Any]) -> Asked:
    """Return what the options describe.

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
        return _between_terminals(network, _of_order_book(network, chosen["order"]))
    missing = [name for name in ("origin", "destination", "cargo", "ready") if not chosen[name]]
    if missing:
        names = ", ".join(_option(name) for name in missing)
        message = f"name an order of the book, or give {names} as well"
        raise click.UsageError(message)
    return _described(network, chosen)


def _between_terminals(network: Network, shipment: Shipment) -> Asked:
    from ..network.places import find_place

    return Asked(
        shipment=shipment,
        origin=find_place(network, shipment.origin),
        destination=find_place(network, shipment.destination),
    )


def _of_order_book(network: Network, order: str) -> Shipment:
    from ..network.errors import Mistake, QuestionError
    from ..network.spelling import nearest

    if order not in network.orders:
        expected = f"one of the {len(network.orders)} orders{nearest(order, network.orders)}"
        raise QuestionError([Mistake(place="order", found=f"{order!r}", expected=expected)])
    return network.orders[order]


def _described(network: Network, chosen: dict[str, Any]) -> Asked:
    from pydantic import ValidationError

    from ..network.errors import Mistake, QuestionError, expectation, quoted
    from ..network.places import find_place
    from ..network.shipment import Shipment

    ends = {
        "origin": find_place(network, chosen["origin"], "--from"),
        "destination": find_place(network, chosen["destination"], "--to"),
    }
    names = {name: place.terminals[0] for name, place in ends.items()}
    try:
        shipment = Shipment.model_validate(_fields(network, {**chosen, **names}))
        return Asked(shipment=shipment, **ends)
    except ValidationError as errors:
        by_option = {_option(str(error["loc"][0])): error for error in errors.errors()[::-1]}
        raise QuestionError(
            Mistake(
                place=place, found=quoted(str(error["input"])), expected=expectation(error["msg"])
            )
            for place, error in reversed(by_option.items())
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
        "due": chosen["due"].date() if chosen["due"] else _due(ready),
        "budget_usd": chosen["budget"],
    }


def _due(ready: date) -> date:
    """Return the due date where none is given, on a day that a shipment may have."""
    from ..network.row import FIRST_DAY, LAST_DAY

    days = timedelta(days=DEFAULT_DAYS)
    return max(FIRST_DAY, min(ready, LAST_DAY - days) + days)


def _option(name: str) -> str:
    return _OPTION_OF.get(name, f"--{name}")
