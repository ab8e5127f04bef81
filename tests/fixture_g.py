"""Fixture G of the domain reference, section 7: sea, rail and air for one 40-foot box."""

from __future__ import annotations

from landbridge.network.economics import Choice

BOX_KG = 9_600


def choice(name, freight_usd, days, kg=BOX_KG):
    return Choice(
        name=name, mode=name, freight_cents=round(freight_usd * 100), minutes=round(days * 1440),
        kg=kg,
    )  # fmt: skip


SEA, RAIL, AIR = choice("sea", 4_300, 45), choice("rail", 7_300, 19), choice("air", 42_600, 5)
G = (SEA, RAIL, AIR)

PER_TONNE = (
    choice("sea", 448, 45, kg=1_000),
    choice("rail", 760, 19, kg=1_000),
    choice("air", 4_438, 5, kg=1_000),
)
"""The same as the table of section 5E has it: rates rounded to 0.1 US cents a kilogram."""
