"""Cargo that every mode refuses."""

from __future__ import annotations

from ..network.errors import Mistake, QuestionError
from .absence import AbsenceKind
from .route_set import RouteSet

IMPOSSIBLE = frozenset({AbsenceKind.NOT_SOLD, AbsenceKind.NO_CONNECTION})
"""Absences that have nothing to do with the cargo class."""


def check_carried(answer: RouteSet) -> None:
    """Hold it against a question that its cargo is refused wherever something runs.

    Where a mode is closed, or a route exists, nothing is said: that is an answer.

    Raises
    ------
    QuestionError
        With the reason of each mode.
    """
    reasons = {mode.product: mode.absence for mode in answer.by_mode() if mode.absence}
    banned = {name: why for name, why in reasons.items() if why.kind is AbsenceKind.BANNED}
    others = {why.kind for name, why in reasons.items() if name not in banned}
    if answer.routes or not banned or not others <= IMPOSSIBLE:
        return
    ends = f"{answer.ends.origin_name} to {answer.ends.destination_name}"
    why = "; ".join(f"{name}: {absence.reason}" for name, absence in banned.items())
    mistake = Mistake(
        place=f"shipment {answer.shipment.id}, column cargo_class",
        found=f"{answer.shipment.cargo_class!r}, which every mode from {ends} refuses ({why})",
        expected="cargo that one of them takes",
    )
    raise QuestionError([mistake])
