"""Where there is no terminal, a count is said in lines, and how long the rest will take."""

import pytest

from landbridge.cli import progress_bar as module
from landbridge.cli.progress_bar import progress_bar


@pytest.fixture
def clock(monkeypatch):
    times = iter([0.0, 10.0, 31.0, 40.0, 300.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(times))


def test_lines_are_said_seldom_and_tell_the_time_to_go(clock, capsys):
    with progress_bar("solving", quiet=False, things="cases") as count:
        for done in (100, 101, 102, 103, 130):
            count(done, 160)
    assert capsys.readouterr().err.splitlines() == [
        "  solving of 160 cases",
        "  solving 102 of 160 cases, about 15 min to go",
        "  solving 130 of 160 cases, about 5 min to go",
    ]


def test_a_quiet_count_says_nothing(capsys):
    with progress_bar("solving", quiet=True) as count:
        count(0, 3)
    assert capsys.readouterr().err == ""
