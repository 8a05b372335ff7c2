"""Rows of the database from and to records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from textmine.indicators import Aliases
from textmine.records import (
    Baseline,
    Basis,
    Change,
    Claim,
    Entity,
    EntityLabel,
    Evidence,
    Kind,
    Place,
    Qualifier,
    Role,
    Status,
)
from textmine.store.database import Database, Row
from textmine.store.findings import CLAIM, DIMENSION, ENTITY, EVIDENCE, PASSAGE, REGION, Kept
from textmine.store.keying import keyed

__all__ = ["claim_of", "delete_findings", "entity_of", "insert_findings"]


def insert_findings(database: Database, article_id: int, found: Kept, aliases: Aliases) -> int:
    """Writes what was found in one article, with the keys that ``aliases`` give; gives the number of claims."""
    for table, columns, rows in (
        ("passage", PASSAGE, found.passages),
        ("dimension", DIMENSION, found.dimensions),
        ("entity", ENTITY, found.entities),
    ):
        database.insert(table, ("article_id", *columns), [(article_id, *row) for row in rows])
    numbered = [*zip(database.numbers("claim", len(found.claims)), found.claims, strict=True)]
    claims = [(number, article_id, *keyed(claim.cells, aliases)) for number, claim in numbered]
    database.insert("claim", ("id", "article_id", *CLAIM), claims)
    regions = [(number, *row) for number, claim in numbered for row in claim.regions]
    database.insert("claim_region", ("claim_id", *REGION), regions)
    evidence = [(number, *row) for number, claim in numbered for row in claim.evidence]
    database.insert("evidence", ("claim_id", *EVIDENCE), evidence)
    return len(found.claims)


def delete_findings(database: Database, article_id: int) -> None:
    """Takes away what was found in an article, but not what people decided on it."""
    of_claims = "claim_id IN (SELECT id FROM claim WHERE article_id = ?)"
    for table in ("claim_region", "evidence"):
        database.run(f"DELETE FROM {table} WHERE {of_claims}", (article_id,))
    for table in ("claim", "entity", "dimension", "passage"):
        database.run(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))


def claim_of(row: Row, regions: Sequence[Row], evidence: Sequence[Row]) -> Claim:
    """The claim in ``row`` of the table, with its rows of regions and evidence; offsets are those of the article's text."""
    return Claim(
        id=row["name"],
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        kind=Kind(row["kind"]),
        value=Decimal(row["value"]),
        low=None if row["low"] is None else Decimal(row["low"]),
        high=None if row["high"] is None else Decimal(row["high"]),
        precision=Decimal(row["precision"]),
        qualifier=Qualifier(row["qualifier"]),
        unit=row["unit"],
        quantity=row["quantity"],
        indicator=row["indicator"],
        regions=tuple(
            Place(name=found["name"], code=found["code"], members=tuple((found["members"] or "").split()))
            for found in regions
        ),
        period=row["period"],
        role=Role(row["role"]),
        baseline=_baseline(row),
        change=Change(row["change"]) if row["change"] else None,
        status=Status(row["status"]),
        negated=bool(row["negated"]),
        source=row["speaker"],
        dimension=row["dimension"],
        confidence=row["confidence"],
        related=tuple((row["related"] or "").split()),
        rule=row["rule"],
        evidence=tuple(_evidence(evidence)),
    )


def _baseline(row: Row) -> Baseline | None:
    fields = [row[f"baseline_{name}"] for name in ("period", "region", "subject", "basis")]
    if not any(fields):
        return None
    period, region, subject, basis = fields
    return Baseline(period=period, region=region, subject=subject, basis=Basis(basis) if basis else None)


def _evidence(rows: Sequence[Row]) -> Iterator[Evidence]:
    for row in rows:
        yield Evidence(
            field=row["field"],
            start=row["start"],
            end=row["end"],
            surface=row["surface"],
            rule=row["rule"],
            reach=row["reach"],
        )


def entity_of(row: Row) -> Entity:
    """The name in ``row`` of the table; offsets are those of the article's text."""
    return Entity(
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        label=EntityLabel(row["label"]),
        canonical=row["canonical"],
        code=row["code"],
        office=row["office"],
        organisation=row["organisation"],
        nested=bool(row["nested"]),
        score=row["score"],
        rule=row["rule"],
    )
