"""What a route is asked to use: certain modes, or one of certain segments."""

from __future__ import annotations

from dataclasses import dataclass

from ..network.row import Mode
from .graph_options import MARK_BIT, MODE_BIT, GraphOptions
from .segment import SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a route is asked to use; nothing is asked where it is left as it is.

    Parameters
    ----------
    modes
        Modes of the main legs: each of them, and no other.
    marked
        Segments of which at least one is used.
    how
        What is asked, as a sentence goes on after "nothing runs".
    """

    modes: frozenset[Mode] | None = None
    marked: frozenset[SegmentKey] = frozenset()
    how: str = ""

    @classmethod
    def by(cls, modes: frozenset[Mode]) -> Wanted:
        """Ask for main legs by certain modes."""
        names = " and ".join(sorted(mode.value for mode in modes))
        return cls(modes=modes, how=f" by {names}")

    def options(self, *, ignore_bans: bool = False) -> GraphOptions:
        """Return options under which paths remember what they are asked for."""
        return GraphOptions(
            main_modes=self.modes,
            remember_modes=self.modes is not None,
            marked=(self.marked,) if self.marked else (),
            storage=True,
            ignore_bans=ignore_bans,
        )

    @property
    def bits(self) -> int:
        """Bits that a path must have at the target."""
        return sum(MODE_BIT[mode] for mode in self.modes or ()) + (MARK_BIT if self.marked else 0)
