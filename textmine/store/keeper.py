"""One transaction of an ingest: articles, versions, near copies, sources, what was bad."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from textmine.errors import InputError, LeftOutError
from textmine.records import Article, Document, Extraction
from textmine.store import near
from textmine.store.fulltext import spaced
from textmine.store.review import apply_reviews
from textmine.store.rows import content_hash, delete_findings, insert_findings, text_of

__all__ = ["Ingested", "Keeper", "Source"]

REVISION = 0.2
"""From which similarity on an article is a new version of the one that stood under its name before."""


class Source(NamedTuple):
    """A file under way, with its size in bytes and the time of its last change in nanoseconds; null for a stream."""

    path: str
    size: int | None = None
    modified: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What a transaction stored: articles met, new ones, claims; sources done; what was bad."""

    articles: int = 0
    new: int = 0
    claims: int = 0
    sources: int = 0
    errors: tuple[InputError, ...] = ()


class Keeper:
    """Writes inside a transaction that is open; with ``again`` what was found in a known article gives way to what is found now."""

    def __init__(self, connection: sqlite3.Connection, run: int, *, again: bool = False) -> None:
        self._connection = connection
        self._run = run
        self._again = again
        self._articles = self._new = self._claims = self._sources = 0
        self._errors: list[InputError] = []

    def told(self) -> Ingested:
        """What was written."""
        return Ingested(
            articles=self._articles,
            new=self._new,
            claims=self._claims,
            sources=self._sources,
            errors=tuple(self._errors),
        )

    def keep(self, source: Source, document: Document, extraction: Extraction) -> None:
        """Stores an article with what was found in it, if its content is not there already, and where it stands."""
        article = extraction.article
        text = text_of(article, document.text)
        known = content_hash(article.title, article.published, text)
        article_id = self._known(known)
        if article_id is None:
            article_id = self._insert(article, text, known, extraction)
        elif self._again:
            self._replace(article_id, extraction)
        self._sight(source, article, article_id, text)

    def seen(self, source: Source, article: Article, known: str, text: str) -> None:
        """Stores that an article whose content is stored stands in ``source`` too."""
        article_id = self._known(known)
        if article_id is not None:
            self._sight(source, article, article_id, text)

    def end(self, source: Source, *, whole: bool) -> None:
        """Stores that ``source`` was read to its end; ``whole`` tells that nothing of it was bad."""
        source_id = self._source(source)
        self._connection.execute(
            "UPDATE source SET size = ?, modified = ?, complete = ?, run_id = ? WHERE id = ?",
            (source.size, source.modified, int(whole), self._run, source_id),
        )
        self._sources += 1

    def bad(self, error: InputError) -> None:
        """Stores why something could not be read; the first word of the message names it."""
        self._errors.append(error)
        if isinstance(error, LeftOutError):
            return
        path, _, reason = str(error).partition(": ")
        self._connection.execute(
            "INSERT INTO quarantine VALUES (?, ?, ?) ON CONFLICT (path, reason) DO UPDATE SET run_id = excluded.run_id",
            (path, reason, self._run),
        )

    def _known(self, known: str) -> int | None:
        row = self._connection.execute("SELECT id FROM article WHERE hash = ?", (known,)).fetchone()
        return None if row is None else int(row[0])

    def _insert(self, article: Article, text: str, known: str, extraction: Extraction) -> int:
        main = next((found.dimension for found in extraction.dimensions if found.main), None)
        cursor = self._connection.execute(
            "INSERT INTO article (hash, title, byline, publisher, published, text, dimension, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (known, article.title, article.byline, article.publisher, article.published, text, main, self._run),
        )
        article_id = cursor.lastrowid
        assert article_id is not None
        self._connection.execute(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)",
            (article_id, spaced(article.title or ""), spaced(text)),
        )
        self._link(article_id, text)
        self._claims += insert_findings(self._connection, article_id, extraction)
        self._new += 1
        return article_id

    def _replace(self, article_id: int, extraction: Extraction) -> None:
        """Puts what is found now in the place of what was found before; what people decided holds on."""
        main = next((found.dimension for found in extraction.dimensions if found.main), None)
        self._connection.execute(
            "UPDATE article SET dimension = ?, run_id = ? WHERE id = ?", (main, self._run, article_id)
        )
        delete_findings(self._connection, article_id)
        self._claims += insert_findings(self._connection, article_id, extraction)
        apply_reviews(self._connection, article_id)

    def _link(self, article_id: int, text: str) -> None:
        """Links the article to those of nearly the same words."""
        signature = list(enumerate(near.bands(text)))
        others: set[int] = set()
        for band in signature:
            found = self._connection.execute("SELECT article_id FROM signature WHERE band = ? AND hash = ?", band)
            others.update(other for (other,) in found.fetchmany(near.MOST))
        for other in sorted(others):
            alike = near.similarity(text, self._text(other))
            if alike >= near.ALIKE:
                self._connection.execute("INSERT INTO near VALUES (?, ?, ?)", (article_id, other, round(alike, 4)))
        self._connection.executemany(
            "INSERT INTO signature VALUES (?, ?, ?)", [(number, code, article_id) for number, code in signature]
        )

    def _text(self, article_id: int) -> str:
        return str(self._connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()[0])

    def _source(self, source: Source) -> int:
        self._connection.execute(
            "INSERT INTO source (path, run_id) VALUES (?, ?) ON CONFLICT (path) DO NOTHING", (source.path, self._run)
        )
        return int(self._connection.execute("SELECT id FROM source WHERE path = ?", (source.path,)).fetchone()[0])

    def _sight(self, source: Source, article: Article, article_id: int, text: str) -> None:
        """Stores where the article stands; what stood there before under the same name is an older version of it."""
        self._articles += 1
        source_id = self._source(source)
        place = (source_id, article.id)
        before = self._connection.execute(
            "SELECT article_id FROM sighting JOIN article ON article.id = article_id "
            "WHERE source_id = ? AND name = ? AND article_id <> ? AND NOT superseded",
            (*place, article_id),
        ).fetchall()
        extra = json.dumps(dict(article.extra), ensure_ascii=False) if article.extra else None
        self._connection.execute(
            "INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET start = excluded.start",
            (*place, article_id, article.start, extra, self._run),
        )
        for (other,) in before:
            if near.similarity(text, self._text(other)) >= REVISION:
                self._connection.execute("UPDATE article SET superseded = 1 WHERE id = ?", (other,))
                self._connection.execute(
                    "UPDATE article SET superseded = 0, supersedes = coalesce(supersedes, ?) WHERE id = ?",
                    (other if other < article_id else None, article_id),
                )
