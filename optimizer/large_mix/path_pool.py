"""The paths found so far, as arrays: what a unit costs and takes on each."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from ...network.shipment import LoadKind
from ..batch_pricing.columns import Flags, Floats, Ints, Longs
from ..batch_pricing.found_paths import FoundPaths
from ..batch_pricing.order_columns import OrderColumns
from ..batch_pricing.packed_network import PackedNetwork
from .resource_rows import ResourceRows

_BY_PATH = ("shipment", "total", "arrives", "unit_cents", "fee_cents", "unit_grams", "marks")
_NOTHING: dict[str, npt.NDArray[np.int32]] = {
    name: np.zeros(0, np.int32) for name in ("unfinished", "floor")
}
_BY_STEP = ("item", "departure", "leaves", "reached")


class PathPool:
    """Paths of shipments, each once; a path is a column of the mix.

    Parameters
    ----------
    rows
        Numbers the resources.
    orders
        The shipments.

    Attributes
    ----------
    paths
        The paths, in the order in which they were found.
    penalty_cents, days_late
        Of a unit on each path.
    in_pairs
        Whether 20-foot boxes travel on the path in pairs only.
    first, row, amount
        What a unit takes: entries of path j begin at `first[j]`.
    """

    def __init__(self, network: PackedNetwork, orders: OrderColumns, rows: ResourceRows) -> None:
        self.network, self.orders, self.rows = network, orders, rows
        nothing = np.zeros(0, np.int32)
        raw = {**dict.fromkeys((*_BY_PATH, *_BY_STEP), nothing), **_NOTHING}
        self.paths = FoundPaths.of(
            network, orders, {**raw, "query": nothing, "first_step": nothing}
        )
        self.penalty_cents, self.days_late = np.zeros(0), np.zeros(0)
        self.in_pairs = np.zeros(0, bool)
        self.first = np.zeros(1, np.int64)
        self.row, self.amount = nothing, np.zeros(0)
        self._keys = np.zeros(0, np.uint64)
        self._pairs: dict[str, dict[int, Flags]] = {}

    def __len__(self) -> int:
        """Return the number of paths."""
        return len(self.paths)

    @property
    def shipment(self) -> Ints:
        """Position of the shipment, by path."""
        return self.paths.shipment

    def add(self, found: FoundPaths) -> int:
        """Add paths and return how many of them are new."""
        keys = _keys_of(found)
        _, once = np.unique(keys, return_index=True)
        is_new = np.zeros(len(keys), bool)
        is_new[once] = True
        is_new &= ~np.isin(keys, self._keys)
        if is_new.any():
            self._append(_chosen(found, is_new), keys[is_new])
        return int(is_new.sum())

    def _append(self, new: FoundPaths, keys: npt.NDArray[np.uint64]) -> None:
        self._keys = np.concatenate([self._keys, keys])
        penalty, days_late = self.orders.penalties(new.shipment, new.arrives)
        first, row, amount = self.rows.taken(new)
        self.penalty_cents = np.concatenate([self.penalty_cents, penalty])
        self.days_late = np.concatenate([self.days_late, days_late])
        self.in_pairs = np.concatenate([self.in_pairs, self._in_pairs(new)])
        self.first = np.concatenate([self.first, self.first[-1] + first[1:]])
        self.row = np.concatenate([self.row, row])
        self.amount = np.concatenate([self.amount, amount])
        self.paths = _joined(self.paths, new)
        for name in ("unit_cost", "_by_shipment"):
            self.__dict__.pop(name, None)

    @cached_property
    def _by_shipment(self) -> tuple[Longs, Longs]:
        """The paths by shipment, and where those of each begin."""
        order = np.argsort(self.shipment, kind="stable")
        owners = np.arange(len(self.orders) + 1)
        return order, np.searchsorted(self.shipment[order], owners).astype(np.int64)

    def columns_of(self, shipment: int) -> Longs:
        """Return the paths of a shipment."""
        order, first = self._by_shipment
        return order[first[shipment] : first[shipment + 1]]

    @cached_property
    def unit_cost(self) -> Floats:
        """Cost of a unit, by path, where the whole shipment travels together."""
        units = self.orders.table["units"][self.shipment]
        cost: Floats = self.paths.unit_cents + self.paths.fee_cents / units + self.penalty_cents
        return cost

    def values(self, prices: Floats) -> Floats:
        """Return the cost of a unit on each path with what its resources are worth."""
        entries = self.amount * prices[self.row]
        return self.unit_cost + _sums(entries, self.first)

    def loads(self, units: Floats) -> Floats:
        """Return what amounts on all paths take, by row."""
        each = np.repeat(units, np.diff(self.first))
        loads = np.bincount(self.row, self.amount * each, len(self.rows.limits))
        return loads.astype(np.float64)

    def entries(self, columns: Longs) -> tuple[Longs, Longs]:
        """Return positions of the entries of some paths, and where those of each begin."""
        lengths = np.diff(self.first)[columns]
        first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        shift = np.repeat(self.first[columns] - first[:-1], lengths)
        return np.asarray(np.arange(first[-1]) + shift, np.int64), first.astype(np.int64)

    def _in_pairs(self, new: FoundPaths) -> Flags:
        """Tell on which paths 20-foot boxes travel in pairs only."""
        found = np.zeros(len(new), bool)
        kinds = [unit.kind is LoadKind.BOX_20FT for unit in self.orders.units]
        for path in np.flatnonzero(np.array(kinds)[new.shipment]):
            cargo_class = self.orders.shipments[new.shipment[path]].cargo_class
            pairs = self._pair_departures(cargo_class)
            steps = range(new.first_step[path], new.first_step[path + 1])
            found[path] = any(
                new.item[n] in pairs and pairs[new.item[n]][new.departure[n]] for n in steps
            )
        return found

    def _pair_departures(self, cargo_class: str) -> dict[int, Flags]:
        """Return by offer which departures take 20-foot boxes of a class in pairs only."""
        if cargo_class not in self._pairs:
            capacities = self.network.catalogue.capacities
            flags: dict[int, Flags] = {}
            for number, offer in enumerate(self.network.catalogue.offers):
                seqs = (offer.segment.load.seq, offer.segment.unload.seq)
                rules = capacities.pair_rules(offer.segment.service, seqs, cargo_class)
                if rules:
                    days = self.network.dates(offer)
                    flags[number] = np.array(
                        [any(rule.is_in_force(day) for rule in rules) for day in days]
                    )
            self._pairs[cargo_class] = flags
        return self._pairs[cargo_class]


def _sums(entries: Floats, first: Longs) -> Floats:
    """Return the sum of the entries of each column."""
    sums: Floats = np.add.reduceat(np.append(entries, 0.0), first[:-1])
    sums[np.diff(first) == 0] = 0.0
    return sums


def _keys_of(found: FoundPaths) -> npt.NDArray[np.uint64]:
    """Return a number for each path that tells it from others: of its shipment and steps."""
    lengths = np.diff(found.first_step)
    place = np.arange(len(found.item)) - np.repeat(found.first_step[:-1], lengths)
    with np.errstate(over="ignore"):
        mixed = found.item.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= (found.departure.astype(np.int64) + 1).astype(np.uint64) * np.uint64(
            0xBF58476D1CE4E5B9
        )
        mixed *= (2 * place + 3).astype(np.uint64) * np.uint64(0x94D049BB133111EB) | np.uint64(1)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xD6E8FEB86659FD93)
        keys = np.add.reduceat(mixed, found.first_step[:-1]) if len(found) else mixed[:0]
        keys ^= found.shipment.astype(np.uint64) * np.uint64(0xA0761D6478BD642F)
        keys ^= keys >> np.uint64(31)
    return keys


def _chosen(found: FoundPaths, wanted: Flags) -> FoundPaths:
    """Return the paths that are marked."""
    lengths = np.diff(found.first_step)
    steps = np.repeat(wanted, lengths)
    raw = {name: getattr(found, name)[wanted] for name in _BY_PATH}
    raw |= {name: getattr(found, name)[steps] for name in _BY_STEP}
    raw |= {"query": raw["shipment"], **_NOTHING}
    raw["first_step"] = np.concatenate([[0], np.cumsum(lengths[wanted])[:-1]])
    return FoundPaths.of(found.network, found.orders, raw)


def _joined(some: FoundPaths, more: FoundPaths) -> FoundPaths:
    names = (*_BY_PATH, *_BY_STEP)
    raw = {name: np.concatenate([getattr(some, name), getattr(more, name)]) for name in names}
    raw |= {"query": raw["shipment"].astype(np.int32), **_NOTHING}
    raw["first_step"] = np.concatenate(
        [some.first_step[:-1], some.first_step[-1] + more.first_step[:-1]]
    )
    return FoundPaths.of(more.network, more.orders, raw)
