"""Fetch the vendored browser libraries by name and version, and print their checksums.

Run by a developer when a library is updated, never at run time::

    python maps/vendor/fetch.py

It needs ``npm`` and writes into this folder; ``README.md`` beside it holds the table.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
IMAGE: Final = re.compile(r"url\(['\"]?(?!data:|#)([^)'\"]+)['\"]?\)")

PACKAGES: Final[dict[str, dict[str, str]]] = {
    "leaflet@1.9.4": {
        "dist/leaflet.js": "leaflet.js",
        "dist/leaflet.css": "leaflet.css",
        "LICENSE": "leaflet.LICENSE.txt",
    },
}
"""Package and version -> file in the package -> file in this folder."""


def unpack(package: str, folder: Path) -> Path:
    """Download one npm package by name and version and return its unpacked folder."""
    npm = shutil.which("npm")
    if npm is None:
        msg = "npm is not installed; it is needed to fetch packages by name"
        raise FileNotFoundError(msg)
    target = folder / package
    target.mkdir()
    subprocess.run([npm, "pack", "--silent", package], cwd=target, check=True, capture_output=True)
    with tarfile.open(next(target.glob("*.tgz"))) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def with_images(style: str, folder: Path) -> str:
    """Return a stylesheet with its images written in as data URLs."""

    def inlined(match: re.Match[str]) -> str:
        image = folder / match[1]
        content = base64.b64encode(image.read_bytes()).decode("ascii")
        return f"url(data:{mimetypes.guess_type(image.name)[0]};base64,{content})"

    return IMAGE.sub(inlined, style)


def copy(source: Path, target: Path) -> str:
    """Copy one text file with Unix line ends and return its SHA-256."""
    text = source.read_text(encoding="utf-8").rstrip() + "\n"
    if source.suffix == ".css":
        text = with_images(text, source.parent)
    target.write_text(text, encoding="utf-8", newline="\n")
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Fetch every package and print one line per file for the table in ``README.md``."""
    with tempfile.TemporaryDirectory() as folder:
        for package, files in PACKAGES.items():
            source = unpack(package, Path(folder))
            for inside, name in files.items():
                digest = copy(source / inside, HERE / name)
                sys.stdout.write(f"| {package} | `{name}` | `{digest}` |\n")


if __name__ == "__main__":
    main()
