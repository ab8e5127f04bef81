"""What counts as agreeing with a known optimum, and what is measured."""

import pytest

from landbridge.network.errors import NoPlanError
from landbridge.network.verify.violation import Violation
from landbridge.optimizer.bench.case import (
    Answer,
    BenchCase,
    BenchEffort,
    BenchResult,
    Reference,
    Verdict,
    judge,
)
from landbridge.optimizer.bench.measure import peak_mb, run_cases

KNOWN = Reference(low=1000.0, high=1001.0, tolerance=1e-3, num_unreachable=2)
BROKEN = Violation(rule="capacity", where="arc 3", found="9", expected="at most 8")


def answer(**changes):
    fields = {"objective": 1000.5, "bound": 1000.0, "num_unreachable": 2, "verify": list}
    return Answer(method="by hand", **{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "verdict", "remark"),
    [
        ({}, Verdict.AGREES, ""),
        ({"objective": 1002.0}, Verdict.AGREES, ""),
        ({"objective": 1002.1}, Verdict.MISSES, "+0.11%"),
        ({"objective": 998.0}, Verdict.WRONG, "cheaper than the known optimum"),
        ({"bound": 1002.1}, Verdict.WRONG, "the bound is above the known optimum"),
        ({"num_unreachable": 1}, Verdict.WRONG, "1 unreachable, known are 2"),
        ({"verify": lambda: [BROKEN]}, Verdict.WRONG, f"1 broken rules, such as {BROKEN}"),
    ],
)
def test_an_answer_is_compared(changes, verdict, remark):
    assert judge(answer(**changes), KNOWN) == (verdict, remark)


def test_without_a_reference_nothing_is_said():
    assert judge(answer(), None) == (Verdict.UNKNOWN, "")


def case(prepare):
    return BenchCase(family="f", name="c", reference=None, prepare=prepare)


def test_a_case_is_measured_and_told():
    told = []
    (result,) = run_cases([case(lambda _: answer)], BenchEffort(), told.append)
    assert told == ["case 1 of 1: f/c"]
    assert (result.id, result.objective, result.is_right) == ("f/c", 1000.5, True)
    assert result.gap == pytest.approx(0.5 / 1000.5)
    assert (result.seconds >= 0, result.cpu_seconds >= 0) == (True, True)
    assert result.memory_mb is None or result.memory_mb > 1


def test_a_case_that_fails_does_not_end_the_others():
    def fail(_):
        message = "too late"
        raise NoPlanError(message)

    first, second = run_cases([case(fail), case(lambda _: answer)], BenchEffort())
    assert (first.verdict, first.remark, first.is_right) == (Verdict.FAILED, "too late", False)
    assert second.is_right


def test_figures_that_there_are_not_have_no_gap():
    assert BenchResult(id="f/c", verdict=Verdict.FAILED).gap is None


def test_the_peak_is_that_of_the_case():
    def greedy():
        list(range(5_000_000))
        return answer()

    large, small = run_cases([case(lambda _: greedy), case(lambda _: answer)], BenchEffort())
    assert peak_mb() is None or large.memory_mb >= small.memory_mb


def test_a_solver_that_was_stopped_ends_the_run():
    def stopped():
        return answer(was_stopped=True)

    results = run_cases([case(lambda _: answer), case(lambda _: stopped)], BenchEffort())
    assert next(results).is_right
    with pytest.raises(KeyboardInterrupt):
        next(results)
