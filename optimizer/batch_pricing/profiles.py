"""What kinds of cargo may use: refusals of carriers and hard rules, by offer and departure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...network.cargo import Restriction, RestrictionRule
from ...network.shipment import LoadKind, LoadUnit
from ..catalogue import Offer
from ..segment import gross_kg, hard_on
from .columns import Table
from .packed_network import PackedNetwork

ALWAYS = -1
NEVER = -2


class _Profile(NamedTuple):
    cargo_class: str
    kind: LoadKind
    broken: tuple[int, ...]
    without_pairs: bool


class Profiles:
    """Kinds of cargo that the same rules bar, numbered as they are asked for."""

    def __init__(self, network: PackedNetwork) -> None:
        self._network = network
        self._rules = [
            (position, rule)
            for position, rule in enumerate(network.catalogue.network.restrictions)
            if rule.hard
        ]
        self._numbers: dict[_Profile, int] = {}
        self._rule_rows: list[npt.NDArray[np.int32]] = []
        self._barred: list[npt.NDArray[np.uint8]] = []
        self._num_barred = 0

    def number(self, cargo_class: str, unit: LoadUnit, *, without_pairs: bool = False) -> int:
        """Return the number of the profile of a cargo class and unit.

        Parameters
        ----------
        without_pairs
            Bar what takes 20-foot boxes in pairs only.
        """
        broken = tuple(
            position
            for position, rule in self._rules
            if rule.concerns_class(cargo_class) and _weighs_too_much(rule, unit)
        )
        profile = _Profile(cargo_class, unit.kind, broken, without_pairs)
        if profile not in self._numbers:
            self._numbers[profile] = len(self._numbers)
            offers = self._network.catalogue.offers
            rows = [self._offer(offer, profile, unit) for offer in offers]
            self._rule_rows.append(np.array(rows, np.int32))
        return self._numbers[profile]

    @property
    def table(self) -> Table:
        """The profiles as columns of numbers."""
        return {
            "rule": np.concatenate(self._rule_rows),
            "barred": np.concatenate([np.zeros(1, np.uint8), *self._barred]),
        }

    def _offer(self, offer: Offer, profile: _Profile, unit: LoadUnit) -> int:
        """Return ALWAYS, NEVER, or where the flags of the barred departures begin."""
        segment = offer.segment
        if not segment.service.accepts_class(profile.cargo_class):
            return NEVER
        bans = list(self._bans(offer, profile, unit))
        if not bans:
            return ALWAYS
        days = self._network.dates(offer)
        last = self._network.catalogue.horizon.last
        flags = np.array([hard_on(bans, min(day, last)) for day in days], np.uint8)
        if not flags.any():
            return ALWAYS
        if flags.all():
            return NEVER
        start = 1 + self._num_barred
        self._barred.append(flags)
        self._num_barred += len(flags)
        return start

    def _bans(self, offer: Offer, profile: _Profile, unit: LoadUnit) -> Iterator[Restriction]:
        segment = offer.segment
        rules = [
            rule
            for _, rule in self._rules
            if rule.mode is segment.mode and rule.concerns_class(profile.cargo_class)
        ]
        if not rules:
            return
        yield from segment.refusals(rules, profile.cargo_class, unit)
        if profile.without_pairs:
            seqs = (segment.load.seq, segment.unload.seq)
            capacities = self._network.catalogue.capacities
            yield from capacities.pair_rules(segment.service, seqs, profile.cargo_class)


def _weighs_too_much(rule: Restriction, unit: LoadUnit) -> bool:
    """Tell whether a unit is heavier than a rule on weights allows."""
    limit_kg = rule.limit_kg or 0.0
    if rule.rule is RestrictionRule.CARGO_PER_40FT:
        return unit.kg > limit_kg
    by_gross = (RestrictionRule.PAIRS_OF_20FT, RestrictionRule.GROSS_PER_DEPARTURE)
    return rule.rule in by_gross and gross_kg(unit) > limit_kg
