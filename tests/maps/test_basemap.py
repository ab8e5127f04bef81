"""The basemap is one piece from 30 W to 330 E and small enough to be carried in every map."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest
import shapely

FOLDER = files("landbridge.datasets") / "basemap"


@pytest.fixture(scope="module")
def layers():
    collection = json.loads((FOLDER / "basemap.geojson").read_text("utf-8"))
    return {
        part["properties"]["layer"]: shapely.from_geojson(json.dumps(part["geometry"]))
        for part in collection["features"]
    }


def test_the_file_is_the_one_of_the_readme_and_below_750_kb():
    content = (FOLDER / "basemap.geojson").read_bytes()
    assert hashlib.sha256(content).hexdigest() in (FOLDER / "README.md").read_text("utf-8")
    assert len(content) <= 750_000


def test_every_layer_is_there_and_within_the_frame(layers):
    assert sorted(layers) == ["borders", "lakes", "land", "rivers"]
    for geometry in layers.values():
        west, south, east, north = geometry.bounds
        assert west >= -30
        assert east <= 330
        assert south >= -58
        assert north <= 84


def test_land_is_valid_and_the_pacific_and_siberia_are_not_cut(layers):
    assert layers["land"].is_valid
    chukotka = shapely.Point(180, 67)
    assert layers["land"].contains(chukotka)
    assert not layers["land"].boundary.intersects(chukotka.buffer(0.4))


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [
        (106.5, 29.6, True),
        (6.7, 51.4, True),
        (241.8, 34.2, True),
        (200, 30, False),
        (51, 42, False),
    ],
)
def test_places_are_on_land_or_at_sea(layers, lon, lat, is_land):
    assert layers["land"].contains(shapely.Point(lon, lat)) is is_land
