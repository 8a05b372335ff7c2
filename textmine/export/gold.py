"""Annotated articles in the format of the project's own corpora, for evaluation and training: what people reviewed, best of all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from textmine.indicators import analyse
from textmine.records.facts import Fact, Stored

__all__ = ["gold"]


def gold(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """A list of articles with their claims. An article whose claims are only partly reviewed says nothing of the others."""
    trees = []
    for stored in articles:
        article = stored.article
        trees.append(
            {
                "id": str(article.id),
                "title": article.title,
                "published": article.published,
                "genre": "news",
                "text": stored.text,
                "claims": [_claim(fact) for fact in stored.facts],
            }
        )
    stream.write(json.dumps(trees, ensure_ascii=False, indent=1).encode() + b"\n")
    return len(trees)


def _claim(fact: Fact) -> dict[str, object]:
    claim = fact.claim
    return {
        "start": claim.start,
        "end": claim.end,
        "surface": claim.surface,
        "kind": claim.kind.value,
        "value": format(claim.value, "f"),
        "low": None if claim.low is None else format(claim.low, "f"),
        "high": None if claim.high is None else format(claim.high, "f"),
        "precision": format(claim.precision, "f"),
        "qualifier": claim.qualifier.value,
        "unit": claim.unit,
        "indicator": claim.indicator,
        "indicator_head": _head(claim.indicator),
        "regions": [place.name for place in claim.regions],
        "period": claim.period,
        "role": claim.role.value,
        "baseline": claim.baseline.period if claim.baseline else None,
        "change": claim.change.value if claim.change else None,
        "status": claim.status.value,
        "negated": claim.negated,
        "source": claim.source,
    }


def _head(indicator: str) -> str:
    """The words that any right wording must hold: the core measure where it is known, else the whole."""
    head = analyse(indicator).head
    return head if head and head in indicator else indicator
