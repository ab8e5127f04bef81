"""Rules of small networks: transfers, clearance and restrictions, made from a number."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random

from builders import make

from landbridge.network.cargo import Restriction
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.opening_hours import Holiday, OpeningHours
from landbridge.network.row import Row
from landbridge.network.terminal import Terminal

MODES = ("rail", "road", "river", "sea", "air")
CLASSES = ("goods", "goods", "goods", "cold", "danger")
TAGS = ("lock", "strait", "pass")
HOURS = (0, 0.5, 1.1, 2, 3.26, 6, 9)
USD = (0, 10, 25, 40, 100)
PERIODS = (
    (date(2020, 1, 1), None),
    (date(2020, 1, 1), date(2025, 10, 27)),
    (date(2025, 10, 28), None),
)


def chance_of(number: int, name: str) -> Random:
    """Return the chance that makes one row."""
    return Random(f"{number} {name}")


HOURS_OF = {
    "office": ((1, 2, 3, 4, 5), "08:30", "17:30"),
    "shop": ((1, 2, 4, 6), "10:00", "13:00"),
    "night": ((2, 3, 4, 5, 6, 7), "22:00", "06:00"),
    "always": ((1, 2, 3, 4, 5, 6, 7), "00:00", "00:00"),
}
"""Weekdays, opening and closing of the calendars."""


def opening_hours(number: int) -> list[Row]:
    """Return calendars, and some days on which China and Germany rest or work."""
    chance = chance_of(number, "holidays")
    days = {date(2025, 10, chance.randint(22, 31)) for _ in range(3)}
    hours = [
        make(
            OpeningHours,
            id=name,
            weekdays=days,
            opens=opens,
            closes=closes,
            keeps_holidays=name < "o",
        )
        for name, (days, opens, closes) in HOURS_OF.items()
    ]
    late = make(OpeningHours, id="shop", weekdays=(1, 2, 6), opens="15:00", closes="19:00")
    rests = [
        make(Holiday, country=country, day=day, is_working=chance.random() < 0.4)
        for country in ("CN", "DE")
        for day in sorted(days)
    ]
    return [*hours, late, *rests]


def calendar_of(number: int, place: str) -> str | None:
    """Return the calendar of a terminal or clearance row; none for three in four."""
    chance = chance_of(number, f"calendar {place}")
    return chance.choice(sorted(HOURS_OF)) if chance.random() < 0.25 else None


def transfers(number: int, terminals: list[Terminal]) -> list[Row]:
    """Return a row for nearly every change of mode, and more specific ones."""
    chance = chance_of(number, "transfers")
    ids = [terminal.id for terminal in terminals]
    pairs = [*product(("origin", *MODES), MODES), *((mode, "destination") for mode in MODES)]
    missing = chance.sample(pairs, chance.choice((0, 0, 1, 3)))
    rows = [_transfer(number, "*", pair, "*") for pair in pairs if pair not in missing]
    countries = [terminal.country for terminal in terminals]
    kinds = [terminal.kind.value for terminal in terminals]
    keys = {
        (place, chance.choice(pairs), country)
        for _ in range(6)
        for place, country in (
            (chance.choice(ids), "*"),
            (chance.choice(kinds), "*"),
            (chance.choice(kinds), chance.choice(countries)),
            ("*", chance.choice(countries)),
        )
        if chance.random() < 0.5
    }
    return [*rows, *(_transfer(number, *key) for key in sorted(keys))]


def _transfer(number: int, place: str, pair: tuple[str, str], country: str) -> Transfer:
    chance = chance_of(number, f"transfer {place} {pair} {country}")
    return make(
        Transfer,
        terminal_kind=place,
        from_mode=pair[0],
        to_mode=pair[1],
        countries=(country,),
        hours_typical=chance.choice(HOURS),
        usd_per_40ft=chance.choice(USD),
        usd_per_20ft=chance.choice(USD),
        usd_per_kg=chance.choice((0, 0.01, 0.05)),
    )


def clearance(number: int, terminals: list[Terminal]) -> list[Row]:
    """Return the rows that must be there, and more specific ones."""
    ids = [terminal.id for terminal in terminals]
    chance = chance_of(number, "clearance")
    places = [*ids, *(t.country for t in terminals)]
    places += [t.region for t in terminals if t.region]
    keys = {
        (chance.choice(places), "general", chance.choice(("export", "import")), cargo_class)
        for cargo_class in ("*", *CLASSES)
    }
    keys |= {("default", "general", direction, "*") for direction in ("export", "import")}
    if chance.random() < 0.7:
        keys.add(("default", "air_import", "import", "*"))
    for name in ids:
        if chance.random() < 0.3:
            keys.add((name, "river_sea_transfer", "transit", "*"))
            keys.add((name, "1210", "import", "goods"))
    return [_clearance_row(number, *key) for key in sorted(keys)]


def _clearance_row(
    number: int, place: str, regime: str, direction: str, cargo_class: str
) -> Clearance:
    chance = chance_of(number, f"clearance {place} {regime} {direction} {cargo_class}")
    is_added = regime == "river_sea_transfer"
    return make(
        Clearance,
        place=place,
        regime=regime,
        direction=direction,
        cargo_class=(cargo_class,),
        hours_typical=chance.choice((0.033, 1, 12, 62.5)),
        usd_per_shipment=chance.choice((0, 60, 138)),
        metric="customs" if is_added else chance.choice(("overall", "customs")),
        calendar=calendar_of(number, f"{place} {regime} {direction} {cargo_class}"),
    )


def restrictions(number: int, how_many: int, *, with_weight_rules: bool) -> list[Row]:
    """Return rules of all kinds, hard and soft."""
    rules = {"refuse": None, "needs_plug": None}
    if with_weight_rules:
        rules |= {
            "cargo_per_40ft": 21_000,
            "pairs_of_20ft": 24_000,
            "gross_per_departure": 50_000,
        }
    rows: dict[tuple[str, ...], Row] = {}
    for n in range(how_many):
        chance = chance_of(number, f"restriction {n}")
        rule = chance.choice(sorted(rules))
        is_weighed = rules[rule] is not None
        first, last = chance.choice(PERIODS)
        row = make(
            Restriction,
            cargo_class="*" if is_weighed else chance.choice(("cold", "danger", "goods")),
            mode=chance.choice(MODES[:4] if rule == "needs_plug" else MODES),
            country_or_service=chance.choice((*TAGS, "other", "RAIL-*", "?IVER-1", "*")),
            rule=rule,
            limit_kg=rules[rule],
            valid_from=first,
            valid_to=last,
            hard=chance.random() < 0.8,
        )
        cells = row.cells()
        rows[tuple(cells[column] for column in Restriction.key)] = row
    return list(rows.values())
