"""Records to the rows of the database, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal

from textmine.indicators import analyse
from textmine.periods import arithmetic
from textmine.records import (
    Article,
    Baseline,
    Basis,
    Change,
    Claim,
    Entity,
    EntityLabel,
    Evidence,
    Extraction,
    Kind,
    Place,
    Qualifier,
    Role,
    Status,
)
from textmine.store.database import Cell, Database, Row

__all__ = [
    "CLAIM_COLUMNS",
    "REGION_COLUMNS",
    "claim_of",
    "content_hash",
    "delete_findings",
    "entity_of",
    "insert_findings",
    "real",
    "text_of",
]

CLAIM_COLUMNS = (
    "article_id",
    "name",
    "start",
    "end",
    "surface",
    "kind",
    "value",
    "value_real",
    "low",
    "high",
    "precision",
    "qualifier",
    "unit",
    "quantity",
    "indicator",
    "indicator_key",
    "indicator_base",
    "period",
    "period_from",
    "period_to",
    "role",
    "change",
    "baseline_period",
    "baseline_region",
    "baseline_subject",
    "baseline_basis",
    "status",
    "negated",
    "speaker",
    "dimension",
    "confidence",
    "related",
    "rule",
)
REGION_COLUMNS = ("claim_id", "position", "name", "code", "members")
_EVIDENCE_COLUMNS = ("claim_id", "position", "field", "start", "end", "surface", "rule", "reach")
_PASSAGE_COLUMNS = ("article_id", "start", "end", "dimension", "score")
_DIMENSION_COLUMNS = ("article_id", "dimension", "score", "main")
_ENTITY_COLUMNS = (
    "article_id",
    "position",
    "start",
    "end",
    "surface",
    "label",
    "canonical",
    "code",
    "office",
    "organisation",
    "nested",
    "score",
    "rule",
)


def text_of(article: Article, text: str) -> str:
    """The text of ``article`` as given, in the document ``text``."""
    return text[article.start : article.end]


def content_hash(title: str | None, published: str | None, text: str) -> str:
    """What makes two articles one: the SHA-256 of title, date and text."""
    parts = "\0".join((title or "", published or "", text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def insert_findings(database: Database, article_id: int, extraction: Extraction) -> int:
    """Writes what was found in one article, with offsets from its own beginning; gives the number of claims."""
    shift = extraction.article.start
    database.insert(
        "passage",
        _PASSAGE_COLUMNS,
        [(article_id, p.start - shift, p.end - shift, p.dimension, p.score) for p in extraction.passages],
    )
    database.insert(
        "dimension",
        _DIMENSION_COLUMNS,
        [(article_id, d.dimension, d.score, int(d.main)) for d in extraction.dimensions],
    )
    database.insert(
        "entity",
        _ENTITY_COLUMNS,
        [
            (
                article_id,
                position,
                e.start - shift,
                e.end - shift,
                e.surface,
                e.label.value,
                e.canonical,
                e.code,
                e.office,
                e.organisation,
                int(e.nested),
                e.score,
                e.rule,
            )
            for position, e in enumerate(extraction.entities)
        ],
    )
    regions: list[tuple[Cell, ...]] = []
    evidence: list[tuple[Cell, ...]] = []
    numbers = database.numbers("claim", len(extraction.claims))
    claims = [
        (number, *_claim_row(article_id, claim, shift))
        for number, claim in zip(numbers, extraction.claims, strict=True)
    ]
    for claim_id, claim in zip(numbers, extraction.claims, strict=True):
        regions += [
            (claim_id, position, place.name, place.code, " ".join(place.members) or None)
            for position, place in enumerate(claim.regions)
        ]
        evidence += [
            (claim_id, position, e.field, e.start - shift, e.end - shift, e.surface, e.rule, e.reach)
            for position, e in enumerate(claim.evidence)
        ]
    database.insert("claim", ("id", *CLAIM_COLUMNS), claims)
    database.insert("claim_region", REGION_COLUMNS, regions)
    database.insert("evidence", _EVIDENCE_COLUMNS, evidence)
    return len(extraction.claims)


def delete_findings(database: Database, article_id: int) -> None:
    """Takes away what was found in an article, but not what people decided on it."""
    of_claims = "claim_id IN (SELECT id FROM claim WHERE article_id = ?)"
    for table in ("claim_region", "evidence"):
        database.run(f"DELETE FROM {table} WHERE {of_claims}", (article_id,))
    for table in ("claim", "entity", "dimension", "passage"):
        database.run(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))


def _claim_row(article_id: int, claim: Claim, shift: int) -> tuple[Cell, ...]:
    base = claim.baseline
    meaning = analyse(claim.indicator, unit=claim.unit, role=claim.role)
    first, last = arithmetic.bounds(claim.period) if claim.period else (None, None)
    return (
        article_id,
        claim.id,
        claim.start - shift,
        claim.end - shift,
        claim.surface,
        claim.kind.value,
        _plain(claim.value),
        real(claim.value),
        None if claim.low is None else _plain(claim.low),
        None if claim.high is None else _plain(claim.high),
        _plain(claim.precision),
        claim.qualifier.value,
        claim.unit,
        claim.quantity,
        claim.indicator,
        meaning.key,
        meaning.base,
        claim.period,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        claim.role.value,
        claim.change.value if claim.change else None,
        base.period if base else None,
        base.region if base else None,
        base.subject if base else None,
        base.basis.value if base and base.basis else None,
        claim.status.value,
        int(claim.negated),
        claim.source,
        claim.dimension,
        claim.confidence,
        " ".join(claim.related) or None,
        claim.rule,
    )


def _plain(value: Decimal) -> str:
    """All digits of ``value``, and no more."""
    return format(value, "f")


def real(value: Decimal) -> float:
    """The binary number nearest to ``value``, within the range of finite ones."""
    return min(max(float(value), -1.7e308), 1.7e308)


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
