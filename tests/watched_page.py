"""A page in a headless browser without a network: what it asks for and complains of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import landbridge

CHROMIUM = Path(os.environ.get("LANDBRIDGE_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
SCREENS = Path(landbridge.__file__).parent / "out" / "screens"
"""Where screenshots are kept; git ignores it, CI uploads it."""

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


class Watched:
    """A page in a browser, with everything it asked for and complained about."""

    def __init__(self, page):
        self.page = page
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path, theme="light"):
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("path.lb-flow", state="attached")
        return self

    def press(self, name):
        self.page.bring_to_front()  # a page behind another one is not drawn
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def keep(self, name):
        """Keep a screenshot of what a reader sees."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}.png")

    def count(self, script):
        return self.page.evaluate(f"() => {script}")
