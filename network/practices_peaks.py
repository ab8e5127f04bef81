"""Practices for days on which more comes than is cleared: queues of parcels."""

from __future__ import annotations

import re

from .practice import Practice
from .practices_clearance import edited
from .practices_world import Cells, Effect, World, hours_with

PARCELS_PER_HOUR = "terminals.parcels_per_hour"
"""Parameter of the practices here."""

SCOPE = ";direction=export;cargo_class=ecommerce_parcels"
"""What of the terminals of a peak plan is meant."""


def queue(world: World, practice: Practice, is_on: bool) -> Effect:
    """Let the parcels of a peak day wait: backlog over the parcels that are cleared in an hour.

    Without the plan half as many are cleared in an hour (an assumption, as the source prints
    the rate with it alone). Then the last of the parcels that its note counts waits twice as
    long: by their number over the printed rate longer than with the plan.
    """
    if is_on:
        return Effect(remark="no queue: the figures are those of days that the plan serves")
    counted = re.search(r"(\d[\d,]*) parcels", practice.note)
    if counted is None:
        return Effect(remark="its note counts no parcels: no queue is known")
    more_hours = int(counted[1].replace(",", "")) / float(practice.value)
    of_parcels = {
        "selector": practice.selector + SCOPE,
        "note": f"{practice.note}; half the rate without it is an assumption",
    }

    def delayed(row: Cells) -> dict[str, str]:
        return hours_with(row, lambda h: h + more_hours)

    return edited(world, practice.model_copy(update=of_parcels), delayed, lambda _: True)
