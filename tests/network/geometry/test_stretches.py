"""Courses of links are cut into the stretches they share, by the script that builds the lines."""

from __future__ import annotations

import importlib.util
from importlib.resources import files

import pytest


@pytest.fixture(scope="module")
def build():
    """Return the module that the build scripts of the dataset share."""
    path = str(files("landbridge.datasets") / "chongqing" / "stretches.py")
    spec = importlib.util.spec_from_file_location("chongqing_stretches", path)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def courses(build, *lines):
    return {build.Line("A", str(i), "rail", ""): list(line) for i, line in enumerate(lines)}


def test_a_shared_stretch_is_written_once_and_turned_round_by_a_sign(build):
    a, fork, b, c = (0.0, 0.0), (1.0, 0.0), (2.0, 1.0), (2.0, -1.0)
    features, links = build.collection(courses(build, [a, fork, b], [c, fork, a]), 0.01)
    assert [link["stretches"] for link in links] == [[1, 2], [3, -1]]
    assert [f["geometry"]["coordinates"] for f in features] == [
        [[0.0, 0.0], [1.0, 0.0]], [[1.0, 0.0], [2.0, 1.0]], [[2.0, -1.0], [1.0, 0.0]],
    ]  # fmt: skip


def test_a_terminal_beside_the_line_is_drawn_on_it(build):
    west, beside, terminal, east = (0.0, 0.0), (1.0, 0.0), (1.0, 0.05), (2.0, 0.0)
    given = courses(build, [west, beside, terminal], [terminal, beside, east], [west, beside, east])
    made = build.drawn_through_terminals(given, {west, terminal, east}, 0.08)
    assert list(made.values()) == [[west, terminal], [terminal, east], [west, terminal, east]]
    assert build.drawn_through_terminals(given, {west, terminal, east}, 0.04) == given


def test_a_terminal_where_one_line_ends_stays_beside_its_junction(build):
    west, beside, terminal, east = (0.0, 0.0), (1.0, 0.0), (1.0, 0.05), (2.0, 0.0)
    given = courses(build, [west, beside, terminal], [west, beside, east])
    assert build.drawn_through_terminals(given, {west, terminal, east}, 0.08) == given


def test_the_longitude_of_a_stretch_never_jumps(build):
    feature = build.feature(1, ((170.0, 10.0), (200.0, 20.0), (-150.0, 10.0)), 0.01)
    assert [lon for lon, _ in feature["geometry"]["coordinates"]] == [170.0, 200.0, 210.0]
