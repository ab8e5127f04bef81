"""Playback, reach and stress in a browser: what moves and what is coloured is what was found."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from stress_reports import report_on
from watched_page import Watched, needs_browser

from landbridge.maps import draw_plan, draw_reach, draw_stress
from landbridge.maps.flows import leg_loads
from landbridge.maps.geometry import link_parts
from landbridge.maps.playback import EPOCH, length_km
from landbridge.maps.standing import size_boxes
from landbridge.optimizer.reach_ways import reach_ways

pytestmark = needs_browser

MOMENTS = (9_000, 20_160, 33_333)
"""Minutes from the first moment of the plan."""

MOST_SHIFT_PX = 45
SERIOUS = {"serious", "critical"}
DRAWN = """() => [...document.querySelectorAll(".lb-vehicle")]
  .filter((hull) => hull.style.display !== "none")
  .map((hull) => hull.getAttribute("transform").match(/-?[\\d.]+/g).slice(0, 2).map(Number))"""
NAMES = "() => [...document.querySelectorAll('.lb-reach-list li .lb-layer')]"


@pytest.fixture(scope="module")
def ways(chongqing):
    return reach_ways(chongqing, chongqing.orders["O020"])


@pytest.fixture(scope="module")
def report(chongqing, plan):
    return report_on(chongqing, plan)


@pytest.fixture(scope="module")
def pages(tmp_path_factory, chongqing, plan, ways, report):
    folder = tmp_path_factory.mktemp("tools")
    drawn = {
        "playback": draw_plan(chongqing, plan),
        "reach": draw_reach(chongqing, chongqing.orders["O020"], ways),
        "stress": draw_stress(chongqing, report),
    }
    for name, page in drawn.items():
        page.save(folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in drawn}


@pytest.fixture(scope="module")
def opened(browser_context, pages):
    """Pages that tests leave as they are, but for what each of them sets first."""
    watched = {name: Watched(browser_context.new_page()) for name in pages}
    for name, one in watched.items():
        one.open(pages[name])
    yield watched
    for one in watched.values():
        one.page.close()


@pytest.fixture
def player(opened):
    """The page of a plan that can be played, at its first moment."""
    page = opened["playback"].page
    page.bring_to_front()
    page.evaluate("landbridge.player.show(true); landbridge.player.go(0)")
    return page


def open_player(browser, pages, minute=0):
    browser.open(pages["playback"])
    browser.press("▶ Play the plan in time")
    browser.page.evaluate(f"landbridge.player.go({minute})")
    return browser.page


def start_of(page):
    return EPOCH + timedelta(minutes=page.evaluate("landbridge.player.motion.data.start"))


def under_way(plan, now):
    return [x for x in leg_loads(plan.assignments) if x.leg.departs_at <= now < x.leg.arrives_at]


def where(network, leg, now):
    """Return latitude and longitude of a leg at a moment, from its calls and links alone."""
    calls = [
        call
        for call in network.calls[leg.departure.service_id]
        if leg.load_seq <= call.seq <= leg.unload_seq
    ]
    gone = (now - leg.departs_at) / timedelta(hours=1) + calls[0].depart_offset_hours
    for before, call in pairwise(calls):
        parts = link_parts(network, network.links[call.link_id])
        points = [point for part in parts for point in part.points]
        if gone < call.arrive_offset_hours or call is calls[-1]:
            hours = call.arrive_offset_hours - before.depart_offset_hours
            share = min(1.0, max(0.0, (gone - before.depart_offset_hours) / hours)) if hours else 1
            return _along(points, share * length_km(points))
    raise AssertionError


def _along(points, km):
    for one, other in pairwise(points):
        step = length_km((one, other))
        if step and km <= step:
            turned = (other.lon - one.lon + 180) % 360 - 180
            return one.lat + km / step * (other.lat - one.lat), one.lon + km / step * turned
        km -= step
    return points[-1].lat, points[-1].lon


TO_PIXELS = """(places) => places.map(([lat, lon]) => {
  const turned = ((((lon + 30) % 360) + 360) % 360) - 30;
  const point = landbridge.player.map.latLngToLayerPoint([lat, turned]);
  return [point.x, point.y]; })"""


def test_boxes_are_where_the_plan_says_they_are(player, chongqing, plan):
    page = player
    for minute in MOMENTS:
        page.evaluate(f"landbridge.player.go({minute})")
        now = start_of(page) + timedelta(minutes=minute)
        expected = under_way(plan, now)
        moving = page.evaluate("landbridge.player.scene.moving.flatMap((v) => v.loads)")
        assert len(moving) == len(expected) > 5
        drawn = page.evaluate(DRAWN)
        assert len(drawn) == page.evaluate("landbridge.player.scene.moving.length")
        places = [where(chongqing, load.leg, now) for load in expected]
        for x, y in page.evaluate(TO_PIXELS, places):
            assert min(abs(x - a) + abs(y - b) for a, b in drawn) < MOST_SHIFT_PX


def test_the_counts_are_those_of_the_plan(player, plan):
    page = player
    for minute in MOMENTS:
        page.evaluate(f"landbridge.player.go({minute})")
        now = start_of(page) + timedelta(minutes=minute)
        shown = page.locator(".lb-count b").all_inner_texts()
        moving, handled, waiting, delivered = (int(text.replace(",", "")) for text in shown)
        assert moving == pytest.approx(sum(x.size_boxes for x in under_way(plan, now)), abs=1)
        done = sum(size_boxes(a) for a in plan.assignments if a.route.delivered_at <= now)
        ready = sum(size_boxes(a) for a in plan.assignments if a.route.ready_at <= now)
        assert delivered == pytest.approx(done, abs=1)
        assert moving + handled + waiting + delivered == pytest.approx(ready, abs=3)


def test_the_slider_moves_the_plan_by_an_hour_for_a_key(player):
    page = player
    clock = page.locator(".lb-clock strong")
    first = clock.inner_text()
    page.get_by_role("slider", name="Moment of the plan").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("landbridge.player.minute") == 60
    assert clock.inner_text() != first
    assert "Chongqing" in page.locator(".lb-clock-home").inner_text()
    page.keyboard.press("End")
    assert page.evaluate("landbridge.player.minute >= landbridge.player.motion.data.minutes - 60")
    assert "boxes under way" in page.locator("#lb-live").text_content()


def test_who_wants_little_motion_gets_a_step_a_second_and_others_a_smooth_one(browser, pages):
    page = open_player(browser, pages)
    page.get_by_role("button", name="▶ Play", exact=True).click()
    page.wait_for_timeout(1300)
    browser.press("❚❚ Pause")
    assert page.evaluate("landbridge.player.minute") == 1440
    assert set(page.locator(".lb-tail").evaluate_all("a => a.map(t => t.getAttribute('d'))")) <= {
        "M0 0"
    }
    page.emulate_media(reduced_motion="no-preference")
    browser.press("▶ Play")
    page.wait_for_timeout(500)
    browser.press("❚❚ Pause")
    assert 1440 < page.evaluate("landbridge.player.minute") < 1440 + 1440


def test_a_hidden_corridor_does_not_move(browser, pages):
    page = open_player(browser, pages, MOMENTS[1])
    assert len(page.evaluate(DRAWN)) > 0
    for box in page.locator(".lb-branch > .lb-row input").all():
        box.uncheck()
    assert len(page.evaluate(DRAWN)) == 0


def test_what_is_under_way_is_a_list_that_opens_cards(browser, pages, plan):
    page = open_player(browser, pages, MOMENTS[1])
    page.locator(".lb-play-now summary").click()
    page.wait_for_selector(".lb-play-now li button")
    vehicles = page.evaluate("landbridge.player.scene.moving.length")
    assert page.locator(".lb-play-now li").count() == vehicles
    page.locator(".lb-play-now li button").first.click()
    assert "Departs" in page.locator(".leaflet-popup .lb-legs").inner_text()
    browser.press("Close the playback")
    assert page.locator(".lb-vehicle:visible").count() == 0


def test_a_reach_lists_what_the_search_found_nearest_first(opened, chongqing, ways):
    page = opened["reach"].page
    for measure, value in (("cost", "freight_cents"), ("time", "delivered_at")):
        page.locator(f"input[value={measure}]").check()
        found = {r.terminal_id: getattr(r, value) for r in ways[0].reaches if r.delivered_at}
        order = {t: n for n, t in enumerate(chongqing.terminals)}
        expected = sorted(found, key=lambda t: (found[t], order[t]))
        names = page.evaluate(f"({NAMES})().map((n) => n.textContent)")
        assert len(names) == len(expected)
        marks = page.evaluate("landbridge.reach.scene.terminals.map((t) => landbridge.say(t.name))")
        assert names == [marks[order[t]] for t in expected]


def test_the_bands_of_a_reach_hold_the_terminals_that_belong_there(opened, ways):
    page = opened["reach"].page
    ready = page.evaluate("landbridge.reach.scene.ready")
    ends = page.evaluate("landbridge.reach.scene.bands.time")
    taken = [
        (r.delivered_at - EPOCH).total_seconds() / 60 - ready
        for r in ways[0].reaches
        if r.delivered_at
    ]
    below = [sum(minutes <= end for minutes in taken) for end in ends]
    expected = [b - a for a, b in pairwise([0, *below])]
    counts = [int(text) for text in page.locator(".lb-bands .lb-layer-boxes").all_inner_texts()]
    assert counts == [*expected, len(ways[0].reaches) - len(taken)]
    for band, count in enumerate(expected):
        assert page.locator(f"path.lb-reached.lb-band-{band}").count() == count


def test_without_aircraft_a_reach_is_that_of_the_other_modes(browser, pages, ways):
    page = browser.open(pages["reach"]).page
    page.locator("input[value=air]").uncheck()
    other = next(found for found in ways if {m.value for m in found.modes} == MODES - {"air"})
    reached = [r for r in other.reaches if r.delivered_at]
    assert page.locator(".lb-reach-list li").count() == len(reached)
    assert page.locator("path.lb-flow").count() > 100
    for mode in MODES - {"air"}:
        page.locator(f"input[value={mode}]").uncheck()
    assert page.locator(".lb-reach-list li").count() == 0
    assert page.locator("path.lb-flow").count() == 0


MODES = {"road", "rail", "river", "sea", "air"}


def test_a_limit_on_a_reach_leaves_what_is_nearer(browser, pages, ways):
    page = browser.open(pages["reach"]).page
    before = page.locator("path.lb-flow").count()
    page.locator(".lb-limit input").focus()
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator(".lb-limit span").inner_text() == "Within: 4 days"
    ready = EPOCH + timedelta(minutes=page.evaluate("landbridge.reach.scene.ready"))
    near = [
        r for r in ways[0].reaches if r.delivered_at and r.delivered_at - ready <= timedelta(days=4)
    ]
    assert page.locator(".lb-reach-list li").count() == len(near)
    assert 0 < page.locator("path.lb-flow").count() < before


def test_a_terminal_of_a_reach_shows_the_ways_to_it(opened):
    page = opened["reach"].page
    page.locator(".lb-reach-list button", has_text="Duisburg").first.click()
    text = page.locator(".leaflet-popup").inner_text()
    assert "The soonest way" in text
    assert "The cheapest way" in text
    assert page.locator("path.lb-chosen").count() > 0


def test_closures_are_listed_in_the_order_of_the_report(opened, report):
    page = opened["stress"].page
    kinds = page.evaluate("landbridge.stress.scene.views.map(([, kinds]) => kinds)")
    for measure, ranked in (("teu", report.closures), ("usd", report.dearest)):
        page.locator(f"#lb-stress input[value={measure}]").check()
        for view, shown in enumerate(kinds):
            page.locator("#lb-stress fieldset").first.locator("input").nth(view).check()
            expected = [c for c in ranked if c.failures[0].kind.value in shown]
            texts = page.locator("#lb-stress > .lb-reach-list li small").all_inner_texts()
            assert [_usd(text) for text in texts] == [c.more_usd for c in expected]
            left = [c.more_unserved_teu > 0 for c in expected]
            assert ["left behind" in text for text in texts] == left


def _usd(text):
    amount = re.search(r"[+−][\d,]+(?= USD)", text)[0]
    return float(amount.replace(",", "").replace("−", "-"))


def test_a_closure_is_crossed_out_and_its_flows_are_shown_before_and_after(browser, pages):
    page = browser.open(pages["stress"]).page
    page.locator("#lb-stress input[value=teu]").check()
    zoom = page.evaluate("landbridge.stress.map.getZoom()")
    page.locator("#lb-stress > .lb-reach-list button").first.click()
    assert page.locator(".lb-cross").count() == 1
    assert page.evaluate("landbridge.stress.map.getZoom()") != zoom
    plans = page.evaluate("landbridge.stress.scene.plans.map((flat) => flat.length / 2)")
    for shown, number in (("before", 0), ("after", 1)):
        page.locator(f".lb-closure input[value={shown}]").check()
        assert page.locator("path.lb-plain").count() == plans[number]
    page.locator(".lb-closure input[value=change]").check()
    assert page.locator("path.lb-less").count() == plans[0] - plans[1] + page.evaluate(LESS)
    assert page.locator("path.lb-more").count() == 0
    browser.press("Back to all")
    assert page.locator(".lb-cross").count() == 0
    assert page.locator("path.lb-plain").count() == 0


LESS = """(() => { const [before, after] = landbridge.stress.flows;
  return [...after].filter(([line, boxes]) => boxes < before.get(line) - 0.05).length; })()"""


@pytest.mark.parametrize("name", ["playback", "reach", "stress"])
@pytest.mark.parametrize(("theme", "switch"), [("light", "English"), ("dark", "中文")])
def test_nothing_keeps_people_out_of_a_tool(browser, pages, name, theme, switch):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.open(pages[name], theme=theme).page
    browser.press(switch)
    if name == "playback":
        page.locator(".lb-play-open").click()
        page.evaluate(f"landbridge.player.go({MOMENTS[1]})")
        page.locator(".lb-play-now summary").click()
    else:
        page.locator(".lb-reach-list button").first.click()
    page.wait_for_timeout(150)
    browser.keep(f"{name}-{theme}-{switch}")
    found = axe.run(page).response["violations"]
    bad = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS]
    assert bad == []
    assert browser.requests == [pages[name].as_uri()]
    assert browser.complaints == []


@pytest.mark.parametrize("name", ["playback", "reach", "stress"])
def test_a_telephone_has_room_for_a_tool(browser, pages, name):
    browser.page.set_viewport_size({"width": 390, "height": 844})
    page = browser.open(pages[name]).page
    if name == "playback":
        page.locator(".lb-play-open").click()
        page.wait_for_timeout(100)
        bar, frame = (page.locator(at).bounding_box() for at in (".lb-play", ".folium-map"))
        assert bar["height"] < 0.55 * frame["height"]
    browser.keep(f"{name}-telephone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_tool_speaks_the_language_of_the_switch(browser, pages):
    page = open_player(browser, pages, MOMENTS[1])
    browser.press("中文")
    bar = page.locator(".lb-play").inner_text()
    assert "播放" in bar
    assert "重庆" in bar
    assert not re.search(r"[A-Za-z]{4,}", bar)


@pytest.mark.parametrize("name", ["playback", "reach", "stress"])
def test_attacks_in_names_do_nothing_in_a_tool(browser, tmp_path, hostile_plan, ways, name):
    network = hostile_plan.network
    made = {
        "playback": lambda: draw_plan(network, hostile_plan),
        "reach": lambda: draw_reach(network, network.orders["O020"], ways),
        "stress": lambda: draw_stress(network, report_on(network, hostile_plan)),
    }
    path = tmp_path / f"{name}.html"
    made[name]().save(path)
    page = browser.open(path).page
    if name == "playback":
        page.locator(".lb-play-open").click()
        page.evaluate(f"landbridge.player.go({MOMENTS[1]})")
        page.locator(".lb-play-now summary").click()
        page.locator(".lb-play-now li button").first.click()
    else:
        page.locator(".lb-reach-list button").first.click()
    browser.press("中文")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    assert browser.complaints == []
    assert browser.requests == [path.as_uri()]
    assert "onerror=window.ran=1" in page.locator("body").inner_text()
