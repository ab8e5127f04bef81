"""Errors of the maps folder.

::

    LandbridgeError
    └── AssetError (LookupError)   a map asks for a script or stylesheet that is not vendored
"""

from __future__ import annotations

from ..network.errors import LandbridgeError


class AssetError(LandbridgeError, LookupError):
    """A map asks for a script or stylesheet that would have to come from the network."""
