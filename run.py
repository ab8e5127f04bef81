#!/usr/bin/env python3
"""Install landbridge into .venv beside this file where that is needed, then run it.

python3 run.py plan        solve the embedded order book and write out/plan.html, .json and .csv
python3 run.py COMMAND     any other command of landbridge, with its arguments
python3 run.py test        run the tests; arguments go to pytest

This file uses the standard library only, and parses on Pythons that are too old to go on.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
SPACE_MB = 1200
CHECKOUT = {"plan": ".[pdf]", "test": ".[test]"}
INSTALLED_MB = {"plan": 700, "test": 1000}
NO_CORE = "There is no C++ compiler, so routes are searched by the slower engine in Python."
UNREACHABLE = ("Retrying (", "Max retries exceeded", "ReadTimeoutError", "SSLError", "ProxyError")


class Failure(Exception):  # noqa: N818 (what the user reads is one sentence, not a type)
    """Something that the user has to put right, in one plain sentence."""


class NetworkFailure(Failure):
    """The package index does not answer. pip fetches first, so nothing has been changed."""


def say(sentence: str) -> None:
    """Tell the user what is going on; stdout is left to the command."""
    print(sentence, file=sys.stderr, flush=True)


def check_python(version: "Sequence[object]") -> None:
    """Refuse a Python that is too old."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        found = "{}.{}.{}".format(*version)
        raise Failure(f"landbridge needs Python 3.11 or newer, and this is Python {found}.")


def check_venv() -> None:
    """Refuse a Python that cannot make a virtual environment with pip in it."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise Failure(
            f"This Python cannot make a virtual environment ({error}): "
            "on Debian or Ubuntu, install it with `apt install python3-venv`."
        ) from None


def check_space(folder: Path) -> None:
    """Refuse to begin an installation that the disk cannot hold."""
    free_mb = shutil.disk_usage(str(folder)).free // 10**6
    if free_mb < SPACE_MB:
        raise Failure(
            f"The disk of {folder} is full: {free_mb} MB are free and "
            f"landbridge needs {SPACE_MB} MB to install."
        )


def describe(error: OSError) -> str:
    """Put an error of the operating system into one sentence."""
    place = error.filename or "the checkout"
    if error.errno == errno.ENOSPC:
        return f"The disk is full: landbridge needs {SPACE_MB} MB to install."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"landbridge cannot write to {place}: give yourself that right or move the checkout."
    return f"landbridge cannot start: {error.strerror or error} ({place})."


def explain(complaints: str) -> Failure:
    """Find the cause in what pip or ensurepip wrote before it failed; show what is not known."""
    if "No space left on device" in complaints:
        return Failure(describe(OSError(errno.ENOSPC, "")))
    if "Permission denied" in complaints or "Read-only file system" in complaints:
        return Failure(describe(OSError(errno.EACCES, "", ".venv")))
    if "No module named pip" in complaints:
        return Failure("The environment .venv has no pip: delete that folder and start again.")
    if any(sign in complaints for sign in UNREACHABLE):
        return NetworkFailure(
            "The package index cannot be reached: "
            "check the network and pip's index and proxy settings, then start again."
        )
    say(complaints.rstrip())
    errors = [line for line in complaints.splitlines() if line.lower().startswith("error: ")]
    reason = errors[-1][len("error: ") :] if errors else "it gave no reason"
    return Failure(f"pip could not install landbridge: {reason}")


@contextlib.contextmanager
def locked(path: Path) -> "Iterator[tuple[int, ...]]":
    """Wait for the lock on a file, hold it, and yield what a child needs to hold it too."""
    try:
        import fcntl
    except ImportError:  # Windows: two first starts at once are not kept apart
        yield ()
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing; waiting for it to finish ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield (file.fileno(),)


class Environment:
    """The virtual environment of a checkout, and the record of what was installed into it.

    The record reads ``installing`` until an installation is complete. Where there is none, or an
    empty one, the environment is the user's own: it is installed into, never cleared.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.record = self.folder / "landbridge-install.txt"
        self.lock = self.folder / "landbridge-install.lock"
        self.version = "{}.{}".format(*sys.version_info)

    def ensure(self, part: str) -> None:
        """Install ``part`` ("plan" or "test") unless that was done before."""
        if self.is_ready(part):
            return
        if not (self.root / "pyproject.toml").is_file():
            raise Failure("run.py works in a checkout; installed, type landbridge instead.")
        check_venv()
        self.folder.mkdir(exist_ok=True)
        with locked(self.lock) as held:
            if not self.is_ready(part):
                self._install(part, held)

    def is_ready(self, part: str) -> bool:
        """Say whether ``part`` is installed as pyproject.toml and constraints.txt want it."""
        wanted = {self._fingerprint(part), self._fingerprint("test")}
        return self._read_record() in wanted and self.python.exists()

    def _fingerprint(self, part: str) -> str:
        digest = hashlib.sha256()
        engines = sorted(self.root.glob("optimizer/_*.cpp"))
        settings = ("pyproject.toml", "constraints.txt", "setup.py")
        for path in [*(self.root / name for name in settings), *engines]:
            digest.update(path.read_bytes() if path.exists() else b"absent")
        return f"{self.version} {digest.hexdigest()} {CHECKOUT[part]}"

    def _read_record(self) -> str:
        if not self.record.exists():
            return ""
        return self.record.read_text(encoding="ascii", errors="replace").strip()

    def _write_record(self, text: str) -> None:
        self.record.write_text(f"{text}\n", encoding="ascii")

    def _install(self, part: str, held: "tuple[int, ...]") -> None:
        before = self._read_record()
        is_sound = not before or before.startswith(f"{self.version} ")
        if is_sound and self.python.exists():
            say(f"Bringing {self.folder} up to date ...")
        else:
            size = f"about {INSTALLED_MB[part]} MB"
            say(f"Installing landbridge into {self.folder}: {size}, a minute or two, once.")
            check_space(self.root)
            if before:
                say("What is there is incomplete or of another Python; making it anew ...")
                self._clear()
        self._write_record("installing")
        try:
            if not self.python.exists():
                self._create()
            self._pip(held, "--quiet", "pybind11", "setuptools")
            self._pip(held, "--no-build-isolation", "--editable", CHECKOUT[part])
        except NetworkFailure:
            if is_sound:
                self._write_record(before)
            raise
        self._write_record(self._fingerprint(part))
        core = [p for p in self.root.glob("optimizer/_search.*") if p.suffix in (".so", ".pyd")]
        say("Installed." if core else f"Installed. {NO_CORE}")

    def _clear(self) -> None:
        for child in self.folder.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(str(child))
            elif child not in (self.record, self.lock):
                child.unlink()

    def _create(self) -> None:
        import venv

        say("Making the virtual environment ...")
        try:
            venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(str(self.folder))
        except subprocess.CalledProcessError as error:
            raise explain((error.output or b"").decode("utf-8", "replace")) from error

    def _pip(self, held: "tuple[int, ...]", *arguments: str) -> None:
        """Run pip in the checkout: show its progress, keep its complaints to explain them."""
        command = [str(self.python), "-I", "-m", "pip", "install", "--no-input"]
        command += ["--disable-pip-version-check", "--constraint", "constraints.txt", *arguments]
        complaints: "list[str]" = []
        with subprocess.Popen(
            command,
            cwd=str(self.root),
            stdin=subprocess.DEVNULL,
            stdout=2,
            stderr=subprocess.PIPE,
            errors="replace",
            pass_fds=held,
        ) as pip:
            for line in pip.stderr or ():
                if "Retrying (" in line and "Retrying (" not in "".join(complaints):
                    say("The package index does not answer; trying again ...")
                complaints.append(line)
        if pip.returncode:
            raise explain("".join(complaints))


def command_for(python: Path, arguments: "list[str]") -> "list[str]":
    """Return the command line that ``run.py ARGUMENTS`` stands for.

    ``-P`` keeps the current folder off the import path: run in the checkout, ``cli`` or
    ``datasets`` would else be packages of their own.
    """
    if arguments[0] == "test":
        spread = ["-n", "auto", "--dist", "loadfile"]
        return [str(python), "-P", "-m", "pytest", *spread, *arguments[1:]]
    return [str(python), "-P", "-m", "landbridge", *arguments]


def hand_over(command: "list[str]") -> None:
    """Become a command, or on Windows wait for it and leave as it left."""
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def main(arguments: "list[str]") -> int:
    """Install where needed, run, and return the exit code."""
    try:
        check_python(sys.version_info)
        if not arguments or arguments[0] in ("-h", "--help"):
            print(__doc__)
            return 0
        environment = Environment(ROOT)
        environment.ensure("test" if arguments[0] == "test" else "plan")
        if arguments[0] == "test":
            os.chdir(str(ROOT))
        hand_over(command_for(environment.python, arguments))
    except Failure as failure:
        say(f"run.py: {failure}")
        return 1
    except OSError as error:
        say(f"run.py: {describe(error)}")
        return 1
    except KeyboardInterrupt:
        say("run.py: stopped; the next start repairs an installation that was under way.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
