"""Facts as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textmine.records.facts import Fact
from textmine.records.locations import Location

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

__all__ = ["COLUMNS", "FactRow", "fact_frame", "fact_row"]


class FactRow(NamedTuple):
    """One fact with its article. Several regions, and boxes ``page:left,top,right,bottom``, are joined by ``;``, unknown fields are null.

    ``page`` to ``quote_suffix`` tell where the words stand in ``file``, the one of ``path`` that they were read from: a cell is ``T1R4C2``.
    """

    id: int
    indicator: str
    key: str
    regions: str | None
    region_codes: str | None
    period: str | None
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    precision: Decimal
    unit: str | None
    quantity: str | None
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
    file: str | None
    page: int | None
    boxes: str | None
    cell: str | None
    quote_prefix: str | None
    quote_exact: str | None
    quote_suffix: str | None
    similarity: float | None


COLUMNS: tuple[str, ...] = FactRow._fields


def fact_row(fact: Fact) -> FactRow:
    """``fact`` as a row."""
    claim, article = fact.claim, fact.article
    location = fact.location or Location()
    quote = location.quote
    return FactRow(
        id=fact.id,
        indicator=claim.indicator,
        key=fact.key,
        regions=";".join(place.name for place in claim.regions) or None,
        region_codes=";".join(place.code or "" for place in claim.regions) if claim.regions else None,
        period=claim.period,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        precision=claim.precision,
        unit=claim.unit,
        quantity=claim.quantity,
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
        file=fact.file,
        page=location.page,
        boxes=_boxes(location),
        cell=location.cell and location.cell.name,
        quote_prefix=quote and quote.prefix,
        quote_exact=quote and quote.exact,
        quote_suffix=quote and quote.suffix,
        similarity=fact.similarity,
    )


def _boxes(location: Location) -> str | None:
    return ";".join(f"{page}:{','.join(map(str, box))}" for page, *box in location.boxes) or None


def fact_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """Facts as a pandas table with the columns of :class:`FactRow`."""
    import pandas as pd

    return pd.DataFrame([fact_row(fact) for fact in facts], columns=list(COLUMNS))
