"""The file of a fact database: opened, created, brought up to date; every fault of it told in one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textmine.errors import InputError, TextmineError, UsageError

__all__ = ["VERSION", "connect", "told", "writing"]

APPLICATION = 0x74786D66  # "txmf", in the header of the file
VERSION = 1
PATIENCE = 60.0  # seconds that one writer waits for another
PAUSE = 0.05
CACHE = -65536  # kibibytes of pages held in memory


def connect(path: str | Path, *, create: bool = False) -> sqlite3.Connection:
    """The database in the file ``path``, in the newest schema; with ``create`` a new one where there is none.

    Raises :class:`InputError` for a missing file and for one that is no fact database, :class:`UsageError` for one of a later version.
    """
    name = Path(path)
    if not create and not name.exists():
        raise InputError(f"{name}: there is no such database; make one with textmine ingest FILE --db {name}")
    if name.is_dir():
        raise InputError(f"{name}: this is a directory; name a database file")
    with told(name):
        connection = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, name)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, name: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and tables:
        raise InputError(f"{name}: this is a database of another programme; name another file")
    if version > VERSION:
        raise UsageError(f"{name}: the database is of a later version of textmine ({version}); install that version")
    _share(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {CACHE}")
    if version < VERSION:
        with writing(connection):
            for step in range(_version(connection) + 1, VERSION + 1):
                for statement in _statements(step):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _share(connection: sqlite3.Connection) -> None:
    """Lets many read while one writes (write-ahead log); SQLite does not wait by itself for the right to change this."""
    end = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(PAUSE)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


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


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the one right to write from its beginning; rolled back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Turns a fault of the database ``path`` into an error of ours: what, where, how to mend it."""
    try:
        yield
    except sqlite3.Error as error:
        raise _error(str(path), error) from error


def _error(path: str, error: sqlite3.Error) -> TextmineError:
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
    return InputError(f"{path}: {reasons.get(primary or -1, f'the database failed ({error}); try again')}")
