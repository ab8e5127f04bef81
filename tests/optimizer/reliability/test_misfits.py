"""Questions that cannot be simulated say why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.route import Departure, Route
from landbridge.optimizer.reliability.simulate import MOST_SAMPLES, simulate

from .chain import Hop, chain

WORLD = chain(Hop(10), Hop(10, customs=(1, 2, 3)))
LEG, HANDLING = WORLD.route.legs[0], WORLD.route.handlings[1]


def with_leg(**changes) -> Route:
    return replace(WORLD.route, legs=(replace(LEG, **changes), *WORLD.route.legs[1:]))


def with_handling(position: int, **changes) -> Route:
    handlings = list(WORLD.route.handlings)
    handlings[position] = replace(handlings[position], **changes)
    return replace(WORLD.route, handlings=tuple(handlings))


def departure(service_id: str, day: int) -> Departure:
    return Departure(service_id=service_id, first_call_on=date(2025, 11, day))


MISFITS = {
    "shipment X": replace(WORLD.route, shipment_id="X"),
    "ready at 2025-11-03 09:00": replace(
        WORLD.route, ready_at=WORLD.route.ready_at + timedelta(hours=1)
    ),
    "ride TRAIN9 2025-11-03": with_leg(departure=departure("TRAIN9", 3)),
    "handling X rail rail": with_handling(1, terminal_id="X"),
    "handling T1 sea rail": with_handling(1, from_mode="sea"),
    "T2 rail destination T2/9610/import": with_handling(2, clearance_rule="T2/9610/import"),
    "T1 rail rail T1/river_sea_transfer/transit": with_handling(
        1, clearance_rule="T1/river_sea_transfer/transit"
    ),
}


@pytest.mark.parametrize("found", MISFITS)
def test_a_route_that_does_not_fit_says_what_it_uses(found: str):
    with pytest.raises(QuestionError, match=f"route 1: found .*{found}.*; expected a route of S"):
        simulate(WORLD.network, WORLD.shipment, [MISFITS[found]])


def test_a_departure_that_does_not_run_is_a_misfit():
    monday = chain(Hop(10, weekdays=(1,)))
    tuesday = replace(monday.route.legs[0], departure=departure("TRAIN1", 4))
    with pytest.raises(QuestionError, match="ride TRAIN1 2025-11-04"):
        monday._replace(route=replace(monday.route, legs=(tuesday,))).simulate()


def test_every_route_that_does_not_fit_is_named():
    with pytest.raises(QuestionError, match="2 mistakes") as caught:
        simulate(WORLD.network, WORLD.shipment, [*MISFITS.values()][:1] * 2 + [WORLD.route])
    assert [mistake.place for mistake in caught.value.mistakes] == ["route 1", "route 2"]


@pytest.mark.parametrize("samples", [0, -5, MOST_SAMPLES + 1])
def test_the_number_of_samples_has_a_range(samples: int):
    with pytest.raises(QuestionError, match=f"samples: found {samples:,}; expected from 1 to"):
        WORLD.simulate(samples=samples)


@pytest.mark.parametrize("shared", [-0.1, 1.1, float("nan")])
def test_what_is_shared_is_a_share(shared: float):
    with pytest.raises(QuestionError, match=f"shared: found {shared:g}; expected from 0 to 1"):
        WORLD.simulate(shared=shared)


def test_no_routes_are_no_answers():
    assert simulate(WORLD.network, WORLD.shipment, []) == ()
