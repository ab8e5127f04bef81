"""Cuts: what a year can save at most while some additions are open.

A cut holds for every set of open additions. It is made from one that was valued.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...network.additions import Candidates, Subset
from .yearly_cost import YearCost


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A saving is at most a constant plus so much for each addition that is open, USD a year."""

    constant: float
    by_open: Mapping[str, float] = field(default_factory=dict)

    def most(self, open_: Subset) -> float:
        """Return what a year can save at most."""
        return self.constant + sum(usd for name, usd in self.by_open.items() if name in open_)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutMaker:
    """Makes cuts from sets that were valued; commitments are left out of savings.

    Parameters
    ----------
    candidates
        What could be built.
    base_usd
        What a year costs with nothing built, what is unserved included.
    most_usd
        What any set can save in a year at most.
    unserved_usd_per_teu
        What a TEU is worth that is not served.
    """

    candidates: Candidates
    base_usd: float
    most_usd: float
    unserved_usd_per_teu: float

    def paid(self, open_: Subset) -> float:
        """Return the commitments of a year."""
        return sum(self.candidates.by_id[name].commitment_usd_year for name in sorted(open_))

    def saved(self, open_: Subset, year: YearCost) -> float:
        """Return what a year saves, commitments left out."""
        price = self.unserved_usd_per_teu * year.unserved_teu
        return self.base_usd - (year.usd - self.paid(open_)) - price

    def exact(self, open_: Subset, saved: float) -> Cut:
        """Return the cut that is tight for one set, and says nothing of any other."""
        return self._away_from(open_, saved, frozenset(a.id for a in self.candidates.additions))

    def with_less(self, open_: Subset, saved: float) -> Cut:
        """Return the cut that a set sets to all with options less."""
        names = frozenset(
            a.id for a in self.candidates.additions if a.id not in open_ or not a.is_option
        )
        return self._away_from(open_, saved, names)

    def sloped(self, open_: Subset, saved: float, slopes: Mapping[str, float]) -> Cut:
        """Return the cut that the prices of a set give to all with other options."""
        names = frozenset(a.id for a in self.candidates.additions if not a.is_option)
        cut = self._away_from(open_, saved, names)
        constant = cut.constant - sum(s for name, s in slopes.items() if name in open_)
        return Cut(constant=constant, by_open={**cut.by_open, **slopes})

    def _away_from(self, open_: Subset, saved: float, names: Subset) -> Cut:
        """Return a cut that lets go of sets that differ from one in any of some additions."""
        far = max(0.0, self.most_usd - saved)
        return Cut(
            constant=saved + far * len(names & open_),
            by_open={name: -far if name in open_ else far for name in sorted(names)},
        )
