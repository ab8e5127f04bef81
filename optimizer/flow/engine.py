"""The seam between the flow solver and its two sets of kernels, which compute alike.

The compiled ones serve where they were built; those in Python serve elsewhere, and are the
oracle of the tests. LANDBRIDGE_ENGINE=python or =core forces one, as for the route search.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..engine import chosen
from .python_kernels import PythonKernels

if TYPE_CHECKING:
    from .kernels import Kernels


def kernels() -> Kernels:
    """Return the kernels that compute; see `chosen` of the route engines."""
    return chosen(_core, PythonKernels)


@cache
def _core() -> Kernels | None:
    """Return the compiled kernels; None where they were not built."""
    try:
        core: Kernels = import_module(".core_kernels", __package__).CoreKernels()
    except ImportError:
        return None
    return core
