"""What an ingest meets, in its order: articles, what could not be read, ends of files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

from textmine.errors import InputError
from textmine.records import Article
from textmine.store.findings import Kept, extra_of

__all__ = ["Bad", "End", "Event", "Ingested", "Read", "Seen", "Source", "Standing"]


class Source(NamedTuple):
    """A file under way, with its size in bytes, the time of its last change in nanoseconds and the SHA-256 of its bytes; null for a stream."""

    path: str
    size: int | None = None
    modified: int | None = None
    sha256: str | None = None


class Standing(NamedTuple):
    """Where an article stands: in which source, under which name, from which character on, with which further fields."""

    source: Source
    name: str
    start: int
    extra: str | None

    @classmethod
    def of(cls, source: Source, article: Article) -> Self:
        """Where ``article`` stands in ``source``."""
        return cls(source, article.id, article.start, extra_of(article))


class Seen(NamedTuple):
    """An article that is stored already, or will be when this is looked at."""

    standing: Standing
    hash: str


class Read(NamedTuple):
    """An article with what was found in it."""

    standing: Standing
    kept: Kept


class Bad(NamedTuple):
    """What could not be read."""

    error: InputError


class End(NamedTuple):
    """The end of a source; ``whole`` tells that all of it was read."""

    source: Source
    whole: bool


Event = Seen | Read | Bad | End


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What a transaction stored: articles met, new ones, claims; sources done; known claims with another key; what was bad."""

    articles: int = 0
    new: int = 0
    claims: int = 0
    sources: int = 0
    rekeyed: int = 0
    errors: tuple[InputError, ...] = ()
