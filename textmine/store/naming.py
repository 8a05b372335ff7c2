"""Which claims measure what a question names: by their keys where these are up to date, else by all wordings in the database; and what is like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nlargest
from typing import NamedTuple

from textmine.indicators import Aliases, analyse, similarity
from textmine.records.facts import Alike
from textmine.records.indicators import Indicator
from textmine.store.database import Cell, Database
from textmine.store.keying import is_current

__all__ = ["LIKE_FROM", "Named", "alike", "like", "named"]

LIKE_FROM = 0.5
"""Names that score more are told to be like another; what excludes one another (出口, 进口) never does."""

SHORTLISTED = 200
"""Names that are compared in full."""

MOST = 10
"""Indicators whose facts are given for one that they are like."""


class Named(NamedTuple):
    """A condition on claims with its values; ``scores`` tell how like the ``column`` is to what was asked for."""

    term: str
    values: tuple[Cell, ...]
    column: str = "indicator_key"
    scores: Mapping[str, float] = {}


def named(database: Database, words: str, aliases: Aliases) -> Named:
    """Claims of the indicator ``words``, and where it tells no growth, share or rank, of these too."""
    asked = analyse(words, aliases=aliases)
    column = _column(asked)
    if is_current(database, aliases):
        return Named(f"claim.{column} = ?", (asked.key,))
    told: list[Cell] = []
    for row in database.rows("SELECT DISTINCT indicator, coalesce(unit, ''), role FROM claim"):
        found = analyse(row[0], unit=row[1] or None, role=row[2], aliases=aliases)
        if (found.base if column == "indicator_base" else found.key) == asked.key:
            told += row
    if not told:
        return Named("1 = 0", ())
    marks = ", ".join(["(?, ?, ?)"] * (len(told) // 3))
    return Named(f"(claim.indicator, coalesce(claim.unit, ''), claim.role) IN (VALUES {marks})", tuple(told))


def like(database: Database, words: str, aliases: Aliases) -> Named:
    """Claims of the indicators that are most like ``words``."""
    asked = analyse(words, aliases=aliases)
    found = alike(database, asked, aliases, limit=MOST)
    scores = {near.key: near.score for near in found}
    column = _column(asked)
    if not scores:
        return Named("1 = 0", (), column)
    return Named(f"claim.{column} IN ({', '.join('?' * len(scores))})", tuple(scores), column, scores)


def alike(database: Database, asked: Indicator, aliases: Aliases, *, limit: int) -> tuple[Alike, ...]:
    """The indicators of the database that are most like ``asked``, the likest first: levels, growth and shares of one thing as one,
    where it tells none of these.
    """
    column = _column(asked)
    counts = {
        str(row[0]): int(row[1]) for row in database.rows(f"SELECT {column}, count(*) FROM claim GROUP BY {column}")
    }
    near = [
        Alike(key=key, score=score, claims=counts[key])
        for key in _shortlist(asked.key, counts)
        if (score := similarity(asked, analyse(key, aliases=aliases)).score) > LIKE_FROM
    ]
    return tuple(sorted(near, key=lambda one: (-one.score, one.key))[:limit])


def _column(asked: Indicator) -> str:
    return "indicator_base" if asked.key == asked.base else "indicator_key"


def _shortlist(asked: str, known: Mapping[str, int]) -> Iterator[str]:
    """Those that share most pairs of characters with ``asked``, for the length of both."""
    pairs = {asked[at : at + 2] for at in range(len(asked) - 1)} or {asked}
    shared = ((sum([pair in key for pair in pairs]) / (len(pairs) + len(key)), key) for key in known if key)
    for share, key in nlargest(SHORTLISTED, shared):
        if share > 0:
            yield key
