"""Check a plan against the tables alone; shares no code with whatever made the plan.

Everything that a plan says is computed again from the rows of its network, in exact
arithmetic: the journey of every assignment (`journey`), then each of its legs, handlings
and charges, then what assignments share: capacities, budgets and the sums.
"""

from __future__ import annotations

from .verifier import verify
from .violation import Rule, Violation

__all__ = ["Rule", "Violation", "verify"]
