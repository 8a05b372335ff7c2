"""A fact database of an earlier version is brought up to date when it is opened, and keeps what it holds."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.store.connecting import connect
from textmine.store.database import APPLICATION, VERSION

if TYPE_CHECKING:
    from conftest import Server

FOLDER = Path(__file__).parents[1] / "textmine/store"
RUN = "INSERT INTO run VALUES (1, '2026-01-02T03:04:05+00:00', NULL, '0.1.0', '{}', '{}')"


def test_every_version_has_its_step_for_both_databases() -> None:
    found = sorted(path.name for path in (FOLDER / "migrations").iterdir())
    steps = range(2, VERSION + 1)
    assert found == sorted(name for step in steps for name in (f"{step:04}.sql", f"{step:04}_postgres.sql"))


def test_a_file_of_the_first_version(tmp_path: Path) -> None:
    name = tmp_path / "facts.db"
    old = sqlite3.connect(name)
    old.executescript((FOLDER / "schema.sql").read_text("utf-8"))
    old.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1; {RUN};")
    old.close()
    for _ in range(2):
        database = connect(name)
        assert [tuple(row) for row in database.rows("SELECT id, version FROM run")] == [(1, "0.1.0")]
        assert database.rows("SELECT * FROM verdict") == []
        database.close()
    assert sqlite3.connect(name).execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_server_of_the_first_version(server: Server) -> None:
    import psycopg

    address = str(server.address(server.fresh()))
    with psycopg.connect(address, autocommit=True) as old:
        script = (FOLDER / "schema_postgres.sql").read_bytes()
        old.execute(b"CREATE SCHEMA textmine; SET search_path = textmine;" + script)
        old.execute(RUN.encode())
    for _ in range(2):
        database = connect(address)
        assert [tuple(row) for row in database.rows("SELECT id, version FROM run")] == [(1, "0.1.0")]
        assert database.rows("SELECT * FROM verdict") == []
        assert [tuple(row) for row in database.rows("SELECT number FROM version")] == [(VERSION,)]
        database.close()


def test_both_databases_have_the_same_tables_after_all_steps(tmp_path: Path, server: Server) -> None:
    one = connect(tmp_path / "facts.db", create=True)
    other = connect(str(server.address(server.fresh())), create=True)
    tables = [row[0] for row in one.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    tables = [name for name in tables if not re.match("fulltext|sqlite_", name)]
    assert "verdict" in tables
    told = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'textmine' AND table_name = ? ORDER BY ordinal_position"
    for table in tables:
        columns = [row[0] for row in one.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]
        assert [row[0] for row in other.rows(told, (table,))] == columns
    one.close()
    other.close()
