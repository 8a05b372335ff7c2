"""How far a long run is: a bar on standard error, where a person watches it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textmine.reading import Meter

__all__ = ["Progress"]

WIDTH = 24
"""The length of the bar, in characters."""

PAUSE = 0.5
"""The least seconds between two drawings."""


class Progress:
    """Draws how much of the input is read and how many articles are done; nothing where ``shown`` is false."""

    def __init__(self, meter: Meter, *, shown: bool) -> None:
        self.meter = meter
        self.shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self._articles = 0
        self._begun = time.monotonic()
        self._drawn: float | None = None

    def count(self, articles: int) -> None:
        """Adds ``articles`` that are done, and draws the line anew if it is not fresh."""
        self._articles += articles
        now = time.monotonic()
        if not self.shown or (self._drawn is not None and now - self._drawn < PAUSE):
            return
        self._drawn = now
        rate = self._articles / max(now - self._begun, 1e-9)
        sys.stderr.write(f"\r{self._bar()}{self._articles} articles, {rate:.0f} a second \x1b[K")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away, so that something else can be told."""
        if self._drawn is not None:
            sys.stderr.write("\r\x1b[K")
            self._drawn = None

    def _bar(self) -> str:
        """How much of the input is read; empty where its size is not known."""
        meter = self.meter
        if not meter.total:
            return ""
        part = min(1.0, meter.done / meter.total)
        done = round(WIDTH * part)
        return f"[{'#' * done}{'.' * (WIDTH - done)}] {part:4.0%} of {meter.total / 1e6:.1f} MB, "
