"""How a forecast of shares is printed and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from ..network.economics.forecast_notes import forecast_notes
from ..network.economics.market_split import NOTHING, LaneSize, LaneSplit
from .options import plain_console
from .rows_output import table_of, write_csv

if TYPE_CHECKING:
    from rich.console import Console

    from ..network.economics.forecast import Forecast, LeftOut

FORECAST_SCHEMA = "landbridge/forecast/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

MOST_ROUTES = 15
MOST_NAMES = 8
MOST_REASONS = 12
CSV_COLUMNS = (
    "order", "way", "usd_per_kg_before", "usd_per_kg_after", "share_before", "share_after",
    "teu_before", "teu_after", "tonnes_before", "tonnes_after", "value_usd_before",
    "value_usd_after", "wins_whole_before", "wins_whole_after",
)  # fmt: skip


def print_forecast(forecast: Forecast) -> None:
    """Print shares before and after, what they rest on, and what is left out."""
    console = plain_console()
    lanes, out = len(forecast.before.lanes), len(forecast.left_out)
    console.print(
        f"\n{lanes} of {lanes + out} shipments, market {forecast.market.name}, shares of"
        f" {forecast.market.unit.value}",
        style="bold",
    )
    _print_shares(console, forecast)
    console.print(
        f"  worth to the shippers: {forecast.gain_usd:+,.0f} USD of generalised cost (log-sum)"
    )
    _print_model(console, forecast)
    if forecast.model.route_theta is not None:
        _print_routes(console, forecast)
    _print_left_out(console, "Left out", forecast.left_out)
    _print_left_out(console, "No way any more", forecast.lost)
    console.print("\nNotes", style="bold")
    for note in forecast_notes(forecast):
        console.print(fill(note, 96, initial_indent="  - ", subsequent_indent="    "))


def _print_shares(console: Console, forecast: Forecast) -> None:
    unit = forecast.market.unit
    before, after = forecast.before.shares(unit), forecast.after.shares(unit)
    whole_before, whole_after = (
        split.winner_shares(unit) for split in (forecast.before, forecast.after)
    )
    rows = [
        (way, f"{before[way]:.1%}", f"{after[way]:.1%}", _signed(100 * (after[way] - before[way])),
         *_change(change), f"{whole_before[way]:.1%}", f"{whole_after[way]:.1%}")
        for way, change in _changes(forecast)
    ]  # fmt: skip
    columns = (
        "Way", ">before", ">after", ">points", ">TEU", ">tonnes", ">value\nkUSD",
        ">whole\nbefore", ">whole\nafter",
    )  # fmt: skip
    console.print(table_of("Shares, and beside them each lane whole", columns, rows))


def _changes(forecast: Forecast) -> Iterator[tuple[str, LaneSize]]:
    before, after = forecast.before.sizes(), forecast.after.sizes()
    for way in forecast.before.ways:
        yield way, LaneSize(*(b - a for a, b in zip(before[way], after[way], strict=True)))


def _change(size: LaneSize) -> tuple[str, str, str]:
    return _signed(size.teu), _signed(size.tonnes), _signed(size.value_usd / 1000)


def _signed(figure: float) -> str:
    """Return a change with its sign; one that rounds to nothing has none."""
    return f"{figure:+,.1f}" if round(figure, 1) else "0.0"


def _print_model(console: Console, forecast: Forecast) -> None:
    theta, bent = forecast.model.theta, forecast.elasticities()
    rows = [
        (way, f"{forecast.constants[way] / theta:+.2f}", f"{bent[way]:.2f}",
         *("refused" if shares is None else f"{shares[way]:.1%}"
           for shares in forecast.others.values()))
        for way in forecast.before.ways
    ]  # fmt: skip
    others = (f">after, theta {other:g}" for other in forecast.others)
    columns = ("Way", ">constant\nUSD/kg", ">own\nelasticity", *others)
    console.print(table_of(f"What it rests on: theta {theta:g} per USD/kg", columns, rows))


def _print_routes(console: Console, forecast: Forecast) -> None:
    rows = sorted(_routes(forecast), key=lambda row: (-max(row[2].teu, row[3].teu), row[1]))
    shown = [
        (way, route, f"{before.teu:,.1f}", f"{after.teu:,.1f}")
        for way, route, before, after in rows[:MOST_ROUTES]
    ]
    console.print(table_of("Routes", ("Way", "Route", ">TEU before", ">TEU after"), shown))
    if len(rows) > MOST_ROUTES:
        console.print(f"  and {len(rows) - MOST_ROUTES} more, see --json")


def _routes(forecast: Forecast) -> list[tuple[str, str, LaneSize, LaneSize]]:
    before, after = forecast.before.route_sizes(), forecast.after.route_sizes()
    return [
        (way, route, before.get((way, route), NOTHING), after.get((way, route), NOTHING))
        for way, route in sorted(before.keys() | after.keys())
    ]


def _print_left_out(console: Console, title: str, left_out: Sequence[LeftOut]) -> None:
    if not left_out:
        return
    rows = []
    for reason, names in _by_reason(left_out).items():
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        rows.append((f"{len(names)}", ", ".join(names[:MOST_NAMES]) + more, reason))
    title = f"{title}: {len(left_out)}"
    console.print(table_of(title, (">", "Shipments", "Why"), rows[:MOST_REASONS]))
    if len(rows) > MOST_REASONS:
        console.print(f"  and {len(rows) - MOST_REASONS} more reasons, see --json")


def _by_reason(left_out: Iterable[LeftOut]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in left_out:
        found.setdefault(one.reason, []).append(one.name)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def forecast_json(forecast: Forecast) -> Mapping[str, Any]:
    """Return a forecast as plain values."""
    unit, model = forecast.market.unit, forecast.model
    return {
        "schema": FORECAST_SCHEMA,
        "market": {
            "name": forecast.market.name,
            "unit": unit.value,
            "grade": forecast.market.grade.value,
            "observed": None if forecast.market.shares is None else dict(forecast.market.shares),
            "rest": forecast.market.rest,
            "modes": {way: list(modes) for way, modes in forecast.market.modes.items()},
        },
        "theta_per_usd_kg": model.theta,
        "route_theta_per_usd_kg": model.route_theta,
        "late_usd_per_teu_day": model.late_usd_per_teu_day,
        "ways": [_way_record(forecast, way) for way in forecast.before.ways],
        "routes": [
            {"way": way, "route": route, "before": a._asdict(), "after": b._asdict()}
            for way, route, a, b in _routes(forecast)
        ],
        "gain_usd": forecast.gain_usd,
        "other_thetas": [
            {"theta_per_usd_kg": theta, "shares_after": shares and dict(shares)}
            for theta, shares in forecast.others.items()
        ],
        "num_lanes": len(forecast.before.lanes),
        "left_out": [_left_out_record(one) for one in forecast.left_out],
        "lost": [_left_out_record(one) for one in forecast.lost],
        "notes": list(forecast_notes(forecast)),
    }


def _way_record(forecast: Forecast, way: str) -> Mapping[str, Any]:
    unit = forecast.market.unit
    sides = {"before": forecast.before, "after": forecast.after}
    return {
        "way": way,
        "constant": forecast.constants[way],
        "own_elasticity": forecast.elasticities()[way],
        **{
            side: {
                "share": split.shares(unit)[way],
                **split.sizes()[way]._asdict(),
                "share_whole": split.winner_shares(unit)[way],
                "whole": split.winner_sizes()[way]._asdict(),
            }
            for side, split in sides.items()
        },
    }


def _left_out_record(one: LeftOut) -> Mapping[str, Any]:
    return {"order": one.name, **one.size._asdict(), "reason": one.reason}


def write_lanes(path: Path, forecast: Forecast) -> None:
    """Write one row for each shipment and way."""
    after = {lane.name: lane for lane in forecast.after.lanes}
    rows = (
        _lane_row(lane, after.get(lane.name), way)
        for lane in forecast.before.lanes
        for way in forecast.before.ways
    )
    write_csv(path, CSV_COLUMNS, rows)


def _lane_row(lane: LaneSplit, after: LaneSplit | None, way: str) -> tuple[object, ...]:
    sides = (lane, after)
    shares = [side.shares.get(way, 0.0) if side else 0.0 for side in sides]
    sizes = [lane.size.times(share) for share in shares]
    return (
        lane.name,
        way,
        *(side.costs.get(way) if side else None for side in sides),
        *shares,
        *(amount for pair in zip(*sizes, strict=True) for amount in pair),
        *("yes" if side and side.winner == way else "no" for side in sides),
    )
