"""Set the pages: the data goes to typst as a file, and no text becomes code."""

from __future__ import annotations

import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ....network.errors import Mistake, QuestionError
from ...phrases import Language
from ..dated import dated
from .page_data import page_data
from .page_fonts import font_folders

if TYPE_CHECKING:
    from ..facts import BriefFacts


def pages_bytes(facts: BriefFacts, language: Language, picture: bytes | None) -> bytes:
    """Return a brief as a PDF/UA of two pages; the same facts give the same bytes.

    Parameters
    ----------
    facts
        What it says.
    language
        English or Chinese.
    picture
        The map as PNG; None = none is shown.

    Raises
    ------
    QuestionError
        The extra `[pdf]` is not installed.
    """
    typst = typst_module()
    with tempfile.TemporaryDirectory() as place:
        source = lay_out(Path(place), facts, language, picture)
        made: bytes = typst.compile(
            str(source),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=int(dated(facts).timestamp()),
            **fonts(place),
        )
    return made


def typst_module() -> Any:
    """Return typst.

    Raises
    ------
    QuestionError
        It is not installed.
    """
    try:
        import typst
    except ImportError:
        found, expected = "no module `typst`", "the extra [pdf]: pip install 'landbridge[pdf]'"
        raise QuestionError([Mistake(place="pdf", found=found, expected=expected)]) from None
    return typst


def fonts(root: str) -> dict[str, Any]:
    """Return what typst is told of its surroundings: the folder and our fonts alone."""
    return {"root": root, "font_paths": font_folders(), "ignore_system_fonts": True}


def lay_out(folder: Path, facts: BriefFacts, language: Language, picture: bytes | None) -> Path:
    """Put the template, the data and the map into a folder; return the template there."""
    data = page_data(facts, language)
    if picture is not None:
        (folder / "map.png").write_bytes(picture)
        data["map"] = "map.png"
    text = json.dumps(data, ensure_ascii=False)
    (folder / "data.json").write_text(text, encoding="utf-8")
    template = files("landbridge.maps") / "brief" / "pages" / "brief.typ"
    source = folder / "brief.typ"
    source.write_bytes(template.read_bytes())
    return source
