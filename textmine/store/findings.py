"""An article with all that was found in it as the database holds it: the cells of its rows, without the numbers that a database gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from textmine.indicators import analyse
from textmine.periods import arithmetic
from textmine.reading.finder import Finder
from textmine.records import Article, Claim, Extraction
from textmine.records.locations import Location
from textmine.store.database import Cell

__all__ = [
    "ANCHOR",
    "CLAIM",
    "DIMENSION",
    "ENTITY",
    "EVIDENCE",
    "PASSAGE",
    "REGION",
    "ClaimRow",
    "Kept",
    "content_hash",
    "extra_of",
    "kept",
    "real",
    "text_of",
]

Cells = tuple[Cell, ...]

PASSAGE = ("start", "end", "dimension", "score")
DIMENSION = ("dimension", "score", "main")
ENTITY = (
    *("position", "start", "end", "surface", "label", "canonical", "code", "office", "organisation"),
    *("nested", "score", "rule"),
)
CLAIM = (
    *("name", "start", "end", "surface", "kind", "value", "value_real", "low", "high", "precision", "qualifier"),
    *("unit", "quantity", "indicator", "indicator_key", "indicator_base", "period", "period_from", "period_to"),
    *("role", "change", "baseline_period", "baseline_region", "baseline_subject", "baseline_basis", "status"),
    *("negated", "speaker", "dimension", "confidence", "related", "rule"),
)
REGION = ("position", "name", "code", "members")
EVIDENCE = ("position", "field", "start", "end", "surface", "rule", "reach")
ANCHOR = (
    *("position", "page", "x0", "y0", "x1", "y1"),
    *("table_number", "table_row", "table_column", "exact", "prefix", "suffix"),
)


class ClaimRow(NamedTuple):
    """A claim, its regions, its evidence and where it stands in its file: cells of :data:`CLAIM`, :data:`REGION`, :data:`EVIDENCE`, :data:`ANCHOR`."""

    cells: Cells
    regions: tuple[Cells, ...]
    evidence: tuple[Cells, ...]
    anchors: tuple[Cells, ...] = ()

    @property
    def span(self) -> tuple[Cell, Cell]:
        """Where the words begin and end in the article."""
        return self.cells[1], self.cells[2]


class Kept(NamedTuple):
    """An article as the table has it, and the rows of what was found in it; all offsets count from its own beginning."""

    hash: str
    title: str | None
    byline: str | None
    publisher: str | None
    published: str | None
    text: str
    dimension: str | None
    passages: tuple[Cells, ...]
    dimensions: tuple[Cells, ...]
    entities: tuple[Cells, ...]
    claims: tuple[ClaimRow, ...]


def text_of(article: Article, text: str) -> str:
    """The text of ``article`` as given, in the document ``text``."""
    return text[article.start : article.end]


def content_hash(title: str | None, published: str | None, text: str) -> str:
    """What makes two articles one: the SHA-256 of title, date and text."""
    parts = "\0".join((title or "", published or "", text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def extra_of(article: Article) -> str | None:
    """The further fields of an article as JSON."""
    return json.dumps(dict(article.extra), ensure_ascii=False) if article.extra else None


def kept(extraction: Extraction, finder: Finder) -> Kept:
    """The rows of what was found in one article of the document of ``finder``."""
    article = extraction.article
    shift = article.start
    own = text_of(article, finder.document.text)
    return Kept(
        hash=content_hash(article.title, article.published, own),
        title=article.title,
        byline=article.byline,
        publisher=article.publisher,
        published=article.published,
        text=own,
        dimension=next((found.dimension for found in extraction.dimensions if found.main), None),
        passages=tuple((p.start - shift, p.end - shift, p.dimension, p.score) for p in extraction.passages),
        dimensions=tuple((d.dimension, d.score, int(d.main)) for d in extraction.dimensions),
        entities=tuple(
            (
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
        ),
        claims=tuple(_claim(claim, shift, finder.find(claim)) for claim in extraction.claims),
    )


def _claim(claim: Claim, shift: int, location: Location) -> ClaimRow:
    return ClaimRow(
        _cells(claim, shift),
        tuple(
            (position, place.name, place.code, " ".join(place.members) or None)
            for position, place in enumerate(claim.regions)
        ),
        tuple(
            (position, e.field, e.start - shift, e.end - shift, e.surface, e.rule, e.reach)
            for position, e in enumerate(claim.evidence)
        ),
        tuple(_anchors(location)),
    )


def _anchors(location: Location) -> Iterator[Cells]:
    """A row for each box, and one for what has none; cell and quote stand in the first."""
    if location == Location():
        return
    last = (*(location.cell or (None,) * 3), *(location.quote or (None,) * 3))
    boxes: Sequence[Cells] = location.boxes or ((location.page, None, None, None, None),)
    for position, box in enumerate(boxes):
        yield (position, *box, *(last if position == 0 else (None,) * 6))


def _cells(claim: Claim, shift: int) -> Cells:
    base = claim.baseline
    meaning = analyse(claim.indicator, unit=claim.unit, role=claim.role)
    first, last = arithmetic.bounds(claim.period) if claim.period else (None, None)
    return (
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
