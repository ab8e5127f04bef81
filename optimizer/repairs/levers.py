"""Levers: what could be given more of so that everything can be served.

The weights say which of two changes is smaller; they are assumptions about what is easy to
get, and no price of a plan depends on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil

from ...network.repairs import Change, RepairKind
from ...network.route import Departure
from ..capacity import Resource, ResourceKind
from ..mix.column_generation import ColumnPool
from ..mix.problem import Auxiliary, MixProblem, MixRow

UNIT = {
    ResourceKind.TEU: "TEU",
    ResourceKind.KG: "kg",
    ResourceKind.PLUGS: "plugs",
    ResourceKind.GROSS_KG: "kg gross",
}

SLOT_WEIGHT_USD = {
    ResourceKind.TEU: 1_000.0,
    ResourceKind.KG: 2.0,
    ResourceKind.PLUGS: 500.0,
    ResourceKind.GROSS_KG: 0.1,
}
"""Weight of one more slot, kilogram or plug."""

DAY_WEIGHT_USD = 500.0
"""Weight of a day by which an order becomes due later."""

MOST = 1e6


@dataclass(frozen=True, slots=True)
class _RowLever:
    """How a row is relaxed: its kind, the unit, how much of it a unit is, and its weight.

    It is relaxed by whole steps.
    """

    kind: RepairKind
    unit: str
    per_unit: float
    weight_usd: float
    step: float = 1.0


_ROW_LEVERS: Mapping[str, _RowLever] = {
    "budget": _RowLever(RepairKind.BUDGET, "USD", 100.0, 1.0),
    "order_budget": _RowLever(RepairKind.ORDER_BUDGET, "USD", 100.0, 1.0),
    "co2e": _RowLever(RepairKind.CO2E, "t", 1e6, 100.0, 0.01),
    "at_most": _RowLever(RepairKind.SHARE, "percentage points", 1.0, 300.0, 0.01),
    "at_least": _RowLever(RepairKind.SHARE, "percentage points", 1.0, 300.0, 0.01),
}

Lever = tuple[str, str]
"""Kind (`slots`, `row` or `due`) and the id of a service, row or order."""


def slot_levers(pool: ColumnPool, problem: MixProblem) -> Iterator[Lever]:
    """Yield the services on which slots are scarce."""
    for service_id in sorted({resource.service_id for resource in pool.scarce(problem)}):
        yield "slots", service_id


def row_levers(problem: MixProblem) -> Iterator[Lever]:
    """Yield the limits that can be relaxed."""
    for row in problem.rows:
        if _kind(row) in _ROW_LEVERS:
            yield "row", row.key


def relaxed(problem: MixProblem, lever: Lever, resources: Iterable[Resource]) -> MixProblem:
    """Return a problem in which a lever sets no limit."""
    kind, name = lever
    if kind == "slots":
        mine = {r: MOST for r in resources if r.service_id == name}
        return replace(problem, more={**problem.more, **mine})
    rows = tuple(row for row in problem.rows if kind != "row" or row.key != name)
    return replace(problem, rows=rows)


def elastic(
    problem: MixProblem, levers: Collection[Lever], resources: Iterable[Resource], factor: float
) -> MixProblem:
    """Return a problem in which levers give at a price of their weight times a factor."""
    auxiliaries: dict[str, Auxiliary] = {}
    stretched: dict[Resource, str] = {}
    for resource in resources:
        if ("slots", resource.service_id) in levers:
            key = _slot_key(resource)
            weight = SLOT_WEIGHT_USD[resource.kind] * factor * 100
            whole = resource.kind in (ResourceKind.TEU, ResourceKind.PLUGS)
            auxiliaries[key] = Auxiliary(key=key, most=MOST, cost_cents=weight, is_whole=whole)
            stretched[resource] = key
    rows = []
    for row in problem.rows:
        if ("row", row.key) in levers:
            lever = _ROW_LEVERS[_kind(row)]
            key, weight = f"more[{row.key}]", lever.weight_usd * factor * 100
            auxiliaries[key] = Auxiliary(key=key, most=MOST, cost_cents=weight)
            rows.append(replace(row, auxiliaries={**row.auxiliaries, key: -lever.per_unit}))
        else:
            rows.append(row)
    return replace(
        problem,
        rows=tuple(rows),
        auxiliaries=(*problem.auxiliaries, *auxiliaries.values()),
        elastic=stretched,
    )


def slot_changes(
    taken: Mapping[str, float], resources: Iterable[Resource]
) -> tuple[dict[Resource, float], list[Change]]:
    """Return what is added to which resource, and the changes of services.

    Parameters
    ----------
    taken
        Amounts of the auxiliaries of an elastic problem.
    """
    more: dict[Resource, float] = {}
    found: dict[tuple[str, ResourceKind], dict[str, float]] = defaultdict(dict)
    for resource in resources:
        amount = _rounded_up(taken.get(_slot_key(resource), 0.0), 1.0)
        if amount:
            more[resource] = amount
            departure = str(_departure(resource))
            found[resource.service_id, resource.kind][departure] = amount
    changes = [
        Change(
            kind=RepairKind.SLOTS,
            name=service_id,
            amount=sum(by_departure.values()),
            unit=UNIT[kind],
            where=tuple(f"{d}: {amount:,.0f}" for d, amount in sorted(by_departure.items())),
        )
        for (service_id, kind), by_departure in sorted(found.items())
    ]
    return more, changes


def row_changes(taken: Mapping[str, float], problem: MixProblem) -> Iterator[tuple[MixRow, Change]]:
    """Yield the rows that give, relaxed by what they give, and the changes."""
    for row in problem.rows:
        if _kind(row) not in _ROW_LEVERS:
            continue
        lever = _ROW_LEVERS[_kind(row)]
        per_unit, name = lever.per_unit, row.key.partition("[")[2].removesuffix("]")
        if lever.kind is RepairKind.SHARE:
            per_unit = _served_teu(problem) / 100
            name += f" {_kind(row).replace('_', ' ')}"
        more = taken.get(f"more[{row.key}]", 0.0) * lever.per_unit / per_unit
        amount = _rounded_up(more, lever.step)
        if amount:
            loosened = replace(row, most=row.most + amount * per_unit)
            yield (
                loosened,
                Change(
                    kind=lever.kind, name=name or lever.kind.value, amount=amount, unit=lever.unit
                ),
            )


def _rounded_up(amount: float, step: float) -> float:
    """Return a multiple of a step that is enough."""
    return max(0, ceil(amount / step - 1e-4)) * step


def _served_teu(problem: MixProblem) -> float:
    return sum(s.num_units * problem.size_teu(s) for s in problem.shipments)


def _slot_key(resource: Resource) -> str:
    return f"slots[{_departure(resource)} {resource.kind.value} {resource.rule}]"


def _departure(resource: Resource) -> Departure:
    return Departure(service_id=resource.service_id, first_call_on=resource.first_call_on)


def _kind(row: MixRow) -> str:
    return row.key.partition("[")[0]
