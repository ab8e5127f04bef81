"""Published instances, whose optima are known: proven to the last digit that is published."""

import csv
from pathlib import Path

import pytest
from outside import CASES, needs_cases

from landbridge.network.importers import read_liner, read_multicommodity
from landbridge.network.verify.flow import verify_flow
from landbridge.optimizer.flow.solve import solve_flow

pytestmark = needs_cases


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


PLAIN = [
    (row["instance"], float(row["optimum"]))
    for row in rows(CASES / "mcf" / "optima.csv")
    if row["instance"] in {"planar30", "planar50", "grid1", "grid2", "grid3", "grid4", "grid5"}
]
LINER = [
    (row["instance"], float(row["time_factor"]), row)
    for row in rows(CASES / "rcmcf" / "optima.csv")
    if row["instance"].startswith(("Baltic", "WAF", "Mediterranean", "Pacific"))
]


@pytest.mark.parametrize(("name", "optimum"), PLAIN)
def test_plain_flows_reach_their_published_optima(name, optimum):
    plan = solve_flow(read_multicommodity(CASES / "mcf" / name), gap=1e-5)
    assert verify_flow(plan) == []
    assert plan.bound * (1 - 1e-9) <= optimum <= plan.cost * (1 + 1e-9)
    assert plan.gap <= 1e-5


@pytest.mark.parametrize(("name", "factor", "row"), LINER)
def test_liner_networks_reach_their_optima_and_name_what_no_path_serves(name, factor, row):
    plan = solve_flow(read_liner(CASES / "rcmcf" / name, factor), gap=5e-7)
    assert plan.cost == pytest.approx(float(row["lp_optimum"]), rel=1e-6)
    assert len(plan.unreachable) == int(row["no_time_feasible_path_commodities"])
    assert verify_flow(plan) == []
