"""What a picture says, in English and in Chinese.

A text is written where it is used, in both languages side by side, as a :class:`Phrase`; there
is no catalogue to fall out of step. Names come from the dataset, which has both as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import Formatter


class Language(StrEnum):
    """Language of what is drawn or written."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in both languages; names in braces are filled in by :meth:`fill`.

    Examples
    --------
    >>> trains = Phrase("{count:,} trains a week", "每周 {count:,} 列")
    >>> trains.fill(count=1200).zh
    '每周 1,200 列'
    """

    en: str
    zh: str

    def __post_init__(self) -> None:
        """Check that both texts ask for the same values.

        Raises
        ------
        ValueError
            If they do not.
        """
        if _asked(self.en) != _asked(self.zh):
            msg = f"{self.en!r} and {self.zh!r} ask for different values"
            raise ValueError(msg)

    def __getitem__(self, language: Language) -> str:
        """Return the text in a language."""
        return self.zh if language is Language.ZH else self.en

    def fill(self, **values: object) -> Phrase:
        """Return the phrase with its values; a value may itself be a phrase."""
        english, chinese = (
            {name: _in(value, language) for name, value in values.items()}
            for language in (Language.EN, Language.ZH)
        )
        return _plain(self.en.format(**english), self.zh.format(**chinese))

    def capital(self) -> Phrase:
        """Return the phrase with a capital at its begin."""
        return _plain(self.en[:1].upper() + self.en[1:], self.zh)


def same(text: str) -> Phrase:
    """Return a text that reads alike in both languages, such as a figure or an identifier."""
    return _plain(text, text)


def named(english: str, chinese: str) -> Phrase:
    """Return a name; in Chinese the English one where there is no other."""
    return _plain(english, chinese or english)


def _plain(english: str, chinese: str) -> Phrase:
    """Return texts from outside, whose braces mean nothing."""
    phrase = object.__new__(Phrase)
    object.__setattr__(phrase, "en", english)
    object.__setattr__(phrase, "zh", chinese)
    return phrase


def _in(value: object, language: Language) -> object:
    return value[language] if isinstance(value, Phrase) else value


def _asked(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
