"""What a brief rests on: inputs, limits, prices and sources, and how to make it again."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from ...network.limits import Lateness, Limits, Objective
from ...network.limits_reached import limits_reached
from ...network.plan_digest import plan_digest
from ...network.row import Grade, SourcedRow
from ...network.similarity import leg_links
from ..phrases import Phrase, same
from .facts import Basis, LimitFact, PriceFact, SourceFact
from .plain_text import plain

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ...network.plan_prices import PlanPrices
    from .gather_times import Times

LIMIT_NAMES: Final[Mapping[str, Phrase]] = {
    "budget": Phrase("Budget", "预算"),
    "CO2e": Phrase("CO2e cap", "CO2e 上限"),
    "co2e": Phrase("CO2e cap", "CO2e 上限"),
    "on time, least sure order": Phrase(
        "P(on time), least sure order", "准时概率（最没把握的一票）"
    ),
    "parts of an order at most": Phrase("Routes of an order, at most", "每票最多拆分路径数"),
    "units of a part at least": Phrase("Boxes of a part, at least", "每批最少箱量"),
    "days late at most": Phrase("Days late, at most", "最多晚到天数"),
}
_ORDER_BUDGET: Final = "order_budget["
_SHARES: Final = (
    (" at least", Phrase(" at least", " 不少于")),
    (" at most", Phrase(" at most", " 不超过")),
)


def basis_of(plan: Plan, times: Times | None) -> Basis:
    """Return what a plan was made from."""
    orders = plan.orders.values()
    return Basis(
        network=plain(plan.network.name, 60),
        scenarios=tuple(plain(name, 60) for name in plan.network.applied),
        digest=plan_digest(plan),
        version=_version(),
        command=plain(reproduce_command(plan), 400),
        method=plain(plan.proof.method, 200),
        first_day=min((order.ready for order in orders), default=None),
        last_day=max((order.due for order in orders), default=None),
        draws=times.draws if times else 0,
        seed=times.seed if times else 0,
        sources=tuple(_sources(plan)),
    )


def _version() -> str:
    try:
        return version("landbridge")
    except PackageNotFoundError:
        return "unknown"


def limit_facts(plan: Plan) -> tuple[LimitFact, ...]:
    """Return the limits of a plan and what was reached."""
    return tuple(
        LimitFact(
            name=_limit_name(limit.name),
            limit=limit.limit,
            reached=limit.reached,
            unit=limit.unit,
            is_binding=limit.is_binding,
        )
        for limit in limits_reached(plan)
    )


def _limit_name(name: str) -> Phrase:
    if name in LIMIT_NAMES:
        return LIMIT_NAMES[name]
    if name.startswith(_ORDER_BUDGET):
        order = plain(name.removeprefix(_ORDER_BUDGET).removesuffix("]"), 80)
        return Phrase("Budget of {order}", "{order} 的预算").fill(order=order)
    for ending, phrase in _SHARES:
        if name.endswith(ending):
            tag = plain(name.removesuffix(ending), 80)
            return Phrase("{tag}{words}", "{tag}{words}").fill(tag=tag, words=phrase)
    return same(plain(name, 80))


def price_facts(prices: PlanPrices | None) -> tuple[PriceFact, ...]:
    """Return what one more slot or a looser limit would save, the most first."""
    if prices is None:
        return ()
    slots = [
        PriceFact(
            what=same(plain(str(price.departure), 80)),
            is_limit=False,
            unit=same(plain(price.unit, 30)),
            amount=price.capacity,
            usd=price.usd,
            holds=str(price.holds),
        )
        for price in prices.slots
    ]
    limits = [
        PriceFact(
            what=_limit_name(price.limit),
            is_limit=True,
            unit=same(plain(price.unit, 30)),
            amount=price.amount,
            usd=price.usd,
            holds=str(price.holds),
        )
        for price in prices.limits
    ]
    return tuple(sorted(limits + slots, key=lambda price: (-price.usd, price.what.en)))


def _sources(plan: Plan) -> Iterator[SourceFact]:
    """Yield the sources of the services, links and terminals in use, the most used first."""
    used: Counter[str] = Counter()
    assumed: Counter[str] = Counter()
    for row in _used_rows(plan):
        for key in dict.fromkeys(row.source):
            used[key] += 1
            assumed[key] += row.grade is Grade.ASSUMPTION
    for key, rows in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        source = plan.network.sources.get(key)
        yield SourceFact(
            key=plain(key, 60),
            title=plain(source.title_ if source else key, 200),
            publisher=plain(source.publisher if source else "", 100),
            date=plain(source.date if source else "", 30),
            address=plain(source.address if source else "", 200),
            rows=rows,
            assumed_rows=assumed[key],
        )


def _used_rows(plan: Plan) -> Iterator[SourcedRow]:
    """Yield the rows of services, links and terminals that the plan uses, each once."""
    network = plan.network
    legs = [leg for assignment in plan.assignments for leg in assignment.route.legs]
    services = {leg.departure.service_id for leg in legs}
    links = {link for leg in legs for link in leg_links(network, leg)}
    handlings = (h for a in plan.assignments for h in a.route.handlings)
    terminals = {handling.terminal_id for handling in handlings}
    yield from (network.services[key] for key in sorted(services))
    yield from (network.links[key] for key in sorted(links))
    yield from (network.terminals[key] for key in sorted(terminals))


def reproduce_command(plan: Plan) -> str:
    """Return the command that makes the plan again; its orders as a file where they are not ours.

    Terms, and orders from elsewhere, are in plan.json.
    """
    words = ["landbridge", "plan", "--data", plan.network.name]
    for name in plan.network.applied:
        words += ["--practice" if "=" in name else "--scenario", name]
    if dict(plan.orders) != dict(plan.network.orders) or plan.network.has_own_orders:
        words += ["--orders", "orders.csv"]
    if plan.objective is not Objective.FREIGHT:
        words += ["--objective", plan.objective.value]
    if plan.terms != type(plan.terms)():
        words += ["--terms", "terms.toml"]
    return shlex.join([*words, *_limit_words(plan.limits)])


def _limit_words(limits: Limits) -> Iterator[str]:
    if limits.lateness is not Lateness.PRICED:
        yield from ("--lateness", limits.lateness.value)
    if not limits.order_budgets:
        yield "--ignore-order-budgets"
    amounts = {
        "--budget": limits.budget_usd,
        "--co2e": limits.co2e_t,
        "--carbon-price": limits.carbon_usd_per_t or None,
        "--on-time": limits.on_time_probability,
        "--max-parts": limits.max_parts,
        "--min-part": limits.min_part_units if limits.min_part_units > 1 else None,
    }
    for option, amount in amounts.items():
        if amount is not None:
            yield from (option, f"{amount:.12g}")
    for share in limits.shares:
        if share.at_least > 0:
            yield from ("--at-least", f"{share.tag}={share.at_least:.12g}")
        if share.at_most < 1:
            yield from ("--at-most", f"{share.tag}={share.at_most:.12g}")
    if limits.aims is not None:
        yield from ("--aims", ",".join(map(str, limits.aims)))
