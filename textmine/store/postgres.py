"""PostgreSQL: a fact database on a server, in the schema ``textmine`` of one of its databases; every fault of it told in one line.

The right to write is an advisory lock, held until the transaction ends: one writes, many read, as in SQLite. A killed process leaves
nothing behind, since the server rolls its transaction back. psycopg is LGPL: it is used as a library that users install.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from textmine.errors import InputError, UsageError
from textmine.store.database import APPLICATION, PATIENCE, VERSION, Cell, Matching, Numbers, Row
from textmine.store.fulltext import folded, grams, is_gram, overlaps
from textmine.store.postgres_binary import Body, copied
from textmine.store.postgres_faults import reason, shown

__all__ = ["Postgres"]

WAIT = 10  # seconds for a server to answer
FIRST = ("source", "article", "claim")  # what other rows refer to
ENDS = "\n"  # between title and text; stands in no words as they are looked for

FOUND = """
SELECT id, -greatest({inverse}, 1e-6) * (found * 2.2::float8) / (found + 1.2::float8 * (1 - 0.75::float8 + 0.75::float8 * size / mean)) AS rank
FROM (
    SELECT article_id AS id, size, {count} AS found, count(*) OVER () AS articles_found, articles,
        characters::float8 / articles AS mean
    FROM fulltext CROSS JOIN fulltext_size WHERE grams @> ?::integer[]{here}
) AS stands"""
"""BM25 as FTS5 reckons it, so that both databases rank alike."""
SHARING = """
SELECT asked.band, asked.hash, held.article_id
FROM unnest(?::bigint[], ?::bigint[]) AS asked (band, hash) CROSS JOIN LATERAL (
    SELECT article_id FROM signature WHERE band = asked.band AND hash = asked.hash ORDER BY article_id LIMIT ?
) AS held"""
MUCH = """
SELECT reltuples < 0 OR ? + coalesce(n_mod_since_analyze, 0) > reltuples / 10
FROM pg_class LEFT JOIN pg_stat_user_tables ON relid = pg_class.oid WHERE pg_class.oid = 'article'::regclass"""
"""As autovacuum decides, which need not be on."""
INVERSE = "ln((articles - articles_found + 0.5::float8) / (articles_found + 0.5::float8))"
APART = "(octet_length(body) - octet_length(replace(body, ?, ''))) / octet_length(?)"
OVERLAPPING = "(SELECT count(*) FROM regexp_matches(body, ?, 'g'))"


class _Row:
    """A row, by number or name of the column."""

    __slots__ = ("_cells", "_names")

    def __init__(self, names: Mapping[str, int], cells: Sequence[Any]) -> None:
        self._names, self._cells = names, cells

    def __getitem__(self, key: int | str, /) -> Any:
        return self._cells[self._names[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cells)


def _rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], _Row]:
    names = {column.name: number for number, column in enumerate(cursor.description or ())}
    return lambda cells: _Row(names, cells)


class Postgres:
    """A fact database on a server. Raises :class:`InputError` and :class:`UsageError` as :func:`textmine.store.connecting.connect`."""

    def __init__(self, address: str, *, create: bool) -> None:
        try:
            told = conninfo_to_dict(address)
        except psycopg.Error:
            raise UsageError(
                "--db: this is no address of a server; write postgresql://USER@HOST:PORT/DATABASE"
            ) from None  # what the driver says can hold the password
        self._name = shown(told)
        self._numbers = Numbers(self.one)
        self._waiting: dict[tuple[str, tuple[str, ...]], list[Sequence[Cell]]] = {}
        self._indexed: list[Body] = []  # the full text that waits
        self._writes = False
        options: dict[str, Any] = {"connect_timeout": WAIT, **told, "client_encoding": "UTF8"}
        with self.told():
            self._connection = psycopg.connect("", autocommit=True, row_factory=_rows, **options)
            try:
                self._prepare(create=create)
            except BaseException:
                self._connection.close()
                raise

    @property
    def name(self) -> str:
        """The address without password."""
        return self._name

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[Row]:
        """All that ``sql`` gives."""
        return [*self._execute(sql, values).fetchall()]

    def one(self, sql: str, values: Sequence[Cell] = ()) -> Row | None:
        """The first row that ``sql`` gives, or null."""
        return self._execute(sql, values).fetchone()

    def run(self, sql: str, values: Sequence[Cell] = ()) -> None:
        """Does what ``sql`` says."""
        self._execute(sql, values)

    def _execute(self, sql: str, values: Sequence[Cell]) -> psycopg.Cursor[_Row]:
        marked, tables = _marked(sql)
        if any(table in tables for table, _ in self._waiting) or (self._indexed and "fulltext" in tables):
            self._flush()
        return self._connection.execute(marked, _bound(values))

    def numbers(self, table: str, count: int = 1) -> range:
        """The numbers of the next ``count`` rows of ``table``."""
        return self._numbers.take(table, count)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Adds ``rows`` to ``table``: those of a transaction together, so that the way to the server and back is short."""
        if rows:
            self._waiting.setdefault((table, tuple(columns)), []).extend(rows)
        if not self._writes:
            self._flush()

    def _flush(self) -> None:
        """Sends the rows that wait, those of each table together, before them those that they refer to."""
        waiting, self._waiting = self._waiting, {}
        for table, columns in sorted(waiting, key=lambda key: FIRST.index(key[0]) if key[0] in FIRST else len(FIRST)):
            rows = waiting[table, columns]
            names = ", ".join(f'"{column}"' for column in columns)
            with self._connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(_bound(row))
        if self._indexed:
            bodies, self._indexed = self._indexed, []
            into = b"COPY fulltext (article_id, body, size, grams) FROM STDIN (FORMAT BINARY)"
            with self._connection.cursor().copy(into) as copy:
                for piece in copied(bodies):
                    copy.write(piece)
            grown = "UPDATE fulltext_size SET articles = articles + ?, characters = characters + ?"
            self.run(grown, (len(bodies), sum(body.size for body in bodies)))

    def sharing(self, bands: Sequence[tuple[int, int]], most: int) -> list[Row]:
        """The first ``most`` articles of each of the ``bands`` of signatures."""
        arrays = ["{" + ",".join(map(str, part)) + "}" for part in zip(*bands, strict=True)] or ["{}", "{}"]
        return self.rows(SHARING, (*arrays, most))

    def index(self, article_id: int, title: str, text: str) -> None:
        """Adds an article to the full text."""
        body = _storable(folded(title) + ENDS + folded(text))
        self._indexed.append(Body(article_id, body, len(body) - len(ENDS)))
        if not self._writes:
            self._flush()

    def matching(self, words: str) -> Matching:
        """Where ``words`` stand in title or text, ranked by BM25."""
        tokens = folded(words)
        count, values = APART, [tokens, tokens]
        if overlaps(tokens):
            count, values = OVERLAPPING, [f"(?={''.join(map(_literal, tokens))})"]
        held, here = [_array(tokens)], ""
        if not is_gram(tokens):
            held, here = [*held, tokens], " AND strpos(body, ?) > 0"
        return Matching(FOUND.format(inverse=INVERSE, count=count, here=here), (*values, *held))

    def settle(self, new: int) -> None:
        """Takes what is pending into the index of the full text and, where much is new, tells the planner what there is."""
        self.run(
            "SELECT gin_clean_pending_list(oid) FROM pg_class "
            "WHERE oid = 'fulltext_grams'::regclass AND pg_has_role(relowner, 'USAGE')"
        )
        if not self._asked(MUCH, (new,))[0]:
            return
        tables = self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'textmine'")
        self.run("ANALYZE " + ", ".join(str(table[0]) for table in tables))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that holds the one right to write from its beginning; rolled back on any error."""
        with self._connection.transaction():
            self.run("SELECT pg_advisory_xact_lock(?)", (APPLICATION,))
            self._numbers.forget()
            self._writes = True
            try:
                yield
                self._flush()
            finally:
                self._waiting, self._indexed, self._writes = {}, [], False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction that sees one state of the database, whatever others write meanwhile."""
        with self._connection.transaction():
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns a fault of the server into an error of ours: what, where, how to mend it."""
        try:
            yield
        except psycopg.Error as error:
            raise InputError(f"{self._name}: {reason(error)}") from error

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def _prepare(self, *, create: bool) -> None:
        (encoding,) = self._asked("SHOW server_encoding")
        if encoding != "UTF8":
            raise InputError(
                f"{self._name}: the database is in {encoding}; make one in UTF-8: createdb -E UTF8 -T template0 NAME"
            )
        for setting in ("search_path = textmine", f"lock_timeout = '{PATIENCE:.0f}s'", "jit = off"):
            self.run(f"SET {setting}")
        if not self._is_there():
            if not create:
                raise InputError(
                    f"{self._name}: there is no fact database in it; make one with textmine ingest FILE --db {self._name}"
                )
            with self.writing():
                if not self._is_there():  # another process may have made it meanwhile
                    script = Path(__file__).with_name("schema_postgres.sql").read_bytes()
                    self._connection.execute(b"CREATE SCHEMA textmine;\n" + script)
        if not self._asked("SELECT count(*) FROM pg_tables WHERE schemaname = 'textmine' AND tablename = 'version'")[0]:
            raise InputError(f"{self._name}: its schema textmine is of another programme; name another database")
        (version,) = self._asked("SELECT number FROM textmine.version")
        if version > VERSION:
            raise UsageError(
                f"{self._name}: the database is of a later version of textmine ({version}); install that version"
            )
        if version < VERSION:
            self._migrate()

    def _migrate(self) -> None:
        """Brings the schema up to date; another process may have done so meanwhile."""
        with self.writing():
            (version,) = self._asked("SELECT number FROM textmine.version")
            for step in range(version + 1, VERSION + 1):
                script = Path(__file__).parent / "migrations" / f"{step:04}_postgres.sql"
                self._connection.execute(script.read_bytes())
                self.run("UPDATE version SET number = ?", (step,))

    def _is_there(self) -> bool:
        return bool(self._asked("SELECT count(*) FROM pg_namespace WHERE nspname = 'textmine'")[0])

    def _asked(self, sql: str, values: Sequence[Cell] = ()) -> Row:
        row = self.one(sql, values)
        assert row is not None
        return row


@lru_cache(256)
def _marked(sql: str) -> tuple[bytes, frozenset[str]]:
    """``sql`` with the marks that psycopg has for values, and the tables it speaks of."""
    tables = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", sql)
    return sql.replace("%", "%%").replace("?", "%s").encode(), frozenset(tables)


def _bound(values: Sequence[Cell]) -> list[Cell]:
    """``values`` as PostgreSQL takes them: it has no character NUL, and one of the same length stands for it."""
    return [_storable(value) if isinstance(value, str) else value for value in values]


def _storable(text: str) -> str:
    return text.replace("\0", "\ufffd")


def _array(tokens: str) -> str:
    return "{" + ",".join(map(str, grams(_storable(tokens)))) + "}"


def _literal(character: str) -> str:
    """``character`` in a regular expression of PostgreSQL."""
    return character if character.isalnum() else f"\\U{ord(character):08x}"
