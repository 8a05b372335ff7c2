"""What one pass over a text has read so far: the places found, and the names in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from textmine.records import Place

__all__ = ["Doubtful", "Found", "Reading"]


@dataclass(slots=True)
class Found:
    """A place as it was read, before its surroundings are looked at."""

    start: int
    end: int
    places: tuple[Place, ...]
    rule: str


class Doubtful(NamedTuple):
    """A short name that is often another word, so that only its surroundings can tell that a place is meant."""

    start: int
    end: int
    places: tuple[Place, ...]


@dataclass(slots=True)
class Reading:
    """The state of one pass: what was found and what is in doubt, and the divisions named so far, the latest last."""

    text: str
    found: list[Found] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    seen: dict[Place, None] = field(default_factory=dict)

    def note(self, place: Place) -> None:
        """Remember a division as the latest one named."""
        self.seen.pop(place, None)
        self.seen[place] = None

    def outer(self, start: int) -> Place | None:
        """The division whose name ends where ``start`` is."""
        last = self.found[-1] if self.found else None
        if last and last.end == start and last.rule in ("name", "chain") and len(last.places) == 1:
            return last.places[0]
        return None
