"""What people decide on claims: accepted, corrected or rejected. Their decisions outlive every new extraction.

A decision is kept with the whole claim as it was decided on and holds for its place in the text of the article. After a new
extraction the decisions are applied again: a claim that the machine no longer finds comes back, one that was rejected stays so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from textmine.errors import UsageError
from textmine.indicators import Aliases
from textmine.periods import arithmetic
from textmine.places import lookup
from textmine.records import Kind, Place, Role, Status
from textmine.store.database import Cell, Database
from textmine.store.findings import CLAIM, REGION, real
from textmine.store.keying import aliases_of, keyed

__all__ = ["Correction", "Decision", "apply_reviews", "decide"]


class Decision(StrEnum):
    """What a person says of a claim."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a claim that a person writes anew; null leaves one as it is, an empty string says that it is unknown.

    ``regions`` are names of places divided by ``;``; ``value`` is in the canonical unit without scale.
    """

    indicator: str | None = None
    regions: str | None = None
    period: str | None = None
    value: str | None = None
    unit: str | None = None
    kind: str | None = None
    role: str | None = None
    status: str | None = None
    speaker: str | None = None
    baseline_period: str | None = None

    def told(self) -> Mapping[str, str]:
        """The fields that are written anew."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}


_CLOSED = {"kind": Kind, "role": Role, "status": Status}
_NEEDED = ("indicator", "value", "kind", "role", "status")


def decide(
    database: Database,
    claim_id: int,
    decision: Decision,
    correction: Correction | None = None,
    *,
    reviewer: str | None = None,
    note: str | None = None,
) -> None:
    """Keeps ``decision`` on the claim and applies it; needs a transaction that is open.

    Raises :class:`UsageError` for a claim that is not there and for fields that cannot be so.
    """
    row = database.one("SELECT * FROM claim WHERE id = ?", (claim_id,))
    if row is None:
        raise UsageError(f"claim {claim_id} is not in the database; textmine facts lists the numbers")
    changed = (correction or Correction()).told()
    if (decision is Decision.CORRECTED) != bool(changed):
        raise UsageError("a correction says what is changed, and nothing else does; use field=value")
    columns = {name: row[name] for name in CLAIM}
    regions = database.rows(
        "SELECT name, code, members FROM claim_region WHERE claim_id = ? ORDER BY position", (claim_id,)
    )
    kept: dict[str, object] = {**columns, "regions": [list(region) for region in regions]}
    for name, words in changed.items():
        kept.update(_written(name, words))
    database.run(
        'INSERT INTO review (id, article_id, start, "end", decision, fields, changed, reviewer, note, decided) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            database.numbers("review")[0],
            row["article_id"],
            row["start"],
            row["end"],
            decision.value,
            json.dumps(kept, ensure_ascii=False),
            " ".join(changed),
            reviewer,
            note,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    apply_reviews(database, row["article_id"], aliases_of(database))


def _written(name: str, words: str) -> dict[str, object]:
    """The columns that the field ``name`` fills when a person writes ``words``."""
    if not words and name in _NEEDED:
        raise UsageError(f"{name}: a claim needs it; write one, or reject the claim")
    if name in _CLOSED:
        known = [member.value for member in _CLOSED[name]]
        if words not in known:
            raise UsageError(f"{name} {words!r} is not known; use one of {', '.join(known)}")
        return {name: words}
    if name == "regions":
        return {"regions": [_place(part) for part in words.split(";") if part]}
    if name in ("period", "baseline_period"):
        first, last = arithmetic.bounds(words) if words else (None, None)
        told: dict[str, object] = {name: words or None}
        if name == "period":
            told["period_from"] = first.isoformat() if first else None
            told["period_to"] = last.isoformat() if last else None
        return told
    if name == "value":
        value = _decimal(words)
        return {"value": words, "value_real": real(value), "low": words, "high": words}
    return {name: words or None}


def _decimal(words: str) -> Decimal:
    try:
        value = Decimal(words)
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite():
        raise UsageError(f"value {words!r} is no number; write it in digits, without unit and scale")
    return value


def _place(name: str) -> list[str | None]:
    places = lookup(name)
    place = places[0] if places else Place(name=name)
    return [place.name, place.code, " ".join(place.members) or None]


def apply_reviews(database: Database, article_id: int, aliases: Aliases) -> None:
    """Applies the decisions on claims of an article to what the machine found there, with the keys that ``aliases`` give.

    Needs a transaction that is open.
    """
    decisions = database.rows(
        'SELECT start, "end", decision, fields FROM review WHERE id IN '
        '(SELECT max(id) FROM review WHERE article_id = ? GROUP BY start, "end") ORDER BY id',
        (article_id,),
    )
    for row in decisions:
        kept = json.loads(row["fields"])
        regions = kept.pop("regions")
        found = database.one(
            'SELECT id FROM claim WHERE article_id = ? AND start = ? AND "end" = ?',
            (article_id, row["start"], row["end"]),
        )
        if found is None and row["decision"] == Decision.REJECTED:
            continue
        if found is None:
            kept = {**kept, "name": f"r{row['start']}", "rule": "review", "related": None}
        kept = dict(zip(CLAIM, keyed([kept[name] for name in CLAIM], aliases), strict=True))
        claim_id = _insert(database, article_id, kept) if found is None else int(found[0])
        if row["decision"] != Decision.REJECTED:
            _overwrite(database, claim_id, kept, regions)
        database.run("UPDATE claim SET review = ? WHERE id = ?", (row["decision"], claim_id))


def _insert(database: Database, article_id: int, kept: Mapping[str, Cell]) -> int:
    (claim_id,) = database.numbers("claim")
    cells = (claim_id, article_id, *(kept[name] for name in CLAIM))
    database.insert("claim", ("id", "article_id", *CLAIM), [cells])
    return claim_id


def _overwrite(
    database: Database, claim_id: int, kept: Mapping[str, Cell], regions: Sequence[Sequence[str | None]]
) -> None:
    names = [name for name in CLAIM if name not in ("name", "related", "rule")]
    database.run(
        f"UPDATE claim SET {', '.join(f'{_quoted(name)} = ?' for name in names)} WHERE id = ?",
        (*(kept[name] for name in names), claim_id),
    )
    database.run("DELETE FROM claim_region WHERE claim_id = ?", (claim_id,))
    rows = [(claim_id, position, *region) for position, region in enumerate(regions)]
    database.insert("claim_region", ("claim_id", *REGION), rows)


def _quoted(name: str) -> str:
    return f'"{name}"'
