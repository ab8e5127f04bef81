"""Networks without any uncertainty."""

from dataclasses import fields

from landbridge.network.network import Network


def certain(network: Network) -> Network:
    """Return a network in which everything takes its typical time."""
    services = {
        key: row.model_copy(update={"reliability_cv": 0.0}) for key, row in network.services.items()
    }
    bands = {
        name: tuple(
            row.model_copy(update={"hours_low": row.hours_typical, "hours_high": row.hours_typical})
            for row in getattr(network, name)
        )
        for name in ("transfers", "clearance")
    }
    return changed(network, services=services, **bands)


def wobbly(network: Network, cv: float) -> Network:
    """Return a network in which every ride varies."""
    services = {
        key: row.model_copy(update={"reliability_cv": cv}) for key, row in network.services.items()
    }
    return changed(network, services=services)


def changed(network: Network, **tables) -> Network:
    """Return a network with other tables."""
    return Network(**{f.name: getattr(network, f.name) for f in fields(network)} | tables)
