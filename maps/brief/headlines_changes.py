"""Titles of what changes from one plan to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..phrases import Phrase
from .figure import Figure, Unit
from .sentences import capital, counted, joined, listed

if TYPE_CHECKING:
    from .change_facts import ChangeFact, Changes


def change_title(changes: Changes) -> Phrase:
    """Say what the later plan costs and emits more or less, and how many orders move."""
    if not changes.moves:
        same = Phrase(
            "Nothing changes: all {n:,} orders travel as before",
            "没有变化：{n:,} 票货均按原路径承运",
        )
        return same.fill(n=changes.num_orders)
    rows = {row.key: row for row in changes.figures}
    money = _more_or_less(
        rows["cost"],
        (Phrase("{n} ({share}) dearer", "成本增加 {n}（{share}）"),
         Phrase("{n} ({share}) cheaper", "成本节省 {n}（{share}）"),
         Phrase("as dear as before", "成本不变")),
    )  # fmt: skip
    carbon = _more_or_less(
        rows["co2e"],
        (Phrase("{n} ({share}) more", "碳排放增加 {n}（{share}）"),
         Phrase("{n} ({share}) less", "碳排放减少 {n}（{share}）"),
         Phrase("as much CO2e", "碳排放不变")),
    )  # fmt: skip
    moved = Phrase("{a:,} of {b:,} orders change", "{b:,} 票中 {a:,} 票有变动").fill(
        a=len(changes.moves), b=changes.num_orders
    )
    served = _served(changes)
    tail = listed([moved, served]) if served else moved
    return capital(joined(listed([money, carbon]), tail))


def _served(changes: Changes) -> Phrase | None:
    """Say what is no longer or newly served: without it a plan that serves less looks cheap."""
    if changes.num_dropped:
        return counted(
            changes.num_dropped, "1 is served less", "{n:,} are served less", "{n:,} 票承运减少"
        )
    if changes.num_new:
        return counted(
            changes.num_new, "1 is served more", "{n:,} are served more", "{n:,} 票承运增加"
        )
    return None


def _more_or_less(row: ChangeFact, words: tuple[Phrase, Phrase, Phrase]) -> Phrase:
    change = row.change
    if not change.value:
        return words[2].fill()
    size = Figure(abs(change.value), change.unit, change.places)
    share = abs(change.value) / row.before.value if row.before.value else 1.0
    percent = Figure.of(share, Unit.SHARE).phrase
    return words[0 if change.value > 0 else 1].fill(n=size.short, share=percent)


def moves_title(changes: Changes) -> Phrase:
    """Say what becomes of the orders, and which change weighs most."""
    if not changes.moves:
        return change_title(changes)
    kept = Phrase("{n:,} keep their routes", "{n:,} 票维持原路径").fill(n=changes.num_kept)
    if changes.num_kept == 1:
        kept = Phrase("1 keeps its route", "1 票维持原路径")
    most = max(changes.moves, key=lambda move: abs(move.more_usd))
    money = Figure.of(most.more_usd, Unit.USD).signed
    heaviest = Phrase("{order} changes most: {usd}", "变动最大为 {order}：{usd}").fill(
        order=most.order_id, usd=money
    )
    moved = counted(len(changes.moves), "1 order changes", "{n:,} orders change", "{n:,} 票有变动")
    return joined(joined(moved, kept), heaviest)
