"""Fixed charges, whole shipments and additions in the bench."""

from pathlib import Path

import pytest
from outside import CASES, needs_cases

from landbridge.optimizer.bench.case import BenchEffort, Verdict
from landbridge.optimizer.bench.designs import canad_cases
from landbridge.optimizer.bench.families import find_cases
from landbridge.optimizer.bench.measure import run_case


def test_families_that_need_no_folder_are_always_there():
    names = [case.id for case in find_cases(["whole", "additions"], Path("nowhere"))]
    assert names == [
        "whole/500x1000",
        "whole/1000x5000",
        "additions/500x1000+20",
        "additions/1000x5000+40",
    ]


@needs_cases
@pytest.mark.parametrize("name", ["c25_100_10_V_L_5", "c33"])
def test_small_designs_are_proven_optimal(name):
    case = next(case for case in canad_cases(CASES) if case.name == name)
    result = run_case(case, BenchEffort(seconds=60))
    assert result.verdict == Verdict.AGREES
    assert result.gap <= 1e-6


@pytest.mark.parametrize(("name", "most_gap"), [("whole/500x1000", 0.01), ("additions/500*", 1e-3)])
def test_generated_networks_reach_their_goals(name, most_gap):
    (case,) = find_cases([name], Path("nowhere"))
    result = run_case(case, BenchEffort(seconds=60, threads=2))
    assert (result.verdict, result.remark) == (Verdict.AGREES, "")
    assert result.gap <= most_gap
