"""What is asked of the fact database, and the SQL that asks it. Every value is bound, none is written into the SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from textmine.errors import UsageError
from textmine.periods import arithmetic
from textmine.places import lookup
from textmine.store.database import Cell, Matching
from textmine.store.findings import real
from textmine.store.naming import Named

__all__ = ["ORDERS", "Query", "statement"]

ORDERS: Final[dict[str, str]] = {
    "period": "claim.period_from DESC NULLS LAST, claim.id",
    "published": "article.published DESC NULLS LAST, claim.id",
    "value": "claim.value_real DESC, claim.id",
    "confidence": "claim.confidence DESC, claim.id",
    "doubt": "claim.confidence, claim.id",
    "relevance": "hit.rank, claim.id",
    "similarity": "claim.period_from DESC NULLS LAST, claim.id",
}
"""What facts can be ordered by; relevance needs words of the text, similarity an indicator that others are like."""

ALL: Final = 2**62  # more facts than there can be


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What facts are asked for; null leaves a field open.

    ``indicator`` is an indicator as newspapers write it: all its wordings are found, its levels, growth and shares; only its growth
    where it says so (工业增加值增速). ``similar`` is one that others are like, the likest first. ``like`` stands somewhere in the
    indicator as written. ``words`` stand in the text or title.
    ``region`` is a place; ``within`` takes the places inside it too. ``period`` takes the claims whose period overlaps it. ``least``
    and ``most`` bound the value in canonical units without scale. ``published_from`` and ``published_to`` are ISO dates.
    ``superseded`` takes older versions of articles too. ``review`` is accepted, corrected, rejected, reviewed (any of these) or open
    (none); by default what people rejected is left out.
    """

    indicator: str | None = None
    similar: str | None = None
    like: str | None = None
    words: str | None = None
    region: str | None = None
    within: bool = False
    period: str | None = None
    unit: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    speaker: str | None = None
    dimension: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    role: str | None = None
    kind: str | None = None
    status: str | None = None
    confidence: float | None = None
    superseded: bool = False
    review: str | None = None
    order: str | None = None
    limit: int | None = 20
    offset: int = 0


@dataclass(slots=True)
class _Conditions:
    terms: list[str]
    values: list[Cell]

    def add(self, term: str, *values: Cell) -> None:
        self.terms.append(term)
        self.values.extend(values)

    def join(self, values: Sequence[Cell]) -> None:
        """Claims are joined to articles here, the smaller table first as SQLite keeps it; ``values`` come before all others."""
        self.terms.append("claim.article_id = article.id")
        self.values[:0] = values


def statement(query: Query, matching: Callable[[str], Matching], named: Sequence[Named] = ()) -> tuple[str, list[Cell]]:
    """The SQL for ``query``, with its values: ids of claims; ``matching`` is the database's way to find words in texts.

    ``named`` are the claims of the indicators that the query names.

    Raises :class:`UsageError` for a place, period or order that is not known.
    """
    where = _Conditions([], [])
    _of_article(query, where)
    by_article = bool(where.terms)
    if not query.superseded:
        where.add("article.superseded = 0")
    before = len(where.terms)
    for one in named:
        where.add(one.term, *one.values)
    _of_claim(query, where)
    tables = "claim JOIN article ON article.id = claim.article_id"
    if query.words:
        hit = matching(query.words)
        tables = f"({hit.sql}) AS hit JOIN article ON article.id = hit.id CROSS JOIN claim"
        where.join(hit.values)
    elif by_article and len(where.terms) == before:  # nothing else to begin with
        tables = "article CROSS JOIN claim"
        where.join(())
    _review(query.review, where)
    order = _order(query)
    condition = " AND ".join(where.terms)
    ordered, values = ORDERS[order], list(where.values)
    for one in named if order == "similarity" else ():
        ordered = (
            f"CASE claim.{one.column}{' WHEN ? THEN ?' * len(one.scores)} END DESC, {ordered}"
            if one.scores
            else ordered
        )
        values += [cell for pair in one.scores.items() for cell in pair]
    sql = f"SELECT claim.id FROM {tables} WHERE {condition} ORDER BY {ordered} LIMIT ? OFFSET ?"
    return sql, [*values, ALL if query.limit is None else query.limit, query.offset]


def _order(query: Query) -> str:
    needed = {"relevance": query.words, "similarity": query.similar}
    order = query.order or ("similarity" if query.similar else "relevance" if query.words else "period")
    known = [name for name in ORDERS if needed.get(name, "none")]
    if order not in known:
        raise UsageError(f"order {order!r} is not known; use one of {', '.join(known)}")
    return order


def _of_claim(query: Query, where: _Conditions) -> None:
    if query.like:
        pattern = "".join("\\" + mark if mark in "%_\\" else mark for mark in query.like)
        small = "".join(mark.lower() if mark.isascii() else mark for mark in pattern)  # as SQL does for ASCII
        where.add("claim.id IN (SELECT id FROM claim WHERE lower(indicator) LIKE ? ESCAPE '\\')", f"%{small}%")
    if query.region:
        _region(query.region, where, within=query.within)
    if query.period:
        first, last = arithmetic.bounds(query.period)
        where.add("claim.period IS NOT NULL")
        if last is not None:
            where.add("(claim.period_from <= ? OR claim.period_from IS NULL)", last.isoformat())
        if first is not None:
            where.add("(claim.period_to >= ? OR claim.period_to IS NULL)", first.isoformat())
    for column, value in (
        ("unit = ?", query.unit),
        ("dimension = ?", query.dimension),
        ("role = ?", query.role),
        ("kind = ?", query.kind),
        ("status = ?", query.status),
        ("speaker = ?", query.speaker),
        ("confidence >= ?", query.confidence),
        ("value_real >= ?", None if query.least is None else real(query.least)),
        ("value_real <= ?", None if query.most is None else real(query.most)),
    ):
        if value is not None:
            where.add(f"claim.{column}", value)


def _review(review: str | None, where: _Conditions) -> None:
    terms = {
        None: "(claim.review IS NULL OR claim.review <> 'rejected')",
        "open": "claim.review IS NULL",
        "reviewed": "claim.review IS NOT NULL",
    }
    if review in terms:
        where.add(terms[review])
    elif review in ("accepted", "corrected", "rejected"):
        where.add("claim.review = ?", review)
    else:
        raise UsageError(f"review {review!r} is not known; use accepted, corrected, rejected, reviewed or open")


def _region(name: str, where: _Conditions, *, within: bool) -> None:
    """Claims about the place ``name``, and with ``within`` about those inside it: their codes begin with the same digits."""
    places = lookup(name)
    codes = sorted({place.code for place in places if place.code})
    names = sorted({name, *(place.name for place in places)})
    tests = [f"name IN ({', '.join('?' * len(names))})"]
    values: list[str] = list(names)
    for code in codes if within else ():
        stem = code.removesuffix("00").removesuffix("00")
        tests.append("code BETWEEN ? AND ?")
        values += [stem.ljust(6, "0"), stem.ljust(6, "9")]
    where.add(f"claim.id IN (SELECT claim_id FROM claim_region WHERE {' OR '.join(tests)})", *values)


def _of_article(query: Query, where: _Conditions) -> None:
    if query.publisher:
        where.add("article.publisher = ?", query.publisher)
    if query.published_from:
        where.add("article.published >= ?", query.published_from)
    if query.published_to:
        where.add("article.published <= ?", query.published_to)
