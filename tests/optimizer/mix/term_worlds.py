"""Small worlds of trains and boxes, and commercial terms for them, each made from a number."""

from __future__ import annotations

from random import Random

from landbridge.network.network import Network
from landbridge.network.terms import Terms

from ..hand_world import all_changes, line, order, world

NAMES = ("X1", "X2", "Y1")


def term_world(number: int) -> Network:
    """Return three trains between three places, and up to three orders."""
    chance = Random(f"world {number}")
    ways = [chance.choice(("A B", "A B C", "A B C", "B C")) for _ in NAMES]
    ways[0] = "A B C"
    lines = [
        line(
            name,
            "rail",
            way,
            usd=chance.choice((70, 100, 130, 160)),
            weekdays=chance.choice(((1,), (4,), (1, 4))),
            capacity_teu=chance.choice((3, 4, 6, 100)),
        )
        for name, way in zip(NAMES, ways, strict=True)
    ]
    orders = []
    for n in range(chance.choice((1, 2, 2, 3))):
        units, kind = chance.choice((1, 1, 2)), chance.choice((40, 40, 20))
        ready = chance.randint(3, 6)
        orders.append(
            order(
                f"S{n}",
                *chance.choice(("AB", "AC", "AC", "BC")),
                boxes_40ft=units if kind == 40 else 0,
                boxes_20ft=units if kind == 20 else 0,
                kg=units * 10_000,
                ready=f"2025-11-{ready:02}",
                due=f"2025-11-{ready + chance.randint(5, 11):02}",
            )
        )
    return world("A B C", *lines, orders, all_changes(hours=1))


def random_terms(number: int) -> Terms:
    """Return terms of some kinds; contracts share no train."""
    chance = Random(f"terms {number}")
    kinds = {
        "contracts": _contracts,
        "charters": _charters,
        "discounts": _discounts,
        "surcharges": _surcharges,
    }
    chosen = chance.sample(sorted(kinds), chance.choice((1, 1, 2, 4)))
    return Terms(**{kind: kinds[kind](chance) for kind in chosen})


def _scope(chance: Random, kind: str, *names: str) -> dict[str, object]:
    first = chance.randint(1, 10)
    return {
        "id": f"{kind}-{chance.randint(0, 10**9)}",
        "services": names or (chance.choice((*NAMES, "X*", "*")),),
        "first_day": f"2025-11-{first:02}",
        "last_day": f"2025-11-{first + chance.choice((3, 10, 19)):02}",
    }


def _contracts(chance: Random) -> list[dict[str, object]]:
    return [_contract(chance, names) for names in chance.choice(([NAMES[:2], NAMES[2:]], [NAMES]))]


def _contract(chance: Random, names: tuple[str, ...]) -> dict[str, object]:
    allotment = chance.choice((1, 2, 3, 5))
    per = chance.choice(("departure", "period"))
    fields = {"allotment_teu": allotment, "allotment_per": per}
    fields["overflow"] = chance.choice(("tariff", "tariff", "refused"))
    if fields["overflow"] == "refused" and chance.random() < 0.5:
        fields["discount_percent"] = chance.choice((10, 33))
    else:
        fields["discount_usd_per_teu"] = chance.choice((0, 12.5, 30))
    scope = _scope(chance, "C", *names)
    has_many = scope["last_day"] >= "2025-11-15"  # every train leaves at least once
    if has_many and chance.random() < 0.7:
        fields |= {
            "least_teu": min(allotment, chance.choice((1, 2))),
            "least_per": per if chance.random() < 0.5 else "period",
            "shortfall_usd_per_teu": chance.choice((10, 40, 80.25)),
        }
    return scope | fields


def _charters(chance: Random) -> list[dict[str, object]]:
    usd, least = chance.choice(((0, 4), (60, 0), (150, 3), (25, 2)))
    return [_scope(chance, "T") | {"usd_per_departure": usd, "least_teu": least}]


def _discounts(chance: Random) -> list[dict[str, object]]:
    kind = chance.choice(("incremental", "all_unit"))
    key = "percent" if kind == "all_unit" and chance.random() < 0.5 else "usd_per_teu"
    start = chance.choice((0, 1, 3))
    tiers = [
        {"from_teu": start, key: chance.choice((5, 10))},
        {"from_teu": start + chance.choice((1, 2)), key: chance.choice((15, 30))},
    ]
    if kind == "incremental" and chance.random() < 0.4:
        tiers[1][key] = 2
    return [_scope(chance, "V") | {"kind": kind, "tiers": tiers}]


def _surcharges(chance: Random) -> list[dict[str, object]]:
    usd, percent = chance.choice(((25, 0), (0, 40), (3.335, 12.5)))
    return [_scope(chance, "P") | {"usd_per_teu": usd, "percent": percent}]
