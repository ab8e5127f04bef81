"""What a tornado calls things: parameters, scenarios and figures, in English and in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..letters import printable
from ..mode_names import mode_name
from ..phrases import Phrase, named, same

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.sweeps.outcome import Measure
    from ...network.sweeps.tornado import TornadoBar, TornadoEnd

LONGEST: Final = 44
"""Letters of a name."""

_SELECTING: Final = {
    "price": Phrase("Price of {what}", "{what}运价"),
    "fuel": Phrase("Fuel price of {what}", "{what}燃料价格"),
    "capacity": Phrase("Capacity of {what}", "{what}舱位"),
}
_PLAIN: Final = {
    "price_spread": Phrase("Spread of prices", "运价波动幅度"),
    "late_price": Phrase("Price of lateness", "延误费"),
    "order_budget": Phrase("Budgets of orders", "订单预算"),
    "budget_usd": Phrase("Budget of the plan, USD", "方案预算（美元）"),
    "co2e_t": Phrase("Cap on CO2e, t", "碳排放上限（吨）"),
    "carbon_usd_per_t": Phrase("Price of CO2e, USD/t", "碳价（美元/吨）"),
}
_FACTORS: Final = frozenset({*_SELECTING, "late_price", "order_budget"})
_MEASURES: Final = {
    "cost_usd": "成本", "bound_usd": "成本下界", "served_teu": "承运量", "unserved_teu": "未承运量",
    "late_teu": "晚到货量", "days": "运输天数", "on_time": "准时率", "co2e_t": "碳排放",
}  # fmt: skip
_UNITS: Final = {"USD": "美元", "days": "天", "share": "（占比）", "t": "吨"}
_EVERYTHING: Final = Phrase("everything", "全部")


def axis_name(network: Network, bar: TornadoBar) -> Phrase:
    """Return what a bar is about: a parameter, or scenarios by their names."""
    kind, _, selector = bar.axis.partition(".")
    if kind in _SELECTING and selector:
        return _SELECTING[kind].fill(what=_selected(network, selector))
    if bar.axis in _PLAIN:
        return _PLAIN[bar.axis]
    parts = [part.strip() for part in bar.axis.split("+")]
    names = (network.scenarios[p].name if p in network.scenarios else p for p in parts)
    return same(printable(" + ".join(names), LONGEST))


def _selected(network: Network, selector: str) -> Phrase:
    if selector == "*":
        return _EVERYTHING
    if selector in network.corridors:
        corridor = network.corridors[selector]
        return named(
            printable(corridor.name, LONGEST - 10), printable(corridor.name_zh, LONGEST - 10)
        )
    known = mode_name(selector)
    return known if known.zh != known.en else same(printable(selector, LONGEST - 10))


def value_text(bar: TornadoBar, label: str) -> str:
    """Return the value of a parameter: a factor, or an amount."""
    kind = bar.axis.partition(".")[0]
    text = printable(label, 20)
    return f"×{text}" if kind in _FACTORS else text


def is_scenario(bar: TornadoBar) -> bool:
    """Tell whether a bar is about scenarios, not about a parameter."""
    return any(end.label == bar.axis for end in bar.ends)


def end_name(network: Network, bar: TornadoBar, end: TornadoEnd) -> Phrase:
    """Return what differs from the reference at the end of a bar."""
    name = axis_name(network, bar)
    if is_scenario(bar):
        return name
    return Phrase("{name} {value}", "{name}{value}").fill(
        name=name, value=value_text(bar, end.label)
    )


def measure_name(measure: Measure) -> Phrase:
    """Return the name of a figure in small letters."""
    title = measure.title
    small = title if title[:2].isupper() else title[:1].lower() + title[1:]
    return named(small, _MEASURES.get(measure.name, ""))


def unit_name(measure: Measure) -> Phrase:
    """Return the unit of a figure."""
    return named(measure.unit, _UNITS.get(measure.unit, ""))
