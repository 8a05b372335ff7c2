"""Verdicts that people stand for: confirmed and withdrawn; the latest decision for a place in an article counts.

Who confirms the verdict on a claim has read the claim, so that it is accepted too where nothing was decided on it: thereby it comes back
in every new extraction, and with it the verdict, as it was confirmed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from textmine.errors import UsageError
from textmine.records import EntityLabel
from textmine.records.facts import Found
from textmine.records.verdicts import Confirmation, Outcome
from textmine.store.database import Cell, Database, Row
from textmine.store.review import Decision, decide

__all__ = ["confirm", "confirmation", "confirmed", "withdraw"]

LATEST = 'SELECT max(id) FROM {} GROUP BY article_id, start, "end"'


def confirm(
    database: Database, claim: int, outcome: str, checked: str, *, reviewer: str, url: str | None, note: str | None
) -> None:
    """Keeps that ``reviewer`` stands for the verdict on ``claim``; needs a transaction that is open.

    Raises :class:`UsageError` for a claim that is not there or was rejected.
    """
    row = database.one("SELECT review FROM claim WHERE id = ?", (claim,))
    if row is not None and row["review"] == Decision.REJECTED:
        raise UsageError(f"claim {claim} was rejected; accept it before its verdict is confirmed")
    if row is None or row["review"] is None:
        decide(database, claim, Decision.ACCEPTED, reviewer=reviewer, note=note)
    _add(database, claim, ("confirmed", outcome, checked), reviewer=reviewer, url=url, note=note)


def withdraw(database: Database, claim: int, *, reviewer: str, note: str | None) -> None:
    """Takes a confirmation back; needs a transaction that is open. Raises :class:`UsageError` where there is none."""
    place = 'article_id = (SELECT article_id FROM claim WHERE id = ?) AND start = (SELECT start FROM claim WHERE id = ?) AND "end" = '
    place += '(SELECT "end" FROM claim WHERE id = ?)'
    row = database.one(
        f"SELECT decision, outcome, checked FROM verdict WHERE {place} ORDER BY id DESC LIMIT 1", (claim,) * 3
    )
    if row is None or row["decision"] != "confirmed":
        raise UsageError(f"claim {claim}: no verdict on it is confirmed")
    _add(database, claim, ("withdrawn", row["outcome"], row["checked"]), reviewer=reviewer, url=None, note=note)


def _add(
    database: Database,
    claim: int,
    told: tuple[str, str, str],
    *,
    reviewer: str,
    url: str | None,
    note: str | None,
) -> None:
    place = database.one('SELECT article_id, start, "end" FROM claim WHERE id = ?', (claim,))
    assert place is not None
    review = database.one('SELECT max(id) FROM review WHERE article_id = ? AND start = ? AND "end" = ?', [*place])
    cells: list[Cell] = [database.numbers("verdict")[0], *place, *told, review[0] if review else None]
    cells += [url, reviewer, note, datetime.now(UTC).isoformat(timespec="seconds")]
    database.run(
        'INSERT INTO verdict (id, article_id, start, "end", decision, outcome, checked, review_id, url, reviewer, note, decided) '
        f"VALUES ({', '.join('?' * len(cells))})",
        cells,
    )


def confirmed(database: Database) -> list[Row]:
    """The verdicts that are confirmed, with the number of the claim where it stands now, in the order of articles and places.

    ``stale`` is 1 where the claim was corrected or rejected since.
    """
    return database.rows(
        "SELECT verdict.*, claim.id AS claim_id, CASE WHEN review.id <> verdict.review_id AND review.decision <> 'accepted' THEN 1 ELSE 0 END "
        "AS stale FROM verdict JOIN article ON article.id = verdict.article_id "
        f"LEFT JOIN review ON review.id IN ({LATEST.format('review')}) AND review.article_id = verdict.article_id "
        'AND review.start = verdict.start AND review."end" = verdict."end" '
        'LEFT JOIN claim ON claim.article_id = verdict.article_id AND claim.start = verdict.start AND claim."end" = verdict."end" '
        f"WHERE verdict.id IN ({LATEST.format('verdict')}) AND verdict.decision = 'confirmed' AND article.superseded = 0 "
        "ORDER BY verdict.article_id, verdict.start, verdict.id"
    )


def confirmation(database: Database, row: Row, article: Found) -> Confirmation:
    """The confirmed verdict in ``row`` of :func:`confirmed`, on a claim of ``article``."""
    number = article.id
    text = database.one("SELECT text FROM article WHERE id = ?", (number,))
    assert text is not None
    speaker = json.loads(row["checked"])["claim"]["source"]
    kinds = (EntityLabel.PERSON.value, EntityLabel.ORG.value)
    named = "SELECT label FROM entity WHERE article_id = ? AND canonical = ? AND label IN (?, ?) LIMIT 1"
    kind = database.one(named, (number, speaker, *kinds))
    return Confirmation(
        claim=row["claim_id"], article=article, text=str(text[0]), start=row["start"], end=row["end"],
        outcome=Outcome(row["outcome"]), checked=row["checked"], reviewer=row["reviewer"], decided=row["decided"],
        url=row["url"], note=row["note"], stale=bool(row["stale"]),
        person=speaker if kind and kind[0] == kinds[0] else None, organisation=speaker if kind and kind[0] == kinds[1] else None,
    )  # fmt: skip
