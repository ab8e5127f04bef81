"""A sweep has the cases that its design says, in an order that never changes."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.errors import QuestionError
from landbridge.network.sweeps.case import Design, Sweep

axes = st.lists(st.integers(1, 4), max_size=4)


def sweep_of(sizes, **more):
    parameters = tuple((f"p{n}", tuple(map(float, range(size)))) for n, size in enumerate(sizes))
    return Sweep(stacks=("base", "a+b"), parameters=parameters, seeds=(1, 7, 3), **more)


@given(axes)
def test_a_grid_has_every_combination_once(sizes):
    sweep = sweep_of(sizes)
    cases = sweep.cases()
    assert len(cases) == len(set(cases)) == sweep.num_cases == 2 * 3 * prod(sizes)


@given(axes)
def test_one_at_a_time_differs_from_the_reference_in_one_thing(sizes):
    sweep = sweep_of(sizes, design=Design.ONE_AT_A_TIME)
    cases, (stack, values) = sweep.cases(), sweep.reference
    assert len(cases) == len(set(cases)) == sweep.num_cases
    for case in cases:
        changed = [one != other for one, other in zip(case.values, values, strict=True)]
        assert sum(changed) + (case.stack != stack) <= 1


@given(axes)
def test_a_grid_holds_what_is_looked_at_one_at_a_time(sizes):
    assert set(sweep_of(sizes).cases()) >= set(sweep_of(sizes, design=Design.ONE_AT_A_TIME).cases())


def test_the_reference_comes_first_and_seeds_are_innermost():
    cases = sweep_of([2]).cases()
    assert [str(case) for case in cases[:4]] == [
        "base, p0=0, seed 1", "base, p0=0, seed 7", "base, p0=0, seed 3", "base, p0=1, seed 1",
    ]  # fmt: skip


def test_every_mistake_in_the_axes_is_named():
    with pytest.raises(QuestionError) as caught:
        Sweep(stacks=(), parameters=(("a", (1.0, 1.0)), ("a", (2.0,))), seeds=(-1,))
    places = [mistake.place for mistake in caught.value.mistakes]
    assert places == ["parameters", "scenarios", "a", "seeds"]


def test_too_many_cases_are_refused():
    with pytest.raises(QuestionError, match=r"found 101,000 cases; expected at most 100,000"):
        Sweep(seeds=tuple(range(1_000)), parameters=(("a", tuple(map(float, range(101)))),))
