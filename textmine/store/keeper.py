"""One transaction of an ingest: articles, versions, near copies, sources, what was bad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from textmine.errors import InputError, LeftOutError
from textmine.store import near
from textmine.store.anchors import insert_anchors
from textmine.store.database import Cell, Database, Row
from textmine.store.events import Bad, End, Event, Ingested, Read, Seen, Source, Standing
from textmine.store.findings import Kept
from textmine.store.keying import aliases_of
from textmine.store.linking import links
from textmine.store.review import apply_reviews
from textmine.store.rows import delete_findings, insert_findings

__all__ = ["Keeper"]

REVISION = 0.2
"""From which similarity on an article is a new version of the one that stood under its name before."""

PIECE = 250  # values bound in one statement
ARTICLE = ("id", "hash", "title", "byline", "publisher", "published", "text", "dimension", "run_id")
SOURCE = ("id", "path", "size", "modified", "sha256", "complete", "run_id")
SIGHTING = ("source_id", "name", "article_id", "start", "extra", "run_id")


class Keeper:
    """Writes inside a transaction that is open; with ``again`` what was found in a known article gives way to what is found now.

    What the database has to be asked is asked for all events together.
    """

    def __init__(self, database: Database, run: int, *, again: bool = False) -> None:
        self._database = database
        self._run = run
        self._again = again
        self._articles = self._new = self._claims = self._sources_done = 0
        self._errors: list[InputError] = []
        self._ids: dict[str, int] = {}  # of articles by hashes
        self._texts: dict[int, str] = {}  # of new articles
        self._sources: dict[str, int] = {}
        self._there: dict[tuple[int, str], dict[int, int]] = {}  # where articles begin, by places and numbers
        self._superseded: set[int] = set()
        self._aliases = aliases_of(database)

    def store(self, events: Sequence[Event]) -> Ingested:
        """Stores what was met, and tells of it."""
        self._look_up(events)
        for event in events:
            match event:
                case Seen():
                    if event.hash in self._ids:
                        self._sight(event.standing, self._ids[event.hash])
                case Read():
                    self._keep(event.standing, event.kept)
                case Bad():
                    self._bad(event.error)
                case End():
                    self._sources_done += 1
        if self._texts:
            found = links(self._database, self._texts)
            self._database.insert("signature", ("band", "hash", "article_id"), found.signatures)
            self._database.insert("near", ("article_id", "other_id", "similarity"), found.near)
        return Ingested(
            articles=self._articles,
            new=self._new,
            claims=self._claims,
            sources=self._sources_done,
            errors=tuple(self._errors),
        )

    def _look_up(self, events: Sequence[Event]) -> None:
        """What the database knows of articles, sources and places; what is new gets its number."""
        hashes = [
            event.kept.hash if isinstance(event, Read) else event.hash
            for event in events
            if isinstance(event, Read | Seen)
        ]
        for row in self._rows("SELECT hash, id, superseded FROM article WHERE hash IN ({})", hashes):
            self._ids[row[0]] = row[1]
            if row[2]:
                self._superseded.add(row[1])
        standings = [event.standing for event in events if isinstance(event, Read | Seen)]
        ends = {event.source.path: event for event in events if isinstance(event, End)}
        paths = list(dict.fromkeys((*(one.source.path for one in standings), *ends)))
        for row in self._rows("SELECT path, id FROM source WHERE path IN ({})", paths):
            self._sources[row[0]] = row[1]
        places = [(self._sources[one.source.path], one.name) for one in standings if one.source.path in self._sources]
        query = (
            "SELECT source_id, name, article_id, sighting.start, superseded FROM sighting JOIN article ON article.id = article_id "
            "WHERE (source_id, name) IN (VALUES {})"
        )
        for row in self._rows(query, places, "(?, ?)"):
            self._there.setdefault((row[0], row[1]), {})[row[2]] = row[3]
            if row[4]:
                self._superseded.add(row[2])
        self._look_after(paths, ends)

    def _look_after(self, paths: Sequence[str], ends: Mapping[str, End]) -> None:
        """Stores sources, and which of them were read to their end."""
        for path, end in ends.items():
            if path in self._sources:
                self._database.run(
                    "UPDATE source SET size = ?, modified = ?, sha256 = ?, complete = ?, run_id = ? WHERE id = ?",
                    (*end.source[1:], int(end.whole), self._run, self._sources[path]),
                )
        new = [path for path in paths if path not in self._sources]
        self._sources.update(zip(new, self._database.numbers("source", len(new)), strict=True))
        rows: list[tuple[Cell, ...]] = []
        for path in new:
            told = ends.get(path, End(Source(path), False))
            rows.append((self._sources[path], *told.source, int(told.whole), self._run))
        self._database.insert("source", SOURCE, rows)

    def _rows(self, sql: str, asked: Sequence[Cell | tuple[Cell, ...]], mark: str = "?") -> Iterator[Row]:
        """What ``sql`` gives for all that is asked, some at a time."""
        different = list(dict.fromkeys(asked))
        for start in range(0, len(different), PIECE):
            piece = different[start : start + PIECE]
            values = [*chain.from_iterable(one if isinstance(one, tuple) else (one,) for one in piece)]
            yield from self._database.rows(sql.format(", ".join([mark] * len(piece))), values)

    def _keep(self, standing: Standing, found: Kept) -> None:
        """Stores an article with what was found in it, if its content is not there already, and where it stands."""
        article_id = self._ids.get(found.hash)
        if article_id is None or self._again:
            article_id = self._insert(found) if article_id is None else self._replace(article_id, found)
            insert_anchors(self._database, article_id, self._sources[standing.source.path], found)
        self._sight(standing, article_id)

    def _bad(self, error: InputError) -> None:
        """Stores why something could not be read; the first word of the message names it."""
        self._errors.append(error)
        if isinstance(error, LeftOutError):
            return
        path, _, reason = str(error).partition(": ")
        self._database.run(
            "INSERT INTO quarantine VALUES (?, ?, ?) ON CONFLICT (path, reason) DO UPDATE SET run_id = excluded.run_id",
            (path, reason, self._run),
        )

    def _insert(self, found: Kept) -> int:
        (article_id,) = self._database.numbers("article")
        head = (found.title, found.byline, found.publisher, found.published)
        row = (article_id, found.hash, *head, found.text, found.dimension, self._run)
        self._database.insert("article", ARTICLE, [row])
        self._database.index(article_id, found.title or "", found.text)
        self._claims += insert_findings(self._database, article_id, found, self._aliases)
        self._new += 1
        self._ids[found.hash] = article_id
        self._texts[article_id] = found.text
        return article_id

    def _replace(self, article_id: int, found: Kept) -> int:
        """Puts what is found now in the place of what was found before; what people decided holds on."""
        self._database.run(
            "UPDATE article SET dimension = ?, run_id = ? WHERE id = ?", (found.dimension, self._run, article_id)
        )
        delete_findings(self._database, article_id)
        self._claims += insert_findings(self._database, article_id, found, self._aliases)
        apply_reviews(self._database, article_id, self._aliases)
        return article_id

    def _text(self, article_id: int) -> str:
        if article_id in self._texts:
            return self._texts[article_id]
        row = self._database.one("SELECT text FROM article WHERE id = ?", (article_id,))
        assert row is not None
        return str(row[0])

    def _sight(self, standing: Standing, article_id: int) -> None:
        """Stores where the article stands; what stood there before under the same name is an older version of it."""
        self._articles += 1
        place = (self._sources[standing.source.path], standing.name)
        there = self._there.setdefault(place, {})
        current = {number: start for number, start in there.items() if number not in self._superseded}
        if current.get(article_id) == standing.start:
            return
        if article_id not in there:
            row = (*place, article_id, standing.start, standing.extra, self._run)
            self._database.insert("sighting", SIGHTING, [row])
        elif there[article_id] != standing.start:
            self._database.run(
                "UPDATE sighting SET start = ? WHERE source_id = ? AND name = ? AND article_id = ?",
                (standing.start, *place, article_id),
            )
        there[article_id] = standing.start
        for other in sorted(current.keys() - {article_id}):
            if near.similarity(self._text(article_id), self._text(other)) >= REVISION:
                self._supersede(article_id, other)

    def _supersede(self, article_id: int, other: int) -> None:
        """Makes the article the version that counts, in the place of ``other``."""
        self._database.run("UPDATE article SET superseded = 1 WHERE id = ?", (other,))
        self._database.run(
            "UPDATE article SET superseded = 0, supersedes = coalesce(supersedes, ?) WHERE id = ?",
            (other if other < article_id else None, article_id),
        )
        self._superseded.add(other)
        self._superseded.discard(article_id)
