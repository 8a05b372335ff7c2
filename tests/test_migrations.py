"""A fact database of an earlier version is brought up to date when it is opened, and keeps what it holds."""

from __future__ import annotations

import gzip
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.batch import Settings
from textmine.store import FactStore, Query
from textmine.store.connecting import connect
from textmine.store.database import APPLICATION, VERSION

if TYPE_CHECKING:
    from conftest import Server

FOLDER = Path(__file__).parents[1] / "textmine/store"
SECOND = Path(__file__).parent / "fixtures/store/facts_2.db.gz"
TABLES = ("run", "source", "article", "sighting", "claim", "claim_region", "evidence", "review", "signature")
"""Tables of the second version that refer only to those before them."""
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


def second(folder: Path) -> Path:
    """A database of the second version with two articles, one claim corrected and one rejected."""
    name = folder / "second.db"
    name.write_bytes(gzip.decompress(SECOND.read_bytes()))
    return name


def check_second(address: str, archive: Path) -> None:
    """A database of the second version answers, and goes on."""
    corrected = Query(indicator="粮食产量", role="level")
    with FactStore(address) as store:
        assert [fact.claim.surface for fact in store.facts(Query(limit=None, review="reviewed"))] == [
            "45.2万吨",
            "120万亩",
        ]
        assert [fact.claim.surface for fact in store.facts(corrected)] == ["45.2万吨"]  # keys of unknown word lists
        assert all(fact.location is None for fact in store.facts(Query(limit=None)))
        archive.write_text('{"text": "2022年，浙江省进出口总额4.7万亿元。"}', "utf-8")
        assert store.ingest([str(archive)], Settings()).new == 1
        assert [fact.claim.surface for fact in store.facts(corrected)] == ["45.2万吨"]
        assert len(store.facts(Query(indicator="进出口总额", limit=None, role="level"))) == 3
        rows = store._database.rows("SELECT keying IS NULL FROM run ORDER BY id")
        assert [row[0] for row in rows] == [True, False]


def test_a_file_of_the_second_version(tmp_path: Path) -> None:
    name = second(tmp_path)
    old = sqlite3.connect(name)
    assert old.execute("PRAGMA user_version").fetchone() == (2,)
    before = [old.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES[1:]]
    old.close()
    connect(name).close()
    new = sqlite3.connect(name)
    assert [new.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES[1:]] == before
    assert new.execute("PRAGMA foreign_key_check").fetchall() == []
    new.close()
    check_second(str(name), tmp_path / "more.jsonl")


def test_a_server_of_the_second_version(server: Server, tmp_path: Path) -> None:
    import psycopg

    address = str(server.address(server.fresh()))
    held = sqlite3.connect(second(tmp_path))
    with psycopg.connect(address, autocommit=True) as old:
        scripts = [(FOLDER / name).read_bytes() for name in ("schema_postgres.sql", "migrations/0002_postgres.sql")]
        old.execute(b"CREATE SCHEMA textmine; SET search_path = textmine;" + b"".join(scripts))
        old.execute("UPDATE version SET number = 2")
        for table in TABLES:
            for row in held.execute(f"SELECT * FROM {table}"):
                old.execute(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})".encode(), row)
    held.close()
    check_second(address, tmp_path / "more.jsonl")
