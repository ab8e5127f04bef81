"""A folium map in one file that opens without a network."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink

from ..network.whole_files import write_whole
from .assets import read_asset
from .errors import AssetError
from .escaping import html_text
from .markup import spoken
from .phrases import Language, Phrase

_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
{title}
{header}
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""
_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_NEEDS: Final = {folium.Popup: "jQuery", folium.Icon: "Leaflet.awesome-markers"}
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*>')
"""folium's own forbids to enlarge the page, which some readers need."""

_RANDOM_ID: Final = re.compile(r"(?<=_)[0-9a-f]{32}")


class OfflineMap(folium.Map):
    """A folium map whose file needs no network and makes no request.

    Every script and stylesheet is written into the file from the vendored copies. One that is not
    vendored raises an error when the map is drawn, so it cannot surprise the reader of the file.
    The file forbids itself everything but its own scripts, named by their checksums: markup that
    slipped into a text could not run. The same input gives the same bytes.

    Parameters
    ----------
    title
        Title of the page.
    language
        Language in which it is shown first.
    **options
        Options of :class:`folium.Map`; there are no tiles unless you ask for them.
    """

    default_js = [("leaflet", "vendored")]  # noqa: RUF012  (folium reads lists)
    default_css = [("leaflet_css", "vendored")]  # noqa: RUF012

    def __init__(self, title: Phrase, *, language: Language = Language.EN, **options: Any) -> None:
        super().__init__(**{"tiles": None, "world_copy_jump": False, **options})
        self.title = title
        self.language = Language(language)
        self.figure.header._children.clear()

    @property
    def figure(self) -> Figure:
        """The page that holds the map."""
        root = self.get_root()
        if not isinstance(root, Figure):
            msg = f"the map is part of {type(root).__name__}; expected a page of its own"
            raise TypeError(msg)
        return root

    def html(self) -> str:
        """Return the whole page.

        Raises
        ------
        AssetError
            If a part of the map needs a script or stylesheet that is not vendored.
        """
        figure = self.figure
        _refuse_unsupported(figure)
        with _left_as_it_was(figure):
            figure.render()  # lets every part register its scripts and stylesheets
            for name, element in figure.header._children.items():
                if isinstance(element, JavascriptLink | CssLink):
                    element.code = read_asset(name)  # type: ignore[assignment]
            stable = _StableNames(figure)
            header, body, script = (
                stable.applied_to(part.render(embedded=True))
                for part in (figure.header, figure.html, figure.script)
            )
        policy = _policy([*_INLINE_SCRIPT.findall(header), script])
        return _PAGE.format(
            language="zh-CN" if self.language is Language.ZH else "en",
            policy=policy,
            title=spoken("title", self.title, self.language),
            header=_VIEWPORT.sub("", header),
            body=body,
            script=script,
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show the map in a notebook, in a frame of its own."""
        style = "width:100%;height:640px;border:0"
        return f'<iframe srcdoc="{html_text(self.html())}" style="{style}"></iframe>'

    def save(
        self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any
    ) -> None:
        """Write the page into a file, beside it first, so that it is never half written.

        Parameters
        ----------
        outfile
            Path of the file, or an open binary file.
        close_file
            Whether to close an open file afterwards.
        **kwargs
            Not used; folium's own ``save`` has it.
        """
        page = self.html().encode("utf-8")
        if isinstance(outfile, str | bytes | Path):
            write_whole({Path(os.fsdecode(outfile)): page})
            return
        outfile.write(page)
        if close_file:
            outfile.close()


def _refuse_unsupported(figure: Figure) -> None:
    """Refuse parts that need a script which folium's own maps load for everything."""
    for element in _walk(figure):
        for kind, needed in _NEEDS.items():
            if isinstance(element, kind):
                msg = f"folium.{kind.__name__} needs {needed}, which is not vendored"
                raise AssetError(msg)


@contextmanager
def _left_as_it_was(figure: Figure) -> Iterator[None]:
    """Take back what rendering adds: folium adds some parts again each time it renders."""
    roots = (figure, figure.header, figure.html, figure.script)
    before = [(element, element._children.copy()) for root in roots for element in _walk(root)]
    try:
        yield
    finally:
        for element, children in before:
            element._children = children


def _policy(sources: Iterable[str]) -> str:
    """Allow our own scripts, by checksum.

    They are those of the head and the one that draws the map. One that got into the body, where
    the texts of a dataset stand, is not among them.
    """
    digests = sorted({hashlib.sha256(source.encode()).digest() for source in sources})
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return _POLICY.format(scripts=scripts)


class _StableNames:
    """Replaces the random names that folium gives its parts by numbers in order of appearance."""

    def __init__(self, figure: Figure) -> None:
        self._known = {element._id for element in _walk(figure)}
        self._numbers: dict[str, str] = {}

    def applied_to(self, source: str) -> str:
        """Return a part of the page with stable names."""
        return _RANDOM_ID.sub(self._name, source)

    def _name(self, match: re.Match[str]) -> str:
        if match[0] not in self._known:
            return match[0]
        return self._numbers.setdefault(match[0], str(len(self._numbers) + 1))


def _walk(element: Element) -> Iterator[Element]:
    """Yield an element and everything below it."""
    yield element
    children: Mapping[str, Element] = element._children
    for child in children.values():
        yield from _walk(child)
