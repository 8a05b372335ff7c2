"""Facts as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textmine.records.facts import Fact

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

__all__ = ["COLUMNS", "FactRow", "fact_frame", "fact_row"]


class FactRow(NamedTuple):
    """One fact with its article. Several regions are joined by ``;``, unknown fields are null."""

    id: int
    indicator: str
    key: str
    regions: str | None
    period: str | None
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    qualifier: str
    role: str
    change: str | None
    baseline_period: str | None
    status: str
    negated: bool
    source: str | None
    dimension: str | None
    confidence: float
    review: str | None
    surface: str
    start: int
    end: int
    article: int
    title: str | None
    publisher: str | None
    published: str | None
    path: str


COLUMNS: tuple[str, ...] = FactRow._fields


def fact_row(fact: Fact) -> FactRow:
    """``fact`` as a row."""
    claim, article = fact.claim, fact.article
    return FactRow(
        id=fact.id,
        indicator=claim.indicator,
        key=fact.key,
        regions=";".join(place.name for place in claim.regions) or None,
        period=claim.period,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        qualifier=claim.qualifier.value,
        role=claim.role.value,
        change=claim.change.value if claim.change else None,
        baseline_period=claim.baseline.period if claim.baseline else None,
        status=claim.status.value,
        negated=claim.negated,
        source=claim.source,
        dimension=claim.dimension,
        confidence=claim.confidence,
        review=fact.review,
        surface=claim.surface,
        start=claim.start,
        end=claim.end,
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        path=";".join(article.sources),
    )


def fact_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """Facts as a pandas table with the columns of :class:`FactRow`."""
    import pandas as pd

    return pd.DataFrame([fact_row(fact) for fact in facts], columns=list(COLUMNS))
