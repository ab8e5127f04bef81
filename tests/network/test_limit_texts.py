"""Limits as they are written: what is read, and every mistake at once."""

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.limit_texts import check_limits, read_aims, read_limits, read_share
from landbridge.network.limits import Aim, Goal, Limits, ShareLimit, Tag, TagKind
from landbridge.network.network import Network
from landbridge.network.read import load

RUSSIA, RAIL = Tag(TagKind.EXPOSURE, "RU"), Tag(TagKind.MODE, "rail")


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


@pytest.mark.parametrize(
    ("text", "share"), [("40%", 0.4), ("0.4", 0.4), (" 7.5 % ", 0.075), ("100%", 1), ("0", 0)]
)
def test_a_share_is_written_in_percent_or_not(text: str, share: float) -> None:
    assert read_share(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "%", "-1%", "101%", "1.01", "nan", "inf", "1e-1", "٤%", "x"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no share"):
        read_share(text)


def test_both_limits_of_one_tag_are_one_share() -> None:
    limits = read_limits(at_least=["mode:rail=30%"], at_most=["mode:rail=0.9", "exposure:RU=40%"])
    assert limits.shares == (
        ShareLimit(tag=RAIL, at_least=0.3, at_most=0.9),
        ShareLimit(tag=RUSSIA, at_most=0.4),
    )


def test_aims_are_goals_with_what_may_be_given_up() -> None:
    aims = read_aims("unserved, co2e:5%,late:0.1,cost")
    assert aims == (
        Aim(goal=Goal.UNSERVED),
        Aim(goal=Goal.CO2E, give_up=0.05),
        Aim(goal=Goal.LATE, give_up=0.1),
        Aim(goal=Goal.COST),
    )


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(QuestionError) as error:
        read_limits(
            at_most=["expsure:RU=40%", "mode:rail", "mode:=1", "mode:rail=400%"],
            at_least=["mode:rail=30%", "mode:rail=40%"],
            on_time="often",
            aims="unserverd,co2e:lots,cost",
            max_parts=0,
        )
    lines = [str(mistake) for mistake in error.value.mistakes]
    assert lines == [
        "--at-least: found 'mode:rail=40%'; expected one share of mode:rail",
        "--at-most: found 'expsure:RU=40%'; expected mode, corridor, exposure, carrier or service"
        " before the colon (did you mean exposure?)",
        "--at-most: found 'mode:rail'; expected a tag and a share, e.g. exposure:RU=40%",
        "--at-most: found 'mode:=1'; expected a tag and a share, e.g. exposure:RU=40%",
        "--at-most: found 'mode:rail=400%'; expected a share from 0 to 100 % after the equals sign",
        "--on-time: found 'often'; expected a share, e.g. 90%",
        "--aims: found 'unserverd'; expected goals of unserved, late, moved, co2e, cost"
        " (did you mean unserved?)",
        "--aims: found 'co2e:lots'; expected a share after the colon, e.g. co2e:5%",
        "max_parts: found 0; expected 1 or more",
    ]


def test_tags_that_the_network_does_not_have_are_named_with_the_nearest(toy: Network) -> None:
    tags = (
        Tag(TagKind.EXPOSURE, "stait"),
        Tag(TagKind.SERVICE, "EXPRES"),
        Tag(TagKind.MODE, "air"),
        Tag(TagKind.CORRIDOR, "lnd"),
        Tag(TagKind.CARRIER, "?"),
        Tag(TagKind.MODE, "rail"),
    )
    with pytest.raises(QuestionError) as error:
        check_limits(toy, Limits(shares=tuple(ShareLimit(tag=tag) for tag in tags)))
    hints = [mistake.expected for mistake in error.value.mistakes]
    assert hints[0] == "an exposure of the network (did you mean strait?)"
    assert hints[1] == "a service of the network (did you mean EXPRESS?)"
    assert hints[2] == "a mode of the network: rail, road, sea"
    assert hints[3] == "a corridor of the network (did you mean land?)"
    assert len(hints) == 5


def test_a_plan_under_unknown_tags_is_refused_before_any_search(toy: Network) -> None:
    from landbridge.optimizer.plan import plan

    unknown = Limits(shares=(ShareLimit(tag=RUSSIA, at_most=0.4),))
    with pytest.raises(QuestionError, match="share of exposure:RU: found 'RU'"):
        plan(toy, limits=unknown)
