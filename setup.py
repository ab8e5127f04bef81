"""Find the packages, and build the compiled engines where there is a compiler.

The root of the repository is landbridge, and its folders are what is in it. Everything else
stands in pyproject.toml, which cannot find packages under a name that is not a folder.
"""

import os

from setuptools import Extension, find_packages, setup
from setuptools.command.build_py import build_py

FOLDERS = ("cli", "datasets", "maps", "network", "optimizer")
CHECKOUT_ONLY = {("landbridge", "run"), ("landbridge", "setup")}


class BuildPackage(build_py):
    """Leave out the modules at the root that only a checkout needs."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Return (package, module, file) of every module that is installed."""
        modules = super().find_package_modules(package, package_dir)
        return [found for found in modules if found[:2] not in CHECKOUT_ONLY]


def compiled_engines() -> list[Extension]:
    """Return the C++ of the route search and of the flow solver; without it Python serves."""
    try:
        from pybind11.setup_helpers import Pybind11Extension
    except ImportError:
        print("pybind11 is missing: landbridge is installed without its compiled engines.")
        return []
    # Sums must not be fused with products, or the engines would differ in the last digit.
    exact = [] if os.name == "nt" else ["-O3", "-ffp-contract=off"]
    return [
        Pybind11Extension(
            f"landbridge.optimizer.{name}",
            [f"optimizer/{name}.cpp"],
            cxx_std=17,
            extra_compile_args=exact,
            optional=True,  # no compiler: setuptools says so and goes on
        )
        for name in ("_flow", "_pricing", "_search")
    ]


found = find_packages(include=[name for folder in FOLDERS for name in (folder, f"{folder}.*")])
setup(
    cmdclass={"build_py": BuildPackage},
    ext_modules=compiled_engines(),
    package_dir={"landbridge": "."},
    packages=["landbridge", *(f"landbridge.{name}" for name in found)],
)
