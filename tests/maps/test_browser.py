"""Maps in a browser without a network: nothing is asked for, and no text becomes a script."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from watched_page import Watched, needs_browser

from landbridge.maps import draw_comparison, draw_plan, draw_route
from landbridge.maps.flow_changes import ChangeKind, flow_changes
from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.phrases import Language

pytestmark = needs_browser

OPEN_CARDS = """(step) => {
  let opened = 0;
  const seen = new Set();
  const open = (layer) => {
    if (!layer.getPopup || !layer.getPopup() || seen.has(layer)) return;
    seen.add(layer);
    if (seen.size % step) return;
    layer.getPopup().options.autoPan = false;
    layer.openTooltip();
    layer.openPopup();
    opened += document.querySelectorAll(".leaflet-popup .lb-popup").length > 0;
  };
  landbridge.flowLines[0].hit._map.eachLayer(open);
  document.querySelectorAll("details").forEach((list) => (list.open = true));
  document.querySelectorAll(".lb-side ol").forEach((list) => list.querySelector("button")?.click());
  return opened;
}"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".lb-label, .lb-badge")]
    .filter((label) => label.style.display !== "none")
    .map((label) => label.getBoundingClientRect());
  const cross = (a, b) => a.left + 1 < b.right - 1 && b.left + 1 < a.right - 1
    && a.top + 1 < b.bottom - 1 && b.top + 1 < a.bottom - 1;
  let pairs = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => (pairs += cross(a, b))));
  return [boxes.length, pairs];
}"""
SHOWN = "landbridge.flowLines.filter((f) => f.hit._map && landbridge.isShown(f.hit._map, f))"


@pytest.fixture(scope="module")
def pages(tmp_path_factory, chongqing, plan, other_plan):
    """Files of one map of each kind."""
    folder = tmp_path_factory.mktemp("maps")
    routes = [plan.assignments[0].route, other_plan.assignments[0].route]
    drawn = {
        "plan": draw_plan(chongqing, plan),
        "comparison": draw_comparison(plan, other_plan),
        "routes": draw_route(chongqing, routes),
        "plan_zh": draw_plan(chongqing, plan, language=Language.ZH),
    }
    for name, page in drawn.items():
        page.save(folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in drawn}


@pytest.fixture(scope="module")
def opened(browser_context, pages):
    """Maps that tests look at and leave as they are, but for the view."""
    watched = {name: Watched(browser_context.new_page()) for name in ("plan", "comparison")}
    for name, one in watched.items():
        one.open(pages[name])
    yield watched
    for one in watched.values():
        one.page.close()


@pytest.fixture
def hostile_page(request, tmp_path, hostile_plan):
    """A map of a network in which every text is an attack."""
    if request.param == "plan":
        page = draw_plan(hostile_plan.network, hostile_plan)
    else:
        page = draw_comparison(hostile_plan, hostile_plan)
    page.save(tmp_path / "hostile.html")
    return tmp_path / "hostile.html"


@pytest.mark.parametrize(
    ("hostile_page", "step"), [("plan", 1), ("comparison", 5)], indirect=["hostile_page"]
)
def test_attacks_in_every_text_do_nothing_and_are_shown_as_text(browser, hostile_page, step):
    browser.open(hostile_page)
    assert browser.page.evaluate(OPEN_CARDS, step) > 100
    browser.press("中文")
    browser.page.mouse.move(900, 450)
    browser.page.wait_for_timeout(200)
    assert browser.page.evaluate("window.ran") is None
    assert browser.page.locator("img").count() == 0
    assert browser.requests == [hostile_page.as_uri()]
    assert browser.complaints == []
    assert "onerror=window.ran=1" in browser.page.locator(".leaflet-popup").last.inner_text()
    assert "onerror=window.ran=1" in browser.page.locator("#lb-layers").inner_text()


@pytest.mark.parametrize("name", ["plan", "comparison", "routes"])
def test_a_map_opens_without_a_network_and_fits_the_page(browser, opened, pages, name):
    browser = opened[name] if name in opened else browser.open(pages[name])
    assert browser.requests == [pages[name].as_uri()]
    assert browser.complaints == []
    map_box = browser.page.locator(".folium-map").bounding_box()
    panel_box = browser.page.locator(".lb-side").bounding_box()
    assert map_box["x"] >= panel_box["x"] + panel_box["width"] - 1


def test_every_flow_of_the_plan_is_drawn(opened, chongqing, plan):
    browser = opened["plan"]
    expected = flows(chongqing, leg_loads(plan.assignments))
    assert browser.count(f"{SHOWN}.length") == len(expected)
    assert browser.page.locator("path.lb-flow").count() == len(expected)
    boxes = browser.count("landbridge.flowLines.reduce((sum, f) => sum + f.flow.boxes, 0)")
    assert boxes == pytest.approx(sum(f.size_boxes for f in expected), abs=0.01 * len(expected))


def test_lanes_over_the_pacific_are_in_one_piece(opened):
    browser = opened["plan"]
    pieces = browser.count(
        """landbridge.flowLines.filter((f) => f.flow.points.some((piece) =>
             piece[0][1] < 180 && piece[piece.length - 1][1] > 200))
           .map((f) => f.flow.points.length)"""
    )
    assert pieces
    assert set(pieces) == {1}


@pytest.mark.parametrize(
    ("name", "view"),
    [("plan", "All"), ("plan", "Europe"), ("plan", "Southeast Asia"), ("comparison", "Eurasia")],
)
def test_names_do_not_cover_one_another(opened, name, view):
    browser = opened[name]
    browser.press(view)
    browser.page.wait_for_timeout(500)
    labels, pairs = browser.page.evaluate(OVERLAPS)
    assert labels > 8
    assert pairs == 0


def test_markers_of_terminals_do_not_cover_one_another(opened):
    browser = opened["plan"]
    browser.press("All")
    browser.page.wait_for_timeout(600)
    covered = browser.page.evaluate(
        """() => {
          const at = [...document.querySelectorAll(".lb-cluster, path.lb-terminal")]
            .map((mark) => mark.getBoundingClientRect())
            .map((box) => [box.left + box.width / 2, box.top + box.height / 2]);
          let pairs = 0;
          at.forEach((a, i) => at.slice(i + 1).forEach((b) => {
            pairs += Math.hypot(a[0] - b[0], a[1] - b[1]) < 8;
          }));
          return [at.length, pairs];
        }"""
    )
    assert covered[0] > 20
    assert covered[1] == 0


def test_a_corridor_can_be_hidden_with_the_keyboard(browser, pages):
    browser.open(pages["plan"])
    before = browser.count(f"{SHOWN}.length")
    box = browser.page.get_by_role("checkbox", name="Yuxinou / China-Europe west")
    box.focus()
    browser.page.keyboard.press("Space")
    browser.page.wait_for_timeout(100)
    assert browser.count(f"{SHOWN}.length") < before
    assert not box.is_checked()


def test_a_mode_of_a_corridor_can_be_hidden_and_its_corridor_says_so(browser, pages):
    browser.open(pages["plan"])
    branch = browser.page.locator("#lb-layers .lb-branch").filter(
        has=browser.page.locator("ul li + li", has_text=re.compile("."))
    )
    branch.first.get_by_role("button").click()
    branch.first.locator("ul input").first.uncheck()
    assert branch.first.locator("input").first.evaluate("(box) => box.indeterminate")


def test_the_whole_page_is_in_the_language_of_the_switch(browser, pages):
    browser.open(pages["plan"])
    browser.press("中文")
    switched = browser.page.locator("body").inner_text()
    assert browser.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "票货" in browser.page.title()
    browser.open(pages["plan_zh"])
    assert browser.page.locator("body").inner_text() == switched
    browser.press("English")
    assert browser.page.evaluate("document.documentElement.lang") == "en"
    assert "shipments" in browser.page.title()


def test_the_theme_is_that_of_the_system_until_a_button_changes_it(browser, pages):
    is_dark = "document.documentElement.classList.contains('lb-dark')"
    browser.open(pages["plan"], theme="dark")
    button = browser.page.get_by_role("button", name="Dark theme")
    assert browser.page.evaluate(is_dark)
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert not browser.page.evaluate(is_dark)


@pytest.mark.parametrize("heading", ["Largest flows as a list", "Busiest terminals as a list"])
def test_cards_open_and_close_with_the_keyboard(browser, pages, heading):
    browser.open(pages["plan"])
    browser.page.get_by_text(heading).focus()
    browser.page.keyboard.press("Enter")
    browser.page.keyboard.press("Tab")
    opener = browser.page.evaluate("document.activeElement.textContent")
    browser.page.keyboard.press("Enter")
    browser.page.wait_for_selector(".leaflet-popup .lb-facts")
    assert browser.count("!!document.activeElement.closest('.leaflet-popup')")
    browser.page.keyboard.press("Escape")
    browser.page.wait_for_selector(".leaflet-popup", state="detached")
    assert browser.page.evaluate("document.activeElement.textContent") == opener


def test_the_first_thing_to_reach_is_the_way_to_the_map(browser, pages):
    browser.open(pages["plan"])
    browser.page.keyboard.press("Tab")
    assert browser.page.evaluate("document.activeElement.textContent") == "Skip to the map"
    browser.page.keyboard.press("Enter")
    assert browser.count("document.activeElement.classList.contains('leaflet-container')")


def test_before_after_and_difference_are_shown_one_at_a_time(browser, pages, plan, other_plan):
    browser.open(pages["comparison"])
    plans = (plan, other_plan)
    loads = tuple(leg_loads(one.assignments) for one in plans)
    before, after = (len(flows(p.network, own)) for p, own in zip(plans, loads, strict=True))
    changes = flow_changes(tuple(p.network for p in plans), loads)
    shown = f"{SHOWN}.length"
    assert browser.count(shown) == len(changes)
    counts = {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}
    for kind, number in counts.items():
        kinds = f"{SHOWN}.filter((f) => f.flow.kind === '{kind.value}').length"
        assert browser.count(kinds) == number
    for view, number in (("Before", before), ("After", after), ("Swipe", before + after)):
        browser.press(view)
        assert browser.count(shown) == number
        assert browser.page.locator("#lb-live").inner_text() == view


def test_the_slider_between_two_plans_moves_with_the_keyboard(browser, pages):
    browser.open(pages["comparison"])
    browser.press("Swipe")
    slider = browser.page.get_by_role("slider")
    clip = "document.querySelector('.leaflet-before-pane').style.clipPath"
    was = browser.page.evaluate(clip)
    slider.focus()
    browser.page.keyboard.press("ArrowLeft")
    assert slider.input_value() == "49"
    assert browser.page.evaluate(clip) != was
    browser.keep("comparison-swipe")


def test_a_change_in_the_list_opens_its_card(opened):
    browser = opened["comparison"]
    browser.page.locator(".lb-changes button").first.click()
    text = browser.page.locator(".leaflet-popup").inner_text()
    assert "Before" in text
    assert "USD" in text


@pytest.mark.parametrize("name", ["plan", "comparison", "routes"])
@pytest.mark.parametrize(
    ("theme", "switch"), [("light", "English"), ("dark", "中文")], ids=["light-en", "dark-zh"]
)
def test_nothing_keeps_people_out(browser, pages, name, theme, switch):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    browser.open(pages[name], theme=theme)
    browser.press(switch)
    browser.page.wait_for_timeout(200)
    browser.keep(f"{name}-{theme}")
    browser.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    browser.page.locator("#lb-flow-list button").first.click()
    found = axe.run(browser.page).response["violations"]
    bad = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS]
    assert bad == []


SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("name", ["plan", "comparison"])
@pytest.mark.parametrize(
    ("theme", "switch"), [("light", "English"), ("dark", "中文")], ids=["light-en", "dark-zh"]
)
def test_a_telephone_shows_title_and_map_without_scrolling_sideways(
    browser, pages, name, theme, switch
):
    browser.page.set_viewport_size({"width": 390, "height": 844})
    browser.open(pages[name], theme=theme)
    browser.press(switch)
    browser.page.wait_for_timeout(300)
    browser.keep(f"{name}-{theme}-telephone")
    assert browser.count("document.documentElement.scrollWidth") <= 390
    assert browser.page.locator(".folium-map").bounding_box()["y"] < 200


@pytest.mark.parametrize("name", ["plan", "plan_zh", "comparison"])
def test_a_map_prints_on_one_page_with_title_key_and_notes(browser, pages, tmp_path, name):
    browser.open(pages[name], theme="dark")
    file = tmp_path / f"{name}.pdf"
    browser.page.pdf(path=str(file), prefer_css_page_size=True)
    content = file.read_bytes()
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1
    if shutil.which("pdftotext"):
        command = ["pdftotext", str(file), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        title = browser.page.locator("h1").inner_text()
        note = "界线仅为示意" if name == "plan_zh" else "Boundaries are indicative"
        assert title.split()[0] in text
        assert note in text
