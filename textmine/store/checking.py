"""The fact database as the fact check asks it: article by article or indicator by indicator, and the verdicts that people confirmed.

Claims bear their numbers in the database as ids, with what people decided on them; what was rejected is left out. Everything comes as a
stream: an article, or the facts of one indicator, at a time; of a question that is not open, the numbers of the claims that fit it are held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

from textmine import places
from textmine.errors import InputError, UsageError
from textmine.reading import from_text
from textmine.records import Article, Claim, Evidence, Extraction
from textmine.records.facts import Fact, Found
from textmine.records.verdicts import Confirmation
from textmine.store.confirming import confirm, confirmation, confirmed, withdraw
from textmine.store.connecting import connect
from textmine.store.database import Database, Row
from textmine.store.query import Query
from textmine.store.rows import claim_of
from textmine.store.search import asked

__all__ = ["CheckStore", "StoredArticle"]

PIECE = 64  # articles, or indicators, that are asked for at once
BOUND = 500  # values bound in one statement
REVIEWED = "(claim.review IS NULL OR claim.review <> 'rejected')"
CURRENT = f"article.superseded = 0 AND {REVIEWED}"
OPEN = Query(limit=None)
BY_PERSON = ("regions", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article of the database with all its claims; ``asked`` are the numbers of those that were asked for."""

    found: Found
    extraction: Extraction
    asked: frozenset[str]


class CheckStore:
    """A fact database that is there already. Raises :class:`~textmine.errors.InputError` as :class:`~textmine.store.FactStore`."""

    def __init__(self, name: str | Path) -> None:
        self._database = connect(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def articles(self, query: Query = OPEN) -> Iterator[StoredArticle]:
        """The articles that hold the claims that ``query`` asks for, in the order of the database."""
        with self._database.told(), self._database.reading():
            asked = _asked(self._database, query)
            for ids in _articles(self._database, asked):
                yield from _read(self._database, ids, asked)

    def article(self, claim: int) -> StoredArticle:
        """The article of the claim with the number ``claim``. Raises :class:`UsageError` for one that is not current."""
        with self._database.told(), self._database.reading():
            of = f"SELECT article.id FROM claim JOIN article ON article.id = claim.article_id WHERE claim.id = ? AND {CURRENT}"
            row = self._database.one(of, (claim,))
            if row is None:
                raise UsageError(
                    f"claim {claim} is not in the database, rejected, or of an older version of its article"
                )
            (found,) = _read(self._database, [int(row[0])], {claim: int(row[0])})
            return found

    def indicators(self, query: Query = OPEN) -> Iterator[tuple[tuple[Fact, ...], frozenset[str]]]:
        """The actual facts of one indicator after the other, its levels, growth and shares, where several articles tell some.

        With the numbers of those that ``query`` asks for; indicators without such are left out.
        """
        with self._database.told(), self._database.reading():
            asked = _asked(self._database, query)
            for base in _indicators(self._database, asked):
                rows = self._database.rows(
                    f"SELECT claim.* FROM claim JOIN article ON article.id = claim.article_id WHERE indicator_base = ? AND {CURRENT} "
                    "AND status = 'actual' AND negated = 0 AND period IS NOT NULL ORDER BY claim.article_id, claim.start",
                    (base,),
                )
                facts = _facts(self._database, rows)
                numbers = frozenset(fact.claim.id for fact in facts)
                wanted = numbers if asked is None else numbers & {str(claim) for claim in asked}
                if wanted:
                    yield facts, wanted

    def text(self, article: int) -> str:
        """The text of an article, in which the offsets of its claims count."""
        row = self._database.one("SELECT text FROM article WHERE id = ?", (article,))
        assert row is not None
        return str(row[0])

    def confirm(
        self, claim: int, outcome: str, checked: str, *, reviewer: str, url: str | None = None, note: str | None = None
    ) -> None:
        """Keeps that ``reviewer`` stands for the verdict on a claim; ``checked`` is the whole of it as JSON, ``url`` where it is told.

        It holds through every new extraction, until it is withdrawn or the claim is corrected or rejected.
        """
        with self._database.told(), self._database.writing():
            confirm(self._database, claim, outcome, checked, reviewer=reviewer, url=url, note=note)

    def withdraw(self, claim: int, *, reviewer: str, note: str | None = None) -> None:
        """Takes the confirmation of the verdict on a claim back. Raises :class:`UsageError` where there is none."""
        with self._database.told(), self._database.writing():
            withdraw(self._database, claim, reviewer=reviewer, note=note)

    def confirmed(self, query: Query = OPEN) -> Iterator[Confirmation]:
        """The confirmed verdicts of claims that ``query`` asks for, in the order of their articles and places."""
        with self._database.told(), self._database.reading():
            asked = _asked(self._database, query)
            for row in confirmed(self._database):
                if asked is None or row["claim_id"] in asked:
                    number = int(row["article_id"])
                    yield confirmation(self._database, row, _found(self._database, [number])[number])


def _asked(database: Database, query: Query) -> dict[int, int] | None:
    """The claims that ``query`` asks for, each with its article; null for all that are current."""
    if query == OPEN:
        return None
    sql, values = asked(database, query)
    rows = database.rows(f"SELECT id, article_id FROM claim WHERE id IN ({sql}) ORDER BY article_id", values)
    return {int(row[0]): int(row[1]) for row in rows}


def _articles(database: Database, asked: dict[int, int] | None) -> Iterator[list[int]]:
    """Numbers of articles that hold claims which are asked for, some at a time."""
    if asked is not None:
        numbers = list(dict.fromkeys(asked.values()))
        yield from (numbers[start : start + PIECE] for start in range(0, len(numbers), PIECE))
        return
    last = 0
    while True:
        rows = database.rows(
            "SELECT id FROM article WHERE id > ? AND superseded = 0 AND EXISTS "
            f"(SELECT 1 FROM claim WHERE claim.article_id = article.id AND {REVIEWED}) ORDER BY id LIMIT ?",
            (last, PIECE),
        )
        if not rows:
            return
        yield [int(row[0]) for row in rows]
        last = int(rows[-1][0])


def _indicators(database: Database, asked: dict[int, int] | None) -> Iterator[str]:
    """Normalised indicators of which several articles tell something, in order."""
    last, ids = "", list(asked or ())
    if asked is not None:
        named: set[str] = set()
        for start in range(0, len(ids), BOUND):
            piece = ids[start : start + BOUND]
            rows = database.rows(f"SELECT DISTINCT indicator_base FROM claim WHERE id IN ({_marks(piece)})", piece)
            named.update(row[0] for row in rows)
        yield from sorted(name for name in named if name)
        return
    while True:
        rows = database.rows(
            f"SELECT indicator_base FROM claim JOIN article ON article.id = claim.article_id WHERE indicator_base > ? AND {CURRENT} "
            "AND status = 'actual' AND negated = 0 AND period IS NOT NULL "
            "GROUP BY indicator_base HAVING count(DISTINCT claim.article_id) > 1 ORDER BY indicator_base LIMIT ?",
            (last, PIECE),
        )
        if not rows:
            return
        yield from (str(row[0]) for row in rows)
        last = str(rows[-1][0])


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))


def _facts(database: Database, rows: Sequence[Row]) -> tuple[Fact, ...]:
    """The facts in ``rows`` of the table, whose claims bear their numbers as ids."""
    ids = [int(row["id"]) for row in rows]
    regions = _grouped(database, "claim_region", ids)
    evidence = _grouped(database, "evidence", ids)
    found = _found(database, sorted({int(row["article_id"]) for row in rows}))
    named = {(row["article_id"], row["name"]): str(row["id"]) for row in rows}
    facts = []
    for row in rows:
        claim = claim_of(row, regions[row["id"]], evidence[row["id"]])
        related = tuple(named[row["article_id"], name] for name in claim.related if (row["article_id"], name) in named)
        told = replace(_reviewed(claim) if row["review"] else claim, id=str(row["id"]), related=related)
        facts.append(
            Fact(
                id=row["id"],
                key=row["indicator_key"],
                claim=told,
                article=found[row["article_id"]],
                review=row["review"],
            )
        )
    return tuple(facts)


def _reviewed(claim: Claim) -> Claim:
    """A claim that a person has read: certain, its region and period told by that person, its digits those of the value."""
    own = Evidence(
        field="", start=claim.start, end=claim.end, surface=claim.surface, rule="review", reach="own"
    )  # fmt: skip
    told = [replace(own, field=field) for field in BY_PERSON]
    rest = (each for each in claim.evidence if each.field not in BY_PERSON)
    precision = claim.precision
    if precision and claim.value % precision:  # corrected to more digits than were read
        precision = Decimal(1).scaleb(int(claim.value.normalize().as_tuple().exponent))
    return replace(claim, confidence=1.0, precision=precision, evidence=(*rest, *told))


def _grouped(database: Database, table: str, ids: Sequence[int]) -> defaultdict[int, list[Row]]:
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for start in range(0, len(ids), BOUND):
        piece = ids[start : start + BOUND]
        for row in database.rows(f"SELECT * FROM {table} WHERE claim_id IN ({_marks(piece)}) ORDER BY position", piece):
            groups[row["claim_id"]].append(row)
    return groups


def _found(database: Database, ids: Sequence[int]) -> dict[int, Found]:
    """The articles with these numbers; near copies are not counted."""
    found: dict[int, Found] = {}
    for start in range(0, len(ids), BOUND):
        piece = ids[start : start + BOUND]
        stands: defaultdict[int, list[str]] = defaultdict(list)
        for row in database.rows(
            "SELECT DISTINCT article_id, path FROM sighting JOIN source ON source.id = source_id "
            f"WHERE article_id IN ({_marks(piece)}) ORDER BY path",
            piece,
        ):
            stands[row["article_id"]].append(row["path"])
        for row in database.rows(
            f"SELECT id, title, publisher, published, dimension FROM article WHERE id IN ({_marks(piece)})", piece
        ):
            found[row["id"]] = Found(
                id=row["id"], title=row["title"], publisher=row["publisher"], published=row["published"],
                dimension=row["dimension"], sources=tuple(stands[row["id"]]),
            )  # fmt: skip
    return found


def _read(database: Database, ids: Sequence[int], asked: dict[int, int] | None) -> Iterator[StoredArticle]:
    """The articles ``ids`` with all their claims, in order."""
    rows = database.rows(
        f"SELECT * FROM claim WHERE article_id IN ({_marks(ids)}) AND {REVIEWED} ORDER BY article_id, start, id", ids
    )
    facts: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in _facts(database, rows):
        facts[fact.article.id].append(fact)
    texts = {row["id"]: row for row in database.rows(f"SELECT id, text FROM article WHERE id IN ({_marks(ids)})", ids)}
    for number in ids:
        told = facts[number]
        article = _article(told[0].article, texts[number]["text"])
        yield StoredArticle(
            found=told[0].article,
            extraction=Extraction(
                article=article, claims=tuple(fact.claim for fact in told), places=places.find(article.text)
            ),
            asked=frozenset(fact.claim.id for fact in told if asked is None or fact.id in asked),
        )


def _article(found: Found, text: str) -> Article:
    """The article as it was read: its headline, paragraphs and bylines are told by its text again."""
    name = str(found.id)
    try:
        (article,) = from_text(text, id=name, title=found.title, published=found.published, split=False).articles
    except InputError:  # a part of a text that as a whole was one
        return Article(id=name, start=0, end=len(text), title=found.title, published=found.published, text=text)
    return replace(article, publisher=found.publisher, published=found.published)
