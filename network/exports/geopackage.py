"""Layers as a GeoPackage, one table for each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..views import WGS84
from .layers import Feature, Layer

if TYPE_CHECKING:
    import geopandas
    from shapely.geometry.base import BaseGeometry


def layers_geopackage(layers: Iterable[Layer], stamp: datetime) -> bytes:
    """Return layers as the bytes of a GeoPackage (EPSG:4326); layers without features are left out.

    Parameters
    ----------
    layers
        The layers.
    stamp
        When the file says that it was made, so that equal plans give equal files.
    """
    import pyogrio

    with tempfile.TemporaryDirectory() as folder, _dated(stamp):
        path = Path(folder) / "plan.gpkg"
        for layer in layers:
            if layer.features:
                pyogrio.write_dataframe(
                    _frame(layer),
                    path,
                    layer=layer.name,
                    driver="GPKG",
                    promote_to_multi=layer.features[0].point is None,
                    layer_options={"DESCRIPTION": layer.attribution},
                )
        return path.read_bytes()


def _frame(layer: Layer) -> geopandas.GeoDataFrame:
    import geopandas as gpd

    rows = [feature.columns for feature in layer.features]
    shapes = [_shape(feature) for feature in layer.features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=WGS84)


def _shape(feature: Feature) -> BaseGeometry:
    from shapely import MultiLineString, Point

    if feature.point is not None:
        return Point(feature.point)
    return MultiLineString(feature.pieces)


@contextmanager
def _dated(stamp: datetime) -> Iterator[None]:
    """Let GDAL write a moment of ours instead of the clock's."""
    import pyogrio

    option = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(option)
    text = stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pyogrio.set_gdal_config_options({option: text})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({option: before})
