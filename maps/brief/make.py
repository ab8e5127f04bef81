"""Make a brief of a plan, or of what changes from one plan to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...network.errors import Mistake, QuestionError, quoted
from ...network.plan_comparison import PlanComparison
from ...network.plan_punctuality import PlanPunctuality
from ...network.whole_files import write_whole
from ..phrases import Language, Phrase, same
from .gather import Told, gather
from .gather_times import compared_times, times_of
from .plain_text import plain

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ...network.plan_prices import PlanPrices
    from .facts import BriefFacts

ENDINGS: Final = ("pptx", "xlsx", "pdf")
"""What a brief can be written as: a deck, a workbook, two pages."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a plan comes to, to be shown to others.

    Parameters
    ----------
    facts
        Everything that it says; deck, workbook and pages say the same.
    plan
        The plan that its map shows.
    language
        English or Chinese.
    """

    facts: BriefFacts
    plan: Plan
    language: Language

    def save(self, path: str | Path) -> None:
        """Write it as the ending says: pptx, xlsx or pdf; without one, all three into a folder.

        Raises
        ------
        QuestionError
            The ending is another one.
        MissingExtraError
            A pdf is asked for, and the extra `[pdf]` is not installed.
        OSError
            The file cannot be written.
        """
        write_whole(self.files(Path(path)))

    def files(self, place: Path) -> Mapping[Path, bytes]:
        """Return the files of `save` by where they go, without writing them."""
        return {path: self.content(path.suffix[1:].lower()) for path in brief_paths(place)}

    def content(self, ending: str) -> bytes:
        """Return the bytes of `pptx`, `xlsx` or `pdf`; the same brief gives the same bytes."""
        makers: dict[str, Callable[[], bytes]] = {
            "pptx": self._deck,
            "xlsx": self._workbook,
            "pdf": self._pages,
        }
        return makers[ending]()

    @cached_property
    def picture(self) -> bytes | None:
        """The map of the plan as PNG, drawn once; None where nothing travels."""
        from .map_picture import map_picture

        return map_picture(self.plan, self.language)

    def _deck(self) -> bytes:
        from .deck.deck import deck_bytes

        return deck_bytes(self.facts, self.language, self.picture)

    def _workbook(self) -> bytes:
        from .workbook.workbook import workbook_bytes

        return workbook_bytes(self.facts, self.language)

    def _pages(self) -> bytes:
        from .pages.pages import pages_bytes

        return pages_bytes(self.facts, self.language, self.picture)


def brief_paths(place: Path) -> tuple[Path, ...]:
    """Return where a brief goes: one file as its ending says, or all three in a folder.

    Raises
    ------
    QuestionError
        The ending is another one, or the pages are asked for without the extra `[pdf]`.
    """
    paths = _paths(place)
    if any(path.suffix.lower() == ".pdf" for path in paths):
        from .pages.pages import typst_module

        typst_module()
    return paths


def _paths(place: Path) -> tuple[Path, ...]:
    ending = place.suffix.lower().removeprefix(".")
    if ending in ENDINGS:
        return (place,)
    if ending and not place.is_dir():
        expected = f"a name that ends in one of {', '.join(ENDINGS)}, or a folder"
        raise QuestionError([Mistake(place="brief", found=quoted(place.name), expected=expected)])
    return tuple(place / f"brief.{ending}" for ending in ENDINGS)


def brief(
    plan: Plan | PlanComparison,
    after: Plan | None = None,
    *,
    language: str = "en",
    prices: PlanPrices | None = None,
    punctuality: PlanPunctuality | Sequence[PlanPunctuality] = (),
) -> Brief:
    """Return a brief of a plan, or of what changes from one plan to another.

    Parameters
    ----------
    plan
        The plan; the earlier one where ``after`` is given. Of a comparison the first and the
        last plan are held against each other.
    after
        The later plan, which the brief is then of.
    language
        `en` or `zh`.
    prices
        What one more slot would be worth to the plan (`Planner.prices`).
    punctuality
        How sure the plans are to be on time (`plan_punctuality`), each for one of them;
        without it a brief speaks of the dates as planned. A comparison brings its own.

    Raises
    ------
    QuestionError
        The language is another one, the plans cannot be compared, or a punctuality is that of
        no plan of the brief.

    Examples
    --------
    >>> import landbridge as lb
    >>> lb.brief(lb.plan(lb.load("toy"))).save("plan.xlsx")  # doctest: +SKIP
    """
    chosen = _language(language)
    if isinstance(plan, PlanComparison):
        return _of_comparison(plan, after, chosen, prices)
    sure = (punctuality,) if isinstance(punctuality, PlanPunctuality) else tuple(punctuality)
    plans = [plan] if after is None else [plan, after]
    told = [_told(one, sure) for one in plans]
    strangers = [one for one in sure if not any(one.plan is known for known in plans)]
    if strangers:
        expected = "that of a plan of the brief"
        raise QuestionError(
            [Mistake(place="punctuality", found="that of another plan", expected=expected)]
        )
    before = told[0] if after is not None else None
    return Brief(facts=gather(told[-1], before, prices=prices), plan=plans[-1], language=chosen)


def _language(text: str) -> Language:
    known = [language.value for language in Language]
    if text not in known:
        mistake = Mistake(place="language", found=quoted(str(text)), expected=" or ".join(known))
        raise QuestionError([mistake])
    return Language(text)


def _told(plan: Plan, sure: Sequence[PlanPunctuality]) -> Told:
    times = next((times_of(one) for one in sure if one.plan is plan), None)
    return Told(plan=plan, times=times)


def _of_comparison(
    comparison: PlanComparison, after: Plan | None, language: Language, prices: PlanPrices | None
) -> Brief:
    """Return the brief of the first and the last plan of a comparison."""
    if after is not None:
        mistake = Mistake(
            place="after", found="a plan beside a comparison", expected="a comparison alone"
        )
        raise QuestionError([mistake])
    first, last = comparison.plans[0], comparison.plans[-1]
    before, later = (
        Told(plan=one.plan, times=compared_times(one, comparison.draws, comparison.seed))
        for one in (first, last)
    )
    names: tuple[Phrase, Phrase] = (same(plain(first.name, 60)), same(plain(last.name, 60)))
    facts = gather(later, before, prices=prices, names=names)
    return Brief(facts=facts, plan=last.plan, language=language)
