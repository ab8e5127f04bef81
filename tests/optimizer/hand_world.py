"""Small networks made by hand, row by row: name what matters, the rest is free and quick."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product
from typing import Any

from builders import make, network_of

from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal

MODES = ("rail", "road", "river", "sea", "air")
HOURS_PER_LINK = 5
USD_PER_LINK = 100


def line(
    name: str, mode: str, stops: str, *, usd: float = USD_PER_LINK, **service: Any
) -> list[Row]:
    """Return a service over stops, with a link of five hours and one price between any two.

    Parameters
    ----------
    stops
        Ids of terminals, with spaces between them.
    usd
        Price of a box on each link; by air and for loose cargo a hundredth of it by the kg.
    """
    ids = stops.split()
    by_kg = {"usd_per_kg": usd / 100} if mode in ("air", "road") else {}
    boxes = {} if mode == "air" else {"usd_per_40ft": usd, "usd_per_20ft": usd * 0.6}
    rows: list[Row] = [
        make(
            Link,
            id=f"{name}.{n}",
            from_terminal=start,
            to_terminal=end,
            mode=mode,
            hours_typical=HOURS_PER_LINK,
            **boxes,
            **by_kg,
        )
        for n, (start, end) in enumerate(pairwise(ids), start=1)
    ]
    rows.append(make(Service, id=name, mode=mode, **service))
    for n, stop in enumerate(ids):
        hours = HOURS_PER_LINK * n
        rows.append(
            make(
                Call,
                service_id=name,
                seq=n + 1,
                terminal_id=stop,
                link_id=f"{name}.{n}" if n else None,
                arrive_offset_hours=hours,
                depart_offset_hours=hours,
                may_load=n < len(ids) - 1,
                may_unload=n > 0,
            )
        )
    return rows


def change(from_mode: str, to_mode: str, **fields: Any) -> Transfer:
    """Return a hand-over from mode to mode, at no cost and at once unless said otherwise."""
    return make(Transfer, from_mode=from_mode, to_mode=to_mode, **{"hours_typical": 0} | fields)


def all_changes(*, hours: float = 0) -> list[Row]:
    """Return a hand-over between any two modes, at no cost."""
    pairs = product(("origin", *MODES), (*MODES, "destination"))
    return [
        change(*pair, hours_typical=hours) for pair in pairs if pair != ("origin", "destination")
    ]


def world(stops: str, *parts: Iterable[Row], **terminal: Any) -> Network:
    """Return a network of terminals and what else there is.

    Parameters
    ----------
    stops
        Ids of the terminals, with spaces between them.
    parts
        Services, hand-overs, orders, rules. Default clearance is free and takes no time.
    terminal
        Fields of every terminal.
    """
    rows = [row for part in parts for row in part]
    ids = stops.split()
    made = {row.id for row in rows if isinstance(row, Terminal)}
    if not any(isinstance(row, Transfer) for row in rows):
        rows += all_changes()
    if not any(isinstance(row, Clearance) for row in rows):
        rows += [make(Clearance, direction=direction) for direction in ("export", "import")]
    return network_of(
        [
            *(make(Terminal, id=name, **terminal) for name in ids if name not in made),
            make(Corridor, representative_path=ids[:1]),
            make(Source),
            make(CargoClass),
            make(CargoClass, id="cold", temperature="chill"),
            *(make(Emission, mode=mode, g_co2e_per_tkm=10) for mode in (*MODES, "terminal")),
            *rows,
        ]
    )


def order(name: str, origin: str, destination: str, **fields: Any) -> Shipment:
    """Return an order of one 40-foot box with ten tonnes, ready on Monday 3 November 2025."""
    return make(Shipment, id=name, origin=origin, destination=destination, **fields)
