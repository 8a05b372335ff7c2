"""SQLite: a fact database in a file, opened, created, brought up to date; every fault of it told in one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from textmine.errors import InputError, TextmineError, UsageError
from textmine.store.database import APPLICATION, PATIENCE, VERSION, Cell, Matching, Numbers, Row
from textmine.store.fulltext import phrase, spaced

__all__ = ["SQLite"]

PAUSE = 0.05
CACHE = -65536  # kibibytes of pages held in memory


class SQLite:
    """A fact database in a file. Raises :class:`InputError` and :class:`UsageError` as :func:`textmine.store.connecting.connect`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self._name = str(path)
        self._numbers = Numbers(self.one)
        if not create and not path.exists():
            raise InputError(f"{path}: there is no such database; make one with textmine ingest FILE --db {path}")
        if path.is_dir():
            raise InputError(f"{path}: this is a directory; name a database file")
        with self.told():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    @property
    def name(self) -> str:
        """The file."""
        return self._name

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[Row]:
        """All that ``sql`` gives."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Cell] = ()) -> Row | None:
        """The first row that ``sql`` gives, or null."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def run(self, sql: str, values: Sequence[Cell] = ()) -> None:
        """Does what ``sql`` says."""
        self._connection.execute(sql, values)

    def numbers(self, table: str, count: int = 1) -> range:
        """The numbers of the next ``count`` rows of ``table``."""
        return self._numbers.take(table, count)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Adds ``rows`` to ``table``."""
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)

    def sharing(self, bands: Sequence[tuple[int, int]], most: int) -> list[Row]:
        """The first ``most`` articles of each of the ``bands`` of signatures."""
        sql = "SELECT band, hash, article_id FROM signature WHERE band = ? AND hash = ? ORDER BY article_id LIMIT ?"
        return [row for band in bands for row in self._connection.execute(sql, (*band, most))]

    def index(self, article_id: int, title: str, text: str) -> None:
        """Adds an article to the full text."""
        self.run(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)", (article_id, spaced(title), spaced(text))
        )

    def matching(self, words: str) -> Matching:
        """Where ``words`` stand in title or text, ranked by BM25."""
        return Matching("SELECT rowid AS id, rank FROM fulltext WHERE fulltext MATCH ?", (phrase(words),))

    def settle(self, new: int) -> None:
        """Nothing is to be done: SQLite keeps its indexes ready."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that holds the one right to write from its beginning; rolled back on any error."""
        return self._transaction("BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that sees one state of the database, whatever others write meanwhile."""
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.run(begin)
        self._numbers.forget()
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # a full disk has rolled back already
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns a fault of the database into an error of ours: what, where, how to mend it."""
        try:
            yield
        except sqlite3.Error as error:
            raise _error(self._name, error) from error

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _prepare(self) -> None:
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        version = self._version()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application != APPLICATION and tables:
            raise InputError(f"{self._name}: this is a database of another programme; name another file")
        if version > VERSION:
            raise UsageError(
                f"{self._name}: the database is of a later version of textmine ({version}); install that version"
            )
        self._share()
        self.run("PRAGMA synchronous = NORMAL")
        self.run("PRAGMA foreign_keys = ON")
        self.run(f"PRAGMA cache_size = {CACHE}")
        if version < VERSION:
            with self.writing():
                for step in range(self._version() + 1, VERSION + 1):
                    for statement in _statements(step):
                        self.run(statement)
                    self.run(f"PRAGMA user_version = {step}")
                self.run(f"PRAGMA application_id = {APPLICATION}")

    def _share(self) -> None:
        """Lets many read while one writes (write-ahead log); SQLite does not wait by itself for the right to change this.

        A database in memory, or on a disk that cannot, stays as it is.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.run("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(PAUSE)

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(step: int) -> Iterator[str]:
    """The statements that lead to the schema of version ``step``: ``schema.sql``, then ``migrations/0002.sql`` and so on."""
    folder = Path(__file__).parent
    script = (folder / "schema.sql" if step == 1 else folder / "migrations" / f"{step:04}.sql").read_text("utf-8")
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""


def _error(name: str, error: sqlite3.Error) -> TextmineError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    reasons = {
        sqlite3.SQLITE_NOTADB: "this is no database; name a file made by textmine ingest",
        sqlite3.SQLITE_CORRUPT: "the database is damaged; put a copy in its place, or ingest anew",
        sqlite3.SQLITE_FULL: "no room is left on the disk; what was stored is whole: make room and run the same command again",
        sqlite3.SQLITE_BUSY: "another process has been writing for a minute; try again when it is done",
        sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; check that its directory exists and may be written",
        sqlite3.SQLITE_READONLY: "the database may not be written; check its permissions",
        sqlite3.SQLITE_IOERR: "the disk failed, or is full; what was stored is whole: mend it and run the same command again",
    }
    return InputError(f"{name}: {reasons.get(primary or -1, f'the database failed ({error}); try again')}")
