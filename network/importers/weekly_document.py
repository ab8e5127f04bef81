"""The weekly-schedule case as one JSON document."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from ..errors import Mistake, expectation, quoted
from ..row import Day, Hours, NonNegative, Positive
from ..weekly_schedule import WeeklyOrder, WeeklyService
from .weekly_rows import WEEKDAYS, Name, Share

_DAY_NUMBER = {name[:3]: number for number, name in enumerate(WEEKDAYS)}


def _weekday(value: object) -> object:
    if value not in _DAY_NUMBER:
        message = f"must be one of {', '.join(_DAY_NUMBER)}"
        raise ValueError(message)
    return _DAY_NUMBER[str(value)]


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Name, BeforeValidator(_text)]


class _Entry(BaseModel):
    """Whatever else an entry holds is derived from these fields, or not used."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Place(_Entry):
    id: Name
    warehouse_cost_per_volume_day: NonNegative | None = None


class _Service(_Entry):
    id: Number
    origin: Name
    destination: Name
    mode: Name
    container_volume: Positive
    fixed_cost_per_departure: NonNegative
    cost_per_container: dict[str, NonNegative]
    hours: dict[str, Hours]
    transit_duty_rate: Share = 0.0
    weekdays: tuple[Annotated[int, BeforeValidator(_weekday)], ...]

    def service(self) -> WeeklyService:
        return WeeklyService(
            id=self.id,
            origin=self.origin,
            destination=self.destination,
            mode=self.mode.lower(),
            container_volume=self.container_volume,
            fixed_cost=self.fixed_cost_per_departure,
            container_cost=sum(self.cost_per_container.values()),
            transit_days=max(1, math.ceil(sum(self.hours.values()) / 24)),
            duty_rate=self.transit_duty_rate,
            weekdays=tuple(sorted(set(self.weekdays))),
        )


class _Order(_Entry):
    id: Number
    origin: Name
    destination: Name
    commodity: str = ""
    value: NonNegative
    volume: Positive
    order_date: Day
    due_date: Day
    journey_type: str = ""
    tax_rate: Share = 0.0

    def order(self) -> WeeklyOrder:
        return WeeklyOrder(
            id=self.id,
            origin=self.origin,
            destination=self.destination,
            commodity=self.commodity,
            value=self.value,
            volume=self.volume,
            ordered_on=self.order_date,
            due_on=self.due_date,
            tax_rate=0.0 if self.journey_type.lower() == "domestic" else self.tax_rate,
        )


class _Document(_Entry):
    nodes: tuple[_Place, ...]
    services: tuple[_Service, ...]
    orders: tuple[_Order, ...]


class WeeklyDocument:
    """What a document says: services and orders by their places in it, and storage rates."""

    def __init__(self, document: _Document) -> None:
        services, orders = enumerate(document.services), enumerate(document.orders)
        self.services = {f"services[{n}]": row.service() for n, row in services}
        self.orders = {f"orders[{n}]": row.order() for n, row in orders}
        self.storage_rates: Mapping[str, float] = {
            place.id: place.warehouse_cost_per_volume_day
            for place in document.nodes
            if place.warehouse_cost_per_volume_day is not None
        }


def parse_document(text: str, file: str, mistakes: list[Mistake]) -> WeeklyDocument | None:
    """Read a document; append what is wrong to ``mistakes``, and return None then."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        mistakes.append(Mistake(place=file, found=f"broken JSON: {error}", expected="whole JSON"))
        return None
    try:
        return WeeklyDocument(_Document.model_validate(content))
    except ValidationError as errors:
        for wrong in errors.errors():
            place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in wrong["loc"])
            found = "nothing" if wrong["type"] == "missing" else quoted(str(wrong["input"]))
            mistakes.append(
                Mistake(
                    place=f"{file} {place.removeprefix('.')}".strip(),
                    found=found,
                    expected=expectation(wrong["msg"]),
                )
            )
        return None
