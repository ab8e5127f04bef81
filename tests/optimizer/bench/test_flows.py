"""The families of static flows: known optima are read, and reached."""

import numpy as np
import pytest
from outside import CASES, needs_cases

from landbridge.network.errors import DatasetError
from landbridge.optimizer.bench.case import BenchEffort, Verdict
from landbridge.optimizer.bench.families import find_cases
from landbridge.optimizer.bench.flows import generated_cases, liner_cases, mcf_cases
from landbridge.optimizer.bench.measure import run_case

EFFORT = BenchEffort(seconds=60)


@needs_cases
@pytest.mark.parametrize(
    "name",
    ["mcf/planar30", "mcf/grid1", "rcmcf/Baltic-BDP-high@1", "rcmcf/WAF-FF@1.5",
     "rcmcf/Mediterranean-BDP-low@inf", "generated/500x1000"],
)  # fmt: skip
def test_a_known_optimum_is_reached(name):
    (case,) = find_cases([name], CASES)
    result = run_case(case, EFFORT)
    assert (result.verdict, result.remark) == (Verdict.AGREES, "")
    assert result.gap <= 1e-4


def flow_folder(tmp_path, optimum):
    folder = tmp_path / "mcf"
    folder.mkdir()
    (folder / "line").write_text("3\n2\n1\n1 2 5 10\n2 3 7 10\n1 3 4\n", encoding="utf-8")
    (folder / "optima.csv").write_text(f"instance,optimum\nline,{optimum}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("optimum", "verdict"), [(48, Verdict.AGREES), (40, Verdict.WRONG), (50, Verdict.WRONG)]
)
def test_a_flow_is_compared_with_its_optimum(tmp_path, optimum, verdict):
    (case,) = mcf_cases(flow_folder(tmp_path, optimum))
    assert run_case(case, EFFORT).verdict is verdict


def test_a_liner_case_also_counts_who_cannot_be_served(tmp_path):
    folder = tmp_path / "rcmcf" / "tiny"
    folder.mkdir(parents=True)
    files = {
        "nodes.csv": "id\n0\n1\n",
        "arcs.csv": "tail,head,cost,time_centidays,capacity\n0,1,3,100,-1\n",
        "commodities.csv": "origin,dest,demand,reject_penalty,max_time_centidays\n"
        "0,1,2,50,100\n0,1,1,50,99\n1,0,1,7,900\n",
        "../optima.csv": "instance,time_factor,no_time_feasible_path_commodities,lp_optimum\n"
        "tiny,1,2,63\ntiny,2,1,16\ntiny,inf,2,16\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    results = [run_case(case, EFFORT) for case in liner_cases(tmp_path)]
    assert [result.id for result in results] == [
        "rcmcf/tiny@1", "rcmcf/tiny@2", "rcmcf/tiny@inf",
    ]  # fmt: skip
    assert [result.verdict for result in results] == [
        Verdict.AGREES, Verdict.AGREES, Verdict.WRONG,
    ]  # fmt: skip
    assert results[2].remark == "1 unreachable, known are 2"


def test_broken_optima_are_named(tmp_path):
    with pytest.raises(DatasetError, match=r"optima\.csv row 2, column optimum: found '-1'"):
        list(mcf_cases(flow_folder(tmp_path, -1)))


def test_generated_networks_need_no_folder(tmp_path):
    names = [case.name for case in generated_cases(tmp_path / "nowhere")]
    assert names == ["500x1000", "1000x5000", "2000x10000"]
    assert np.all([case.reference for case in generated_cases(tmp_path)])
