"""Each scenario of the Chongqing dataset does what its description says."""

import pytest

from landbridge.network.network import Network
from landbridge.network.network_difference import network_difference
from landbridge.network.scenario_stack import needs
from landbridge.network.tables import TABLES

NOTHING = ("terminals", "WXN", "open_24h", "no", "no")
ADDED = ("clearance", "WZ_XT", "hours_typical", "", "0.585")

EFFECTS = {
    "base_2025_11": NOTHING,
    "d01_red_sea_avoidance": ("services", "OCE-N1-O", "capacity_teu", "40", "36.4"),
    "d01b_red_sea_peak_2024": ("links", "SE160", "usd_per_40ft", "2028", "4400.76"),
    "d02_red_sea_mediterranean": ("links", "SE164", "usd_per_40ft", "2193", "4166.7"),
    "d03_suez_return_postponed": ("links", "SE159", "status", "closed", "closed"),
    "d04_hormuz_closed": ("links", "SE225", "hours_typical", "528", "864"),
    "d05_poland_closes_border": ("links", "RA020.20251112", "status", "", "closed"),
    "d05b_poland_recovery": ("links", "RA020.20251126", "hours_typical", "", "168"),
    "d06_malaszewicze_2021": ("links", "RA020", "hours_typical", "48", "240"),
    "d07_malaszewicze_2018": ("links", "RA020", "hours_typical", "48", "96"),
    "d08_alashankou_stop": ("links", "RA005.20251110", "status", "", "closed"),
    "d09_alashankou_khorgos_2022": ("services", "CAS-TAS-W", "capacity_teu", "16", "11.2"),
    "d10_khorgos_manzhouli_2023": ("links", "RA006", "hours_typical", "31.2", "151.2"),
    "d11_border_summer_2023": ("links", "RA006", "hours_typical", "31.2", "343.2"),
    "d12_china_kazakh_2024": ("links", "RA007", "usd_per_40ft", "790", "829.5"),
    "d13_kazakh_backlog_2020": ("links", "RA005R", "hours_typical", "16.8", "736.8"),
    "d14_dostyk_double_track": ("links", "RA005", "hours_typical", "24", "18"),
    "d15_three_gorges_north_2017": ("links", "RI133", "hours_typical", "28.8", "268.8"),
    "d16_three_gorges_south_2018": ("links", "RI133", "hours_typical", "28.8", "220.8"),
    "d17_three_gorges_2021": ("links", "RI133", "usd_per_40ft", "25", "30"),
    "d18_lock_congestion": ("links", "RI133", "hours_typical", "28.8", "222.8"),
    "d19_yangtze_drought_2022": ("links", "RI145", "usd_per_40ft", "233", "279.6"),
    "d20_yangtze_floods_2020": ("links", "RI145", "hours_typical", "96", "156"),
    "d21_upper_low_water_2018": ("links", "RI128", "usd_per_40ft", "77", "84.7"),
    "d22_yangtze_closed_2011": ("links", "RI137", "hours_typical", "14.4", "134.4"),
    "d23_trans_caspian_wait": ("links", "SE079", "hours_typical", "72", "312"),
    "d24_shanghai_congestion_2018": ("links", "SE160", "hours_typical", "1008", "1068"),
    "d25_air_peak_q4_2024": ("links", "AI284", "usd_per_kg", "4.0", "5.4"),
    "d26_air_shock_2020": ("services", "AIR-FRA-O", "capacity_kg", "7000", "4550"),
    "d27_sea_spike_2021": ("links", "SE160", "usd_per_40ft", "2028", "12168"),
    "d28_liner_reliability_low": ("services", "EUC-DUI-FXT-O", "reliability_cv", "0.1", "0.13"),
    "d29_rail_price_stable": ("links", "RA007", "usd_per_40ft", "790", "797.9"),
    "d30_value_of_time_high": (
        "cargo_classes",
        "laptops",
        "holding_rate_per_day",
        "0.0055",
        "0.011",
    ),
    "suez_reopens": ("services", "OCE-N1-O", "status", "open", "closed"),
    "wanzhou_777f_europe": ("services", "WXN-777-O", "aircraft", "", "B777F"),
    "wanzhou_a01_bonded_station": ("clearance", "WXN", "hours_typical", "12", "1.5"),
    "wanzhou_a02_freighters": ("services", "WXN-HKG-O", "status", "closed", "open"),
    "wanzhou_a03_4d_upgrade": ("services", "WXN-FRA-O", "status", "closed", "open"),
    "wanzhou_a04_air_river_shuttle": ("links", "RO259", "hours_typical", "2.4", "0.5"),
    "wanzhou_a05_china_europe_train": ("services", "WAN-CRE-W", "status", "closed", "open"),
    "wanzhou_a06_land_sea_train": ("services", "WAN-LSC-S", "status", "closed", "open"),
    "wanzhou_a07_more_sailings": ("services", "YZO-WZS-D", "weekdays", "2", "2;4;6"),
    "wanzhou_a08_xintian_phase3": ("services", "YZO-XTN-D", "status", "closed", "open"),
    "wanzhou_a09_inspection_site": ADDED,
    "wanzhou_a10_4e_upgrade": ("terminals", "WXN", "aerodrome_code", "4D", "4E"),
    "wanzhou_bundle_air": ("services", "WXN-HKG-O", "status", "closed", "open"),
    "wanzhou_bundle_full": ("services", "WXN-FRA-O", "status", "closed", "open"),
    "wanzhou_bundle_river_rail": ADDED,
}
"""One effect of each: table, row, column, the cell before and after."""

CONTROLS = {"base_2025_11", "d03_suez_return_postponed"}
"""Scenarios that say of the base what it is already."""


def cell(network: Network, table: str, row: str, column: str) -> str:
    """Return a cell of the first row with an id, or nothing where there is no such row."""
    key = next(t.key[0] for t in TABLES if t.file == f"{table}.csv")
    rows = network.raw[f"{table}.csv"].rows
    return next((r.cells.get(column, "") for r in rows if r.cells[key] == row), "")


def test_an_effect_of_every_scenario_is_checked(chongqing: Network) -> None:
    assert list(EFFECTS) == list(chongqing.scenarios)
    assert len(EFFECTS) == 48


@pytest.mark.parametrize("name", EFFECTS)
def test_a_scenario_does_what_it_says(chongqing: Network, name: str) -> None:
    table, row, column, before, after = EFFECTS[name]
    needed = needs(chongqing.scenarios[name], chongqing.scenarios)
    base = chongqing.apply(*needed)
    changed = base.apply(name)
    assert changed.applied == (*needed, name)
    assert cell(base, table, row, column) == before
    assert cell(changed, table, row, column) == after
    if name in CONTROLS:
        assert network_difference(base, changed).rows == ()
