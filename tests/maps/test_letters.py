"""Whatever the text, what is left of it can be drawn in one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.letters import can_draw, name_of, printable


@given(st.text(max_size=300))
def test_every_text_becomes_one_line_of_known_letters(text):
    plain = printable(text)
    assert can_draw(plain)
    assert len(plain) <= 160
    assert plain == " ".join(plain.split())
    assert printable(plain) == plain


def test_a_plain_name_stays_as_it_is():
    assert printable("Małaszewicze – Duisburg (DIT)") == "Małaszewicze – Duisburg (DIT)"


def test_a_letter_without_a_font_becomes_a_question_mark_and_a_direction_mark_goes():
    assert printable("a\u202eb\x00c\nd \U0001f9ff") == "abc d ?"


def test_a_long_name_is_cut():
    assert printable("word " * 9, 12) == "word word..."


def test_a_name_is_english_unless_chinese_is_asked_for():
    assert name_of("Duisburg", "杜伊斯堡", in_chinese=False) == "Duisburg"
    assert name_of("Duisburg", "", in_chinese=True) == "Duisburg"
