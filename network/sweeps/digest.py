"""Keys of cases: what they depend on, as a hash."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from ..limits import Limits, Objective
from ..network import Network
from ..terms import NO_TERMS, Terms
from .case import Case

RULES = 1
"""Raised whenever the same question would have other figures; old results are then not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepQuestion:
    """What all cases of a sweep ask, besides what tells them apart.

    Parameters
    ----------
    objective
        What counts as cost.
    limits
        What every plan must keep; parameters of a case may stand instead.
    terms
        Commercial terms besides the tariff.
    is_linear
        Whether the linear mix is enough: quicker, and without whole boxes.
    gap, seconds
        Effort of the search in whole boxes; the linear mix knows the gap only.
    """

    objective: Objective = Objective.FREIGHT
    limits: Limits = Limits()  # noqa: RUF009  # frozen
    terms: Terms = NO_TERMS
    is_linear: bool = False
    gap: float = 0.001
    seconds: float = 60.0


def tables_digest(network: Network) -> str:
    """Return a hash of what stands in the tables of a network, scenarios applied."""
    hashed = sha256()
    for file in sorted(network.raw):
        table = network.raw[file]
        rows = [[row.cells.get(name, "") for name in table.columns] for row in table.rows]
        hashed.update(_canonical([file, table.columns, rows]))
    return hashed.hexdigest()


def case_key(tables: str, question: SweepQuestion, case: Case) -> str:
    """Return the key of a case: equal where its figures must be equal.

    Parameters
    ----------
    tables
        The hash of its network with its scenarios applied (`tables_digest`).
    question
        What all cases ask.
    case
        The case; the names of its scenarios do not matter beside what they do.
    """
    asked = {
        "rules": RULES,
        "tables": tables,
        "objective": question.objective.value,
        "limits": _limits_record(question.limits),
        "terms": question.terms.model_dump(mode="json"),
        "is_linear": question.is_linear,
        "gap": question.gap,
        "seconds": question.seconds,
        "values": sorted((name, float(value)) for name, value in case.values),
        "seed": case.seed,
    }
    return sha256(_canonical(asked)).hexdigest()


def _limits_record(limits: Limits) -> dict[str, str]:
    return {field.name: repr(getattr(limits, field.name)) for field in fields(limits)}


def _canonical(document: Any) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
