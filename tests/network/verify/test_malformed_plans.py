"""A plan that makes no sense gives violations, never an error."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.plan import Plan
from landbridge.network.verify import Rule, Violation, verify

from .changes import (
    broken_rules,
    route_of,
    with_departure,
    with_handling,
    with_leg,
    with_order,
    with_route,
)  # fmt: skip
from .hand_plan import PLAN

RAIL = route_of("RAIL")
NAIVE = datetime(2025, 11, 14, 21, 55)

MALFORMED = {
    "shipment": (Rule.SHIPMENT, with_route("RAIL", shipment_id="NONE")),
    "origin": (Rule.SHIPMENT, with_order("RAIL", origin="NONE")),
    "destination": (Rule.SHIPMENT, with_order("RAIL", destination="NONE")),
    "class": (Rule.SHIPMENT, with_order("RAIL", cargo_class="none")),
    "service": (Rule.SERVICE, with_departure("RAIL", 1, service_id="NONE")),
    "no legs": (Rule.CHAIN, with_route("RAIL", legs=())),
    "one leg less": (Rule.CHAIN, with_route("RAIL", legs=RAIL.legs[:1])),
    "one handling less": (Rule.CHAIN, with_route("RAIL", handlings=RAIL.handlings[:2])),
    "nothing": (Rule.CHAIN, with_route("RAIL", handlings=(), legs=())),
    "call 0": (Rule.CALLS, with_leg("RAIL", 1, load_seq=0)),
    "call -1": (Rule.CALLS, with_leg("RAIL", 1, load_seq=-1)),
    "call 4": (Rule.CALLS, with_leg("RAIL", 1, unload_seq=4)),
    "backwards": (Rule.CALLS, with_leg("RAIL", 1, load_seq=3, unload_seq=1)),
    "nowhere": (Rule.CALLS, with_leg("RAIL", 1, unload_seq=1)),
    "end of days": (Rule.DEPARTURE_DATE, with_departure("RAIL", 1, first_call_on=date.max)),
    "first of days": (Rule.DEPARTURE_DATE, with_departure("RAIL", 1, first_call_on=date.min)),
    "naive delivery": (Rule.UTC, with_route("RAIL", delivered_at=NAIVE)),
    "naive both": (Rule.UTC, with_route("RAIL", ready_at=NAIVE, delivered_at=NAIVE)),
}


@pytest.mark.parametrize(("rule", "plan"), MALFORMED.values(), ids=MALFORMED)
def test_what_does_not_exist_is_a_violation(rule, plan):
    assert rule in broken_rules(plan)


def test_a_route_that_cannot_be_followed_is_named_once():
    assert broken_rules(with_departure("RAIL", 1, service_id="NONE")) == [Rule.SERVICE]


def test_legs_of_two_routes_do_not_connect():
    legs = (RAIL.legs[0], route_of("BOAT").legs[1])
    rules = broken_rules(with_route("RAIL", legs=legs))
    assert Rule.TRANSFER in rules or rules.count(Rule.CONNECTION) == 2


def test_a_violation_reads_as_a_sentence():
    violation = Violation(rule="rule", where="place", found="this", expected="that")
    assert str(violation) == "place: rule: found this; expected that"


LEGS = [leg for assignment in PLAN.assignments for leg in assignment.route.legs]
HANDLINGS = [stay for assignment in PLAN.assignments for stay in assignment.route.handlings]
NAMES = st.sampled_from([assignment.shipment_id for assignment in PLAN.assignments])


@st.composite
def shuffled_plans(draw: st.DrawFn) -> Plan:
    """Draw a plan with the legs and handlings of a route in any number and order."""
    legs = tuple(draw(st.lists(st.sampled_from(LEGS), max_size=4)))
    any_handlings = st.lists(st.sampled_from(HANDLINGS), min_size=len(legs) + 1,
                             max_size=len(legs) + draw(st.integers(1, 2)))  # fmt: skip
    name = draw(NAMES)
    plan = with_route(name, legs=legs, handlings=tuple(draw(any_handlings)))
    return replace(plan, unserved=plan.unserved[: draw(st.integers(0, 2))])


@given(shuffled_plans())
def test_no_shuffled_plan_raises_an_error(plan):
    violations = verify(plan)
    assert violations or plan == PLAN
    assert all(violation.found and violation.expected for violation in violations)


@given(NAMES, st.integers(0, 1), st.integers(-2, 5), st.integers(-2, 5), st.dates())
def test_no_leg_elsewhere_or_on_another_day_raises_an_error(name, position, load, unload, day):
    position = min(position, len(route_of(name).legs) - 1)
    departure = replace(route_of(name).legs[position].departure, first_call_on=day)
    fields = {"load_seq": load, "unload_seq": unload, "departure": departure}
    plan = with_leg(name, position, **fields)
    assert verify(plan) or plan == PLAN


@pytest.mark.parametrize("moment", [datetime.min, datetime.max, NAIVE])
def test_moments_without_a_zone_are_violations(moment):
    plan = with_handling("RAIL", 0, starts_at=moment, ends_at=moment)
    assert broken_rules(plan) == [Rule.UTC, Rule.UTC]


def test_every_rule_is_broken_by_some_test():
    from .test_kept_limits import BROKEN
    from .test_routes import CARGO, HANDLING_FIELDS, LEG_FIELDS
    from .test_terms import BROKEN as BROKEN_TERMS
    from .test_whole_plans import CAPACITIES, DUE, UNITS, WEIGHTS

    by_name = [LEG_FIELDS, HANDLING_FIELDS, CARGO, CAPACITIES, DUE, WEIGHTS, MALFORMED, BROKEN]
    broken = {rule for cases in by_name for rule, _ in cases.values()}
    broken |= {rule for rule, _ in BROKEN_TERMS.values()}
    broken |= {rule for rules, _ in UNITS.values() for rule in rules}
    elsewhere = {
        Rule.ASSUMED, Rule.CHARGE, Rule.CONNECTION, Rule.COST_PART, Rule.LOOSE, Rule.MAX_PARTS,
        Rule.MIN_PART, Rule.NEVER_SPLIT, Rule.PLUG, Rule.ROUTE_TIMES, Rule.TERMINAL_TWICE,
        Rule.TRAVEL_TOGETHER,
    }  # fmt: skip
    assert set(Rule) - broken == elsewhere
