"""Which practices can be switched, and what the user means by a name and a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from . import practices_clearance as clearance
from . import practices_documents as documents
from . import practices_handling as handling
from . import practices_links as links
from . import practices_peaks as peaks
from . import practices_services as services
from .errors import Mistake, QuestionError
from .practice import Practice
from .practices_world import OFF, ON, VINTAGE, Effect, World
from .spelling import nearest
from .tables import RawTable

JOIN = "="
"""Stands between a practice and its state, as in `one_pass=off`; no id holds it."""

Handler = Callable[[World, Practice, bool], Effect]

HANDLERS: Mapping[str, Handler] = {
    "clearance.amendment_probability": documents.expected_delay,
    "clearance.calendar": clearance.calendar,
    "clearance.certificates": documents.document_figures,
    "clearance.document_hours": documents.document_figures,
    "clearance.document_hours_overlap": documents.documents,
    "clearance.full_entry_days_off_path": documents.documents,
    "clearance.hours": clearance.hours,
    "clearance.inspection_hours": documents.expected_delay,
    "clearance.inspection_probability": documents.expected_delay,
    "clearance.regime_allowed": clearance.regime,
    "clearance.skip_reentry": links.reentry,
    "clearance.transit_regime": links.borders,
    "clearance.usd_per_shipment": clearance.fee,
    "links.hours_typical": links.lock_hours,
    "orders.kg": services.volume,
    "services.accepts": services.mail_by_rail,
    "services.reliability_cv": services.spread,
    "services.reserved_share": services.reserved,
    "services.status": services.status,
    "services.weekdays": services.weekdays,
    "terminals.capacity_factor": services.capacity,
    "terminals.cargo_permits": services.permits,
    "terminals.gateway_allowed": services.gateways,
    "terminals.parcels_per_hour": peaks.queue,
    "transfers.hours": handling.handling_hours,
    "transfers.usd_per_40ft": handling.handling_price,
}
"""How a practice is switched, by its parameter."""

RECORDED: Mapping[str, str] = {
    "none": "no effect on transport",
    "clearance.duty_deferral_days": "duty is no cost of transport",
    "clearance.paperless_share": "the source prints a share, and no time that goes with it",
    "orders.admin_lead_working_days": "before the first order of a new exporter, off the path",
    "orders.paired_return": "each order travels one way; a return is an order of its own",
    "prices.subsidy_usd_per_40ft": "prices are what shippers pay; no subsidy by lane is known",
    "transfers.last_mile_days": "delivery from stock abroad begins after a shipment has ended",
    "transfers.return_usd_per_kg": "the return flow is off the forward path",
}
"""Why the practices of a parameter are recorded and not switched."""

UNKNOWN_REGIME = "no table has hours and fees of regime {}"
REGIMES: Mapping[str, str] = {
    "9810": "the goods travel as others do, to stock abroad, and no source prints hours or fees"
    " of regime 9810; an order of stock states its own due date",
    "1039": "no source prints hours or fees of regime 1039; what it helps is the pooling of part"
    " loads (LCL), which is not modelled",
}
"""Why the practices of a regime are recorded and not switched, where more is known."""


def is_switch(text: object) -> bool:
    """Tell whether a text switches a practice and is no id of a scenario."""
    return isinstance(text, str) and JOIN in text


def recorded_because(practice: Practice, tables: Mapping[str, RawTable]) -> str:
    """Return why a practice is recorded only; empty where it is a switch."""
    if practice.parameter == "clearance.regime_allowed":
        regimes = {row.cells["regime"] for row in tables["clearance.csv"].rows}
        unknown = REGIMES.get(practice.value, UNKNOWN_REGIME.format(practice.value))
        return "" if practice.value in regimes else unknown
    if practice.parameter in HANDLERS or practice.parameter == VINTAGE:
        return ""
    return RECORDED.get(practice.parameter, "nothing reads this parameter")


def states_of(texts: Iterable[object]) -> dict[str, bool | str]:
    """Return the states in texts such as `one_pass=off`; what is no switch is left out."""
    parts = (str(text).partition(JOIN) for text in texts if is_switch(text))
    return {name.strip(): state.strip() for name, _, state in parts}


def read_switches(
    asked: Mapping[str, bool | str], practices: Mapping[str, Practice], base: Mapping[str, RawTable]
) -> dict[str, str]:
    """Return the state of each practice that is asked for, by id.

    Parameters
    ----------
    asked
        State by practice: an id, an unambiguous part of one, or a feature (all its practices
        that can be switched). True or `on`, False or `off`, or a vintage of clearance.

    Raises
    ------
    QuestionError
        With every name and state that means nothing.
    """
    mistakes: list[Mistake] = []
    switches: dict[str, str] = {}
    for name, state in asked.items():
        text = state if isinstance(state, str) else (ON if state else OFF)
        for practice in _meant(name, practices, base, mistakes):
            allowed = _states(practice, practices, base)
            if text in allowed:
                switches[practice.id] = text
            else:
                place, found = f"practice {practice.id}", f"state {text!r}"
                expected = f"one of {', '.join(allowed)}"
                mistakes.append(Mistake(place=place, found=found, expected=expected))
    if mistakes:
        raise QuestionError(mistakes)
    return switches


def _states(
    practice: Practice, practices: Mapping[str, Practice], base: Mapping[str, RawTable]
) -> tuple[str, ...]:
    if practice.parameter != VINTAGE:
        return ON, OFF
    world = World(tables=base, base=base, practices=tuple(practices.values()))
    return tuple(clearance.vintages(world, practice))


def _meant(
    name: str,
    practices: Mapping[str, Practice],
    base: Mapping[str, RawTable],
    mistakes: list[Mistake],
) -> list[Practice]:
    """Return the practices that a name means; append to ``mistakes`` where it means none."""
    if name in practices:
        reason = recorded_because(practices[name], base)
        if not reason:
            return [practices[name]]
        found, expected = f"{name!r}, which is recorded only ({reason})", "one that can be switched"
    else:
        of_feature = [p for p in practices.values() if p.feature == name]
        able = [p for p in of_feature if not recorded_because(p, base)]
        alike = [p for p in practices.values() if f"_{name}_" in f"_{p.id}_"]
        if able or len(alike) == 1:
            return able or _meant(alike[0].id, practices, base, mistakes)
        found = f"unknown id {name!r}"
        expected = f"a practice{nearest(name, practices)}"
        if of_feature:
            found, expected = f"feature {name}, which is recorded only", "one that can be switched"
        elif alike:
            found = f"{name!r}, which means {len(alike)}"
            expected = f"one of {', '.join(p.id for p in alike)}"
    mistakes.append(Mistake(place="practice", found=found, expected=expected))
    return []
