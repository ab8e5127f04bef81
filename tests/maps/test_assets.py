"""Every script and stylesheet comes from a file in the package, as the README says."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest

from landbridge.maps.assets import ASSETS, read_asset
from landbridge.maps.errors import AssetError

VENDOR = files("landbridge.maps") / "vendor"


def test_an_asset_that_is_not_vendored_is_an_error():
    with pytest.raises(AssetError, match="'jquery' is not vendored; expected one of"):
        read_asset("jquery")


@pytest.mark.parametrize("name", ASSETS)
def test_every_asset_can_be_written_inline_and_asks_for_nothing(name):
    source = read_asset(name)
    assert not re.search(r"</script|</style", source, re.IGNORECASE)
    assert not re.search(r"url\((?!data:|#)", source)
    assert "sourceMappingURL=http" not in source


def test_vendored_files_are_those_of_the_readme():
    table = dict(
        re.findall(r"`([\w.-]+)` \| `([0-9a-f]{64})`", (VENDOR / "README.md").read_text("utf-8"))
    )
    vendored = [path for path in ASSETS.values() if path.startswith("vendor/")]
    assert sorted(table) == sorted(path.removeprefix("vendor/") for path in vendored)
    for name, digest in table.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("library", ["leaflet"])
def test_every_library_has_its_licence_beside_it(library):
    assert "copyright" in (VENDOR / f"{library}.LICENSE.txt").read_text("utf-8").lower()
