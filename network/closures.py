"""What can fail of a network, and what its failing costs an order book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .plan import Plan


class FailureKind(StrEnum):
    """What kind of thing fails."""

    SERVICE = "service"
    LINK = "link"
    BORDER = "border"
    TERMINAL = "terminal"
    EXPOSURE = "exposure"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Failure:
    """One thing that fails.

    A service does not run; a link closes every service over it; at a border or lock every
    service that calls or passes is closed; at another terminal nothing is loaded or unloaded,
    and what passes on board goes on. An exposure is all links with that tag at once.

    Parameters
    ----------
    kind, name
        What fails: the id of a service, link or terminal, or an exposure.
    """

    kind: FailureKind
    name: str

    def __str__(self) -> str:
        """Say what fails."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What the failing of one thing, or of several at once, costs.

    Figures are differences to the plan without it, in the linear mix over all routes.
    What is served counts first, then what the same cargo costs.

    Parameters
    ----------
    failures
        What fails.
    more_unserved_teu
        What can no longer be served.
    more_usd
        What the cargo that is still served costs more than the same cargo without it.
    num_orders
        Orders of which a used route is closed or, where capacity is cut, concerned.
    whole_unserved_teu, whole_usd
        The same in whole units; None where that was not solved.
    whole_plan
        The plan in whole units.
    saved_usd
        What it would have cost to serve the rest too; the cost of the plan changes by
        ``more_usd - saved_usd``.
    """

    failures: tuple[Failure, ...]
    more_unserved_teu: float
    more_usd: float
    num_orders: int
    whole_unserved_teu: float | None = None
    whole_usd: float | None = None
    whole_plan: Plan | None = None
    saved_usd: float = 0.0

    @property
    def name(self) -> str:
        """Say what fails."""
        return " + ".join(map(str, self.failures))


@dataclass(frozen=True, slots=True, kw_only=True)
class StressReport:
    """What closures cost an order book, the worst first.

    Parameters
    ----------
    plan
        The plan without any.
    capacity_left
        Share of the capacity that is left; 0 = all is closed.
    closures
        One for each thing that a route of the plan or of its linear mix uses.
    pairs
        Pairs of the worst.
    num_unused
        Things that no such route uses: their failing costs nothing.
    num_solved
        Closures that were solved; the others follow from these or from the plan.
    """

    plan: Plan
    capacity_left: float
    closures: tuple[Closure, ...]
    pairs: tuple[Closure, ...]
    num_unused: int
    num_solved: int = 0

    @property
    def dearest(self) -> tuple[Closure, ...]:
        """The closures by what the cargo that is still served costs more, the dearest first."""
        return tuple(
            sorted(self.closures, key=lambda c: (-c.more_usd, -c.more_unserved_teu, c.failures))
        )
