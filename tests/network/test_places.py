"""Places as people say them."""

import re
from contextlib import suppress

import pytest
from dataset_copy import DatasetCopy
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.place_names import edit_distance, fold
from landbridge.network.places import Place, Places, find_place, handover_terminals
from landbridge.network.read import load

NAMES_OF_CHONGQING = (
    "Chongqing", "重庆", "重慶", "重庆市", "chong qing", "Chóngqìng", "CHONGQING CITY", "Chungking",
    "CNCKG", "CNCQI", "ＣＮＣＫＧ", "Chongqing, China", "Chongqing (CN)", "CN Chongqing",
    "中国重庆",
)  # fmt: skip


@pytest.fixture(scope="module")
def places(chongqing: Network) -> Places:
    return Places(chongqing)


@pytest.mark.parametrize("text", NAMES_OF_CHONGQING)
def test_a_city_means_all_its_terminals(chongqing: Network, text: str) -> None:
    place = find_place(chongqing, text)
    assert place.terminals == chongqing.cities["chongqing"].terminals
    assert str(place) == "Chongqing (重庆)"


@pytest.mark.parametrize(
    ("text", "terminals"),
    [
        ("CQ_TJC", ["CQ_TJC"]),
        ("cq_tjc", ["CQ_TJC"]),
        ("CKG", ["CKG"]),
        ("重庆团结村中心站", ["CQ_TJC"]),
        ("Chongqing Tuanjiecun Central Station", ["CQ_TJC"]),
        ("Chongqing Cuntan Port", ["CQ_CT"]),
        ("DEDUI", ["DUI"]),
        ("杜伊斯堡", ["DUI"]),
        ("Duisburg, Germany", ["DUI"]),
        ("Liège", ["LIE", "LGG"]),
        ("Łódź", ["LDZ"]),
        ("Xian", ["XIY_IP"]),
        ("CNYSA", ["SHA_YS"]),
        ("CNPVG", ["PVG"]),
        ("SGSIN", ["SIN_P", "SIN"]),
        ("SIN", ["SIN"]),
        ("Hong Kong, China", ["HKG_KT", "HKG"]),
    ],
)
def test_a_terminal_is_found_by_id_code_or_name(
    places: Places, text: str, terminals: list[str]
) -> None:
    assert list(places.find(text).terminals) == terminals


def test_an_id_where_nothing_is_handed_over_gives_way_to_a_city(places: Places) -> None:
    assert places.find("ALA").name == "Almaty"
    assert places.find("Alashankou").terminals == ("ALA",)


def test_a_terminal_knows_its_city(places: Places) -> None:
    assert places.find("CKG").city == "Chongqing"


def test_terminals_where_nothing_is_handed_over_are_left_out(chongqing: Network) -> None:
    assert "KMG_A" in chongqing.cities["kunming"].terminals
    assert "KMG_A" not in handover_terminals(chongqing)
    assert find_place(chongqing, "Kunming").terminals == ("KMG_R",)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Chongqin", "Chongqing (重庆, CN)"),
        ("zhongqing", "Chongqing (重庆, CN)"),
        ("Chungching", "Chongqing (重庆, CN)"),
        ("重阳", "Chongqing (重庆, CN)"),
        ("杜伊斯保", "Duisburg (杜伊斯堡, DE)"),
        ("Duisberg", "Duisburg (杜伊斯堡, DE)"),
        ("Duisburg, France", "Duisburg (杜伊斯堡, DE)"),
        ("CQ_TJX", "CQ_TJC (Chongqing Tuanjiecun Central Station)"),
        ("团结村", "CQ_TJC (Chongqing Tuanjiecun Central Station)"),
    ],
)
def test_an_unknown_place_names_the_nearest(places: Places, text: str, suggestion: str) -> None:
    with pytest.raises(QuestionError, match=f"did you mean {re.escape(suggestion)}"):
        places.find(text)


def test_an_unknown_place_is_named_by_what_it_was_asked_for(places: Places) -> None:
    with pytest.raises(QuestionError, match=r"^origin: found 'zzzz'; expected [^?]*UN/LOCODE$"):
        places.find("zzzz", "origin")


@given(st.text(max_size=120))
def test_any_text_is_a_place_or_a_question_error(text: str) -> None:
    with suppress(QuestionError):
        assert PLACES.find(text).terminals


def test_every_name_of_a_city_finds_it(chongqing: Network, places: Places) -> None:
    for city in chongqing.cities.values():
        for name in (city.name, city.name_zh, *city.other_names, *city.codes):
            assert set(places.find(name).terminals) <= set(city.terminals), name


def test_every_terminal_with_handover_is_found_by_id_and_by_full_name(
    chongqing: Network, places: Places
) -> None:
    for terminal in handover_terminals(chongqing):
        assert places.find(terminal).terminals == (terminal,)
        assert terminal in places.find(chongqing.terminals[terminal].name).terminals


def rename(dataset: DatasetCopy, *rows: int) -> None:
    for row in rows:
        dataset.set("terminals.csv", row, "name", "Depot")


def test_terminals_of_one_name_in_one_city_are_one_place(dataset: DatasetCopy) -> None:
    rename(dataset, 2, 3)
    place = find_place(load(dataset.folder), "depot")
    assert place == Place(
        name="Hometown", name_zh="家乡", country="XA", terminals=("WORKS", "YARD"), city="Hometown"
    )


def test_terminals_of_one_name_elsewhere_are_listed(dataset: DatasetCopy) -> None:
    rename(dataset, 2, 4)
    message = r"found 'depot', which means several; expected one of WORKS \(Depot, XA\), PORT"
    with pytest.raises(QuestionError, match=message):
        find_place(load(dataset.folder), "depot")


def test_cities_of_one_name_are_told_apart_by_country(dataset: DatasetCopy) -> None:
    dataset.set("cities.csv", 2, "country", "CN")
    for row in (2, 3):
        dataset.set("terminals.csv", row, "country", "CN")
    dataset.set("cities.csv", 3, "name", "Hometown")
    network = load(dataset.folder)
    with pytest.raises(QuestionError, match="which means several"):
        find_place(network, "Hometown")
    assert find_place(network, "Hometown, China").terminals == ("WORKS", "YARD")


def test_without_cities_a_place_is_a_terminal(dataset: DatasetCopy) -> None:
    (dataset.folder / "cities.csv").unlink()
    network = load(dataset.folder)
    assert find_place(network, "Rail yard").terminals == ("YARD",)
    with pytest.raises(QuestionError, match="found 'Hometown'"):
        find_place(network, "Hometown")


@given(st.text(max_size=8), st.text(max_size=8))
def test_the_edit_distance_is_a_distance(one: str, other: str) -> None:
    far = edit_distance(one, other)
    assert far == edit_distance(other, one)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))


def test_two_swapped_letters_are_one_step_apart() -> None:
    assert edit_distance("duisbrug", "duisburg") == 1


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


PLACES = Places(load("toy"))
