"""One transaction of an ingest: articles, versions, near copies, sources, what was bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

from textmine.errors import InputError, LeftOutError
from textmine.indicators import Aliases
from textmine.records import Article
from textmine.store import near
from textmine.store.anchors import insert_anchors
from textmine.store.database import Database
from textmine.store.findings import Kept, extra_of
from textmine.store.keying import aliases_of
from textmine.store.review import apply_reviews
from textmine.store.rows import delete_findings, insert_findings

__all__ = ["Ingested", "Keeper", "Source", "Standing"]

REVISION = 0.2
"""From which similarity on an article is a new version of the one that stood under its name before."""


class Source(NamedTuple):
    """A file under way, with its size in bytes and the time of its last change in nanoseconds; null for a stream."""

    path: str
    size: int | None = None
    modified: int | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What a transaction stored: articles met, new ones, claims; sources done; known claims with another key; what was bad."""

    articles: int = 0
    new: int = 0
    claims: int = 0
    sources: int = 0
    rekeyed: int = 0
    errors: tuple[InputError, ...] = ()


class Keeper:
    """Writes inside a transaction that is open; with ``again`` what was found in a known article gives way to what is found now."""

    def __init__(self, database: Database, run: int, *, again: bool = False) -> None:
        self._database = database
        self._run = run
        self._again = again
        self._articles = self._new = self._claims = self._sources = 0
        self._errors: list[InputError] = []
        self._known_sources: dict[str, int] = {}
        self._aliases: Aliases | None = None

    def told(self) -> Ingested:
        """What was written."""
        return Ingested(
            articles=self._articles,
            new=self._new,
            claims=self._claims,
            sources=self._sources,
            errors=tuple(self._errors),
        )

    def keep(self, standing: Standing, found: Kept) -> None:
        """Stores an article with what was found in it, if its content is not there already, and where it stands."""
        article_id = self._known(found.hash)
        if article_id is None or self._again:
            article_id = self._insert(found) if article_id is None else self._replace(article_id, found)
            insert_anchors(self._database, article_id, self._source(standing.source), found)
        self._sight(standing, article_id)

    def seen(self, standing: Standing, known: str) -> None:
        """Stores where else an article stands whose content is stored."""
        article_id = self._known(known)
        if article_id is not None:
            self._sight(standing, article_id)

    def end(self, source: Source, *, whole: bool) -> None:
        """Stores that ``source`` was read to its end; ``whole`` tells that nothing of it was bad."""
        source_id = self._source(source)
        self._database.run(
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
        self._database.run(
            "INSERT INTO quarantine VALUES (?, ?, ?) ON CONFLICT (path, reason) DO UPDATE SET run_id = excluded.run_id",
            (path, reason, self._run),
        )

    def _known(self, known: str) -> int | None:
        row = self._database.one("SELECT id FROM article WHERE hash = ?", (known,))
        return None if row is None else int(row[0])

    def _insert(self, found: Kept) -> int:
        (article_id,) = self._database.numbers("article")
        self._database.run(
            "INSERT INTO article (id, hash, title, byline, publisher, published, text, dimension, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                found.hash,
                found.title,
                found.byline,
                found.publisher,
                found.published,
                found.text,
                found.dimension,
                self._run,
            ),
        )
        self._database.index(article_id, found.title or "", found.text)
        self._link(article_id, found.text)
        self._claims += insert_findings(self._database, article_id, found, self._own_aliases())
        self._new += 1
        return article_id

    def _replace(self, article_id: int, found: Kept) -> int:
        """Puts what is found now in the place of what was found before; what people decided holds on."""
        self._database.run(
            "UPDATE article SET dimension = ?, run_id = ? WHERE id = ?", (found.dimension, self._run, article_id)
        )
        delete_findings(self._database, article_id)
        self._claims += insert_findings(self._database, article_id, found, self._own_aliases())
        apply_reviews(self._database, article_id, self._own_aliases())
        return article_id

    def _own_aliases(self) -> Aliases:
        """Those of the database, which another process may have changed before this transaction."""
        if self._aliases is None:
            self._aliases = aliases_of(self._database)
        return self._aliases

    def _link(self, article_id: int, text: str) -> None:
        """Links the article to those of nearly the same words."""
        signature = list(enumerate(near.bands(text)))
        others: set[int] = set()
        if signature:
            each = f"SELECT * FROM (SELECT article_id FROM signature WHERE band = ? AND hash = ? ORDER BY article_id LIMIT {near.MOST}) AS band"
            bound = [number for band in signature for number in band]
            others.update(row[0] for row in self._database.rows(" UNION ".join([each] * len(signature)), bound))
        for other in sorted(others):
            alike = near.similarity(text, self._text(other))
            if alike >= near.ALIKE:
                self._database.run("INSERT INTO near VALUES (?, ?, ?)", (article_id, other, round(alike, 4)))
        rows = [(number, code, article_id) for number, code in signature]
        self._database.insert("signature", ("band", "hash", "article_id"), rows)

    def _text(self, article_id: int) -> str:
        row = self._database.one("SELECT text FROM article WHERE id = ?", (article_id,))
        assert row is not None
        return str(row[0])

    def _source(self, source: Source) -> int:
        known = self._known_sources.get(source.path)
        if known is not None:
            return known
        row = self._database.one("SELECT id FROM source WHERE path = ?", (source.path,))
        source_id = int((row or self._database.numbers("source"))[0])
        if row is None:
            self._database.run(
                "INSERT INTO source (id, path, run_id) VALUES (?, ?, ?)", (source_id, source.path, self._run)
            )
        self._known_sources[source.path] = source_id
        return source_id

    def _sight(self, standing: Standing, article_id: int) -> None:
        """Stores where the article stands; what stood there before under the same name is an older version of it."""
        self._articles += 1
        place = (self._source(standing.source), standing.name)
        there = self._database.rows(
            "SELECT article_id, sighting.start FROM sighting JOIN article ON article.id = article_id "
            "WHERE source_id = ? AND name = ? AND superseded = 0",
            place,
        )
        if (article_id, standing.start) in [tuple(row) for row in there]:
            return
        self._database.run(
            "INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source_id, name, article_id) DO UPDATE SET start = excluded.start",
            (*place, article_id, standing.start, standing.extra, self._run),
        )
        for other in (row[0] for row in there if row[0] != article_id):
            if near.similarity(self._text(article_id), self._text(other)) >= REVISION:
                self._database.run("UPDATE article SET superseded = 1 WHERE id = ?", (other,))
                self._database.run(
                    "UPDATE article SET superseded = 0, supersedes = coalesce(supersedes, ?) WHERE id = ?",
                    (other if other < article_id else None, article_id),
                )
