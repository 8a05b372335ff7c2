"""Questions to the fact database and their answers as records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from textmine.indicators import Aliases, analyse
from textmine.records import Claim
from textmine.records.facts import Alike, Fact, Found, Highlight, Stored
from textmine.store.anchors import Anchors
from textmine.store.database import Cell, Database, Row
from textmine.store.keying import aliases_of
from textmine.store.naming import Named, alike, like, named
from textmine.store.query import Query, statement
from textmine.store.rows import claim_of, entity_of

__all__ = ["articles", "asked", "facts", "similar", "whole"]

AROUND = 40
"""How many characters stand around the first place where words were found."""

PIECE = 500  # ids bound in one statement


def facts(database: Database, query: Query, aliases: Aliases | None = None) -> tuple[Fact, ...]:
    """The facts that ``query`` asks for, in its order; its indicators are understood with ``aliases``, by default those of the database.

    Raises :class:`~textmine.errors.UsageError` for one that cannot be asked.
    """
    with database.reading():
        return _facts(database, query, _named(database, query, aliases))


def asked(database: Database, query: Query, aliases: Aliases | None = None) -> tuple[str, list[Cell]]:
    """The SQL that finds the claims, with its values."""
    return statement(query, database.matching, _named(database, query, aliases))


def similar(database: Database, words: str, aliases: Aliases | None = None, *, limit: int = 10) -> tuple[Alike, ...]:
    """The indicators that are most like ``words``, the likest first."""
    with database.reading():
        known = aliases_of(database) if aliases is None else aliases
        return alike(database, analyse(words, aliases=known), known, limit=limit)


def _named(database: Database, query: Query, aliases: Aliases | None) -> list[Named]:
    """The claims of the indicators that the query names."""
    if not query.indicator and not query.similar:
        return []
    known = aliases_of(database) if aliases is None else aliases
    found = [named(database, query.indicator, known)] if query.indicator else []
    return [*found, *([like(database, query.similar, known)] if query.similar else [])]


def _facts(database: Database, query: Query, named: Sequence[Named]) -> tuple[Fact, ...]:
    sql, values = statement(query, database.matching, named)
    ids = [int(row[0]) for row in database.rows(sql, values)]
    rows = {row["id"]: row for row in _rows(database, "SELECT * FROM claim WHERE id IN ({})", ids)}
    regions = _grouped(database, "SELECT * FROM claim_region WHERE claim_id IN ({}) ORDER BY position", ids)
    evidence = _grouped(database, "SELECT * FROM evidence WHERE claim_id IN ({}) ORDER BY position", ids)
    found = {row["article_id"] for row in rows.values()}
    told = {article.id: article for article in _articles(database, sorted(found), query.words)}
    stands = "SELECT anchor.*, path FROM anchor JOIN source ON source.id = source_id WHERE article_id IN ({}) ORDER BY position"
    anchors = Anchors(_rows(database, stands, sorted(found)))
    return tuple(
        _fact(rows[claim], claim_of(rows[claim], regions[claim], evidence[claim]), told, anchors, named)
        for claim in ids
    )


def _fact(row: Row, claim: Claim, articles: Mapping[int, Found], anchors: Anchors, named: Sequence[Named]) -> Fact:
    stand = anchors.of(row["article_id"], claim.start, claim.end)
    return Fact(
        id=row["id"],
        key=row["indicator_key"],
        claim=claim,
        article=articles[row["article_id"]],
        review=row["review"],
        location=stand and stand.location,
        file=stand and stand.file,
        similarity=next((one.scores[row[one.column]] for one in named if one.scores), None),
    )


def whole(database: Database, query: Query, aliases: Aliases | None = None) -> Iterator[Stored]:
    """The articles of the facts that ``query`` asks for, each with those facts and its names, in the order of the database."""
    by_article: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts(database, query, aliases):
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
