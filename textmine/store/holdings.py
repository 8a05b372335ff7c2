"""What a fact database holds beside its facts: how much of everything, runs, near copies, inputs that could not be read, own names of indicators."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import NamedTuple

from textmine.store.database import Database

__all__ = ["AliasRow", "BadRow", "CopyRow", "CountRow", "HeldRow", "Listing", "RunRow", "listing"]


class Listing(StrEnum):
    """What can be listed."""

    COUNTS = "counts"
    RUNS = "runs"
    COPIES = "copies"
    QUARANTINE = "quarantine"
    ALIASES = "aliases"


class CountRow(NamedTuple):
    """How many there are of something."""

    what: str
    number: int


class RunRow(NamedTuple):
    """A call of textmine ingest; ``finished`` is null while it runs, and for ever if it was killed. ``keying`` tells runs with other keys apart."""

    run: int
    started: str
    finished: str | None
    version: str
    files: str
    aliases: str | None
    keying: str | None


class CopyRow(NamedTuple):
    """Two articles of nearly the same words."""

    article: int
    title: str | None
    publisher: str | None
    published: str | None
    copy_of: int
    other_title: str | None
    other_publisher: str | None
    other_published: str | None
    similarity: float


class BadRow(NamedTuple):
    """An input that could not be read, why, and when that was last tried."""

    path: str
    reason: str
    started: str


class AliasRow(NamedTuple):
    """A wording and the indicator that it stands for."""

    wording: str
    name: str


HeldRow = CountRow | RunRow | CopyRow | BadRow | AliasRow

COUNTS = {
    "articles": "article WHERE superseded = 0",
    "versions": "article WHERE superseded = 1",
    "files": "source",
    "claims": "claim",
    "reviewed": "claim WHERE review IS NOT NULL",
    "indicators": "(SELECT DISTINCT indicator_base FROM claim) AS different",
    "entities": "entity",
    "copies": "near",
    "quarantine": "quarantine",
    "aliases": "alias",
    "runs": "run",
}
COPIES = (
    "SELECT one.id, one.title, one.publisher, one.published, other.id, other.title, other.publisher, other.published, similarity FROM near "
    "JOIN article AS one ON one.id = article_id JOIN article AS other ON other.id = other_id ORDER BY similarity DESC, one.id, other.id LIMIT ?"
)
QUARANTINE = "SELECT path, reason, started FROM quarantine JOIN run ON run.id = run_id ORDER BY path, reason LIMIT ?"


def listing(database: Database, what: Listing, limit: int) -> tuple[HeldRow, ...]:
    """At most ``limit`` rows of what is asked for: the latest runs, the likest copies first."""
    with database.reading():
        match what:
            case Listing.COUNTS:
                return tuple(CountRow(name, _count(database, of)) for name, of in COUNTS.items())
            case Listing.RUNS:
                sql = "SELECT id, started, finished, version, options, keying FROM run ORDER BY id DESC LIMIT ?"
                return tuple(_run(*row) for row in database.rows(sql, (limit,)))
            case Listing.COPIES:
                return tuple(CopyRow(*row) for row in database.rows(COPIES, (limit,)))
            case Listing.QUARANTINE:
                return tuple(BadRow(*row) for row in database.rows(QUARANTINE, (limit,)))
            case Listing.ALIASES:
                sql = "SELECT wording, name FROM alias ORDER BY name, wording LIMIT ?"
                return tuple(AliasRow(*row) for row in database.rows(sql, (limit,)))


def _count(database: Database, of: str) -> int:
    row = database.one(f"SELECT count(*) FROM {of}")
    assert row is not None
    return int(row[0])


def _run(run: int, started: str, finished: str | None, version: str, options: str, keying: str | None) -> RunRow:
    told = json.loads(options)
    return RunRow(run, started, finished, version, " ".join(told.get("files", ())), told.get("aliases"), keying)
