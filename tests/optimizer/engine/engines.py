"""The two engines as parameters of a test; the compiled one is skipped where it was not built."""

from __future__ import annotations

import importlib.util

import pytest

from landbridge.optimizer import engine as seam

IS_BUILT = importlib.util.find_spec("landbridge.optimizer._search") is not None
needs_core = pytest.mark.skipif(not IS_BUILT, reason="the core was not built: no C++ compiler")
both_engines = pytest.mark.parametrize("name", ["python", pytest.param("core", marks=needs_core)])


def named(name: str) -> seam.Engine:
    """Return an engine, whatever the environment asks for."""
    if name == "python":
        return seam.PythonEngine()
    from landbridge.optimizer.core_engine import CoreEngine

    return CoreEngine()
