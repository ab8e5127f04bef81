"""A folium map in one file that opens without a network."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.template import Template

from .assets import read_asset
from .errors import AssetError
from .escaping import html_text

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="__POLICY__">
<meta name="referrer" content="no-referrer">
<title>{{ this.title }}</title>
{{ this.header.render(**kwargs) }}
</head>
<body>
{{ this.html.render(**kwargs) }}
<script>
{{ this.script.render(**kwargs) }}
</script>
</body>
</html>
"""
_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_NEEDS: Final = {folium.Popup: "jQuery", folium.Icon: "Leaflet.awesome-markers"}
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_RANDOM_ID: Final = re.compile(r"(?<=_)[0-9a-f]{32}")


class OfflineMap(folium.Map):
    """A folium map whose file needs no network and makes no request.

    Every script and stylesheet is written into the file from the vendored copies. One that is not
    vendored raises an error when the map is drawn, so it cannot surprise the reader of the file.
    The file forbids itself everything but its own scripts, named by their checksums: text that
    slipped through as markup could not run. The same input gives the same bytes.

    Parameters
    ----------
    title
        Title of the page.
    **options
        Options of :class:`folium.Map`; there are no tiles unless you ask for them.
    """

    default_js = [("leaflet", "vendored")]  # noqa: RUF012  (folium reads lists)
    default_css = [("leaflet_css", "vendored")]  # noqa: RUF012

    def __init__(self, title: str, **options: Any) -> None:
        super().__init__(**{"tiles": None, "world_copy_jump": False, **options})
        figure = self.figure
        figure.title = html_text(title)
        figure._template = Template(_PAGE)
        figure.header._children.clear()

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
            page = Element.render(figure, embedded=True)
            return _with_policy(_with_stable_ids(page, figure))

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
            _write_whole(Path(os.fsdecode(outfile)), page)
            return
        outfile.write(page)
        if close_file:
            outfile.close()


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there when it is complete."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


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


def _with_policy(page: str) -> str:
    """Allow exactly the scripts that are on the page, by checksum."""
    digests = sorted(
        {hashlib.sha256(source.encode()).digest() for source in _INLINE_SCRIPT.findall(page)}
    )
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return page.replace("__POLICY__", _POLICY.format(scripts=scripts), 1)


def _with_stable_ids(page: str, figure: Figure) -> str:
    """Replace the random names that folium gives its parts by numbers in order of appearance."""
    known = {element._id for element in _walk(figure)}
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] not in known:
            return match[0]
        return numbers.setdefault(match[0], str(len(numbers) + 1))

    return _RANDOM_ID.sub(number, page)


def _walk(element: Element) -> Iterator[Element]:
    """Yield an element and everything below it."""
    yield element
    children: Mapping[str, Element] = element._children
    for child in children.values():
        yield from _walk(child)
