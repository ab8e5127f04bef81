"""The best plan for a handful of orders, by trying every way to place their units.

Serves as much as can be served (in TEU), then at least cost, per docs/concepts.md. It
shares no code with the optimizer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from brute_force_limits import Keeping
from brute_force_options import Placed, options, routes_in_time, unit_size_teu
from brute_force_prices import needs_plug
from brute_force_rules import TARE_KG, TEU, cents, is_meant

from landbridge.network.network import Network
from landbridge.network.shipment import Shipment

if TYPE_CHECKING:
    from brute_force import Ride

PAIR_DIFFERENCE_KG = 5_000
Resource = tuple[str, str, date, int]
"""What is taken, and of which service, on which date, behind which call."""


class BestPlan(NamedTuple):
    """The best plan: what it serves, what it costs, and how every shipment travels."""

    size_teu: Fraction
    cost_cents: int
    placed: tuple[Placed, ...]


def best_plan(
    network: Network,
    orders: Iterable[Shipment],
    *,
    horizon_days: int = 28,
    max_late_days: int = 30,
    budget_usd: float | None = None,
    keeping: Keeping | None = None,
) -> BestPlan:
    """Return the best plan; of several that are equally good, any.

    Parameters
    ----------
    horizon_days, max_late_days
        As for ``all_routes``, and as in the limits of a plan.
    budget_usd
        Most that the freight of the whole plan may cost.
    keeping
        Further limits; None = there are none.
    """
    kept = keeping or Keeping()
    choices = [
        options(
            network, shipment, routes_in_time(network, shipment, horizon_days, max_late_days), kept
        )
        for shipment in orders
    ]
    return _Placing(network, choices, budget_usd, kept).best()


class _Placing:
    """Depth-first over shipments, leaving out what cannot become better than the best."""

    def __init__(
        self,
        network: Network,
        options: list[list[Placed]],
        budget_usd: float | None,
        keeping: Keeping,
    ) -> None:
        self.network = network
        self.keeping = keeping
        self.options = options
        self.budget = None if budget_usd is None else cents(Fraction(str(budget_usd)))
        self.found: BestPlan | None = None
        self.most, self.least = [Fraction(0)], [0]
        for choices in reversed(options):
            most = choices[0].size_teu
            costs = [c.cost_cents for c in choices if c.size_teu == most]
            self.most.insert(0, self.most[0] + most)
            self.least.insert(0, self.least[0] + min(costs))

    def best(self) -> BestPlan:
        self._place((), Counter())
        assert self.found is not None  # serving nothing is always a plan
        return self.found

    def _place(self, placed: tuple[Placed, ...], load: Counter[Resource]) -> None:
        size = sum((p.size_teu for p in placed), Fraction(0))
        cost = sum(p.cost_cents for p in placed)
        if self._is_hopeless(len(placed), size, cost):
            return
        if len(placed) == len(self.options):
            if self._is_sound(placed):
                self.found = BestPlan(size, cost, placed)
            return
        spent = sum(p.freight_cents for p in placed)
        for option in self.options[len(placed)]:
            loaded = load + self._load(option)
            is_paid = self.budget is None or spent + option.freight_cents <= self.budget
            if is_paid and all(n <= self._capacity(what) for what, n in loaded.items()):
                self._place((*placed, option), loaded)

    def _is_sound(self, placed: tuple[Placed, ...]) -> bool:
        """Tell whether a whole plan keeps what only whole plans can break."""
        if any(breaks_pairs(weights) for weights in self._paired(placed).values()):
            return False
        sized = [(unit_size_teu(self.network, p.shipment), p.routes) for p in placed]
        return self.keeping.allows_all(self.network, sized)

    def _is_hopeless(self, depth: int, size: Fraction, cost: int) -> bool:
        if self.found is None or size + self.most[depth] > self.found.size_teu:
            return False
        is_smaller = size + self.most[depth] < self.found.size_teu
        return is_smaller or cost + self.least[depth] >= self.found.cost_cents

    def _load(self, option: Placed) -> Counter[Resource]:
        """Return what an option takes of its departures between every two calls."""
        load: Counter[Resource] = Counter()
        for route, units in option.routes:
            for ride in route.rides:
                for what, amount in self._unit_load(option.shipment, ride).items():
                    for seq in range(ride.load_seq, ride.unload_seq):
                        load[what, ride.service_id, ride.first_call_on, seq] += units * amount
        return load

    def _unit_load(self, shipment: Shipment, ride: Ride) -> dict[str, Fraction]:
        """Return what one unit takes of a departure (rules 21 and 23)."""
        unit = shipment.unit(self.network.cargo_classes[shipment.cargo_class])
        mode = self.network.services[ride.service_id].mode.value
        kg = Fraction(str(unit.kg))
        if not unit.is_box:
            return {"kg": kg}
        gross = kg + TARE_KG[unit.kind.value]
        load = {f"gross {n}": gross for n in self._rules("gross_per_departure", shipment, ride)}
        load |= {"kg": kg} if mode == "air" else {"teu": Fraction(TEU[unit.kind.value])}
        if needs_plug(unit, self.network.services[ride.service_id]):
            load["plugs"] = Fraction(1)
        return load

    def _capacity(self, resource: Resource) -> Fraction:
        what, service_id = resource[0], resource[1]
        service = self.network.services[service_id]
        if what.startswith("gross"):
            return Fraction(str(self.network.restrictions[int(what.split()[1])].limit_kg))
        limits = {
            "teu": service.capacity_teu,
            "kg": service.capacity_kg,
            "plugs": service.reefer_plugs,
        }
        return Fraction(str(limits[what]))

    def _rules(self, kind: str, shipment: Shipment, ride: Ride) -> Iterator[int]:
        """Yield the positions of the hard rules of a kind that speak of a ride."""
        service = self.network.services[ride.service_id]
        calls = self.network.calls[ride.service_id][ride.load_seq : ride.unload_seq]
        links = [self.network.links[call.link_id or ""] for call in calls]
        for number, rule in enumerate(self.network.restrictions):
            is_hard = rule.hard and rule.rule.value == kind
            if is_hard and is_meant(rule, service, links, ride.first_call_on, shipment.cargo_class):
                yield number

    def _paired(self, placed: tuple[Placed, ...]) -> dict[Resource, list[Fraction]]:
        """Return the gross weights of the 20-foot boxes that must be paired."""
        weights: dict[Resource, list[Fraction]] = defaultdict(list)
        for option in placed:
            unit = option.shipment.unit(self.network.cargo_classes[option.shipment.cargo_class])
            if unit.kind.value != "20ft":
                continue
            gross = Fraction(str(unit.kg)) + TARE_KG["20ft"]
            for route, units in option.routes:
                for ride in route.rides:
                    for rule in self._rules("pairs_of_20ft", option.shipment, ride):
                        for seq in range(ride.load_seq, ride.unload_seq):
                            where = (f"{rule}", ride.service_id, ride.first_call_on, seq)
                            weights[where] += [gross] * units
        return weights


def breaks_pairs(gross_kg: list[Fraction]) -> bool:
    """Tell whether 20-foot boxes cannot all be put into pairs of like weight (rule 23)."""
    ordered = sorted(gross_kg)
    if len(ordered) % 2:
        return True
    pairs = zip(ordered[::2], ordered[1::2], strict=True)
    return any(heavy - light >= PAIR_DIFFERENCE_KG for light, heavy in pairs)
