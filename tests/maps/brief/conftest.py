"""Briefs of the toy plan, alone and against the plan without the sea."""

from __future__ import annotations

import pytest

import landbridge as lb
from landbridge.maps.brief.gather import Told, gather
from landbridge.maps.brief.gather_times import times_of


@pytest.fixture(scope="session")
def toy_plans():
    network = lb.load("toy")
    return lb.plan(network), lb.plan(network.apply("sea_closed"))


@pytest.fixture(scope="session")
def toy_facts(toy_plans):
    """The facts of a plan, and of what changes when the sea is closed."""
    before, after = (Told(plan=p, times=times_of(lb.plan_punctuality(p))) for p in toy_plans)
    return {"plan": gather(before), "comparison": gather(after, before)}
