"""What `import landbridge` offers, and that what the README promises is so."""

import ast
import inspect
import re
import shlex
from pathlib import Path

import pytest

import landbridge as lb
from landbridge.cli import COMMANDS, app

ROOT = Path(lb.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_every_name_has_a_home_and_they_stand_in_order():
    assert lb.__all__ == sorted(lb._HOMES) == list(lb._HOMES) == dir(lb)


def test_the_names_for_type_checkers_are_the_same():
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    homes = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    assert homes == lb._HOMES


@pytest.mark.parametrize("name", lb.__all__)
def test_every_name_resolves_and_says_what_it_is(name):
    value = getattr(lb, name)
    assert getattr(value, "__name__", name) == name
    assert inspect.getdoc(value)


def test_an_unknown_name_is_named():
    with pytest.raises(AttributeError, match="'landbridge' has no attribute 'rooutes'"):
        lb.rooutes  # noqa: B018


def test_every_error_is_one_of_ours():
    errors = [getattr(lb, name) for name in lb.__all__ if name.endswith("Error")]
    assert all(issubclass(error, lb.LandbridgeError) for error in errors)
    assert len(errors) == 7


def test_the_version_is_that_of_the_package():
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{lb.__version__}"' in metadata


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    [example] = blocks("python")
    exec(compile(example, "README.md", "exec"), {})
    assert re.search(r"^[\d,]+ USD, proven gap \d\.\d\d%$", capsys.readouterr().out, re.MULTILINE)
    assert (tmp_path / "plan.html").stat().st_size > 100_000


def test_the_commands_of_the_readme_exist():
    lines = [line for block in blocks("") for line in block.splitlines() if "run.py" in line]
    assert len(lines) > 4
    for line in lines:
        _, _, name, *words = shlex.split(line)
        if name != "test":
            assert name in COMMANDS, line
            app.get_command(None, name).make_context(name, words)
