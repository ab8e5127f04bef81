"""How prices are printed and written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import TypeAdapter

from ..network.plan import Plan
from ..network.plan_prices import LimitPrice, PlanPrices, RateCut, SlotPrice
from ..network.summary import full_departures
from .options import plain_console
from .rows_output import table_of, usd

PRICES_SCHEMA = "landbridge/prices/1"

SLOT_COLUMNS = (
    "Week", "Departure", "Unit", ">Capacity", ">USD", "Holds for", ">One more saves",
    ">One less costs",
)  # fmt: skip
DUE_COLUMNS = ("Order", "Due", ">Days", ">Saves USD")
RATE_COLUMNS = ("Service", "Ride", "Order", ">Cut USD/TEU", ">of the rate")
CSV_COLUMNS = (
    "what", "name", "unit", "amount", "usd", "least", "most", "one_more_saves_usd",
    "one_less_costs_usd",
)  # fmt: skip


def print_prices(plan: Plan, prices: PlanPrices) -> None:
    """Print the prices of a plan on stdout."""
    console = plain_console()
    console.print(f"\nPrices of the plan for {plan.network.name}", style="bold")
    console.print(
        f"  the plan costs {plan.cost_cents / 100:,.0f} USD in whole boxes;"
        f" prices are those of the linear mix, {prices.linear_cost_usd:,.0f} USD"
    )
    if prices.slots:
        slots = map(_slot_cells, prices.slots)
        console.print(table_of("One more slot on a full departure", SLOT_COLUMNS, slots))
    priced = {slot.departure for slot in prices.slots}
    others = {f.departure for f in full_departures(plan) if f.departure not in priced}
    console.print(f"\n{len(others)} other full departures: not binding, one more slot saves 0 USD")
    _print_limits(prices)
    if prices.dues:
        dues = [
            (d.shipment_id, f"{d.due}", f"{d.days:+}", usd(d.saves_usd, empty="not all served"))
            for d in prices.dues
        ]
        console.print(table_of("Another due date", DUE_COLUMNS, dues))
    if prices.rate_cuts:
        cuts = sorted(prices.rate_cuts, key=lambda cut: (cut.share, cut.service_id))
        title = "Rates at which an unused service is taken"
        console.print(table_of(title, RATE_COLUMNS, map(_rate_cells, cuts)))


def _rate_cells(cut: RateCut) -> tuple[str, ...]:
    ride = f"{cut.from_terminal} to {cut.to_terminal}"
    return cut.service_id, ride, cut.shipment_id, usd(cut.usd_per_teu), f"{cut.share:.0%}"


def _print_limits(prices: PlanPrices) -> None:
    if not prices.limits:
        return
    binding = [limit for limit in prices.limits if limit.binds]
    rows = [*map(_limit_cells, binding)]
    rows += [_limit_cells(limit) for limit in prices.limits if not limit.binds]
    columns = ("Limit", ">Amount", "Unit", ">USD", "Holds for", ">One more saves")
    plain_console().print(table_of("One more of a limit", columns, rows))


def _slot_cells(slot: SlotPrice) -> tuple[str, ...]:
    year, week, _ = slot.departure.first_call_on.isocalendar()
    return (
        f"{year}-W{week:02}", str(slot.departure), slot.unit, f"{slot.capacity:,.0f}",
        usd(slot.usd), str(slot.holds), usd(slot.one_more_saves_usd),
        usd(slot.one_less_costs_usd, empty="not all served"),
    )  # fmt: skip


def _limit_cells(limit: LimitPrice) -> tuple[str, ...]:
    price = usd(limit.usd) if limit.binds else "not binding"
    saves = usd(limit.one_more_saves_usd) if limit.binds else ""
    return (
        limit.limit, f"{limit.amount:,.1f}", limit.unit, price, str(limit.holds), saves
    )  # fmt: skip


def prices_json(prices: PlanPrices) -> str:
    """Return prices as JSON (schema ``landbridge/prices/1``)."""
    record = TypeAdapter(PlanPrices).dump_python(prices, mode="json")
    return json.dumps({"schema": PRICES_SCHEMA, **record}, ensure_ascii=False, indent=1)


def price_rows(prices: PlanPrices) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of the CSV file."""
    return CSV_COLUMNS, [*_csv_rows(prices)]


def _csv_rows(prices: PlanPrices) -> Iterator[tuple[object, ...]]:
    for s in prices.slots:
        yield (
            "slot", str(s.departure), s.unit, s.capacity, round(s.usd, 4), s.holds.least,
            s.holds.most, round(s.one_more_saves_usd, 4), s.one_less_costs_usd,
        )  # fmt: skip
    for p in prices.limits:
        yield (
            "limit", p.limit, p.unit, p.amount, round(p.usd, 6), p.holds.least, p.holds.most,
            round(p.one_more_saves_usd, 4), None,
        )  # fmt: skip
    for d in prices.dues:
        yield "due date", d.shipment_id, "days", d.days, d.saves_usd, None, None, None, None
    for c in prices.rate_cuts:
        yield "rate cut", c.service_id, "USD/TEU", None, c.usd_per_teu, None, None, None, None


def unused_services(plan: Plan) -> tuple[str, ...]:
    """Return the services that no route of a plan uses."""
    used = {leg.departure.service_id for a in plan.assignments for leg in a.route.legs}
    return tuple(sorted(set(plan.network.services) - used))
