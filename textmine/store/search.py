"""Questions to the fact database and their answers as records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from textmine.records.facts import Fact, Found, Highlight, Stored
from textmine.store.database import Database, Row
from textmine.store.query import Query, statement
from textmine.store.rows import claim_of, entity_of

__all__ = ["articles", "facts", "whole"]

AROUND = 40
"""How many characters stand around the first place where words were found."""

PIECE = 500  # ids bound in one statement


def facts(database: Database, query: Query) -> tuple[Fact, ...]:
    """The facts that ``query`` asks for, in its order. Raises :class:`~textmine.errors.UsageError` for one that cannot be asked."""
    with database.reading():
        return _facts(database, query)


def _facts(database: Database, query: Query) -> tuple[Fact, ...]:
    sql, values = statement(query, database.matching)
    ids = [int(row[0]) for row in database.rows(sql, values)]
    rows = {row["id"]: row for row in _rows(database, "SELECT * FROM claim WHERE id IN ({})", ids)}
    regions = _grouped(database, "SELECT * FROM claim_region WHERE claim_id IN ({}) ORDER BY position", ids)
    evidence = _grouped(database, "SELECT * FROM evidence WHERE claim_id IN ({}) ORDER BY position", ids)
    found = {row["article_id"] for row in rows.values()}
    named = {article.id: article for article in _articles(database, sorted(found), query.words)}
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


def whole(database: Database, query: Query) -> Iterator[Stored]:
    """The articles of the facts that ``query`` asks for, each with those facts and its names, in the order of the database."""
    by_article: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts(database, query):
        by_article[fact.article.id].append(fact)
    for number in sorted(by_article):
        (text,) = (row["text"] for row in _rows(database, "SELECT text FROM article WHERE id IN ({})", [number]))
        found = sorted(by_article[number], key=lambda fact: fact.claim.start)
        names = _rows(database, "SELECT * FROM entity WHERE article_id IN ({}) ORDER BY position", [number])
        yield Stored(
            article=found[0].article, text=text, facts=tuple(found), entities=tuple(entity_of(row) for row in names)
        )


def articles(database: Database, words: str, *, limit: int = 20, superseded: bool = False) -> tuple[Found, ...]:
    """The articles in whose title or text ``words`` stand, those that speak of them most first."""
    hit = database.matching(words)
    sql = f"SELECT hit.id FROM ({hit.sql}) AS hit JOIN article ON article.id = hit.id WHERE superseded <= ? ORDER BY hit.rank, hit.id LIMIT ?"
    rows = database.rows(sql, (*hit.values, int(superseded), limit))
    return tuple(_articles(database, [int(row[0]) for row in rows], words))


def _articles(database: Database, ids: Sequence[int], words: str | None) -> list[Found]:
    rows = {row["id"]: row for row in _rows(database, "SELECT * FROM article WHERE id IN ({})", ids)}
    stands: defaultdict[int, list[str]] = defaultdict(list)
    query = "SELECT article_id, path FROM sighting JOIN source ON source.id = source_id WHERE article_id IN ({}) ORDER BY path, name"
    for row in _rows(database, query, ids):
        stands[row["article_id"]].append(row["path"])
    copies: defaultdict[int, int] = defaultdict(int)
    for end in ("article_id", "other_id"):
        for row in _rows(database, f"SELECT {end} AS id FROM near WHERE {end} IN ({{}})", ids):
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


def _rows(database: Database, sql: str, ids: Sequence[int]) -> Iterable[Row]:
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        yield from database.rows(sql.format(", ".join("?" * len(piece))), piece)


def _grouped(database: Database, sql: str, ids: Sequence[int]) -> defaultdict[int, list[Row]]:
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in _rows(database, sql, ids):
        groups[row["claim_id"]].append(row)
    return groups
