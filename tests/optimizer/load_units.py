"""Load units by hand."""

from __future__ import annotations

from landbridge.network.shipment import LoadKind, LoadUnit


def box(
    kind: str = "40ft", *, kg: float = 10_000, m3: float = 20, reefer: bool = False
) -> LoadUnit:
    """Return a box of ten tonnes."""
    return LoadUnit(kind=LoadKind(kind), kg=kg, m3=m3, is_reefer=reefer)


def loose(*, kg: float = 1_000, m3: float = 5) -> LoadUnit:
    """Return a tonne of loose cargo."""
    return LoadUnit(kind=LoadKind.LOOSE, kg=kg, m3=m3, is_reefer=False)
