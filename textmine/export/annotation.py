"""Spans for annotation programmes: Label Studio and doccano."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate
from typing import BinaryIO

from textmine.records.facts import Fact, Stored
from textmine.version import __version__

__all__ = ["claim_words", "doccano", "label_studio"]


def claim_words(fact: Fact) -> str:
    """The fields of a fact on one line, as a note beside its span."""
    claim = fact.claim
    regions = "、".join(place.name for place in claim.regions) or None
    told = (
        ("indicator", claim.indicator),
        ("value", format(claim.value, "f")),
        ("unit", claim.unit),
        ("regions", regions),
        ("period", claim.period),
        ("role", claim.role.value),
        ("status", claim.status.value),
        ("source", claim.source),
    )
    return "; ".join(f"{name}={value}" for name, value in told if value)


def label_studio(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """A task for each article, with claims and names as predictions: a ``Labels`` control named ``label`` on a text named ``text``.

    Offsets count UTF-16 units, as in the browser.
    """
    count = 0
    stream.write(b"[")
    for stored in articles:
        count += 1
        stream.write((b",\n" if count > 1 else b"\n") + json.dumps(_task(stored), ensure_ascii=False).encode())
    stream.write(b"\n]\n")
    return count


def _task(stored: Stored) -> dict[str, object]:
    units = [0, *accumulate(2 if mark > "\uffff" else 1 for mark in stored.text)]

    def region(name: str, start: int, end: int, label: str, note: str, score: float) -> dict[str, object]:
        return {
            "id": name,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "score": score,
            "value": {"start": units[start], "end": units[end], "text": stored.text[start:end], "labels": [label]},
            "meta": {"text": [note]},
        }

    claims = [
        region(f.claim.id, f.claim.start, f.claim.end, f.claim.kind.value, claim_words(f), f.claim.confidence)
        for f in stored.facts
    ]
    names = [
        region(f"e{number}", e.start, e.end, e.label.value, e.canonical, e.score)
        for number, e in enumerate(stored.entities)
    ]
    article = stored.article
    return {
        "data": {
            "text": stored.text,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "article": article.id,
        },
        "predictions": [{"model_version": f"textmine {__version__}", "result": claims + names}],
    }


def doccano(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """A line for each article: its text, and ``label`` with start, end and kind of its claims and outer names; offsets count characters."""
    count = 0
    for stored in articles:
        count += 1
        spans = [(f.claim.start, f.claim.end, f.claim.kind.value) for f in stored.facts]
        spans += [(e.start, e.end, e.label.value) for e in stored.entities if not e.nested]
        article = stored.article
        line = {
            "id": article.id,
            "text": stored.text,
            "label": [list(span) for span in sorted(spans)],
            "title": article.title,
            "published": article.published,
        }
        stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return count
