"""A shipment as a search sees it, and the terminals where it may be handed over."""

from __future__ import annotations

from dataclasses import dataclass

from ..network.cargo import CargoClass
from ..network.shipment import LoadUnit, Shipment
from .catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Terminals at which the cargo may be handed over, and what each side is called.

    All origins lie in one country and time zone, and so do all destinations.
    """

    origins: frozenset[str]
    destinations: frozenset[str]
    origin_name: str
    destination_name: str

    @classmethod
    def of(cls, shipment: Shipment) -> Ends:
        """Return the terminals that a shipment names."""
        return cls(
            origins=frozenset({shipment.origin}),
            destinations=frozenset({shipment.destination}),
            origin_name=shipment.origin,
            destination_name=shipment.destination,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A shipment with what is derived from it once."""

    shipment: Shipment
    ends: Ends
    cargo: CargoClass
    unit: LoadUnit
    is_international: bool

    @classmethod
    def of(cls, catalogue: Catalogue, shipment: Shipment, ends: Ends | None = None) -> Demand:
        """Derive it from a shipment, which may be handed over elsewhere than it says."""
        network = catalogue.network
        cargo = network.cargo_classes[shipment.cargo_class]
        countries = {
            network.terminals[end].country for end in (shipment.origin, shipment.destination)
        }
        return cls(
            shipment=shipment,
            ends=ends or Ends.of(shipment),
            cargo=cargo,
            unit=shipment.unit(cargo),
            is_international=len(countries) > 1,
        )
