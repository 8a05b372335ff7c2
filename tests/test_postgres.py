"""PostgreSQL holds what SQLite holds, finds what it finds in the same order, and tells its faults in one line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from textmine.batch import Settings
from textmine.cli.app import run
from textmine.errors import InputError, MissingExtraError, UsageError
from textmine.store import FactStore, Query
from textmine.store.connecting import connect

if TYPE_CHECKING:
    from conftest import Server

FOLDER = Path(__file__).parents[1] / "textmine/store"
TYPES = (
    (r"\) STRICT(, WITHOUT ROWID)?;", ");"),
    (r"\bINTEGER\b", "bigint"),
    (r"\bREAL\b", "double precision"),
    (r"\bDESC\b", "DESC NULLS LAST"),
    (r"\bTEXT\b", 'text COLLATE "C"'),
)


def statements(name: str) -> list[str]:
    """The statements of a schema without comments and full text, each in one line."""
    script = re.sub(r"--[^\n]*", "", (FOLDER / name).read_text("utf-8"))
    found = [" ".join(part.split()) for part in script.split(";")]
    return [part + ";" for part in found if part and "fulltext" not in part and " version" not in part]


def test_the_schemas_say_the_same() -> None:
    expected = statements("schema.sql")
    assert len(expected) > 30
    for pattern, word in TYPES:
        expected = [re.sub(pattern, word, part) for part in expected]
    assert statements("schema_postgres.sql") == expected


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FactStore, FactStore]]:
    folder = tmp_path_factory.mktemp("both")
    records = [
        {
            "id": f"n{n}",
            "title": f"江州 {n % 7} 号公报",
            "published": f"2024-0{n % 9 + 1}-11",
            "source": ("江州日报", "中州晚报", "")[n % 3],
            "text": f"20{n % 5 + 18}年，江州市出口总额达到{n % 11 + 1}.5亿元，增长{n % 6}.{n % 4}%。"
            + "人人参与，PM2.5平均浓度下降。" * (n % 5)
            + "人" * (n % 4)
            + "Ａb Straße"[: n % 10]
            + ("\n其中浙江省杭州市进口12.2亿元，下降2.2%。" if n % 3 else ""),
        }
        for n in range(60)
    ]
    (folder / "news.jsonl").write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    with (
        FactStore(folder / "facts.db", create=True) as one,
        FactStore(server.address(server.fresh()), create=True) as other,
    ):
        for store in (one, other):
            store.ingest([str(folder / "news.jsonl")], Settings(entities="rules"))
        yield one, other


TABLES = ("article", "sighting", "entity", "claim", "claim_region", "evidence", "signature", "near", "source")


@pytest.mark.parametrize("table", TABLES)
def test_both_hold_the_same(both: tuple[FactStore, FactStore], table: str) -> None:
    rows = [sorted(map(repr, map(tuple, store._database.rows(f"SELECT * FROM {table}")))) for store in both]
    assert rows[0] == rows[1] != []


@pytest.mark.parametrize(
    "words",
    ["江", "人", "人人", "人人人", "2.5", "。", "公报", "PM2.5", "strasse", " ", "2.2", "江州市出口总额", "没有"],
)
def test_words_are_ranked_alike(both: tuple[FactStore, FactStore], words: str) -> None:
    one, other = ([found.id for found in store.articles(words, limit=100)] for store in both)
    assert one == other
    assert bool(one) == (words != "没有")
    left, right = ([fact.id for fact in store.facts(Query(words=words, limit=None))] for store in both)
    assert left == right


@pytest.mark.parametrize(
    "query",
    [
        Query(limit=None),
        Query(order="value", limit=7, offset=3),
        Query(order="published"),
        Query(order="confidence"),
        Query(order="doubt", review="open"),
        Query(indicator="出口总额"),
        Query(like="PM2"),
        Query(like="pm2.5"),
        Query(region="浙江", within=True),
        Query(period="2020"),
        Query(unit="元", least=Decimal("2e8"), most=Decimal("9e8")),
        Query(publisher="江州日报", published_from="2024-03-01", published_to="2024-08-01"),
        Query(words="江州", region="江州", order="published"),
        Query(speaker="x"),
        Query(confidence=0.5),
    ],
)
def test_facts_come_in_the_same_order(both: tuple[FactStore, FactStore], query: Query) -> None:
    one, other = (store.facts(query) for store in both)
    assert [fact.id for fact in one] == [fact.id for fact in other]
    assert [fact.claim for fact in one] == [fact.claim for fact in other]


def test_what_postgresql_cannot_hold_keeps_its_length(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "nul.jsonl"
    path.write_text(json.dumps({"text": "去年，江州市\0出口额达到12.5亿元。"}), "utf-8")
    with FactStore(server.address(server.fresh()), create=True) as store:
        store.ingest([str(path)], Settings())
        (stored,) = store.whole(Query())
        for fact in stored.facts:
            assert stored.text[fact.claim.start : fact.claim.end] == fact.claim.surface
        assert store.articles("出口额")


def test_a_query_sees_one_state(server: Server) -> None:
    name = server.address(server.fresh())
    one, other = connect(name, create=True), connect(name)
    sql = "INSERT INTO run (id, started, version, models, options) VALUES (1, '', '', '', '')"
    with one.reading():
        assert one.rows("SELECT * FROM run") == []
        with other.writing():
            other.run(sql)
        assert one.rows("SELECT * FROM run") == []
    assert len(one.rows("SELECT * FROM run")) == 1
    one.close()
    other.close()


SECRET = "geheim77"


def test_faults_of_a_server_are_told_in_one_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.ask("postgres", "CREATE ROLE locked LOGIN PASSWORD 'other'")
    server.ask("postgres", "CREATE ROLE guest LOGIN")
    latin, theirs, fresh = (
        server.fresh("ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"),
        server.fresh(),
        server.fresh(),
    )
    server.ask(theirs, "CREATE SCHEMA textmine")
    later = server.fresh()
    connect(server.address(later), create=True).close()
    server.ask(later, "UPDATE textmine.version SET number = 99")
    made = server.fresh()
    connect(server.address(made), create=True).close()
    for address, reason in (
        (f"postgresql://tester:{SECRET}@127.0.0.1:1/facts", "does not answer"),
        (f"postgresql://tester:{SECRET}@/facts?host=/nowhere", "does not answer"),
        (server.address("nothing"), "no such database"),
        (server.address(made, f"locked:{SECRET}"), "does not take the password"),
        (server.address(made, "locked"), "does not take the password"),
        (server.address(made, f"nobody_here:{SECRET}"), "no such user"),
        (server.address(fresh), "no fact database in it"),
        (server.address(made, "guest"), "may not"),
        (server.address(latin), "LATIN1"),
        (server.address(theirs), "another programme"),
        (server.address(later), "later version"),
        (f"postgresql://tester:{SECRET}@/facts?wrong=1", "no address"),
        (f"postgresql://tester:{SECRET}@[/facts", "no address"),
    ):
        assert run(["facts", "--db", address]) == 2, address
        told = capsys.readouterr()
        assert reason in told.err
        assert len(told.err.splitlines()) == 1
        assert SECRET not in told.out + told.err
    with pytest.raises(InputError, match="may not"):
        FactStore(server.address(fresh, "guest"), create=True)


def test_a_server_that_goes_away_is_told(server: Server) -> None:
    name = server.fresh()
    with FactStore(server.address(name), create=True) as store:
        server.ask("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        with pytest.raises(InputError, match="ended the connection"):
            store.facts(Query())


def test_who_waits_too_long_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name = server.address(server.fresh())
    monkeypatch.setattr("textmine.store.postgres.PATIENCE", 1)
    one, other = connect(name, create=True), connect(name)
    with one.writing(), pytest.raises(InputError, match="another process"), other.told(), other.writing():
        pass
    one.close()
    other.close()


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "textmine.store.postgres", raising=False)
    with pytest.raises(MissingExtraError, match=r"textmine\[postgres\]"):
        FactStore("postgresql://nobody@nowhere/facts")


@pytest.mark.parametrize("address", ["postgres:/facts", "postgresql:facts"])
def test_what_is_no_address_is_a_file(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((InputError, UsageError), match="no such database"):
        FactStore(address)
