"""landbridge export: a plan of the toy dataset for other tools."""

import json

import geopandas as gpd
import pytest


def test_a_folder_holds_everything(run, plan_file, tmp_path):
    answer = run("export", plan_file, "--to", "gis", "--json")
    assert answer.code == 0
    written = json.loads(answer.out)["written"]
    assert sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "gis").iterdir()) == (
        sorted(written)
    )
    again = (tmp_path / "gis/plan.json").read_bytes()
    assert json.loads(again) == json.loads(plan_file.read_bytes())


def test_the_routes_of_a_plan_can_be_opened(run, plan_file, tmp_path):
    assert run("export", plan_file, "--to", "new/plan.gpkg").code == 0
    routes = gpd.read_file(tmp_path / "new/plan.gpkg", layer="routes")
    assignments = json.loads(plan_file.read_bytes())["assignments"]
    assert list(routes["units"]) == [a["units"] for a in assignments]


def test_the_plan_itself_is_never_written_over(run, plan_file, tmp_path):
    (tmp_path / "plan.json").write_bytes(b" " + plan_file.read_bytes())
    assert run("export", "plan.json", "--to", ".").code == 0
    assert (tmp_path / "plan.json").read_bytes() == b" " + plan_file.read_bytes()
    assert (tmp_path / "routes.geojson").exists()
    answer = run("export", "plan.json", "--to", "../" + tmp_path.name + "/plan.json")
    assert (answer.code, answer.out) == (2, "")
    assert "would be written over" in answer.err


@pytest.mark.parametrize(("place", "message"), [("a.shp", "'.shp'"), ("file/gis", "file")])
def test_a_place_that_cannot_be_is_named(run, plan_file, tmp_path, place, message):
    (tmp_path / "file").touch()
    answer = run("export", plan_file, "--to", place)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_no_file_is_written_where_one_cannot_be_made(run, plan_file, tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("landbridge.network.exports.plan_export.layers_geopackage", broken)
    assert run("export", plan_file, "--to", "gis").code == 2
    assert list(tmp_path.iterdir()) == []
