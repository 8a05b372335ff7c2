"""One claim as one flat row: the single place that flattens claims, for spreadsheets and data frames."""

from __future__ import annotations

from decimal import Decimal

from textmine.records import Claim, Extraction

__all__ = ["COLUMNS", "Cell", "plain", "row"]

Cell = str | int | float | bool | Decimal | None

_OWN = ("id", "start", "end", "surface", "kind", "value", "low", "high", "precision", "qualifier", "unit", "quantity")
_REST = ("period", "role", "change", "status", "negated", "source", "dimension", "confidence", "rule")
_BASELINE = ("period", "region", "subject", "basis")
COLUMNS = (
    *("path", "article", "title", "published"),
    *_OWN,
    *("indicator", "regions", "codes"),
    *_REST,
    *(f"baseline_{name}" for name in _BASELINE),
    "related",
)


def plain(value: Decimal) -> str:
    """``value`` without exponent: no digit is lost."""
    return format(value, "f")


def row(path: str, extraction: Extraction, claim: Claim) -> tuple[Cell, ...]:
    """The cells of ``claim`` in the order of :data:`COLUMNS`; several regions are joined by ``;``."""
    article = extraction.article
    return (
        *(path, article.id, article.title, article.published),
        *(getattr(claim, name) for name in _OWN),
        *(claim.indicator, ";".join(place.name for place in claim.regions)),
        ";".join(place.code or "" for place in claim.regions),
        *(getattr(claim, name) for name in _REST),
        *(getattr(claim.baseline, name, None) for name in _BASELINE),
        ";".join(claim.related),
    )
