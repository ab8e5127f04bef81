"""Instances from outside that lie beside the checkout; they are not ours to copy."""

from pathlib import Path

import pytest

import landbridge

CASES = Path(landbridge.__file__).resolve().parent.parent / "shared" / "cases"

needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the instances are not beside the checkout"
)
