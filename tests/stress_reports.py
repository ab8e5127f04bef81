"""A stress report made by hand, for pages that draw one."""

from __future__ import annotations

from dataclasses import replace

from landbridge.network.closures import Closure, Failure, FailureKind, StressReport
from landbridge.network.terminal import TerminalKind


def closure(kind, name, teu, usd, whole_plan=None):
    whole = {} if whole_plan is None else {"whole_unserved_teu": teu, "whole_usd": usd}
    return Closure(
        failures=(Failure(kind=kind, name=name),), more_unserved_teu=teu, more_usd=usd,
        num_orders=3, whole_plan=whole_plan, **whole,
    )  # fmt: skip


def report_on(network, plan):
    """Return a report made by hand: without its worst, half of the plan is left."""
    half = replace(plan, assignments=plan.assignments[: len(plan.assignments) // 2])
    leg = max((a.route.main_legs[0] for a in plan.assignments), key=lambda leg: leg.distance_km)
    service = network.services[leg.departure.service_id].known_as[-1]
    link = next(c.link_id for c in network.calls[leg.departure.service_id] if c.link_id)
    border = next(t.id for t in network.terminals.values() if t.kind is TerminalKind.BORDER_RAIL)
    exposure = next(e for link in network.links.values() for e in link.exposures)
    closures = (
        closure(FailureKind.TERMINAL, leg.from_terminal, 40.0, 1000.0, half),
        closure(FailureKind.EXPOSURE, exposure, 2.0, 70_000.0),
        closure(FailureKind.SERVICE, service, 0.0, 9000.0),
        closure(FailureKind.LINK, link, 0.0, 5000.0),
        closure(FailureKind.BORDER, border, 0.0, 0.0),
    )
    pair = replace(closures[0], failures=(*closures[0].failures, *closures[3].failures))
    return StressReport(
        plan=plan, capacity_left=0.0, closures=closures, pairs=(pair,), num_unused=7
    )
