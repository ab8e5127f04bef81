"""The house keeps its shape: small modules, known names, relative imports, a complete wheel."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import landbridge

ROOT = Path(landbridge.__file__).parent
FOLDERS = ("cli", "datasets", "maps", "network", "optimizer")
MODULE_LINES = 350  # the aim is 250
BODY_LINES = 50
SCRIPTS = ("datasets/*/*.py", "maps/fonts/*.py", "maps/vendor/*.py", "run.py", "setup.py")
NOT_INSTALLED = {"README.md", "benchmarks", "docs", "pyproject.toml", "run.py", "setup.py", "tests"}
NAMELESS = {"common", "helper", "helpers", "misc", "util", "utils"}
HEAVY = {"folium", "geopandas", "matplotlib", "networkx", "numpy", "ortools", "pandas", "shapely"}

PATHS = sorted([*ROOT.glob("*.py"), *(p for f in FOLDERS for p in (ROOT / f).rglob("*.py"))])
SOURCES = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in PATHS}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of the package with its place."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.lineno} {node.name}", node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imported_names(tree: ast.Module) -> set[str]:
    """Return the first word of everything that a module imports absolutely."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    return names


def is_script(name: Path) -> bool:
    """Say whether a file only makes the package, or data in it, and is not installed."""
    return any(name.match(pattern) for pattern in SCRIPTS)


def packages() -> set[str]:
    """Return the folders of code as package names."""
    code = {name.parent for name in SOURCES if not is_script(name)}
    return {".".join(("landbridge", *folder.parts)) for folder in code}


@pytest.fixture(scope="module")
def project() -> dict:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_package_is_found() -> None:
    assert {Path("run.py"), Path("network/errors.py")} <= set(SOURCES)


def test_modules_are_short() -> None:
    lengths = {str(name): len(source.splitlines()) for name, source in SOURCES.items()}
    del lengths["__init__.py"]  # the public face is a list of names, and three lines for each
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    lengths = {place: body_lines(function) for place, function in functions()}
    assert {place: lines for place, lines in lengths.items() if lines > BODY_LINES} == {}


def test_a_docstring_is_no_part_of_a_body() -> None:
    (function,) = ast.parse('def f():\n    """One.\n\n    Two."""\n    a = 1\n\n    return a').body
    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == 3


def test_every_module_has_a_name_that_says_something() -> None:
    assert [str(name) for name in SOURCES if NAMELESS & set(name.with_suffix("").parts)] == []


def test_imports_inside_the_package_are_relative() -> None:
    absolute = {"landbridge", *FOLDERS}
    wrong = {str(name): absolute & imported_names(tree) for name, tree in TREES.items()}
    assert {name: names for name, names in wrong.items() if names} == {}


def test_the_front_door_is_used_by_nobody_inside() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.level == len(name.parts)
        and node.module is None
        and name.parts[0] in FOLDERS
        and {alias.name for alias in node.names} - set(FOLDERS)
    ]
    assert wrong == []


def test_every_package_has_its_init() -> None:
    folders = [ROOT.joinpath(*name.split(".")[1:]) for name in packages()]
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_importing_landbridge_loads_nothing_heavy() -> None:
    code = "import landbridge, sys; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_constraints_pin_exactly_and_hold_no_address(project: dict) -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pin = re.compile(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+( ; .+)?")
    assert [line for line in lines if not pin.fullmatch(line)] == []
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
    ]
    assert {re.split(r"[^A-Za-z0-9-]", name)[0] for name in asked} <= pinned


def build_wheel(folder: Path, **environment: str) -> set[str]:
    """Build the wheel from a copy of the checkout and return the names in it."""
    pytest.importorskip("setuptools", minversion="77")
    pytest.importorskip("pybind11")
    left_out = shutil.ignore_patterns(".*", "build", "out", "*.egg-info", "__pycache__", "*.so")
    shutil.copytree(ROOT, folder / "copy", ignore=left_out)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(folder / "copy")]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    (path,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(path).namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names in the wheel."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def is_core(name: str) -> bool:
    """Say whether a file of the wheel is a compiled engine."""
    return name.startswith("landbridge/optimizer/_") and name.endswith((".so", ".pyd"))


@pytest.mark.skipif(shutil.which("g++") is None, reason="no C++ compiler")
def test_the_wheel_holds_the_compiled_engines(wheel: set[str]) -> None:
    engines = {f"landbridge/optimizer/{path.stem}" for path in ROOT.glob("optimizer/_*.cpp")}
    assert {name.split(".")[0] for name in wheel if is_core(name)} == engines


def test_without_a_compiler_the_wheel_is_built_without_it(tmp_path: Path) -> None:
    names = build_wheel(tmp_path, CC="no-compiler", CXX="no-compiler")
    assert "landbridge/optimizer/engine.py" in names
    assert [name for name in names if is_core(name)] == []


def test_the_wheel_holds_the_code_and_its_types(wheel: set[str]) -> None:
    code = {f"landbridge/{name.as_posix()}" for name in SOURCES if not is_script(name)}
    assert code - wheel == set()
    assert {"landbridge/py.typed", "landbridge/optimizer/_search.pyi"} <= wheel


@pytest.mark.parametrize("folder", ["datasets", "maps"])
def test_the_wheel_holds_the_data(folder: str, wheel: set[str]) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    data = [p for p in files if p.suffix not in (".py", ".pyc") and not p.name.startswith(".")]
    assert {f"landbridge/{p.relative_to(ROOT).as_posix()}" for p in data} - wheel == set()


def test_the_wheel_leaves_out_what_a_user_does_not_need(wheel: set[str]) -> None:
    top_level = {name.split("/")[1] for name in wheel if name.startswith("landbridge/")}
    assert NOT_INSTALLED & top_level == set()
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"landbridge"}
