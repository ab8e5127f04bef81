"""What can be wrong with a plan."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar


class Rule(StrEnum):
    """What a plan must keep; one member for each kind of violation."""

    SHIPMENT = "known shipment"
    WHOLE_UNITS = "whole units"
    ALL_UNITS = "all units accounted for"
    LOAD_UNIT = "load unit"
    TRAVEL_TOGETHER = "units that travel together"

    CHAIN = "handlings and legs in turn"
    CONNECTION = "legs connect"
    TERMINAL_TWICE = "no terminal twice"
    UTC = "moments in UTC"
    ROUTE_TIMES = "times of the route"

    SERVICE = "known service"
    OPEN = "open service"
    CALLS = "calls of the service"
    LOADING = "loading and unloading"
    DEPARTURE_DATE = "departure date"
    CUTOFF = "cut-off"
    LEG = "what the leg says of itself"
    GRADE = "grade of a time"
    LEG_TIMES = "times of the leg"
    DISTANCE = "distance"
    CO2E = "emissions"

    TRANSFER = "transfer exists"
    HANDLING = "what the handling says of itself"
    HANDLING_TIMES = "times of the handling"
    CLEARANCE = "clearance"

    CHARGE = "charge"
    ASSUMED = "assumed share of a charge"

    ACCEPTED = "accepted cargo"
    LOOSE = "loose cargo by road and air only"
    SOLD = "price exists"
    RESTRICTION = "restriction"
    PLUG = "reefer plug needed"
    CARGO_PER_40FT = "cargo of a 40-foot box"
    PAIRS_OF_20FT = "20-foot boxes in pairs"
    GROSS_PER_DEPARTURE = "gross weight of a departure"
    WARNING = "warning of a soft restriction"

    CAPACITY_TEU = "capacity in TEU"
    CAPACITY_KG = "capacity in kg"
    CAPACITY_PLUGS = "reefer plugs"

    DUE = "due date"
    MAX_LATE_DAYS = "most days late"
    ORDER_BUDGET = "budget of the order"
    TOTAL_BUDGET = "budget of the plan"
    CO2E_CAP = "cap on emissions"
    SHARE_AT_LEAST = "least share"
    SHARE_AT_MOST = "most share"
    MAX_PARTS = "most parts of the order"
    NEVER_SPLIT = "order that is never split"
    MIN_PART = "least units of a part"
    PROBABILITY = "probability to be on time"
    ON_TIME = "least probability to be on time"

    ALLOTMENT = "allotment of a contract"
    MIN_FILL = "minimum fill of a charter"

    COST = "cost"
    COST_PART = "parts of the cost"
    BOUND = "bound"
    UNSERVED = "unserved size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule that a plan breaks: where, what it says, and what the tables say."""

    rule: str
    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Say where, which rule, what was found and what was expected, in one line."""
        return f"{self.where}: {self.rule}: found {self.found}; expected {self.expected}"


T = TypeVar("T")
Checked: TypeAlias = Generator[Violation, None, T | None]
"""Violations as they are found; at the end the result, or None where there can be none."""
