"""Datasets for the tests of network/."""

from pathlib import Path

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.network import Network
from landbridge.network.read import load


@pytest.fixture
def dataset(tmp_path: Path) -> DatasetCopy:
    """A copy of the toy dataset that the test can spoil."""
    return DatasetCopy(tmp_path)


@pytest.fixture(scope="session")
def toy() -> Network:
    """The toy dataset."""
    return load("toy")


@pytest.fixture(scope="session")
def chongqing() -> Network:
    """The Chongqing dataset."""
    return load("chongqing")
