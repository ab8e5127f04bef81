"""Maps in a browser without a network: nothing is asked for, and no text becomes a script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from landbridge.maps import draw_plan

CHROMIUM = Path(os.environ.get("LANDBRIDGE_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
OPEN_EVERYTHING = """() => {
  let opened = 0;
  const seen = new Set();
  landbridge.flowLines[0].hit._map.eachLayer((layer) => {
    if (!layer.getPopup || !layer.getPopup() || seen.has(layer)) return;
    seen.add(layer);
    layer.getPopup().options.autoPan = false;
    layer.openTooltip();
    layer.openPopup();
    opened += document.querySelectorAll(".leaflet-popup .lb-popup").length > 0;
  });
  return opened;
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


class Watched:
    """A page in a browser, with everything it asked for and complained about."""

    def __init__(self, page):
        self.page = page
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path):
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("path.lb-flow", state="attached")


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=str(CHROMIUM),
            args=FLAGS,
            viewport={"width": 1500, "height": 900},
        )
        yield launched
        launched.close()


@pytest.fixture
def browser(context):
    watched = Watched(context.new_page())
    yield watched
    watched.page.close()


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory, chongqing, plan):
    path = tmp_path_factory.mktemp("map") / "plan.html"
    draw_plan(chongqing, plan).save(path)
    return path


def test_attacks_in_every_text_do_nothing_and_are_shown_as_text(browser, tmp_path, hostile_plan):
    path = tmp_path / "hostile.html"
    draw_plan(hostile_plan.network, hostile_plan).save(path)
    browser.open(path)
    assert browser.page.evaluate(OPEN_EVERYTHING) > 100
    browser.page.mouse.move(900, 450)
    browser.page.wait_for_timeout(300)
    assert browser.page.evaluate("window.ran") is None
    assert browser.page.locator("img").count() == 0
    assert browser.requests == [path.as_uri()]
    assert browser.complaints == []
    assert "onerror=window.ran=1" in browser.page.locator(".leaflet-popup").last.inner_text()
    assert "onerror=window.ran=1" in browser.page.locator("#lb-layers").inner_text()


def test_a_plan_opens_without_a_network_and_fits_the_page(browser, plan_file):
    browser.open(plan_file)
    assert browser.requests == [plan_file.as_uri()]
    assert browser.complaints == []
    map_box = browser.page.locator(".folium-map").bounding_box()
    panel_box = browser.page.locator(".lb-side").bounding_box()
    assert map_box["x"] >= panel_box["x"] + panel_box["width"] - 1


@pytest.mark.parametrize("view", ["All", "Europe", "Southeast Asia"])
def test_names_do_not_cover_one_another(browser, plan_file, view):
    browser.open(plan_file)
    browser.page.get_by_role("button", name=view, exact=True).click()
    browser.page.wait_for_timeout(600)
    boxes = browser.page.evaluate(
        """() => [...document.querySelectorAll(".lb-label")]
            .filter((label) => label.style.display !== "none")
            .map((label) => label.getBoundingClientRect())
            .map((b) => [b.left + 1, b.top + 1, b.right - 1, b.bottom - 1])"""
    )
    assert len(boxes) > 8
    for number, a in enumerate(boxes):
        for b in boxes[number + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a, b)


def test_a_corridor_can_be_hidden_with_the_keyboard(browser, plan_file):
    browser.open(plan_file)
    shown = "() => landbridge.flowLines.filter((f) => f.hit._map).length"
    before = browser.page.evaluate(shown)
    box = browser.page.get_by_role("checkbox", name="Yuxinou / China-Europe west")
    box.focus()
    browser.page.keyboard.press("Space")
    browser.page.wait_for_timeout(100)
    assert browser.page.evaluate(shown) < before


def test_the_whole_page_is_in_chinese_after_one_button(browser, plan_file):
    browser.open(plan_file)
    browser.page.get_by_role("button", name="中文").click()
    assert browser.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "方案" in browser.page.locator(".lb-side").inner_text()
    assert "票货" in browser.page.title()
    texts = browser.page.evaluate(
        """() => [...document.querySelectorAll("[data-zh]")]
            .filter((e) => e.textContent !== e.getAttribute("data-zh")).length"""
    )
    assert texts == 0


def test_the_dark_theme_and_the_list_of_flows_work_with_buttons(browser, plan_file):
    browser.open(plan_file)
    dark = browser.page.get_by_role("button", name="Dark theme")
    dark.click()
    assert dark.get_attribute("aria-pressed") == "true"
    browser.page.get_by_text("Largest flows as a list").click()
    browser.page.locator("#lb-flow-list button").first.click()
    browser.page.wait_for_selector(".leaflet-popup .lb-legs li")


def test_the_map_prints_on_one_page(browser, plan_file, tmp_path):
    browser.open(plan_file)
    browser.page.pdf(path=str(tmp_path / "plan.pdf"), prefer_css_page_size=True)
    content = (tmp_path / "plan.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1
