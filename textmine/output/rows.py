"""A claim as one flat row: the columns of CSV, Parquet, HTML and the pandas frame."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from textmine.records import Article, Claim

__all__ = ["COLUMNS", "Row", "plain", "to_row"]


class Row(NamedTuple):
    """One claim with what identifies its article. Several regions are joined by ``;``, unknown fields are None."""

    article: str
    title: str | None
    published: str | None
    id: str
    start: int
    end: int
    surface: str
    kind: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    precision: Decimal
    qualifier: str
    unit: str | None
    quantity: str | None
    indicator: str
    regions: str | None
    region_codes: str | None
    period: str | None
    role: str
    baseline_period: str | None
    baseline_region: str | None
    baseline_subject: str | None
    baseline_basis: str | None
    change: str | None
    status: str
    negated: bool
    source: str | None
    dimension: str | None
    confidence: float
    related: str | None
    rule: str


COLUMNS: tuple[str, ...] = Row._fields


def plain(value: Decimal) -> str:
    """A decimal in full, without exponent and without an empty fraction."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_row(article: Article, claim: Claim) -> Row:
    """``claim`` of ``article`` as a row."""
    base = claim.baseline
    return Row(
        article=article.id,
        title=article.title,
        published=article.published,
        id=claim.id,
        start=claim.start,
        end=claim.end,
        surface=claim.surface,
        kind=claim.kind.value,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        precision=claim.precision,
        qualifier=claim.qualifier.value,
        unit=claim.unit,
        quantity=claim.quantity,
        indicator=claim.indicator,
        regions=";".join(place.name for place in claim.regions) or None,
        region_codes=";".join(place.code or "" for place in claim.regions).strip(";") or None,
        period=claim.period,
        role=claim.role.value,
        baseline_period=base.period if base else None,
        baseline_region=base.region if base else None,
        baseline_subject=base.subject if base else None,
        baseline_basis=base.basis.value if base and base.basis else None,
        change=claim.change.value if claim.change else None,
        status=claim.status.value,
        negated=claim.negated,
        source=claim.source,
        dimension=claim.dimension,
        confidence=claim.confidence,
        related=";".join(claim.related) or None,
        rule=claim.rule,
    )
