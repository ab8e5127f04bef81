"""Which rows of the tables hold, and how numbers are rounded: for the oracle of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from zoneinfo import ZoneInfo

from landbridge.network.cargo import Restriction
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.service import Service
from landbridge.network.terminal import Terminal

TARE_KG = {"40ft": 4_000, "20ft": 2_300}
TEU = {"40ft": 2, "20ft": 1, "loose": 0}
NOT_FOR_BOTH_ENDS = ("rail_fast", "1210", "river_sea_transfer")


def minutes(hours: float) -> timedelta:
    """Return a duration in whole minutes, half up (rule 2)."""
    return timedelta(minutes=half_up(60 * exact(hours)))


def cents(usd: Fraction) -> int:
    """Return an amount in whole cents, half up (rule 16)."""
    return half_up(100 * usd)


def exact(number: float | None) -> Fraction:
    """Return a number of a table as the fraction that is written there."""
    return Fraction(str(number))


def half_up(number: Fraction) -> int:
    """Return the nearest whole number, the higher of two."""
    return (number + Fraction(1, 2)).__floor__()


def is_meant(
    rule: Restriction, service: Service, links: list[Link], day: date, cargo_class: str
) -> bool:
    """Tell whether a restriction speaks of a cargo class on these links on a day (rule 23)."""
    names = {service.corridor, *(tag for link in links for tag in link.exposures)}
    return (
        rule.mode is service.mode
        and rule.cargo_class in ("*", cargo_class)
        and rule.valid_from <= day <= (rule.valid_to or date.max)
        and (rule.country_or_service in names or fits(service.id, rule.country_or_service))
    )


def fits(text: str, pattern: str) -> bool:
    """Hold a text against a pattern with `*` and `?`."""
    if not pattern or not text:
        return not text and not pattern.strip("*")
    if pattern[0] == "*":
        return fits(text, pattern[1:]) or fits(text[1:], pattern)
    return pattern[0] in ("?", text[0]) and fits(text[1:], pattern[1:])


def departure_days(service: Service) -> Iterator[date]:
    """Yield the dates on which a scheduled service leaves its first call (rule 4)."""
    first_monday = service.valid_from - timedelta(days=service.valid_from.isoweekday() - 1)
    for number in range((service.valid_to - service.valid_from).days + 1):
        day = service.valid_from + timedelta(days=number)
        weeks = (day - first_monday).days // 7
        if day.isoweekday() in service.weekdays and weeks % service.interval_weeks == 0:
            yield day


def best_transfer(
    network: Network, terminal: Terminal, from_mode: str, to_mode: str
) -> Transfer | None:
    """Return the most specific transfer row (rule 9)."""
    kind, country = terminal.kind.value, terminal.country
    ranked = [
        lambda row: row.terminal_kind == terminal.id,
        lambda row: row.terminal_kind == kind and country in row.countries,
        lambda row: row.terminal_kind == "*" and country in row.countries,
        lambda row: row.terminal_kind == kind and "*" in row.countries,
        lambda row: row.terminal_kind == "*" and "*" in row.countries,
    ]
    rows = [r for r in network.transfers if (r.from_mode, r.to_mode) == (from_mode, to_mode)]
    for is_meant in ranked:
        for row in rows:
            if is_meant(row):
                return row
    return None


def best_clearance(
    network: Network, terminal: Terminal, direction: str, cargo_class: str, *, by_air: bool = False
) -> Clearance | None:
    """Return the clearance row for one end of a shipment (rules 10 and 11).

    Parameters
    ----------
    by_air
        The row of regime air_import is taken where there is one.
    """
    rows = [
        row
        for row in network.clearance
        if row.is_default
        and row.direction.value == direction
        and row.regime not in NOT_FOR_BOTH_ENDS
    ]
    places = (terminal.id, terminal.region, terminal.country, "default")
    for is_air_row in (True, False) if by_air else (False,):
        for place, name in product(places, (cargo_class, "*")):
            for row in rows:
                is_meant = (row.regime == "air_import") == is_air_row
                if is_meant and row.place == place and name in row.cargo_class:
                    return row
    return None


def next_opening(
    network: Network, calendar: str | None, terminal: Terminal, at: datetime
) -> datetime:
    """Return when work begins that could begin at a moment (rules 32, 33 and 35).

    Looks at the clock on the wall of the terminal: open now, or else every half hour. So
    hours must open at full or half hours, and clocks be set by these.
    """
    utc = ZoneInfo("UTC")
    while calendar is not None and not _is_open(network, calendar, terminal, at):
        at = at.astimezone(utc)
        at += timedelta(minutes=30 - at.minute % 30)
    return at


def _is_open(network: Network, calendar: str, terminal: Terminal, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(terminal.timezone))
    clock = (local.hour, local.minute)
    for row in network.opening_hours:
        opens, closes = ((t.hour, t.minute) for t in (row.opens, row.closes))
        if row.id != calendar:
            continue
        today = _like(network, row.keeps_holidays, terminal, local.date()) in row.weekdays
        before = local.date() - timedelta(days=1)
        yesterday = _like(network, row.keeps_holidays, terminal, before) in row.weekdays
        if closes > opens and today and opens <= clock < closes:
            return True
        if closes <= opens and ((today and clock >= opens) or (yesterday and clock < closes)):
            return True
    return False


def _like(network: Network, keeps_holidays: bool, terminal: Terminal, day: date) -> int:
    """Return the weekday that a day is like; 0 where the country rests."""
    for row in network.holidays:
        if keeps_holidays and (row.country, row.day) == (terminal.country, day):
            return 1 if row.is_working else 0
    return day.isoweekday()
