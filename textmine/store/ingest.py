"""From files to the database: what is new is extracted and stored, what is known is left as it is.

Articles are known by their content, files by path, size and time of change, then by their bytes. Each transaction stores some
articles with all that was found in them, so that a run can be killed at any moment and the next one goes on where it ended.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from textmine.batch import Result, Settings, batches, results
from textmine.errors import InputError, LeftOutError
from textmine.indicators import extended_aliases, read_aliases
from textmine.reading import STDIN, Meter, measured, read_all
from textmine.reading.finder import Finder
from textmine.records import Article, Document
from textmine.store.database import Database
from textmine.store.events import Bad, End, Event, Ingested, Read, Seen, Source, Standing
from textmine.store.findings import content_hash, kept, text_of
from textmine.store.keeper import Keeper
from textmine.store.keying import aliases_of, fingerprint, is_current, rekey, set_aliases
from textmine.store.parquet import lines
from textmine.version import __version__

__all__ = ["ingest"]

BATCH = 64  # results that one transaction stores
PENDING = 256  # known articles that wait for one; more take a turn of their own


class _Turn(NamedTuple):
    """Which source the next result is of, and what is to be stored before it."""

    source: Source | None
    before: tuple[Event, ...]


def ingest(
    database: Database,
    patterns: Iterable[str],
    settings: Settings,
    *,
    jobs: int = 1,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    verify: bool = False,
    again: bool = False,
    aliases: str | None = None,
    meter: Meter | None = None,
) -> Iterator[Ingested]:
    """Stores the articles of all files that ``patterns`` name, and tells of each batch once it is stored.

    ``verify`` holds also the bytes of files whose size and time of change are as they were against those that were read; ``again``
    extracts known articles anew too, as a later version of textmine or another dictionary asks for. ``aliases`` is a file of names of
    indicators that the database follows from now on, or off for those of textmine alone; where it is null, those of the database stay.
    ``meter`` is told how many bytes are read. Raises the errors of the database's driver; what was told is stored.
    """
    names = list(patterns)
    run, rekeyed = _begin(database, settings, names, aliases)
    if rekeyed:
        yield Ingested(rekeyed=rekeyed)
    feed = _Feed(database, settings.published, encoding, columns, meter or Meter(), verify=verify, again=again)
    waiting: list[tuple[_Turn, Result | InputError | None]] = []
    new, changed = 0, False
    for result in results(feed.items(names), settings, jobs):
        changed = True
        waiting.append((feed.turns.popleft(), result))
        if len(waiting) >= BATCH:
            part = _store(database, run, waiting, again=again)
            new += part.new
            yield part
            waiting = []
    waiting.append((_Turn(None, tuple(feed.pending)), None))
    part = _store(database, run, waiting, again=again, last=True)
    yield part
    if changed:
        database.settle(new + part.new)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _begin(database: Database, settings: Settings, patterns: Sequence[str], file: str | None) -> tuple[int, int]:
    """Stores the run, with the aliases that hold from it on; gives its number, and that of the claims whose keys these change."""
    own = None if file is None else read_aliases(file) if file != "off" else extended_aliases(())
    told = [
        _now(),
        __version__,
        json.dumps(dict(settings.fingerprints()), ensure_ascii=False),
        json.dumps({"files": patterns, **settings._asdict(), "aliases": file}, ensure_ascii=False),
    ]
    with database.writing():
        if own is not None:
            set_aliases(database, own)
        aliases = aliases_of(database)
        rekeyed = 0 if is_current(database, aliases) else rekey(database, aliases)
        (number,) = database.numbers("run")
        database.run(
            "INSERT INTO run (id, started, version, models, options, keying) VALUES (?, ?, ?, ?, ?, ?)",
            (number, *told, fingerprint(aliases)),
        )
    return number, rekeyed


class _Feed:
    """What is to be extracted, with the turns that tell what each result belongs to."""

    def __init__(
        self,
        database: Database,
        published: str | None,
        encoding: str | None,
        columns: Mapping[str, str] | None,
        meter: Meter,
        *,
        verify: bool,
        again: bool,
    ) -> None:
        self._meter = meter
        self.turns: deque[_Turn] = deque()
        self.pending: list[Event] = []
        self._database = database
        self._published = published
        self._reading = (encoding, columns)
        self._verify = verify or again
        self._again = again
        self._under_way: set[str] = set()

    def items(self, patterns: Sequence[str]) -> Iterator[Document | InputError]:
        """New articles, in documents that hold nothing else, and what cannot be read."""
        for found in measured(patterns, self._meter):
            if isinstance(found, InputError):
                self._turn(None)
                yield found
                continue
            begun = self._meter.done
            yield from self._changed(found)
            self._meter.done = begun + (_stat(found).size or 0)

    def _changed(self, found: Path) -> Iterator[Document | InputError]:
        """What is new in one file, which may be none."""
        source = _stat(found)
        if not self._verify and self._is_unchanged(source):
            return
        source = source._replace(sha256=_sha256(found))
        if not self._again and self._is_the_same(source):
            self.pending.append(End(source, whole=True))
            if len(self.pending) >= PENDING:
                self._turn(source)
                yield _nothing(found)
        elif found.suffix.lower() == ".parquet":
            yield from self._elsewhere(found, source)
        else:
            yield from self._of(found, source)

    def _turn(self, source: Source | None) -> None:
        self.turns.append(_Turn(source, tuple(self.pending)))
        self.pending = []

    def _is_unchanged(self, source: Source) -> bool:
        if source.modified is None:
            return False
        query = "SELECT 1 FROM source WHERE path = ? AND size = ? AND modified = ? AND complete = 1"
        return self._database.one(query, source[:3]) is not None

    def _is_the_same(self, source: Source) -> bool:
        """Whether the bytes of a file are those that were read to their end."""
        query = "SELECT 1 FROM source WHERE path = ? AND sha256 = ? AND complete = 1"
        return source.sha256 is not None and self._database.one(query, (source.path, source.sha256)) is not None

    def _of(self, path: Path, source: Source) -> Iterator[Document | InputError]:
        encoding, columns = self._reading
        whole, begun, meter = True, self._meter.done, Meter()
        for group in batches(read_all([str(path)], encoding=encoding, columns=columns, meter=meter)):
            self._meter.done = begun + meter.done
            hashes = [() if isinstance(found, InputError) else self._hashes(found) for found in group]
            stored = self._stored([known for some in hashes for known in some])
            for found, some in zip(group, hashes, strict=True):
                if isinstance(found, InputError):
                    whole = whole and isinstance(found, LeftOutError)
                    self._turn(source)
                    yield found
                elif new := tuple(self._new(found, some, stored, source)):
                    self._turn(source)
                    yield replace(found, articles=new)
                elif len(self.pending) >= PENDING:
                    self._turn(source)
                    yield _nothing(path)
        self.pending.append(End(source, whole))

    def _elsewhere(self, path: Path, source: Source) -> Iterator[Document | InputError]:
        """Articles of a Parquet file, whose facts are there already: they wait for a turn, which an empty document gives."""
        whole = True
        try:
            for line in lines(path):
                if line.kept is None:
                    self.pending.append(Bad(InputError(f"{path}: {line.id}: {line.error}")))
                    whole = False
                else:
                    self.pending.append(Read(Standing(source, line.id, line.start, line.extra), line.kept))
                if len(self.pending) >= BATCH:
                    self._turn(source)
                    yield _nothing(path)
        except InputError as error:
            whole = False
            self._turn(source)
            yield error
        self.pending.append(End(source, whole))

    def _hashes(self, document: Document) -> tuple[str, ...]:
        """The hashes of the articles of ``document``."""
        return tuple(
            content_hash(article.title, article.published or self._published, text_of(article, document.text))
            for article in document.articles
        )

    def _stored(self, hashes: Sequence[str]) -> set[str]:
        """Those of ``hashes`` that the database knows; none where all is extracted anew."""
        found: set[str] = set()
        for start in range(0, 0 if self._again else len(hashes), PENDING):
            piece = hashes[start : start + PENDING]
            sql = f"SELECT hash FROM article WHERE hash IN ({', '.join('?' * len(piece))})"
            found.update(row[0] for row in self._database.rows(sql, piece))
        return found

    def _new(self, document: Document, hashes: Sequence[str], stored: set[str], source: Source) -> Iterator[Article]:
        """The articles of ``document`` that are not stored yet."""
        for article, known in zip(document.articles, hashes, strict=True):
            if known in self._under_way or known in stored:
                self.pending.append(Seen(Standing.of(source, article), known))
            else:
                self._under_way.add(known)
                yield article


def _sha256(path: Path) -> str | None:
    """The SHA-256 of the bytes of a file; null for standard input, for what is no file, and for what cannot be read, as is told later."""
    try:
        if path == STDIN or not path.is_file():
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _nothing(path: Path) -> Document:
    """A document without articles, so that what waits is stored."""
    return Document(path=str(path), sha256="", encoding="utf-8", text="", articles=())


def _stat(path: Path) -> Source:
    """The file ``path`` as it is now; standard input and what cannot be asked for have no size."""
    if path == STDIN:
        return Source(str(path), None, None)
    try:
        told = os.stat(path)  # noqa: PTH116  a name that is too long is told when the file is read
    except OSError:
        return Source(str(path), None, None)
    return Source(str(path), told.st_size, told.st_mtime_ns)


def _store(
    database: Database,
    run: int,
    waiting: Sequence[tuple[_Turn, Result | InputError | None]],
    *,
    again: bool,
    last: bool = False,
) -> Ingested:
    """Stores results and what comes before them, all or nothing; with the ``last`` ones the run has finished."""
    events = [event for turn, result in waiting for event in (*turn.before, *_events(turn.source, result))]
    with database.writing():
        if last:
            database.run("UPDATE run SET finished = ? WHERE id = ?", (_now(), run))
        return Keeper(database, run, again=again).store(events)


def _events(source: Source | None, result: Result | InputError | None) -> Iterator[Event]:
    if isinstance(result, InputError):
        yield Bad(result)
    elif result is not None:
        assert source is not None
        finder = Finder(result.document)
        for extraction in result.extractions:
            yield Read(Standing.of(source, extraction.article), kept(extraction, finder))
