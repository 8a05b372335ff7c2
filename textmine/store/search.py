"""Questions to the fact database and their answers as records."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from textmine.records.facts import Fact, Found, Highlight, Stored
from textmine.store.fulltext import phrase
from textmine.store.query import Query, statement
from textmine.store.rows import claim_of, entity_of

__all__ = ["articles", "facts", "whole"]

AROUND = 40
"""How many characters stand around the first place where words were found."""

PIECE = 500  # ids bound in one statement


def facts(connection: sqlite3.Connection, query: Query) -> tuple[Fact, ...]:
    """The facts that ``query`` asks for, in its order. Raises :class:`~textmine.errors.UsageError` for one that cannot be asked."""
    sql, values = statement(query)
    ids = [int(row[0]) for row in connection.execute(sql, values)]
    rows = {row["id"]: row for row in _rows(connection, "SELECT * FROM claim WHERE id IN ({})", ids)}
    regions = _grouped(connection, "SELECT * FROM claim_region WHERE claim_id IN ({}) ORDER BY position", ids)
    evidence = _grouped(connection, "SELECT * FROM evidence WHERE claim_id IN ({}) ORDER BY position", ids)
    found = {row["article_id"] for row in rows.values()}
    named = {article.id: article for article in _articles(connection, sorted(found), query.words)}
    return tuple(
        Fact(
            id=claim,
            key=rows[claim]["indicator_key"],
            claim=claim_of(rows[claim], regions[claim], evidence[claim]),
            article=named[rows[claim]["article_id"]],
            review=rows[claim]["review"],
        )
        for claim in ids
    )


def whole(connection: sqlite3.Connection, query: Query) -> Iterator[Stored]:
    """The articles of the facts that ``query`` asks for, each with those facts and its names, in the order of the database."""
    by_article: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts(connection, query):
        by_article[fact.article.id].append(fact)
    for number in sorted(by_article):
        (text,) = connection.execute("SELECT text FROM article WHERE id = ?", (number,)).fetchone()
        found = sorted(by_article[number], key=lambda fact: fact.claim.start)
        names = _rows(connection, "SELECT * FROM entity WHERE article_id IN ({}) ORDER BY position", [number])
        yield Stored(
            article=found[0].article, text=text, facts=tuple(found), entities=tuple(entity_of(row) for row in names)
        )


def articles(
    connection: sqlite3.Connection, words: str, *, limit: int = 20, superseded: bool = False
) -> tuple[Found, ...]:
    """The articles in whose title or text ``words`` stand, those that speak of them most first."""
    sql = "SELECT fulltext.rowid FROM fulltext JOIN article ON article.id = fulltext.rowid WHERE fulltext MATCH ? AND superseded <= ?"
    rows = connection.execute(f"{sql} ORDER BY rank, fulltext.rowid LIMIT ?", (phrase(words), int(superseded), limit))
    return tuple(_articles(connection, [int(row[0]) for row in rows], words))


def _articles(connection: sqlite3.Connection, ids: Sequence[int], words: str | None) -> list[Found]:
    rows = {row["id"]: row for row in _rows(connection, "SELECT * FROM article WHERE id IN ({})", ids)}
    stands: defaultdict[int, list[str]] = defaultdict(list)
    query = "SELECT article_id, path FROM sighting JOIN source ON source.id = source_id WHERE article_id IN ({}) ORDER BY path, name"
    for row in _rows(connection, query, ids):
        stands[row["article_id"]].append(row["path"])
    copies: defaultdict[int, int] = defaultdict(int)
    for end in ("article_id", "other_id"):
        for row in _rows(connection, f"SELECT {end} AS id FROM near WHERE {end} IN ({{}})", ids):
            copies[row["id"]] += 1
    return [
        Found(
            id=number,
            title=rows[number]["title"],
            publisher=rows[number]["publisher"],
            published=rows[number]["published"],
            dimension=rows[number]["dimension"],
            sources=tuple(dict.fromkeys(stands[number])),
            copies=copies[number],
            highlight=_highlight(rows[number]["text"], words) if words else None,
        )
        for number in ids
    ]


def _highlight(text: str, words: str) -> Highlight | None:
    """The surroundings of the first place in ``text`` where ``words`` stand, with all such places marked; null for the title alone."""
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    first = pattern.search(text)
    if first is None:
        return None
    start, end = max(0, first.start() - AROUND), min(len(text), first.end() + AROUND)
    shown = text[start:end]
    return Highlight(text=shown, marks=tuple(found.span() for found in pattern.finditer(shown)))


def _rows(connection: sqlite3.Connection, sql: str, ids: Sequence[int]) -> Iterable[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        yield from cursor.execute(sql.format(", ".join("?" * len(piece))), piece)


def _grouped(connection: sqlite3.Connection, sql: str, ids: Sequence[int]) -> defaultdict[int, list[sqlite3.Row]]:
    groups: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in _rows(connection, sql, ids):
        groups[row["claim_id"]].append(row)
    return groups
