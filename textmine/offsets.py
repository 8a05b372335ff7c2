"""The way back from a text made for analysis to the text as given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["OffsetMap", "Piece"]


class Piece(NamedTuple):
    """Words that were changed as one: the span ``start`` to ``end`` of the text made stands for ``low`` to ``high`` of the original."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets in a cleaned text back to offsets in the original text.

    ``starts[i]`` is a position in the cleaned text from which on (until ``starts[i + 1]``) the original
    position is ``cleaned + shifts[i]``. ``starts`` begins with 0 and rises strictly. ``pieces``, in order, are words that were
    changed as one, whatever their lengths: whoever cites a part of one cites the whole.
    """

    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)
    pieces: tuple[Piece, ...] = ()

    def __call__(self, position: int) -> int:
        """Original position of the character at the cleaned ``position``."""
        piece = self._piece(position)
        if piece is not None:
            return piece.low
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original half-open span of the cleaned span; what was cut inside it is included."""
        if len(self.starts) == 1 and not self.pieces:
            return start + self.shifts[0], end + self.shifts[0]
        if end <= start:
            return self(start), self(start)
        piece = self._piece(end - 1)
        return self(start), self(end - 1) + 1 if piece is None else piece.high

    def _piece(self, position: int) -> Piece | None:
        """The piece in which the cleaned ``position`` lies."""
        if not self.pieces:
            return None
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        return self.pieces[index] if index >= 0 and position < self.pieces[index].end else None

    def then(self, other: OffsetMap) -> OffsetMap:
        """This map and behind it ``other``, a map without pieces that leads on from where this one leads."""
        bounds = [*self.starts[1:], None]
        starts: list[int] = []
        shifts: list[int] = []
        for start, shift, end in zip(self.starts, self.shifts, bounds, strict=True):
            first = bisect_right(other.starts, start + shift) - 1
            for index in range(first, len(other.starts)):
                begin = start if index == first else other.starts[index] - shift
                if end is not None and begin >= end:
                    break
                total = shift + other.shifts[index]
                if not shifts or shifts[-1] != total:
                    starts.append(begin)
                    shifts.append(total)
        pieces = [piece._replace(low=low, high=high) for piece in self.pieces for low, high in [other.span(*piece[2:])]]
        return OffsetMap(tuple(starts), tuple(shifts), tuple(pieces))
