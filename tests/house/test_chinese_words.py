"""Maps, charts and briefs keep to the Chinese words of docs/concepts.md."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import landbridge

ROOT = Path(landbridge.__file__).parent
MEANT = {"中间走廊", "公路线路", "铁路线"}
"""What may hold a word of the column "not": a name, and lines of rails and roads."""


def unwanted() -> list[str]:
    """Return the Chinese words of the column "not", without remarks in brackets."""
    text = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
    table = text.partition("## Words in Chinese")[2].partition("\n## ")[0]
    cells = [line.split("|")[3] for line in table.splitlines() if line.startswith("| ")]
    words = {
        word for cell in cells for word in re.findall("[一-鿿]+", re.sub(r"\(.*?\)", "", cell))
    }
    return sorted(words)


@cache
def phrases() -> dict[str, str]:
    """Return every Chinese text of a phrase in maps/, with its place."""
    found = {}
    for path in sorted((ROOT / "maps").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Phrase":
                texts = [part.value for part in node.args[1:] if isinstance(part, ast.Constant)]
                found.update({f"{path.name}:{node.lineno}": text for text in texts})
    return found


def test_the_list_and_the_phrases_are_found():
    assert len(unwanted()) > 12
    assert len(phrases()) > 300


@pytest.mark.parametrize("word", unwanted())
def test_no_phrase_uses_a_word_that_another_replaced(word):
    texts = {place: re.sub("|".join(MEANT), "", text) for place, text in phrases().items()}
    assert {place: text for place, text in texts.items() if word in text} == {}
