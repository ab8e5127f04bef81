"""Help is quick and shows how a command is used."""

import subprocess
import sys

import pytest

from landbridge.cli import COMMANDS, app

HEAVY = {
    "branca", "folium", "geopandas", "landbridge.datasets", "landbridge.maps", "landbridge.network",
    "landbridge.optimizer", "matplotlib", "networkx", "numpy", "ortools", "pandas", "pydantic",
    "rich", "shapely",
}  # fmt: skip
HELPS = [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)]


def loaded(code: str) -> set[str]:
    """Return which heavy modules a new Python has loaded after some code."""
    code += "; import sys; print('loaded', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.splitlines()[-1].split())


def test_to_import_landbridge_loads_nothing_heavy():
    assert loaded("import landbridge; dir(landbridge); landbridge.__version__") == set()


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
def test_help_loads_nothing_heavy(words):
    assert loaded(f"from landbridge.cli import app; app({words}, standalone_mode=False)") == set()


def test_what_is_heavy_would_be_seen():
    assert loaded("import landbridge; landbridge.load") >= {"pydantic", "landbridge.network"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(run, name):
    answer = run(name, "--help")
    assert answer.code == 0
    assert f": landbridge {name} " in answer.out


def test_the_examples_give_options_that_exist():
    for name in COMMANDS:
        command = app.get_command(None, name)
        known = {option for param in command.params for option in param.opts}
        words = command.epilog.split()
        assert {word for word in words if word.startswith("-")} <= known, name


def test_help_lists_every_command_with_its_line(run):
    answer = run("--help")
    assert answer.code == 0
    assert all(name in answer.out for name in COMMANDS)


@pytest.mark.parametrize("words", [["unknown"], ["plan", "--bogus"], []], ids=str)
def test_an_unknown_word_ends_with_2(run, words):
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "Usage: " in answer.err
