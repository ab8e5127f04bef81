"""Which aircraft may call where: a 777F at Wanzhou needs a longer runway and a wider field."""

import pytest
from builders import make
from pydantic import ValidationError

import landbridge as lb
from landbridge.network.aircraft import read_aircraft
from landbridge.network.errors import DatasetError, ScenarioError
from landbridge.network.row import Grade
from landbridge.network.terminal import Terminal

A01, A03, A10, EUROPE = (
    "wanzhou_a01_bonded_station", "wanzhou_a03_4d_upgrade", "wanzhou_a10_4e_upgrade",
    "wanzhou_777f_europe",
)  # fmt: skip


@pytest.fixture(scope="module")
def chongqing():
    return lb.load("chongqing")


@pytest.fixture(scope="module")
def hurried(chongqing):
    """The 777F by someone who does not ask for the upgrade."""
    europe = chongqing.scenarios[EUROPE]
    return europe.model_copy(update={"id": "hurried", "requires": ()})


def test_base_facts_of_wanzhou_are_data(chongqing):
    wanzhou = chongqing.terminals["WXN"]
    facts = (wanzhou.aerodrome_code, wanzhou.runway_m, wanzhou.cargo_t, wanzhou.cargo_year)
    assert facts == ("4C", 2800, 1170.39, 2020)
    assert {"caac_1723", "wxn_2020"} <= {*wanzhou.source} <= chongqing.sources.keys()


@pytest.mark.parametrize("built", [(), (A01,), (A01, A03)])
def test_whoever_opens_a_777f_before_the_4e_upgrade_is_refused(chongqing, hurried, built):
    base = chongqing.apply(*built)
    code = base.terminals["WXN"].aerodrome_code
    with pytest.raises(ScenarioError, match=f"B777F of WXN-777-O at WXN, which is {code}") as error:
        base.apply(hurried)
    assert f"upgrade it first, as {A03} and {A10} do" in str(error.value)


def test_after_the_upgrade_the_777f_flies(chongqing, hurried):
    upgraded = chongqing.apply(A01, A03, A10)
    assert upgraded.terminals["WXN"].aerodrome_code == "4E"
    for scenario in (EUROPE, hurried):
        assert upgraded.apply(scenario).is_open("WXN-777-O")


def test_the_shipped_scenario_names_what_it_requires(chongqing):
    with pytest.raises(ScenarioError, match=f"{A10}' first: it is required"):
        chongqing.apply(A01, EUROPE)


def test_no_other_aircraft_is_passed_off_for_it(chongqing, hurried):
    def flown_by(aircraft):
        changes = [
            c.model_copy(update={"row": {**c.row, "aircraft": aircraft}})
            if c.table == "services" else c
            for c in hurried.changes
        ]  # fmt: skip
        return hurried.model_copy(update={"id": f"by_{aircraft}", "changes": tuple(changes)})

    with pytest.raises(ScenarioError, match="found nothing; expected the aircraft of WXN-777-O"):
        chongqing.apply(flown_by(""))
    with pytest.raises(ScenarioError, match=r"'B777'; expected an aircraft .*B777F"):
        chongqing.apply(flown_by("B777"))


def test_flights_over_one_stop_need_the_first_upgrade_and_get_it(chongqing):
    upgrade = chongqing.scenarios[A03]
    flights = tuple(c for c in upgrade.changes if c.table != "terminals")
    early = upgrade.model_copy(update={"id": "early", "changes": flights})
    with pytest.raises(ScenarioError, match="B763F of WXN-FRA-O at WXN, which is 4C"):
        chongqing.apply(A01, early)
    assert chongqing.apply(A01, A03).is_open("WXN-FRA-O")


def test_a_code_and_a_runway_both_have_to_do():
    aircraft = read_aircraft()["B777F"]
    assert aircraft.may_use("4E", 3200)
    assert aircraft.may_use("4F", None)
    assert not aircraft.may_use("4D", 3800)
    assert not aircraft.may_use("4E", 2800)


def test_every_type_of_aircraft_has_a_grade_and_a_source():
    assert all(one.source and one.grade in Grade for one in read_aircraft().values())


def test_a_row_that_is_no_aircraft_is_named(tmp_path):
    file = tmp_path / "aircraft.csv"
    file.write_text("id,name,code,runway_m,payload_t,source,grade,note\nX,X,9Z,1,1,x,sourced,\n")
    with pytest.raises(DatasetError, match=r"aircraft\.csv row 2"):
        read_aircraft(file)


def test_an_aerodrome_code_is_a_number_and_a_letter():
    with pytest.raises(ValidationError, match="aerodrome_code"):
        make(Terminal, id="X", aerodrome_code="4c")
