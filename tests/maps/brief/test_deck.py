"""The deck is one that a person can edit, read aloud, and make again."""

import io
import zipfile

import pytest
from briefs import shapes_of
from pptx import Presentation

from landbridge.maps.brief.deck.deck import deck_bytes
from landbridge.maps.brief.headlines import answer_title, basis_title
from landbridge.maps.phrases import Language

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)


def deck_of(facts, language=Language.EN, picture=None):
    return Presentation(io.BytesIO(deck_bytes(facts, language, picture)))


def test_slides_are_wide_and_numbered_and_have_titles(toy_facts):
    deck = deck_of(toy_facts["plan"])
    assert (deck.slide_width / 914400, deck.slide_height / 914400) == pytest.approx((13.333, 7.5))
    assert 'type="screen' not in deck.part._element.xml
    assert [layout.name for layout in deck.slide_layouts] == ["landbridge"]
    assert len(deck.slides) == 6
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[0] == answer_title(toy_facts["plan"]).en
    assert titles[-1] == basis_title(toy_facts["plan"]).en
    assert len(set(titles)) == 6
    for slide in deck.slides:
        assert 'type="slidenum"' in slide.shapes.element.xml


def test_a_comparison_has_two_slides_more(toy_facts):
    assert len(deck_of(toy_facts["comparison"]).slides) == 8


@pytest.mark.parametrize("language", Language)
def test_the_notes_hold_what_is_needed_to_make_the_plan_again(toy_facts, language):
    facts = toy_facts["comparison"]
    for slide in deck_of(facts, language).slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert facts.basis.digest in notes
        assert "landbridge plan --data toy --scenario sea_closed" in notes
        assert facts.basis.version in notes


def test_charts_and_tables_are_native(toy_facts):
    shapes = shapes_of(toy_facts["plan"], Language.EN)
    assert sum(shape.has_chart for shape in shapes) == 5
    assert sum(shape.has_table for shape in shapes) == 5
    assert not any(shape.shape_type == 13 for shape in shapes)


@pytest.mark.parametrize("language", Language)
def test_pictures_charts_and_tables_have_alternative_texts(toy_facts, language):
    deck = deck_of(toy_facts["plan"], language, PNG)
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    drawn = [s for s in shapes if s.has_chart or s.has_table or s.shape_type == 13]
    assert len(drawn) == 11
    assert all(shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in drawn)


def test_the_theme_has_a_chinese_font(toy_facts):
    content = zipfile.ZipFile(io.BytesIO(deck_bytes(toy_facts["plan"], Language.ZH, None)))
    theme = content.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == 2
    assert theme.count('<a:latin typeface="Arial"/>') >= 2
    charts = [content.read(n).decode() for n in content.namelist() if n.startswith("ppt/charts/c")]
    assert charts
    assert all('<a:ea typeface="+mn-ea"/>' in chart for chart in charts)
    slides = [content.read(n).decode() for n in content.namelist() if n.startswith("ppt/slides/s")]
    assert all('lang="zh-CN"' in slide for slide in slides)
    assert not any('lang="en-US"' in slide.split("slidenum")[0] for slide in slides)


def test_the_same_facts_give_the_same_bytes(toy_facts):
    facts = toy_facts["comparison"]
    assert deck_bytes(facts, Language.EN, PNG) == deck_bytes(facts, Language.EN, PNG)


def test_nothing_stands_outside_its_slide(toy_facts):
    deck = deck_of(toy_facts["comparison"], picture=PNG)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_table_is_wider_or_higher_than_its_place(toy_facts):
    for shape in shapes_of(toy_facts["comparison"], Language.EN):
        if shape.has_table:
            assert sum(column.width for column in shape.table.columns) <= shape.width + 9_000
            high = sum(row.height for row in shape.table.rows)
            assert shape.top + high <= 7.0 * 914400


def test_shapes_of_a_slide_have_numbers_of_their_own(toy_facts):
    for slide in deck_of(toy_facts["comparison"], picture=PNG).slides:
        numbers = slide.shapes.element.xpath(".//p:cNvPr/@id")
        assert len(set(numbers)) == len(numbers)
