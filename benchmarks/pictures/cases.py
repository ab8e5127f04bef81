"""Cases of pictures: maps, charts and briefs of the plan of the embedded order book.

The baseline is the planning of the book, which takes most of the time of a user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from measuring import Clock, Row

import landbridge as lb


def cases(smoke: bool) -> Iterator[Row]:
    network = lb.load("toy" if smoke else "chongqing")
    clock = Clock(smoke)
    planned, plan = clock.once(lambda: lb.plan(network))
    for name, make in makers(plan).items():
        make()  # imports, fonts and the basemap are read once for a process
        taken = clock.median([make], runs=3)
        yield Row(name, taken, "planning the book", planned, f"{len(make()) / 1e6:,.2f} MB")


def makers(plan: Any) -> Mapping[str, Callable[[], bytes]]:
    """Return what is made, by name."""
    from landbridge.maps.charts import draw_mix, draw_on_time

    network = plan.network
    sure = lb.plan_punctuality(plan)
    return {
        "interactive map": lambda: lb.draw_plan(network, plan).html().encode(),
        "interactive map of two plans": lambda: lb.draw_comparison(plan, plan).html().encode(),
        "print map, PNG": lambda: lb.draw_print_map(network, plan).picture("png"),
        "chart of the mix, PNG": lambda: draw_mix({"plan": plan}).picture("png"),
        "chart of arrivals, PNG": lambda: draw_on_time(sure).picture("png"),
        "deck": lambda: lb.brief(plan, punctuality=sure).content("pptx"),
        "workbook": lambda: lb.brief(plan, punctuality=sure).content("xlsx"),
        "two pages, PDF": lambda: lb.brief(plan, punctuality=sure).content("pdf"),
    }
