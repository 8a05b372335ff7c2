"""Opening the statistics database: one writer, many readers, migrations by version."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from textmine.errors import InputError, TextmineError

__all__ = ["APPLICATION", "connect", "told"]

APPLICATION = 0x746D7374  # "tmst": marks an SQLite file as a statistics database of textmine
WAIT = 60.0  # seconds that a writer waits for another
MIGRATIONS = Path(__file__).parent / "migrations"


def connect(path: str | Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the database ``path``, brought to the newest version; made if need be with ``create``.

    Raises :class:`InputError` for a file that is missing, no statistics database, or of a newer textmine.
    """
    if not create and not Path(path).exists():
        raise InputError(f"{path}: there is no such database; make it with textmine stats import FILE --db {path}")
    try:
        found = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        found.execute("PRAGMA foreign_keys = ON")
        _migrate(found, str(path))
        found.execute("PRAGMA journal_mode = WAL")
        found.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        raise told(error, str(path)) from error
    return found


def told(error: sqlite3.Error, path: str) -> TextmineError:
    """An error of SQLite in words that say what to do."""
    words = str(error)
    if "not a database" in words:
        return InputError(f"{path}: this is no SQLite database; name another file with --db")
    if "unable to open" in words or "readonly" in words:
        return InputError(
            f"{path}: the database cannot be opened or written there ({words}); name another file with --db"
        )
    if "full" in words or "I/O" in words:
        return TextmineError(
            f"{path}: the disk is full or failing ({words}); the database holds what was imported before"
        )
    return TextmineError(f"{path}: the database cannot be used: {words}")


def _migrate(connection: sqlite3.Connection, path: str) -> None:
    scripts = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    newest = int(scripts[-1].stem)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application not in (0, APPLICATION) or (application == 0 and _holds_tables(connection)):
        raise InputError(f"{path}: this is no statistics database of textmine; name another file with --db")
    if version > newest:
        raise InputError(
            f"{path}: the database is of a newer textmine (version {version}, here {newest}); update textmine"
        )
    if version == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for script in scripts[version:]:
            for statement in _statements(script.read_text("utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {newest}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _holds_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script; our scripts have no semicolon inside one."""
    plain = re.sub(r"--[^\n]*", "", script)
    return [statement.strip() for statement in plain.split(";") if statement.strip()]
