"""HTML that says the same in both languages; the page's switch changes what is shown."""

from __future__ import annotations

from .escaping import html_text
from .phrases import Language, Phrase


def spoken(tag: str, text: Phrase, language: Language, attributes: str = "") -> str:
    """Return an element with a text, escaped, that follows the switch of languages.

    Parameters
    ----------
    tag
        Name of the element.
    text
        What it says.
    language
        The language that is shown first.
    attributes
        Further attributes, ready-made.
    """
    opening = " ".join(part for part in (tag, attributes, _both("", text)) if part)
    return f"<{opening}>{html_text(text[language])}</{tag}>"


def spoken_attribute(name: str, text: Phrase, language: Language) -> str:
    """Return an attribute such as ``aria-label`` that follows the switch of languages."""
    return f"{name}='{html_text(text[language])}' {_both('-' + name, text)}"


def _both(suffix: str, text: Phrase) -> str:
    if text.en == text.zh:
        return ""
    return f"data-en{suffix}='{html_text(text.en)}' data-zh{suffix}='{html_text(text.zh)}'"
