"""What legs and handlings cost one unit, and how much of it is assumed (14-17, 25, 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from ..handling import Transfer
from ..link import Link
from ..route import Basis, CostPart
from ..row import Grade, Mode
from ..shipment import LoadKind
from .exact import cents, exact, minutes
from .journey import Load, Ride, Stay, TimedRide

CHARGEABLE_KG_PER_M3 = 167
MINUTES_PER_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Price:
    """One charge as the tables have it."""

    part: CostPart
    basis: Basis
    amount_cents: int
    assumed_cents: int


def is_sold(ride: Ride, load: Load) -> bool:
    """Tell whether every link of a leg has a price for the unit."""
    return all(_rate(link, ride, load) is not None for link in ride.links)


def ride_prices(ride: Ride, load: Load) -> Iterator[Price]:
    """Yield the charges of a leg."""
    part = CostPart.DRAYAGE if ride.is_on_demand else CostPart.LINE_HAUL
    service = ride.service
    factor = exact(service.price_factor) * _quantity(ride, load)
    amount = cents(factor * sum(_rates(ride.links, ride, load)))
    assumed_links = [link for link in ride.links if link.grade is Grade.ASSUMPTION]
    is_factor_assumed = service.price_factor != 1 and service.grade is Grade.ASSUMPTION
    assumed = cents(factor * sum(_rates(assumed_links, ride, load)))
    yield Price(part, Basis.UNIT, amount, amount if is_factor_assumed else assumed)
    if load.is_reefer and not ride.is_air and service.reefer_usd_per_40ft:
        surcharge = cents(exact(service.reefer_usd_per_40ft))
        yield Price(part, Basis.UNIT, surcharge, _if_assumed(service.grade, surcharge))


def stay_prices(stay: Stay, load: Load) -> Iterator[Price]:
    """Yield the charges of a handling."""
    amount = cents(_handling_usd(stay, load))
    assumed = _if_assumed(stay.transfer.grade, amount)
    yield Price(CostPart.HANDLING, Basis.UNIT, amount, assumed)
    if stay.clearance is not None:
        fee = cents(exact(stay.clearance.usd_per_shipment))
        assumed = _if_assumed(stay.clearance.grade, fee)
        yield Price(CostPart.CLEARANCE, Basis.DECLARATION, fee, assumed)


def storage_price(stay: Stay, onward: TimedRide, load: Load) -> Price | None:
    """Return the charge for the wait between a handling and the departure after it (27)."""
    rate = exact(stay.terminal.storage_usd_per_feu_day) * load.teu / 2
    waited = (onward.departs_at - stay.ends_at) // timedelta(minutes=1)
    charged = max(0, waited - minutes(24 * stay.terminal.free_days))
    amount = cents(rate * charged / MINUTES_PER_DAY)
    if not amount or onward.ride.is_on_demand:
        return None
    assumed = _if_assumed(stay.terminal.grade, amount)
    return Price(CostPart.STORAGE, Basis.UNIT, amount, assumed)


def _handling_usd(stay: Stay, load: Load) -> Fraction:
    if load.is_loose or Mode.AIR.value in (stay.from_mode, stay.to_mode):
        return exact(stay.transfer.usd_per_kg) * load.kg
    return exact(_box_rate(stay.transfer, load))


def _box_rate(transfer: Transfer, load: Load) -> float:
    is_40ft = load.kind is LoadKind.BOX_40FT
    return transfer.usd_per_40ft if is_40ft else transfer.usd_per_20ft


def _quantity(ride: Ride, load: Load) -> Fraction:
    """Return what the rate is multiplied by: chargeable kilograms, kilograms, or one box."""
    if ride.is_air:
        return max(load.kg, CHARGEABLE_KG_PER_M3 * load.m3)
    return load.kg if load.is_loose else Fraction(1)


def _rates(links: Iterable[Link], ride: Ride, load: Load) -> Iterator[Fraction]:
    return (exact(_rate(link, ride, load) or 0) for link in links)


def _rate(link: Link, ride: Ride, load: Load) -> float | None:
    if ride.is_air or load.is_loose:
        return link.usd_per_kg
    return link.usd_per_40ft if load.kind is LoadKind.BOX_40FT else link.usd_per_20ft


def _if_assumed(grade: Grade, amount_cents: int) -> int:
    return amount_cents if grade is Grade.ASSUMPTION else 0
