"""The claims of an article that was just read as facts, so that they can be held against those of others."""

from __future__ import annotations

from textmine.indicators import normalise
from textmine.records import Extraction
from textmine.records.facts import Fact, Found

__all__ = ["facts_of"]


def facts_of(extraction: Extraction, number: int) -> tuple[Fact, ...]:
    """The claims of ``extraction`` as facts of an article that is told from the others by ``number``."""
    article = extraction.article
    found = Found(
        id=number,
        title=article.title or article.id,
        publisher=article.publisher,
        published=article.published,
        dimension=None,
        sources=(),
    )
    return tuple(
        Fact(
            id=place,
            key=normalise(claim.indicator, unit=claim.unit, role=claim.role),
            claim=claim,
            article=found,
        )
        for place, claim in enumerate(extraction.claims)
    )
