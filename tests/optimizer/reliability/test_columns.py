"""Random columns follow from their names alone."""

import numpy as np
import pytest

from landbridge.optimizer.reliability.columns import RandomColumns


def column(name: str = "a", *, seed: int = 1, block: int = 0, samples: int = 1_000) -> np.ndarray:
    return RandomColumns(seed, block, samples).normal(name)


def test_a_column_does_not_depend_on_those_drawn_before():
    columns = RandomColumns(1, 0, 1_000)
    columns.normal("b")
    assert np.array_equal(columns.normal("a"), column())


def test_a_column_is_drawn_once():
    columns = RandomColumns(1, 0, 10)
    assert columns.normal("a") is columns.normal("a")


@pytest.mark.parametrize("other", [{"name": "b"}, {"seed": 2}, {"seed": -1}, {"block": 1}])
def test_another_name_seed_or_block_is_independent(other: dict):
    both = np.corrcoef(column(samples=20_000), column(**other, samples=20_000))
    assert abs(both[0, 1]) < 0.03


@pytest.mark.parametrize("samples", [1, 2, 3, 5, 999])
def test_a_shorter_column_is_the_beginning_of_a_longer_one(samples: int):
    assert np.array_equal(column(samples=samples), column()[:samples])


def test_columns_are_standard_normal():
    numbers = column(samples=200_000)
    assert numbers.mean() == pytest.approx(0, abs=0.01)
    assert numbers.std() == pytest.approx(1, abs=0.01)
    assert np.mean(numbers <= -1.2815516) == pytest.approx(0.1, abs=0.003)
    assert np.mean(numbers <= 2.3263479) == pytest.approx(0.99, abs=0.001)
