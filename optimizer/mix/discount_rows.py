"""Volume discounts as rows and auxiliaries of a mix: tiers on an increment, or on all units."""

from __future__ import annotations

from itertools import pairwise

from ...network.terms import TierKind, VolumeDiscount
from .limit_rows import MONEY_SCALE
from .problem import CENTS_PER_USD
from .term_parts import TermParts, TermRoom, less_carried
from .weights import Weights


def add_discount(parts: TermParts, room: TermRoom, discount: VolumeDiscount) -> None:
    """Add a volume discount to what terms add to a mix."""
    if not room.usable(discount):
        return
    if discount.kind is TierKind.INCREMENTAL:
        _incremental(parts, room, discount)
    else:
        _all_unit(parts, room, discount)


def _incremental(parts: TermParts, room: TermRoom, discount: VolumeDiscount) -> None:
    """Cut the volume at the thresholds: each part is filled before the next one begins."""
    usable = room.usable(discount)
    most = room.most_teu(usable)
    tiers = [tier for tier in discount.tiers if tier.from_teu < most]
    if not tiers:
        return
    edges = [0.0, *(tier.from_teu for tier in tiers if tier.from_teu), most]
    prices = {tier.from_teu: tier.usd_per_teu for tier in tiers}
    volumes: dict[str, float] = {}
    before: dict[str, float] = {}
    for number, (start, end) in enumerate(pairwise(edges)):
        name = f"{discount.id},{number}"
        volume = parts.auxiliary(f"volume[{name}]", end - start, -prices.get(start, 0.0))
        volumes |= volume
        if number:
            begun = f"begun[{name}]"
            parts.auxiliary(begun, 1.0, is_whole=True)
            width = start - edges[number - 1]
            full = dict.fromkeys(before, -1.0) | {begun: width}
            parts.row(f"full_before[{name}]", 0.0, Weights(), full)
            parts.row(f"in_turn[{name}]", 0.0, Weights(), volume | {begun: start - end})
            parts.steered[begun] = usable
        before = volume
    parts.row(f"volume_is_carried[{discount.id}]", 0.0, less_carried(usable), volumes)


def _all_unit(parts: TermParts, room: TermRoom, discount: VolumeDiscount) -> None:
    """Choose at most one tier, whose threshold is reached; its discount is on everything."""
    usable = room.usable(discount)
    most = room.most_teu(usable)
    tiers = [tier for tier in discount.tiers if tier.from_teu <= most]
    chosen: dict[str, float] = {}
    thresholds: dict[str, float] = {}
    volumes: dict[str, float] = {}
    hauls: dict[str, float] = {}
    most_haul = room.most_haul(usable) if any(tier.percent for tier in tiers) else 0.0
    for number, tier in enumerate(tiers):
        name = f"{discount.id},{number}"
        tier_key = f"tier[{name}]"
        chosen |= parts.auxiliary(tier_key, 1.0, is_whole=True)
        thresholds[tier_key] = tier.from_teu
        parts.steered[tier_key] = usable
        if tier.usd_per_teu:
            volume = parts.auxiliary(f"volume[{name}]", most, -tier.usd_per_teu)
            parts.row(f"volume_in_tier[{name}]", 0.0, Weights(), volume | {tier_key: -most})
            least = dict.fromkeys(volume, -1.0) | {tier_key: tier.from_teu}
            parts.row(f"threshold[{name}]", 0.0, Weights(), least)
            volumes |= volume
        if tier.percent:
            usd = tier.percent / 100 / MONEY_SCALE / CENTS_PER_USD
            haul = parts.auxiliary(f"line_haul[{name}]", most_haul, -usd)
            limit = haul | {tier_key: -most_haul}
            parts.row(f"line_haul_in_tier[{name}]", 0.0, Weights(), limit)
            hauls |= haul
    if not chosen:
        return
    parts.row(f"one_tier[{discount.id}]", 1.0, Weights(), chosen)
    parts.row(f"tier_is_reached[{discount.id}]", 0.0, less_carried(usable), thresholds)
    if volumes:
        parts.row(f"volume_is_carried[{discount.id}]", 0.0, less_carried(usable), volumes)
    if hauls:
        paid = Weights(hauls=dict.fromkeys(usable, -MONEY_SCALE))
        parts.row(f"line_haul_is_paid[{discount.id}]", 0.0, paid, hauls)
