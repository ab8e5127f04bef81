"""Files of commercial terms: what is read, and every mistake by its place."""

from datetime import date
from pathlib import Path

import pytest

import landbridge as lb
from landbridge.network.errors import DatasetError
from landbridge.network.row import Grade
from landbridge.network.service import ServiceKind
from landbridge.network.term_files import read_terms
from landbridge.network.terms import Overflow

NETWORK = lb.load("toy")
EXAMPLE = Path(__file__).parents[2] / "datasets" / "chongqing" / "terms_example.toml"

BLOCK = """
[[contracts]]
id = "C"
services = "SHIP"
weeks = ["2025-W45", "2025-W46"]
allotment_teu = 4
overflow = "refused"
"""
DISCOUNT = """
[[discounts]]
id = "V"
modes = "rail"
first_day = 2025-11-01
last_day = 2025-11-30
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "terms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_contract_is_read_with_the_days_of_its_weeks(tmp_path):
    [contract] = read_terms(written(tmp_path, BLOCK), NETWORK).contracts
    assert (contract.first_day, contract.last_day) == (date(2025, 11, 3), date(2025, 11, 16))
    assert (contract.overflow, contract.grade) == (Overflow.REFUSED, Grade.ASSUMPTION)


def test_the_example_fits_the_dataset_and_says_that_it_is_assumed():
    terms = read_terms(EXAMPLE, lb.load("chongqing"))
    assert len(terms.all_terms) == 4
    assert all(term.grade is Grade.ASSUMPTION for term in terms.all_terms)


MISTAKES = {
    "unknown service": (BLOCK.replace("SHIP", "SHPI"), "did you mean SHIP"),
    "unknown key": (BLOCK + "alotment = 3", r"unknown key 'alotment'.*did you mean allotment"),
    "unknown corridor": (DISCOUNT.replace("modes", "corridors") + "kind='all_unit'\n"
                         "tiers=[{from_teu=1}]", "'rail'; expected a corridor of the network"),
    "weeks and days": (BLOCK + "first_day = 2025-11-03", "either weeks, or first_day"),
    "no weeks": (BLOCK.replace("2025-W46", "soon"), "ISO week, such as 2025-W45"),
    "days": (DISCOUNT.replace("11-30", "10-30") + "kind='all_unit'\ntiers=[{from_teu=1}]",
             "days in their order"),
    "negative": (BLOCK + "least_teu = -1", "greater than or equal to 0"),
    "shortfall for nothing": (BLOCK + "least_teu = 1", "one without the other"),
    "least above most": (BLOCK + "least_teu = 99\nshortfall_usd_per_teu = 1", "at most what"),
    "least by departure": (BLOCK + "least_teu = 1\nshortfall_usd_per_teu = 1\n"
                           "allotment_per = 'period'\nleast_per = 'departure'", "as well"),
    "percent by tariff": (BLOCK.replace("refused", "tariff") + "discount_percent = 5",
                          "discount_usd_per_teu"),
    "both discounts": (BLOCK + "discount_percent = 5\ndiscount_usd_per_teu = 5", "found both"),
    "grade": (BLOCK + "grade = 'sourced'", "without a source"),
    "twice": (BLOCK + BLOCK, r"each id once"),
    "overlap": (BLOCK + BLOCK.replace('"C"', '"D"'), "no departure of contract C"),
    "tiers fall": (DISCOUNT + "kind='all_unit'\ntiers=[{from_teu=1, percent=3}, {from_teu=2}]",
                   "rises with the volume"),
    "tiers turn": (DISCOUNT + "kind='incremental'\ntiers=[{from_teu=2}, {from_teu=1}]",
                   "thresholds that rise"),
    "percent of an increment": (DISCOUNT + "kind='incremental'\ntiers=[{from_teu=2, percent=1}]",
                                "all_unit"),
    "USD and percent": (DISCOUNT + "kind='all_unit'\n"
                        "tiers=[{from_teu=1, usd_per_teu=1},"
                        "{from_teu=2, usd_per_teu=1, percent=1}]",
                        "one of them in all tiers"),
    "key of a tier": (DISCOUNT + "kind='all_unit'\ntiers=[{from=1}]", "one of from_teu"),
    "empty charter": (BLOCK.replace("contracts", "charters").replace("allotment_teu = 4\n", "")
                      .replace('overflow = "refused"', ""), "usd_per_departure, least_teu"),
    "empty surcharge": (DISCOUNT.replace("discounts", "surcharges"), "usd_per_teu, percent"),
    "no scope": (BLOCK.replace('services = "SHIP"', ""), "services, corridors or modes"),
    "no such mode": (BLOCK + 'modes = "rail"', "no service at all"),
    "no TOML": ("[[", "a TOML file"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_what_was_expected(tmp_path, text, message):
    with pytest.raises(DatasetError, match=rf"(?s)terms\.toml.*{message}"):
        read_terms(written(tmp_path, text), NETWORK)


def test_a_service_on_demand_has_no_terms(tmp_path):
    network = lb.load("chongqing")
    truck = next(s.id for s in network.services.values() if s.kind is ServiceKind.ON_DEMAND)
    with pytest.raises(DatasetError, match="leaves on no day of its own"):
        read_terms(written(tmp_path, BLOCK.replace("SHIP", truck)), network)


def test_all_mistakes_are_named_at_once(tmp_path):
    text = BLOCK.replace("SHIP", "X") + BLOCK.replace("SHIP", "Y").replace('"C"', '"D"')
    with pytest.raises(DatasetError, match="2 mistakes") as caught:
        read_terms(written(tmp_path, text), NETWORK)
    assert len(caught.value.mistakes) == 2
