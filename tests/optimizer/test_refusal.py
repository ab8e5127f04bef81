"""Cargo that every mode refuses is a mistake; a closed mode is an answer."""

from dataclasses import replace
from typing import Any

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.row import Mode
from landbridge.optimizer.refusal import check_carried
from landbridge.optimizer.routes import routes


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def without_batteries_at_sea(network: Network) -> Network:
    refusal = next(row for row in network.restrictions if row.cargo_class == "batteries")
    at_sea = refusal.model_copy(update={"mode": Mode.SEA, "reason": "not on this ship"})
    return replace(network, restrictions=(*network.restrictions, at_sea))


def check(network: Network, order: str, **fields: Any) -> None:
    check_carried(routes(network, network.orders[order].model_copy(update=fields)))


def test_cargo_that_every_mode_refuses_is_told_with_reasons(toy: Network) -> None:
    message = (
        r"T3, column cargo_class: found 'batteries', which every mode from WORKS to CITY refuses "
        r"\(rail: .+; sea: not on this ship\); expected cargo that one of them takes"
    )
    with pytest.raises(QuestionError, match=message):
        check(without_batteries_at_sea(toy), "T3")


def test_cargo_that_one_mode_takes_is_no_mistake(toy: Network) -> None:
    check(toy, "T3")


def test_a_mode_that_is_closed_is_no_refusal(toy: Network) -> None:
    check(toy.apply("sea_closed"), "T3")


def test_a_place_that_nothing_leaves_for_is_no_refusal(toy: Network) -> None:
    check(toy, "T4", origin="CITY", destination="WORKS")
