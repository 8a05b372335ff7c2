"""Facts as the fact database gives them: a claim with the article that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.records import Claim, Entity
from textmine.records.locations import Location

__all__ = ["Alike", "Fact", "Found", "Highlight", "Stored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of an article in which words were found; ``marks`` are spans of ``text``, half-open."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article in the database. ``copies`` counts the articles of nearly the same words, ``sources`` tells where it stands."""

    id: int
    title: str | None
    publisher: str | None
    published: str | None
    dimension: str | None
    sources: tuple[str, ...]
    copies: int = 0
    highlight: Highlight | None = None

    @property
    def cited(self) -> str:
        """How it is cited: publisher, title and day as far as they are known, else its number."""
        return " ".join(word for word in (self.publisher, self.title, self.published) if word) or str(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim in the database; its offsets are those of the article's text there.

    ``key`` is the normalised indicator, ``review`` what a person decided: accepted, corrected, rejected or null. ``location`` is where the
    words stand in the ``file`` that they were read from, null for a text. ``similarity`` is that of the indicator to the one asked for
    (0 to 1), null where facts were not asked for by likeness.
    """

    id: int
    key: str
    claim: Claim
    article: Found
    review: str | None = None
    location: Location | None = None
    file: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An indicator of the database that is like the one asked for: its key, how likely it is the same (0 to 1), how many claims tell it."""

    key: str
    score: float
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A whole article of the database: its text as given and what was found in it; all offsets are those of ``text``."""

    article: Found
    text: str
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...] = ()
