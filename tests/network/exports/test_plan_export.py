"""What is exported is read back by the libraries that others use."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.exports.layers import FLOW_COLUMNS, plan_layers
from landbridge.network.exports.plan_export import ENDINGS, export_plan
from landbridge.network.geometry.courses import link_parts
from landbridge.network.plan import Plan
from landbridge.network.plan_comparison import link_flows
from landbridge.network.plan_files import plan_csv, plan_json
from landbridge.network.similarity import leg_links
from landbridge.network.whole_files import write_whole

from ..verify.hand_plan import PLAN

LAYERS = ("terminals", "links", "flows", "routes")


def over_the_pacific(network, link):
    """Return a line that crosses 180 degrees, whatever the link."""
    return [(121.0, 31.0), (170.0, 40.0), (210.0, 40.0), (242.0, 34.0)]


def placed(point):
    """Return a place in the same turn of the globe as every other."""
    return round(round(point[0], 6) % 360, 6) % 360, round(point[1], 6)


def named(terminal_name: str) -> Plan:
    """Return the plan in a network in which every terminal has one name."""
    terminals = {
        key: t.model_copy(update={"name": terminal_name})
        for key, t in PLAN.network.terminals.items()
    }
    return replace(PLAN, network=replace(PLAN.network, terminals=terminals))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export")
    write_whole(export_plan(PLAN, path, over_the_pacific))
    return path


@pytest.mark.parametrize("layer", LAYERS)
def test_geojson_is_as_rfc_7946_asks(folder, layer):
    record = json.loads((folder / f"{layer}.geojson").read_bytes())
    assert (record["type"], record["name"], "crs" in record) == ("FeatureCollection", layer, False)
    assert record["features"]
    for feature in record["features"]:
        assert set(feature) == {"type", "properties", "geometry"}
        shape = feature["geometry"]
        if shape["type"] == "Point":
            lines = [[shape["coordinates"]]]
        else:
            assert shape["type"] == "MultiLineString"
            lines = shape["coordinates"]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for line in lines for lon, lat in line)


def test_a_line_over_the_pacific_has_two_pieces(folder):
    links = gpd.read_file(folder / "links.geojson")
    for line in links.geometry:
        east, west = line.geoms
        assert (east.bounds[0], east.bounds[2]) == (121.0, 180.0)
        assert (west.bounds[0], west.bounds[2]) == (-180.0, -118.0)


def test_flows_carry_what_the_plan_sends_over_links(folder):
    expected = {f.link_id: (f.units, f.teu, round(f.tonnes, 3)) for f in link_flows(PLAN)}
    flows = gpd.read_file(folder / "plan.gpkg", layer="flows")
    rows = zip(flows["units"], flows["teu"], flows["tonnes"], strict=True)
    assert dict(zip(flows["link"], rows, strict=True)) == expected
    table = csv.DictReader(io.StringIO((folder / "flows.csv").read_text("utf-8-sig"), newline=""))
    assert tuple(table.fieldnames or ()) == FLOW_COLUMNS
    assert {
        row["link"]: (int(row["units"]), float(row["teu"]), float(row["tonnes"])) for row in table
    } == expected


def test_the_geopackage_has_the_layers_of_the_geojson(folder):
    assert [name for name, _ in pyogrio.list_layers(folder / "plan.gpkg")] == list(LAYERS)
    for layer in LAYERS:
        packed = gpd.read_file(folder / "plan.gpkg", layer=layer)
        plain = gpd.read_file(folder / f"{layer}.geojson")
        assert packed.crs == plain.crs == "EPSG:4326"
        assert list(packed.columns) == list(plain.columns)
        assert packed.geometry.geom_equals(plain.geometry).all()


def test_routes_add_up_to_the_freight_of_the_plan(folder):
    routes = gpd.read_file(folder / "routes.geojson")
    assert list(routes["shipment"]) == [a.shipment_id for a in PLAN.assignments]
    freight = sum(a.freight_cents for a in PLAN.assignments)
    assert round(100 * routes["freight_usd"].sum()) == freight


def test_a_route_passes_the_end_of_each_link_once():
    [routes] = [layer for layer in plan_layers(PLAN) if layer.name == "routes"]
    for route, assignment in zip(routes.features, PLAN.assignments, strict=True):
        links = [k for leg in assignment.route.legs for k in leg_links(PLAN.network, leg)]
        assert sum(map(len, route.pieces)) == len(links) + 1


def test_lines_run_as_on_the_map(chongqing):
    plan = replace(PLAN, network=chongqing, assignments=())
    _, links, *_ = plan_layers(plan)
    for feature, link in zip(links.features, chongqing.links.values(), strict=True):
        drawn = {placed(point) for part in link_parts(chongqing, link) for point in part.points}
        written = {placed(point) for piece in feature.pieces for point in piece}
        assert drawn <= written, link.id


def test_lines_of_trains_are_attributed_to_their_makers(chongqing, tmp_path):
    plan = replace(PLAN, network=chongqing, assignments=())
    write_whole(export_plan(plan, tmp_path))
    told = json.loads((tmp_path / "links.geojson").read_bytes())["attribution"]
    assert "© OpenStreetMap contributors, ODbL 1.0" in told
    assert "attribution" not in json.loads((tmp_path / "terminals.geojson").read_bytes())
    with closing(sqlite3.connect(tmp_path / "plan.gpkg")) as package:
        rows = package.execute("SELECT table_name, description FROM gpkg_contents").fetchall()
    assert dict(rows) == {"terminals": "", "links": told}


def test_lines_of_others_are_not_attributed(folder):
    assert "attribution" not in json.loads((folder / "links.geojson").read_bytes())


def test_tables_and_json_are_those_of_the_plan(folder):
    assert (folder / "legs.csv").read_bytes() == plan_csv(PLAN).encode()
    assert (folder / "plan.json").read_bytes() == plan_json(PLAN).encode()
    for name in ("flows.csv", "legs.csv", "slot_book.csv"):
        assert (folder / name).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "＝1"])
def test_no_name_becomes_a_formula_in_the_flows(text):
    files = export_plan(named(text), Path("out"))
    table = csv.DictReader(io.StringIO(str(files[Path("out/flows.csv")]), newline=""))
    names = {(row["from_name"], row["to_name"]) for row in table}
    assert names == {(f"'{text}", f"'{text}")}


def test_names_reach_the_maps_as_they_are(tmp_path):
    name = '=1"\\<b>\u2028万'
    write_whole(export_plan(named(name), tmp_path))
    for file in ("terminals.geojson", "plan.gpkg"):
        assert set(gpd.read_file(tmp_path / file, layer="terminals")["name"]) == {name}


def test_the_same_plan_gives_the_same_bytes():
    assert export_plan(PLAN, Path("out")) == export_plan(PLAN, Path("out"))


def test_one_geojson_says_of_each_feature_which_layer_it_is_from():
    [text] = export_plan(PLAN, Path("plan.geojson")).values()
    features = json.loads(text)["features"]
    assert [f["properties"]["layer"] for f in features] == [
        layer.name for layer in plan_layers(PLAN) for _ in layer.features
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_gives_one_file(ending):
    place = Path(f"PLAN{ending.upper()}")
    assert list(export_plan(PLAN, place)) == [place]


def test_an_ending_that_means_nothing_is_named():
    with pytest.raises(QuestionError, match=r"'\.shp'; expected a folder, or a file that ends in"):
        export_plan(PLAN, Path("plan.shp"))


def test_an_empty_plan_is_exported(tmp_path):
    write_whole(export_plan(replace(PLAN, assignments=()), tmp_path))
    assert json.loads((tmp_path / "routes.geojson").read_bytes())["features"] == []
    names = [name for name, _ in pyogrio.list_layers(tmp_path / "plan.gpkg")]
    assert names == ["terminals", "links"]
