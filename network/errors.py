"""Errors of landbridge.

::

    LandbridgeError
    ├── InputError (ValueError)            something from outside is wrong; carries every mistake
    │   ├── DatasetError                   mistakes in the tables of a dataset folder
    │   ├── ScenarioError                  a scenario has mistakes or does not fit the network
    │   └── QuestionError                  a question names something unknown or impossible
    ├── NoPlanError (RuntimeError)         the question is sound, but no plan answers it
    └── VerificationError (RuntimeError)   a plan broke a rule: a bug, never the user's fault
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MAX_SHOWN = 80
"""Characters of a cell that a message shows."""

MAX_LISTED = 500
"""Mistakes that the text of an error lists; ``mistakes`` holds all of them."""

_STARTS = {
    "Input should be ": "",
    "Input should have ": "something with ",
    "String should have ": "a text of ",
    "String should match pattern '^[A-Za-z0-9][A-Za-z0-9_.-]*$'": (
        "letters, digits, '_', '.' and '-', a letter or digit first"
    ),
    "String should match pattern": "a text like the pattern",
    "must be ": "",
}
"""How messages of pydantic and of our own checks start, and how a sentence of ours goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in something that came from outside.

    ``place`` names the file, row and column (or option) as the user knows it.
    """

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Say where, what was found and what was expected, in one line."""
        return f"{self.place}: found {self.found}; expected {self.expected}"


def quoted(cell: str) -> str:
    """Return a cell as a message shows it: in quotes, and not at any length."""
    if not cell:
        return "nothing"
    return repr(cell if len(cell) <= MAX_SHOWN else f"{cell[:MAX_SHOWN]}...")


def expectation(message: str) -> str:
    """Return what pydantic says it expected, as the end of a sentence of ours."""
    text = message.removeprefix("Value error, ")
    for start, ours in _STARTS.items():
        if text.startswith(start):
            return ours + text.removeprefix(start)
    return text[:1].lower() + text[1:]


class LandbridgeError(Exception):
    """Base of every error that landbridge raises on purpose."""


class InputError(LandbridgeError, ValueError):
    """Something that was given from outside is wrong.

    Parameters
    ----------
    mistakes
        Every mistake that was found, in the order of the files.
    """

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        lines = [str(mistake) for mistake in self.mistakes[:MAX_LISTED]]
        if len(self.mistakes) != 1:
            lines.insert(0, f"{len(self.mistakes):,} mistakes:")
        if len(self.mistakes) > MAX_LISTED:
            lines.append(f"... and {len(self.mistakes) - MAX_LISTED:,} more")
        super().__init__("\n  ".join(lines))


class DatasetError(InputError):
    """Mistakes in the tables of a dataset folder."""


class ScenarioError(InputError):
    """Mistakes in a scenario, or a scenario that does not fit the network."""


class QuestionError(InputError):
    """A question that names something unknown or impossible."""


class NoPlanError(LandbridgeError, RuntimeError):
    """The question is sound, but no plan answers it."""


class VerificationError(LandbridgeError, RuntimeError):
    """A plan broke a rule when it was checked: a bug in landbridge.

    Parameters
    ----------
    violations
        One sentence for each broken rule.
    """

    def __init__(self, violations: Iterable[str]) -> None:
        self.violations = tuple(violations)
        super().__init__("the plan breaks its own rules:\n  " + "\n  ".join(self.violations))
