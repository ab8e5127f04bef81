"""A tornado shows what one thing moves while all else is as in the reference."""

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.sweeps.case import Design, Sweep
from landbridge.network.sweeps.outcome import Figures, Outcome, Status, SweepResult, SweepRow
from landbridge.network.sweeps.tornado import tornado

SWEEP = Sweep(
    stacks=("base", "closed"), parameters=(("a", (1.0, 2.0)), ("b", (0.0, -1.0, 4.0))), seeds=(1, 2)
)


def cost(case):
    values = dict(case.values)
    return 100 + 10 * values["a"] + values["b"] + 50 * (case.stack == "closed") + 1000 * case.seed


def result_of(sweep=SWEEP, without=()):
    rows = []
    for case in sweep.cases():
        outcome = Outcome(status=Status.REFUSED, error="no plan")
        if case not in without:
            values = {"cost_usd": cost(case), "unserved_teu": 2.0 * (case.stack == "closed")}
            outcome = Outcome(status=Status.DONE, figures=Figures(values=values))
        rows.append(SweepRow(case=case, outcome=outcome))
    return SweepResult(sweep=sweep, rows=tuple(rows), num_kept=0)


@pytest.mark.parametrize("design", Design)
def test_bars_come_by_swing_with_changes_seed_by_seed(design):
    sweep = Sweep(
        stacks=SWEEP.stacks, parameters=SWEEP.parameters, seeds=SWEEP.seeds, design=design
    )
    found = tornado(result_of(sweep))
    assert found.reference == "base, a=1, b=0"
    assert found.reference_mean == 1610
    assert [(bar.axis, bar.swing) for bar in found.bars] == [("closed", 50), ("a", 10), ("b", 5)]
    assert [(end.label, end.change) for end in found.bars[2].ends] == [("-1", -1), ("4", 4)]
    assert found.bars[0].ends[0].more_unserved_teu == 2
    assert (found.bars[1].ends[0].least, found.bars[1].ends[0].most) == (1120, 2120)
    assert found.missing == ()


def test_seeds_without_a_figure_are_left_out_on_both_sides():
    gone = next(c for c in SWEEP.cases() if c.stack == "closed" and c.seed == 1)
    end = tornado(result_of(without={gone})).bars[0].ends[0]
    assert (end.num_seeds, end.change, end.mean) == (1, 50, 2160)


def test_what_has_no_figure_at_all_is_named():
    gone = {c for c in SWEEP.cases() if dict(c.values)["b"] == 4}
    found = tornado(result_of(without=gone))
    assert found.missing == ("b 4",)
    assert [end.label for end in found.bars[-1].ends] == ["-1"]


def test_an_unknown_figure_and_a_reference_without_one_are_refused():
    with pytest.raises(QuestionError, match=r"found 'cost'; expected one of cost_usd"):
        tornado(result_of(), "cost")
    with pytest.raises(QuestionError, match="co2e_t: found no figure"):
        tornado(result_of(), "co2e_t")
