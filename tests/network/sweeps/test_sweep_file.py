"""Sweeps are read from TOML and from words, with every mistake named."""

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.limits import Lateness, Objective
from landbridge.network.sweeps.case import Design
from landbridge.network.sweeps.sweep_file import read_parameters, read_seeds, read_sweep

WHOLE = """
scenarios = ["base", "sea_closed", "a+mine.toml"]
seeds = "1-3,8"
design = "one_at_a_time"
objective = "generalised"
fast = true
gap = 0.01
seconds = 5

[limits]
lateness = "avoided"
at_most = ["mode:rail=40%"]

[parameters]
price.rail = [1, 0.8, 1.2]
"price.S*" = [1.0, 2]
late_price = 3
"""


def read(tmp_path, text):
    path = tmp_path / "sweep.toml"
    path.write_text(text, encoding="utf-8")
    return read_sweep(path)


def test_a_whole_file_is_read(tmp_path):
    found = read(tmp_path, WHOLE)
    sweep, question = found.sweep, found.question
    assert sweep.stacks == ("base", "sea_closed", "a+mine.toml")
    assert (sweep.seeds, sweep.design) == ((1, 2, 3, 8), Design.ONE_AT_A_TIME)
    assert dict(sweep.parameters) == {
        "price.rail": (1, 0.8, 1.2), "price.S*": (1, 2), "late_price": (3,),
    }  # fmt: skip
    assert (question.objective, question.is_linear) == (Objective.GENERALISED, True)
    assert (question.gap, question.seconds) == (0.01, 5)
    assert question.limits.lateness is Lateness.AVOIDED
    assert question.limits.shares[0].at_most == 0.4


def test_an_empty_file_is_the_network_as_it_is(tmp_path):
    for text in ("", "seeds = 1", 'scenarios = "base"'):
        assert [str(case) for case in read(tmp_path, text).sweep.cases()] == ["base, seed 1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seedz = 1", r"sweep\.toml, seedz: .*did you mean seeds"),
        ("seeds = [1, 1]", r"sweep\.toml, seeds: found 1, 1; expected each once"),
        ('seeds = "5-1"', r"seeds: found '5-1'; expected seeds such as 1-5"),
        ("[limits]\nbudget = 3", r"limits\.budget: .*did you mean budget_usd"),
        ("[limits]\nco2e_t = -3", r"sweep\.toml, co2e_t: found -3"),
        ('[parameters]\nprice.rail = ["1"]', r"parameters\.price\.rail\.0: found '1'"),
        ("[parameters]\nprice.rail = nan", r"finite number"),
        ("scenarios = [", r"expected a TOML file"),
        ('gap = "x"', r"sweep\.toml, gap: found 'x'"),
    ],
)
def test_mistakes_name_the_file_and_the_place(tmp_path, text, message):
    with pytest.raises(QuestionError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(QuestionError, match=r"none\.toml"):
        read_sweep(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "seeds"), [("3", (3,)), ("1-3", (1, 2, 3)), ("4, 1-2", (4, 1, 2))]
)
def test_seeds_are_numbers_and_ranges(text, seeds):
    assert read_seeds(text) == seeds


@pytest.mark.parametrize("text", ["", "x", "1-", "3-1", "-1", "1-2000000000", "1,,2"])
def test_what_is_no_seed_is_refused(text):
    with pytest.raises(QuestionError, match="expected seeds such as"):
        read_seeds(text)


def test_parameters_are_names_with_values():
    assert read_parameters(["price.rail=1, .8,1e-1", "a=2"]) == (
        ("price.rail", (1, 0.8, 0.1)), ("a", (2,)),
    )  # fmt: skip


def test_all_words_that_are_no_parameters_are_named():
    with pytest.raises(QuestionError, match="expected a parameter and its values") as caught:
        read_parameters(["price.rail", "=1", "a=1,x", "a=inf", "fine=1"])
    assert len(caught.value.mistakes) == 4
