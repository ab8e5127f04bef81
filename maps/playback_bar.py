"""The tool of a map that plays a plan in time."""

from __future__ import annotations

from typing import Any, Final

from .elements import CLIENT_SCRIPTS, ClientCall

PLAYBACK_SCRIPTS: Final = [
    *CLIENT_SCRIPTS,
    *(
        (name, "vendored")
        for name in ("landbridge_motion", "landbridge_motion_scene", "landbridge_playback")
    ),
]


class PlaybackBar(ClientCall):
    """A bar with a clock and a slider that moves what a plan carries along its lines.

    Parameters
    ----------
    page
        The map; its flows are drawn already.
    data
        What moves and waits, as :func:`landbridge.maps.playback.playback` returns it.
    """

    default_js = PLAYBACK_SCRIPTS
    default_css = [  # noqa: RUF012  (folium reads lists)
        ("landbridge_css", "vendored"),
        ("landbridge_playback_css", "vendored"),
    ]

    def __init__(self, page: object, data: dict[str, Any]) -> None:
        super().__init__("setUpPlayback", page, data)
