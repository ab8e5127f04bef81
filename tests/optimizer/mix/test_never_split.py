"""An order that is never split and fits nowhere is proven to be left, and says why."""

import pytest

import landbridge as lb

from ..hand_world import line, order, world


@pytest.mark.parametrize(("capacity_teu", "left_teu"), [(4, 6), (6, 0)])
def test_what_fits_on_no_departure_at_once_is_proven_to_be_left(capacity_teu, left_teu):
    network = world(
        "A B",
        line("TRAIN", "rail", "A B", capacity_teu=capacity_teu),
        [order("S1", "A", "B", boxes_40ft=3), order("S2", "A", "B")],
    )
    plan = lb.plan(network, limits=lb.Limits(max_parts=1))
    assert plan.proof.unserved_teu == plan.proof.unserved_bound_teu == left_teu
    reasons = [left.reason for left in plan.unserved]
    assert all("no route has room for 3 units at once" in reason for reason in reasons)
    split = lb.plan(network)
    assert split.proof.unserved_teu == split.proof.unserved_bound_teu == 0
