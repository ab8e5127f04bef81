"""Layers as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .layers import Feature, Layer


def layer_geojson(layer: Layer) -> str:
    """Return one layer as a FeatureCollection, a feature to a line."""
    records = (_record(feature, {}) for feature in layer.features)
    return _collection(layer.name, layer.attribution, records)


def layers_geojson(name: str, layers: Iterable[Layer]) -> str:
    """Return several layers as one FeatureCollection; ``layer`` says where a feature is from."""
    layers = tuple(layers)
    records = (
        _record(feature, {"layer": layer.name}) for layer in layers for feature in layer.features
    )
    attribution = next((layer.attribution for layer in layers if layer.attribution), "")
    return _collection(name, attribution, records)


def geometry(feature: Feature) -> dict[str, Any]:
    """Return the point, line or lines of a feature as a GeoJSON geometry."""
    if feature.point is not None:
        return {"type": "Point", "coordinates": feature.point}
    if len(feature.pieces) == 1:
        return {"type": "LineString", "coordinates": feature.pieces[0]}
    return {"type": "MultiLineString", "coordinates": feature.pieces}


def _collection(name: str, attribution: str, records: Iterator[dict[str, Any]]) -> str:
    lines = ",\n".join(_text(record) for record in records)
    credit = f'"attribution":{_text(attribution)},' if attribution else ""
    head = f'"type":"FeatureCollection","name":{_text(name)},{credit}'
    return f'{{{head}"features":[\n{lines}\n]}}\n'


def _record(feature: Feature, before: dict[str, str]) -> dict[str, Any]:
    properties = {**before, **feature.columns}
    return {"type": "Feature", "properties": properties, "geometry": geometry(feature)}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
