"""Many shipments at once: the same answers whatever the number of workers."""

import pytest

from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.optimizer.batch import routes_of_many


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def _figures(answers) -> list[object]:
    return [
        (
            a.shipment.id,
            a.failure,
            a.answer and [(r.unit_cents, r.delivered_at) for r in a.answer.routes],
        )
        for a in answers
    ]


def test_two_workers_answer_as_one_does(toy: Network) -> None:
    shipments = list(toy.orders.values())
    alone = routes_of_many(toy, shipments, workers=1)
    assert _figures(routes_of_many(toy, shipments, workers=2)) == _figures(alone)
    assert [a.shipment for a in alone] == shipments


def test_a_shipment_that_cannot_be_answered_spoils_no_other(toy: Network) -> None:
    good = next(iter(toy.orders.values()))
    bad = good.model_copy(update={"id": "bad", "destination": good.origin})
    answers = routes_of_many(toy, [bad, good], workers=1)
    assert answers[0].answer is None
    assert "which is the origin" in str(answers[0].failure)
    assert answers[1].answer is not None


def test_progress_counts_every_shipment(toy: Network) -> None:
    said: list[tuple[int, int]] = []
    shipments = list(toy.orders.values())[:3]
    routes_of_many(toy, shipments, workers=1, count=lambda *done: said.append(done))
    assert said == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_no_shipments_give_no_answers(toy: Network) -> None:
    assert routes_of_many(toy, []) == ()
