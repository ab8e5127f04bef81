"""The optional table of cities, and what may be wrong in it."""

import re

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.errors import DatasetError
from landbridge.network.network import Network
from landbridge.network.read import load

HOMETOWN = 2


def test_a_dataset_may_do_without_cities(dataset: DatasetCopy) -> None:
    (dataset.folder / "cities.csv").unlink()
    assert load(dataset.folder).cities == {}


def test_a_city_stays_when_a_scenario_is_applied(toy: Network) -> None:
    assert toy.apply("sea_closed").cities == toy.cities


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("terminals", "WORKS;YARDD", "column terminals: found unknown id 'YARDD'"),
        ("terminals", "", "row 2, column terminals"),
        ("terminals", "WORKS;CITY", "column terminals: found 'CITY' again"),
        ("terminals", "HARBOUR", "found 'HARBOUR', which lies in XB"),
        ("codes", "XBFAR", "column codes: found 'XBFAR' again; expected it once"),
        ("country", "Xanadu", "column country: found 'Xanadu'"),
        ("source", "nobody", "unknown id 'nobody'"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(
    dataset: DatasetCopy, column: str, value: str, message: str
) -> None:
    dataset.set("cities.csv", HOMETOWN, column, value)
    with pytest.raises(DatasetError, match=re.escape(message)):
        load(dataset.folder)


def test_a_city_lies_in_one_time_zone(dataset: DatasetCopy) -> None:
    dataset.set("terminals.csv", 3, "timezone", "Asia/Urumqi")
    with pytest.raises(DatasetError, match="terminals in Asia/Shanghai and Asia/Urumqi"):
        load(dataset.folder)


def test_a_terminal_that_serves_chongqing_lies_in_a_city(chongqing: Network) -> None:
    in_a_city = {terminal for city in chongqing.cities.values() for terminal in city.terminals}
    ends = {end for order in chongqing.orders.values() for end in (order.origin, order.destination)}
    assert ends <= in_a_city
