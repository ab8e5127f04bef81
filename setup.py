"""Find the packages: the root of the repository is landbridge, and its folders are what is in it.

Everything else stands in pyproject.toml, which cannot find packages under a name that is not a
folder.
"""

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

FOLDERS = ("cli", "datasets", "maps", "network", "optimizer")
CHECKOUT_ONLY = {("landbridge", "run"), ("landbridge", "setup")}


class BuildPackage(build_py):
    """Leave out the modules at the root that only a checkout needs."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Return (package, module, file) of every module that is installed."""
        modules = super().find_package_modules(package, package_dir)
        return [found for found in modules if found[:2] not in CHECKOUT_ONLY]


found = find_packages(include=[name for folder in FOLDERS for name in (folder, f"{folder}.*")])
setup(
    cmdclass={"build_py": BuildPackage},
    package_dir={"landbridge": "."},
    packages=["landbridge", *(f"landbridge.{name}" for name in found)],
)
