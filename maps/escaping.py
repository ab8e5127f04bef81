"""Make text from outside safe to write into a map file.

Every string that comes from a dataset, an order book or a caller passes through one of these
functions, by the place where it ends up:

============================  =========================================
place                         function
============================  =========================================
text or attribute of HTML     :func:`html_text`
a JavaScript value            :func:`script_json`
a JavaScript template literal  :func:`template_literal_text`
a whole vendored file         :func:`script_source`, :func:`style_source`
============================  =========================================
"""

from __future__ import annotations

import html
import json
import re
from typing import Final

from .phrases import Phrase

_JSON_ESCAPES: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "'": "\\u0027",
        "`": "\\u0060",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_LITERAL_ESCAPES: Final = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;"})
_SCRIPT_END: Final = re.compile(r"<(/script|script|!--)", re.IGNORECASE)
_STYLE_END: Final = re.compile(r"</(style)", re.IGNORECASE)


def html_text(text: str) -> str:
    """Escape text for the content or a quoted attribute of an HTML element."""
    return html.escape(text, quote=True)


def template_literal_text(text: str) -> str:
    """Escape text for HTML that a library puts between backticks in a script.

    HTML escaping alone leaves backticks and ``${...}`` alive there; as character references they
    mean the same to a reader and nothing to the script.
    """
    return html_text(text).translate(_LITERAL_ESCAPES)


def script_json(value: object) -> str:
    """Write a value as JSON that is safe inside a script element.

    The result holds none of ``< > & ' ``` nor the two line separators that end a line of
    JavaScript, so it can neither end the element nor the statement. A phrase becomes
    ``[English, Chinese]``, or one string where both are the same.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no word for it.
    """
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_texts
    )
    return text.translate(_JSON_ESCAPES)


def _texts(value: object) -> str | list[str]:
    if isinstance(value, Phrase):
        return value.en if value.en == value.zh else [value.en, value.zh]
    msg = f"{type(value).__name__} has no form in JSON"
    raise TypeError(msg)


def script_source(source: str) -> str:
    r"""Return script source that cannot end the element it is written into.

    ``</script`` can only stand in a string, a template or a comment of valid JavaScript, where
    ``\/`` means the same as ``/``; ``<script`` and ``<!--`` switch the parser's state and get the
    same treatment.
    """
    return _SCRIPT_END.sub(lambda match: "\\x3c" + match[1], source)


def style_source(source: str) -> str:
    """Return a stylesheet that cannot end the element it is written into."""
    return _STYLE_END.sub(r"<\\/\1", source)
