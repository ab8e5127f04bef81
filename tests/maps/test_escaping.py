"""Text from outside stays text, wherever it is written."""

from __future__ import annotations

import html
import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.escaping import (
    html_text,
    script_json,
    script_source,
    style_source,
    template_literal_text,
)

HOSTILE = "<img src=x onerror=alert(1)> `+alert(2)+` ${alert(3)} </script> {{ 7*7 }} \" ' \\ \u2028"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text())
def test_html_text_reads_back_as_the_same_text_and_holds_no_markup(text):
    escaped = html_text(text)
    assert html.unescape(escaped) == html.unescape(html.escape(text))
    assert not set("<>\"'") & set(escaped)


@given(st.text())
def test_template_literal_text_can_neither_end_nor_enter_the_literal(text):
    escaped = template_literal_text(text)
    assert not set("<>\"'`$\\") & set(escaped)
    assert html.unescape(escaped) == html.unescape(html_text(text))


@given(json_values)
def test_script_json_reads_back_as_the_same_value_and_cannot_leave_the_script(value):
    written = script_json(value)
    assert json.loads(written) == value
    assert not set("<>&'`\u2028\u2029") & set(written)


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_script_json_refuses_numbers_that_json_cannot_write(number):
    with pytest.raises(ValueError, match="not JSON compliant"):
        script_json({"cost_usd": number})


@given(st.text() | st.sampled_from(["</script>", "</SCRIPT x", "<!--<script>"]))
def test_script_source_cannot_end_or_confuse_its_element(text):
    written = script_source(f"/* {text} */")
    assert not re.search(r"</script|<script|<!--", written, re.IGNORECASE)


@given(st.text() | st.sampled_from(["</style>", "</STYLE "]))
def test_style_source_cannot_end_its_element(text):
    assert not re.search(r"</style", style_source(f"/* {text} */"), re.IGNORECASE)


def test_a_hostile_name_is_harmless_in_every_place():
    assert "<img" not in html_text(HOSTILE)
    assert "${" not in template_literal_text(HOSTILE)
    assert "</script" not in script_json(HOSTILE)
    assert json.loads(script_json(HOSTILE)) == HOSTILE
