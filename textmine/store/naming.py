"""Which claims measure what a question names: by their keys where these are up to date, else by all wordings in the database; and what is like it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from textmine.indicators import Aliases, analyse, no_aliases, similarity
from textmine.records.facts import Alike
from textmine.records.indicators import Indicator
from textmine.store.database import Cell, Database
from textmine.store.keying import is_current

__all__ = ["LIKE_FROM", "Named", "alike", "like", "named"]

LIKE_FROM = 0.05
"""Names that score less are not told to be like another."""

SHORTLISTED = 200
"""Names that are compared in full."""

MOST = 5
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
    wordings = _wordings(aliases)
    counts = {
        str(row[0]): int(row[1]) for row in database.rows(f"SELECT {column}, count(*) FROM claim GROUP BY {column}")
    }
    near = [
        Alike(key=key, score=score, claims=counts[key])
        for key in _shortlist(asked.key, counts, wordings)
        if (score := _score(asked, key, wordings, aliases)) > LIKE_FROM
    ]
    return tuple(sorted(near, key=lambda one: (-one.score, one.key))[:limit])


def _column(asked: Indicator) -> str:
    return "indicator_base" if asked.key == asked.base else "indicator_key"


def _score(asked: Indicator, key: str, wordings: Mapping[str, list[str]], aliases: Aliases) -> float:
    """How like ``asked`` is to the indicator of ``key``, or to one of its other wordings as they are."""
    found = [similarity(asked, analyse(key, aliases=aliases)).score]
    found += [similarity(asked, analyse(words, aliases=no_aliases())).score for words in wordings.get(key, ())]
    return max(found)


@lru_cache(4)
def _wordings(aliases: Aliases) -> dict[str, list[str]]:
    """Other wordings by the keys of the names that they stand for."""
    found: dict[str, list[str]] = {}
    for wording, name in aliases.rows:
        found.setdefault(analyse(name, aliases=aliases).key, []).append(wording)
    return found


def _shortlist(asked: str, known: Mapping[str, int], wordings: Mapping[str, list[str]]) -> Iterator[str]:
    """Those of which a wording shares most pairs of characters with ``asked``, for the length of both."""
    pairs = {asked[at : at + 2] for at in range(len(asked) - 1)} or {asked}

    def share(words: str) -> float:
        return sum([pair in words for pair in pairs]) / (len(pairs) + len(words))

    some = re.compile("|".join(map(re.escape, pairs)))
    near = ((key, [words for words in (key, *wordings.get(key, ())) if some.search(words)]) for key in known if key)
    shares = ((max(map(share, found)), key) for key, found in near if found)
    for _, key in nlargest(SHORTLISTED, shares):
        yield key
