"""The command line as a shell sees it: exit code, stdout and stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from landbridge.cli import main


class Answer(NamedTuple):
    """What a command leaves behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def answer(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["landbridge", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        return Answer(int(end.value.code or 0), *capsys.readouterr())

    return answer


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the toy dataset as plan.json."""
    import landbridge as lb
    from landbridge.network.plan_files import plan_json

    path = tmp_path_factory.mktemp("plan") / "plan.json"
    path.write_text(plan_json(lb.plan(lb.load("toy"))), encoding="utf-8")
    return path
