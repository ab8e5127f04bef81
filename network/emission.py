"""Emission factors by mode."""

from __future__ import annotations

from typing import ClassVar

from .row import Id, NonNegative, SourcedRow, Text, YesNo, column


class Emission(SourcedRow):
    """Emission factor of a mode or of terminal handling."""

    file: ClassVar[str] = "emissions.csv"
    key: ClassVar[tuple[str, ...]] = ("mode", "variant")
    title: ClassVar[str] = "Emission factors"

    mode: Id = column("Mode, or `terminal`.")
    variant: Text = column("What the factor holds for.")
    g_co2e_per_tkm: NonNegative = column(
        "Factor; for `terminal` in grams per tonne and move.", unit="g/tkm"
    )
    scope: Text = column("WTW, TTW, ... as printed.")
    as_of: Text = column("Year of the factor.")
    is_default: YesNo = column("Used unless another variant is named.")
