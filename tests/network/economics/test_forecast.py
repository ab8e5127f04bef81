"""Laws of a forecast: shares of many lanes, calibrated on a base and applied to a change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture_g import BOX_KG, PER_TONNE
from hypothesis import given
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.economics import generalised_usd
from landbridge.network.economics.forecast import ShareModel, forecast_of
from landbridge.network.economics.market_split import LaneSize, MarketLane, RouteOffer, market_split
from landbridge.network.economics.observed import Market, SizeUnit, market_without_shares

SHARES = {"sea": 0.80, "rail": 0.12, "air": 0.08}
MARKET = Market(
    name="m", unit=SizeUnit.TONNES, modes={way: (way,) for way in SHARES}, shares=SHARES
)
FREE = replace(MARKET, shares=None)
ZERO = dict.fromkeys(SHARES, 0.0)
thetas = st.floats(0.05, 3)


def lane(name: str, tonnes: float, costs: dict[str, float]) -> MarketLane:
    """A lane with one route for each mode."""
    offers = tuple(RouteOffer(mode=m, via="c", usd_per_kg=cost) for m, cost in costs.items())
    return MarketLane(name=name, size=LaneSize(2 * tonnes, tonnes, 9 * tonnes), offers=offers)


def changed(lanes, way, more):
    """The same lanes with a way that costs more."""
    return [
        replace(
            one,
            offers=tuple(
                replace(o, usd_per_kg=o.usd_per_kg + more * (o.mode == way)) for o in one.offers
            ),
        )
        for one in lanes
    ]


lanes_of = st.lists(
    st.builds(
        lane,
        st.just("x"),
        st.floats(1, 50),
        st.fixed_dictionaries({way: st.floats(0, 4) for way in SHARES}),
    ),
    min_size=1,
    max_size=4,
).map(lambda lanes: [replace(one, name=f"L{n}") for n, one in enumerate(lanes)])


def split(lanes, theta, constants=ZERO):
    return market_split(lanes, MARKET, theta=theta, route_theta=None, constants=constants)


@given(lanes_of, thetas)
def test_the_calibrated_base_reproduces_what_was_observed(lanes, theta):
    found = forecast_of(lanes, lanes, MARKET, ShareModel(theta=theta))
    before = found.before.shares(SizeUnit.TONNES)
    assert before == pytest.approx(SHARES, abs=1e-9)
    assert sum(before.values()) == pytest.approx(1, abs=1e-12)
    assert found.after.shares(SizeUnit.TONNES) == before
    assert found.gain_usd == 0


@given(lanes_of, thetas, st.sampled_from(sorted(SHARES)), st.floats(0.01, 3))
def test_what_gets_cheaper_wins_from_every_other(lanes, theta, way, less):
    found = forecast_of(lanes, changed(lanes, way, -less), MARKET, ShareModel(theta=theta))
    before, after = (s.shares(SizeUnit.TONNES) for s in (found.before, found.after))
    assert after[way] > before[way]
    assert all(after[other] < before[other] for other in SHARES if other != way)
    assert found.gain_usd > 0
    assert found.elasticities()[way] <= 0


@given(lanes_of)
def test_chosen_sharply_enough_everything_takes_the_cheapest(lanes):
    spread = min(
        second - first
        for one in lanes
        for first, second, *_ in [sorted(o.usd_per_kg for o in one.offers)]
    )
    if spread > 1e-3:
        found = split(lanes, 40 / spread)
        assert found.shares(SizeUnit.TEU) == pytest.approx(
            found.winner_shares(SizeUnit.TEU), abs=1e-9
        )


@given(lanes_of, thetas)
def test_ways_that_did_not_change_keep_their_ratio_on_a_lane(lanes, theta):
    before, after = split(lanes, theta), split(changed(lanes, "sea", 1.0), theta)
    for one, other in zip(before.lanes, after.lanes, strict=True):
        ratio = other.shares["rail"] / other.shares["air"]
        assert one.shares["rail"] / one.shares["air"] == pytest.approx(ratio)


def test_a_closed_suez_gives_the_shares_of_golden_question_4():
    costs = {
        one.name: generalised_usd(one, usd_per_kg=10, rate_per_day=0.01) / one.kg
        for one in PER_TONNE
    }
    before = [lane("CQ-DUI", 1, costs)]
    after = changed(before, "sea", 2_000 / BOX_KG + 12 * 0.01 * 10)
    found = forecast_of(before, after, MARKET, ShareModel())
    shares = found.after.shares(SizeUnit.TONNES)
    assert {way: round(100 * share) for way, share in shares.items()} == {
        "sea": 42, "rail": 35, "air": 23,
    }  # fmt: skip
    assert found.before.winner_shares(SizeUnit.TONNES) == {"sea": 0, "rail": 1, "air": 0}
    halved, doubled = (found.others[theta]["sea"] for theta in (0.6, 2.4))
    assert doubled < shares["sea"] < halved


def test_lanes_that_cannot_be_split_are_counted_and_named():
    whole = lane("whole", 10, {"sea": 1, "rail": 2, "air": 3})
    road = lane("road", 1, {"road": 1})
    banned = MarketLane(name="banned", size=LaneSize(1, 1, 1), absent={"rail": "rail is banned"})
    wrong = MarketLane(name="wrong", size=LaneSize(1, 1, 1), failure="no such class")
    empty = replace(whole, name="empty", size=LaneSize(0, 0, 0))
    gone = replace(whole, name="gone")
    still = [whole, road, banned, wrong, empty, replace(gone, offers=(), absent={"air": "shut"})]
    found = forecast_of([whole, road, banned, wrong, empty, gone], still, MARKET, ShareModel())
    assert {one.name: one.reason for one in found.left_out} == {
        "road": "only road, of which no share is given",
        "banned": "rail is banned",
        "wrong": "no such class",
        "empty": "nothing to carry in tonnes",
    }
    assert [(one.name, one.reason) for one in found.lost] == [("gone", "shut")]
    assert found.after.size == (20, 10, 90)
    with pytest.raises(lb.QuestionError, match="a lane with one of sea, rail, air"):
        forecast_of([road], [road], MARKET, ShareModel())


def test_without_shares_costs_alone_decide():
    lanes = [lane("a", 1, {"sea": 1.0, "rail": 1.0})]
    found = forecast_of(lanes, lanes, market_without_shares(), ShareModel())
    assert found.before.shares(SizeUnit.TEU)["sea"] == pytest.approx(0.5)
    assert set(found.constants.values()) == {0.0}
    assert sum(found.before.route_sizes().values(), ()) != ()


def test_routes_of_a_way_share_what_it_carries():
    two = MarketLane(
        name="a",
        size=LaneSize(10, 5, 1),
        offers=(
            RouteOffer(mode="rail", via="north", usd_per_kg=1.0),
            RouteOffer(mode="rail", via="middle", usd_per_kg=1.2),
            RouteOffer(mode="sea", via="ocean", usd_per_kg=0.5),
        ),
    )
    found = forecast_of([two], [two], FREE, ShareModel(theta=1.0, route_theta=5.0))
    routes = found.before.route_sizes()
    assert routes["rail", "rail via north"].teu > routes["rail", "rail via middle"].teu > 0
    assert sum(size.teu for size in routes.values()) == pytest.approx(10)
