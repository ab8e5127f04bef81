"""A map is one file that asks for nothing, allows only its own scripts and never changes."""

from __future__ import annotations

import base64
import hashlib
import io
import re

import folium
import pytest
from branca.element import Element
from folium.plugins import MarkerCluster

from landbridge.maps.errors import AssetError
from landbridge.maps.offline_map import OfflineMap
from landbridge.maps.phrases import same


@pytest.fixture
def small_map():
    page = OfflineMap(same("Two <lines>"), location=[30, 105], zoom_start=4)
    folium.PolyLine([(29.6, 106.4), (31.2, 121.5)]).add_to(page)
    return page


def without_scripts(html):
    return re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)


def test_the_page_names_no_address(small_map):
    assert not re.search(r"\b(src|href)\s*=", without_scripts(small_map.html()))
    assert 'src="http' not in small_map.html()


def test_the_title_is_text(small_map):
    assert "<title>Two &lt;lines&gt;</title>" in small_map.html()


def test_the_policy_allows_exactly_the_scripts_of_the_page(small_map):
    html = small_map.html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == digests
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "script-src 'unsafe" not in policy


def test_a_plugin_that_is_not_vendored_is_an_error(small_map):
    MarkerCluster().add_to(small_map)
    with pytest.raises(AssetError, match="'markerclusterjs' is not vendored"):
        small_map.html()


@pytest.mark.parametrize("part", [{"popup": "a popup"}, {"icon": folium.Icon()}])
def test_a_part_that_needs_what_folium_loads_for_everything_is_an_error(small_map, part):
    folium.Marker([30, 105], **part).add_to(small_map)
    with pytest.raises(AssetError, match=r"(Popup|Icon) needs"):
        small_map.html()


def test_drawing_twice_gives_the_same_bytes(small_map):
    assert small_map.html() == small_map.html()


def test_equal_maps_give_the_same_bytes():
    pages = [OfflineMap(same("Same"), location=[30, 105]) for _ in range(2)]
    for page in pages:
        folium.CircleMarker([30, 105]).add_to(page)
    assert pages[0].html() == pages[1].html()


def test_save_writes_the_page_as_utf_8_with_unix_line_ends(small_map, tmp_path):
    small_map.figure.html.add_child(Element("<p>重庆</p>"))
    small_map.save(tmp_path / "map.html")
    content = (tmp_path / "map.html").read_bytes()
    assert content.decode("utf-8") == small_map.html()
    assert "重庆".encode() in content
    assert b"\r" not in content


def test_save_leaves_nothing_behind_and_keeps_the_old_file_when_it_fails(small_map, tmp_path):
    target = tmp_path / "map.html"
    target.write_text("old", encoding="utf-8")
    MarkerCluster().add_to(small_map)
    with pytest.raises(AssetError, match="not vendored"):
        small_map.save(str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    assert target.read_text(encoding="utf-8") == "old"


def test_save_removes_its_draft_when_the_place_is_a_folder(small_map, tmp_path):
    target = tmp_path / "map.html"
    target.mkdir()
    with pytest.raises(OSError, match=r"map\.html"):
        small_map.save(target)
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_save_writes_into_an_open_file(small_map):
    file = io.BytesIO()
    small_map.save(file, close_file=False)
    assert file.getvalue().decode() == small_map.html()


def test_a_map_inside_something_else_has_no_page_of_its_own(small_map):
    Element().add_child(small_map)
    with pytest.raises(TypeError, match="part of Element; expected a page of its own"):
        small_map.html()


def test_a_script_in_the_body_is_not_allowed(small_map):
    small_map.figure.html.add_child(Element("<script>window.ran = 1</script>"))
    digest = base64.b64encode(hashlib.sha256(b"window.ran = 1").digest()).decode()
    html = small_map.html()
    assert "<script>window.ran = 1</script>" in html
    assert digest not in html


def test_a_notebook_shows_the_map_in_a_frame(small_map):
    frame = small_map._repr_html_()
    assert frame.startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;')
