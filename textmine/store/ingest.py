"""From files to the database: what is new is extracted and stored, what is known is left as it is.

Articles are known by their content, files by path, size and time of change, then by their bytes. Each transaction stores some
articles with all that was found in them, so that a run can be killed at any moment and the next one goes on where it ended.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from textmine.batch import Result, Settings, results
from textmine.errors import InputError, LeftOutError
from textmine.indicators import extended_aliases, read_aliases
from textmine.reading import STDIN, read_all, sources
from textmine.reading.finder import Finder
from textmine.records import Article, Document
from textmine.store.database import Database
from textmine.store.findings import Kept, content_hash, kept, text_of
from textmine.store.keeper import Ingested, Keeper, Source, Standing
from textmine.store.keying import aliases_of, fingerprint, is_current, rekey, set_aliases
from textmine.store.parquet import lines
from textmine.version import __version__

__all__ = ["ingest"]

BATCH = 64  # results that one transaction stores
PENDING = 256  # known articles that wait for one; more take a turn of their own


class _Seen(NamedTuple):
    """An article that is stored already, or will be when this is looked at."""

    standing: Standing
    hash: str


class _Found(NamedTuple):
    """An article with what was found in it elsewhere."""

    standing: Standing
    kept: Kept


class _Bad(NamedTuple):
    """What could not be read elsewhere."""

    error: InputError


class _End(NamedTuple):
    """The end of a source; ``whole`` tells that all of it was read."""

    source: Source
    whole: bool


_Event = _Seen | _Found | _Bad | _End


class _Turn(NamedTuple):
    """Which source the next result is of, and what is to be stored before it."""

    source: Source | None
    before: tuple[_Event, ...]


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
) -> Iterator[Ingested]:
    """Stores the articles of all files that ``patterns`` name, and tells of each batch once it is stored.

    ``verify`` reads also the files whose size and time of change are as they were; ``again`` extracts known articles anew too, as a
    later version of textmine or another dictionary asks for. ``aliases`` is a file of names of indicators that the database follows from
    now on, or off for those of textmine alone; where it is null, those of the database stay. Raises the errors of the database's driver;
    what was told is stored.
    """
    names = list(patterns)
    run, rekeyed = _begin(database, settings, names, aliases)
    if rekeyed:
        yield Ingested(rekeyed=rekeyed)
    feed = _Feed(database, settings.published, encoding, columns, verify=verify, again=again)
    waiting: list[tuple[_Turn, Result | InputError | None]] = []
    changed = False
    for result in results(feed.items(names), settings, jobs):
        changed = True
        waiting.append((feed.turns.popleft(), result))
        if len(waiting) >= BATCH:
            yield _store(Keeper(database, run, again=again), database, waiting)
            waiting = []
    waiting.append((_Turn(None, tuple(feed.pending)), None))
    yield _store(Keeper(database, run, again=again), database, waiting)
    with database.writing():
        database.run("UPDATE run SET finished = ? WHERE id = ?", (_now(), run))
    if changed:
        database.settle()


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
        *,
        verify: bool,
        again: bool,
    ) -> None:
        self.turns: deque[_Turn] = deque()
        self.pending: list[_Event] = []
        self._database = database
        self._published = published
        self._reading = (encoding, columns)
        self._verify = verify or again
        self._again = again
        self._under_way: set[str] = set()

    def items(self, patterns: Sequence[str]) -> Iterator[Document | InputError]:
        """New articles, in documents that hold nothing else, and what cannot be read."""
        for found in sources(patterns):
            if isinstance(found, InputError):
                self._turn(None)
                yield found
                continue
            source = _stat(found)
            if not self._verify and self._is_unchanged(source):
                continue
            if found.suffix.lower() == ".parquet":
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
        return self._database.one(query, source) is not None

    def _of(self, path: Path, source: Source) -> Iterator[Document | InputError]:
        encoding, columns = self._reading
        whole = True
        for found in read_all([str(path)], encoding=encoding, columns=columns):
            if isinstance(found, InputError):
                whole = whole and isinstance(found, LeftOutError)
                self._turn(source)
                yield found
            elif new := tuple(self._new(found, source)):
                self._turn(source)
                yield replace(found, articles=new)
            elif len(self.pending) >= PENDING:
                self._turn(source)
                yield _nothing(path)
        self.pending.append(_End(source, whole))

    def _elsewhere(self, path: Path, source: Source) -> Iterator[Document | InputError]:
        """Articles of a Parquet file, whose facts are there already: they wait for a turn, which an empty document gives."""
        whole = True
        try:
            for line in lines(path):
                if line.kept is None:
                    self.pending.append(_Bad(InputError(f"{path}: {line.id}: {line.error}")))
                    whole = False
                else:
                    self.pending.append(_Found(Standing(source, line.id, line.start, line.extra), line.kept))
                if len(self.pending) >= BATCH:
                    self._turn(source)
                    yield _nothing(path)
        except InputError as error:
            whole = False
            self._turn(source)
            yield error
        self.pending.append(_End(source, whole))

    def _new(self, document: Document, source: Source) -> Iterator[Article]:
        """The articles of ``document`` that are not stored yet."""
        for article in document.articles:
            text = text_of(article, document.text)
            known = content_hash(article.title, article.published or self._published, text)
            query = "SELECT 1 FROM article WHERE hash = ?"
            stored = not self._again and self._database.one(query, (known,)) is not None
            if known in self._under_way or stored:
                self.pending.append(_Seen(Standing.of(source, article), known))
            else:
                self._under_way.add(known)
                yield article


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


def _store(keeper: Keeper, database: Database, waiting: Sequence[tuple[_Turn, Result | InputError | None]]) -> Ingested:
    """Stores results and what comes before them, all or nothing."""
    with database.writing():
        for turn, result in waiting:
            for event in turn.before:
                match event:
                    case _Seen():
                        keeper.seen(*event)
                    case _Found():
                        keeper.keep(*event)
                    case _Bad():
                        keeper.bad(event.error)
                    case _End():
                        keeper.end(event.source, whole=event.whole)
            if isinstance(result, InputError):
                keeper.bad(result)
            elif result is not None:
                assert turn.source is not None
                finder = Finder(result.document)
                for extraction in result.extractions:
                    standing = Standing.of(turn.source, extraction.article)
                    keeper.keep(standing, kept(extraction, finder))
    return keeper.told()
