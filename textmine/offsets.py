"""The way back from a cleaned text to the text as given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["OffsetMap"]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets in a cleaned text back to offsets in the original text.

    ``starts[i]`` is a position in the cleaned text from which on (until ``starts[i + 1]``) the original
    position is ``cleaned + shifts[i]``. ``starts`` begins with 0 and rises strictly.
    """

    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def __call__(self, position: int) -> int:
        """Original position of the character at the cleaned ``position``."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original half-open span of the cleaned span; what was cut inside it is included."""
        if len(self.starts) == 1:
            return start + self.shifts[0], end + self.shifts[0]
        return self(start), (self(end - 1) + 1 if end > start else self(start))
