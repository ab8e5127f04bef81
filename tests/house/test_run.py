"""run.py installs once, repairs what was interrupted, and fails with one plain sentence."""

import ast
import errno
import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from landbridge import run

SOURCE = Path(run.__file__)
needs_posix = pytest.mark.skipif(os.name == "nt", reason="uses a shell script and flock")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty checkout in a folder with spaces, which run.py takes for its own."""
    root = tmp_path / "a checkout (1) [x]"
    root.mkdir()
    (root / "run.py").write_text(SOURCE.read_text(encoding="utf-8"), encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\nname = 'landbridge'\nversion = '1'\n")
    (root / "constraints.txt").write_text("setuptools>=77\n")
    monkeypatch.setattr(run, "ROOT", root)
    return root


class RecordingEnvironment(run.Environment):
    """An environment whose installations are only written down."""

    def __init__(self, root: Path, fails_with: BaseException | None = None) -> None:
        super().__init__(root)
        self.fails_with = fails_with
        self.steps: list[str] = []

    def _create(self) -> None:
        self.steps.append("create")
        self.python.parent.mkdir(parents=True)
        self.python.touch()

    def _pip(self, held: tuple[int, ...], *arguments: str) -> None:
        self.steps.append(arguments[-1])
        if self.fails_with:
            raise self.fails_with


@pytest.fixture
def installed(checkout: Path) -> Path:
    """Return a checkout in which landbridge and its tests are installed."""
    RecordingEnvironment(checkout).ensure("test")
    return checkout


def start(root: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Start run.py as a user does, from another folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, root / "run.py", *arguments],
        cwd=root.parent,
        env={**kept, **changes},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def the_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what run.py said when it failed, which is one line and nothing on stdout."""
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = [line for line in err.splitlines() if line.startswith("run.py: ")]
    assert line == err.splitlines()[-1]
    assert "Traceback" not in err
    return line


# what it says


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 6, 0, "final", 0), (2, 7, 18)])
def test_an_old_python_is_named_and_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(run.Failure, match=r"needs Python 3\.11 or newer, and this is Python \d"):
        run.check_python(version)


def test_the_oldest_python_is_enough() -> None:
    run.check_python((3, 11, 0))


def test_old_pythons_can_parse_it() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "__future__" not in imported


def test_an_old_python_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    assert run.main(["plan"]) == 1
    assert "needs Python" in the_sentence(capsys)


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_missing_venv_names_the_debian_package(
    module: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run.main(["plan"]) == 1
    assert "apt install python3-venv" in the_sentence(capsys)
    assert not (checkout / ".venv").exists()


def test_a_full_disk_is_refused_before_anything_is_installed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: usage(free=7 * 10**6))
    assert run.main(["plan"]) == 1
    assert "7 MB are free" in the_sentence(capsys)
    assert not (checkout / ".venv/bin").exists()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.EACCES, "cannot write to"),
        (errno.EROFS, "cannot write to"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "landbridge cannot start"),
    ],
)
@pytest.mark.usefixtures("checkout")
def test_a_folder_that_cannot_be_written_is_named(
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert run.main(["plan"]) == 1
    assert sentence in the_sentence(capsys)


def test_a_file_where_the_environment_belongs_is_named(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / ".venv").touch()
    assert run.main(["plan"]) == 1
    assert ".venv" in the_sentence(capsys)


def test_outside_a_checkout_it_points_to_the_installed_command(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "pyproject.toml").unlink()
    assert run.main(["plan"]) == 1
    assert "type landbridge instead" in the_sentence(capsys)


def test_a_network_that_is_not_there_is_one_sentence_and_changes_nothing(checkout: Path) -> None:
    offline = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
    }
    (checkout / "constraints.txt").write_text("setuptools==84.2.1\n")
    for _ in range(2):  # the second start finds an environment, which has to be as good as new
        done = start(checkout, "plan", **offline)
        assert done.returncode == 1
        assert "run.py: The package index cannot be reached" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        assert "conflict" not in done.stderr
        assert done.stdout == ""
    assert "Bringing" in done.stderr


@pytest.mark.parametrize(
    ("complaints", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("[Errno 13] Permission denied: 'x'", "cannot write"),
        ("/x/python: No module named pip", "has no pip: delete that folder"),
        ("WARNING: Retrying (Retry(total=4", "index cannot be reached"),
        ("Retrying (x\nERROR: ResolutionImpossible: y", "index cannot be reached"),
        ("ERROR: first\nERROR: last\n\n", "could not install landbridge: last"),
        ("", "it gave no reason"),
    ],
)
def test_what_pip_says_becomes_one_sentence(complaints: str, sentence: str) -> None:
    failure = str(run.explain(complaints))
    assert sentence in failure
    assert "\n" not in failure


def test_ctrl_c_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "check_python", interrupt)
    assert run.main(["plan"]) == 130
    assert "stopped" in the_sentence(capsys)


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_without_a_command_it_tells_its_use_and_installs_nothing(
    arguments: list[str], checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(arguments) == 0
    assert "python3 run.py plan" in capsys.readouterr().out
    assert not (checkout / ".venv").exists()


# what it installs, and when


def test_the_first_start_says_how_much_it_installs(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = RecordingEnvironment(checkout)
    environment.ensure("plan")
    assert environment.steps == ["create", "setuptools", ".[pdf]"]
    assert "about 700 MB" in capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize(("suffix", "is_built"), [("cpython-311.so", True), ("pyi", False)])
def test_a_start_without_a_compiler_says_that_routes_are_slower(
    suffix: str, is_built: bool, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "optimizer").mkdir()
    (checkout / "optimizer" / f"_search.{suffix}").touch()
    RecordingEnvironment(checkout).ensure("plan")
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("Installed.")
    assert (run.NO_CORE in said) is not is_built


def test_the_next_start_installs_nothing(installed: Path) -> None:
    environment = RecordingEnvironment(installed)
    environment.ensure("plan")
    environment.ensure("test")
    assert environment.steps == []


def test_the_tests_add_what_they_need_to_an_installed_planner(checkout: Path) -> None:
    environment = RecordingEnvironment(checkout)
    environment.ensure("plan")
    environment.steps.clear()
    environment.ensure("test")
    assert environment.steps == ["setuptools", ".[test]"]


@pytest.mark.parametrize(
    "name",
    ["pyproject.toml", "constraints.txt", "setup.py", "optimizer/_search.cpp", "optimizer/_x.cpp"],
)
def test_what_was_changed_is_installed_in_place(name: str, installed: Path) -> None:
    (installed / name).parent.mkdir(exist_ok=True)
    (installed / name).write_text("# changed\n")
    environment = RecordingEnvironment(installed)
    environment.ensure("plan")
    assert environment.steps == ["setuptools", ".[pdf]"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), run.Failure("pip broke")])
def test_an_interrupted_installation_is_made_anew(stop: BaseException, checkout: Path) -> None:
    with pytest.raises(type(stop)):
        RecordingEnvironment(checkout, fails_with=stop).ensure("plan")
    half_written = checkout / ".venv/lib/half"
    half_written.mkdir(parents=True)
    environment = RecordingEnvironment(checkout)
    environment.ensure("plan")
    assert environment.steps == ["create", "setuptools", ".[pdf]"]
    assert not half_written.exists()
    assert environment.is_ready("plan")


def test_an_update_without_network_leaves_the_environment_for_the_next_start(
    installed: Path,
) -> None:
    (installed / "constraints.txt").write_text("# changed\n")
    with pytest.raises(run.NetworkFailure):
        RecordingEnvironment(installed, fails_with=run.NetworkFailure("none")).ensure("plan")
    environment = RecordingEnvironment(installed)
    environment.ensure("plan")
    assert "create" not in environment.steps


def test_an_environment_of_another_python_is_made_anew(installed: Path) -> None:
    environment = RecordingEnvironment(installed)
    environment.version = "3.99"
    environment.ensure("plan")
    assert environment.steps[0] == "create"


def test_an_environment_of_the_users_own_is_installed_into_and_kept(checkout: Path) -> None:
    environment = RecordingEnvironment(checkout)
    environment._create()
    theirs = checkout / ".venv/theirs.txt"
    theirs.touch()
    environment.ensure("plan")
    assert environment.steps == ["create", "setuptools", ".[pdf]"]
    assert theirs.exists()


@needs_posix
def test_a_second_first_start_waits_for_the_first(installed: Path) -> None:
    (installed / "constraints.txt").write_text("# changed\n")
    environment = RecordingEnvironment(installed)
    with run.locked(environment.lock):
        second = subprocess.Popen(
            [sys.executable, installed / "run.py", "plan"], stderr=subprocess.PIPE, text=True
        )
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
        assert second.poll() is None
        second.kill()
        second.communicate()


# what it starts


def test_a_command_is_forwarded_and_test_becomes_pytest() -> None:
    python = Path("p")
    assert run.command_for(python, ["map", "a b", "--x"]) == [
        *("p", "-P", "-m", "landbridge"),
        *("map", "a b", "--x"),
    ]
    assert run.command_for(python, ["test", "-k", "x"])[:4] == ["p", "-P", "-m", "pytest"]
    assert run.command_for(python, ["test", "-k", "x"])[-2:] == ["-k", "x"]


@needs_posix
@pytest.mark.parametrize("command", ["plan", "test"])
def test_arguments_folder_and_exit_code_pass_through(command: str, installed: Path) -> None:
    python = run.Environment(installed).python
    python.write_text('#!/bin/sh\npwd\nfor word; do echo "$word"; done\nexit 7\n')
    python.chmod(0o755)
    done = start(installed, command, "a  b", "*")
    folder, *words = done.stdout.splitlines()
    assert done.returncode == 7, done.stderr
    assert folder == str(installed if command == "test" else installed.parent)
    assert words[-2:] == ["a  b", "*"]
