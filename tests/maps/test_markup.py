"""Markup says the same in both languages, and no text becomes markup."""

from __future__ import annotations

from landbridge.maps.markup import spoken, spoken_attribute
from landbridge.maps.phrases import Language, Phrase, named, same


def test_an_element_shows_one_language_and_brings_both():
    text = Phrase("Cost", "费用")
    english = spoken("dt", text, Language.EN, "class='x'")
    assert english == "<dt class='x' data-en='Cost' data-zh='费用'>Cost</dt>"
    assert spoken("dt", text, Language.ZH) == "<dt data-en='Cost' data-zh='费用'>费用</dt>"


def test_a_text_that_reads_alike_is_written_once():
    assert spoken("dd", same("0.22%"), Language.ZH) == "<dd>0.22%</dd>"


def test_an_attribute_brings_both_languages():
    label = spoken_attribute("aria-label", Phrase("Map", "地图"), Language.ZH)
    assert label == "aria-label='地图' data-en-aria-label='Map' data-zh-aria-label='地图'"


def test_texts_are_escaped_wherever_they_stand():
    attack = named("' onclick=x <b>", "' onclick=y <i>")
    markup = spoken("p", attack, Language.EN) + spoken_attribute("title", attack, Language.EN)
    assert "<b>" not in markup
    assert "' onclick" not in markup
