"""Parameters change the services, orders and limits that they name, and nothing else."""

import re
from statistics import fmean, pstdev

import pytest

from landbridge.network.limits import Limits
from landbridge.network.read import load
from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.parameter import FUEL_SHARE, limits_with, parameter_mistakes
from landbridge.network.sweeps.varied_network import drawn_factor, varied_network


@pytest.fixture(scope="module")
def toy():
    return load("toy")


def case_of(seed=1, **values):
    pairs = tuple((name.replace("__", "."), value) for name, value in values.items())
    return Case(stack="base", values=pairs, seed=seed)


def prices(network):
    return {key: service.price_factor for key, service in network.services.items()}


def test_no_parameters_change_nothing(toy):
    assert varied_network(toy, case_of()) == toy


@pytest.mark.parametrize("selector", ["rail", "land", "ORDIN*"])
def test_a_price_moves_the_services_of_a_mode_a_corridor_or_a_pattern(toy, selector):
    varied = prices(varied_network(toy, case_of(**{f"price__{selector}": 2.0})))
    assert varied["ORDINARY"] == 2 * prices(toy)["ORDINARY"]
    assert varied["TRUCK-YARD"] == prices(toy)["TRUCK-YARD"]


def test_fuel_is_a_share_of_a_price(toy):
    varied = varied_network(toy, case_of(fuel__sea=1.5))
    for service in varied.services.values():
        expected = 1 + 0.5 * FUEL_SHARE["sea"] if service.mode == "sea" else 1
        assert service.price_factor == pytest.approx(
            expected * toy.services[service.id].price_factor
        )


def test_factors_on_the_same_service_multiply_in_whatever_order(toy):
    values = {"price__rail": 1.1, "price__land": 1.3, "fuel__rail": 0.7}
    one = varied_network(toy, case_of(**values))
    other = varied_network(toy, case_of(**dict(reversed(values.items()))))
    assert prices(one) == prices(other)
    assert prices(one)["ORDINARY"] == pytest.approx(1.1 * 1.3 * (1 - 0.3 * FUEL_SHARE["rail"]))


def test_capacity_leaves_no_part_of_a_plug(toy):
    varied = varied_network(toy, case_of(capacity__rail=0.5))
    for service in varied.services.values():
        before, share = toy.services[service.id], 0.5 if service.mode == "rail" else 1
        assert service.capacity_teu == share * before.capacity_teu
        assert service.reefer_plugs == int(share * before.reefer_plugs)


def test_late_prices_and_budgets_of_orders_stay_empty_where_they_are(toy):
    varied = varied_network(toy, case_of(late_price=3.0, order_budget=0.5))
    assert (varied.orders["T1"].late_usd_per_day, varied.orders["T1"].budget_usd) == (None, 4750)
    assert (varied.orders["T2"].late_usd_per_day, varied.orders["T2"].budget_usd) == (150, None)


def test_limits_of_a_case_stand_instead_of_those_of_the_sweep():
    limits = limits_with(Limits(budget_usd=5.0, co2e_t=7.0), (("budget_usd", 9.0), ("price.x", 1)))
    assert (limits.budget_usd, limits.co2e_t) == (9, 7)


def test_drawn_prices_have_mean_one_and_the_spread_that_is_asked():
    draws = [drawn_factor(f"S{n}", case_of(price_spread=0.25)) for n in range(20_000)]
    assert fmean(draws) == pytest.approx(1, abs=0.01)
    assert pstdev(draws) == pytest.approx(0.25, abs=0.01)


def test_a_draw_follows_from_seed_and_service_alone():
    one = drawn_factor("S", case_of(price_spread=0.2))
    assert one == drawn_factor("S", case_of(price_spread=0.2, price__rail=3.0))
    assert one != drawn_factor("S", case_of(price_spread=0.2, seed=2))
    assert one != drawn_factor("T", case_of(price_spread=0.2))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("price.rial", 1.0, r"found 'rial'; expected a mode, corridor .*did you mean rail"),
        ("late_prise", 1.0, r"found 'late_prise'; expected one of .*did you mean late_price"),
        ("price.rail", -1.0, r"found -1; expected a number from 0"),
        ("price_spread", 3.0, r"found 3; expected a number from 0 to 2"),
        ("budget_usd", float("nan"), r"found nan; expected a number"),
    ],
)
def test_a_wrong_parameter_is_named(toy, name, value, message):
    [mistake] = parameter_mistakes([(name, (value,))], toy.services)
    assert re.search(message, str(mistake))
