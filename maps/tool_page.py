"""A page with a map of the world and a panel whose tools a script builds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .drawing import WORLD, draw_basemap
from .elements import CLIENT_SCRIPTS, ClientCall, Markup
from .markup import spoken, spoken_attribute
from .offline_map import OfflineMap
from .phrases import Language, Phrase, named
from .side_panel import BOUNDARY_NOTE, CREDIT_NOTE, NO_SCRIPT


@dataclass(frozen=True, kw_only=True)
class ToolPanel:
    """What the panel of a tool says; every text is escaped when it is written.

    ``place`` is the id of the element that the script of the tool fills.
    """

    title: Phrase
    subtitle: Phrase
    figures: Sequence[tuple[Phrase, Phrase]]
    place: str
    notes: Sequence[Phrase]

    @property
    def headline(self) -> Phrase:
        """Title of the page."""
        return named(
            f"{self.title.en} · {self.subtitle.en}", f"{self.title.zh} · {self.subtitle.zh}"
        )

    def markup(self, language: Language) -> str:
        """Return the panel as HTML, at first in one language."""
        label = spoken_attribute("aria-label", Phrase("Summary and tools", "概览与工具"), language)
        parts = [
            spoken("h1", self.title, language),
            spoken("p", self.subtitle, language, "class='lb-muted'"),
            _figures(self.figures, language),
            f"<div id='lb-tools'></div><div id='{self.place}'></div>",
            spoken("h2", Phrase("Notes", "说明"), language),
            *(
                spoken("p", note, language, "class='lb-note'")
                for note in (*self.notes, BOUNDARY_NOTE, CREDIT_NOTE)
            ),
            f"<noscript>{spoken('p', NO_SCRIPT, language)}</noscript>",
        ]
        return f"<aside class='lb-side' {label}>" + "\n".join(parts) + "</aside>"


def _figures(figures: Iterable[tuple[Phrase, Phrase]], language: Language) -> str:
    cells = (
        f"<div>{spoken('dt', label, language)}{spoken('dd', value, language)}</div>"
        for label, value in figures
    )
    return f"<dl class='lb-figures'>{''.join(cells)}</dl>"


class ToolPage(OfflineMap):
    """A map of the world with a panel, in one file that needs no network."""

    def __init__(self, panel: ToolPanel, language: Language) -> None:
        super().__init__(panel.headline, language=language, **WORLD)
        self.figure.html.add_child(Markup(panel.markup(language)), name="side_panel")
        draw_basemap(self)


def scripts_with(*names: str) -> list[tuple[str, str]]:
    """Return our scripts and those of a tool, as folium lists them."""
    return [*CLIENT_SCRIPTS, *((name, "vendored") for name in names)]


def styles_with(*names: str) -> list[tuple[str, str]]:
    """Return our stylesheet and those of a tool, as folium lists them."""
    return [*ClientCall.default_css, *((name, "vendored") for name in names)]
