"""Errors of running a sweep."""

from __future__ import annotations

from ...network.errors import LandbridgeError


class SweepError(LandbridgeError, RuntimeError):
    """Workers cannot be started or reached; what was finished before is kept."""
