"""Documents and articles as JSON, in the schema ``textmine/1`` (``schema.json`` beside this file).

Decimals are strings, so that no digit is lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from textmine.output.rows import plain
from textmine.reading.finder import Finder
from textmine.records import (
    Article,
    Baseline,
    Claim,
    Dimension,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Passage,
    Place,
)

__all__ = ["article_line", "claim_tree", "document_object", "schema_text"]

SCHEMA = "textmine/1"
LINE_ENDS = "\x85\u2028\u2029"  # JSON leaves them as they are, many readers end a line there
Tree = dict[str, object]


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of what these functions give."""
    return Path(__file__).with_name("schema.json").read_text("utf-8")


def article_line(extraction: Extraction, document: Document, finder: Finder) -> str:
    """One article of ``document`` with its claims as one line of JSON, whatever counts as the end of a line."""
    article = extraction.article
    text = _taken(document, article.start, article.end)
    tree: Tree = {"schema": SCHEMA, "path": document.path, **text, **_article(extraction, finder)}
    line = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for sign in LINE_ENDS:
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return line


def document_object(document: Document, extractions: Sequence[Extraction]) -> str:
    """One input with its articles as an indented JSON object."""
    finder = Finder(document)
    tree: Tree = {
        "schema": SCHEMA,
        "source": {
            "path": document.path,
            "sha256": document.sha256,
            "encoding": document.encoding,
            "characters": len(document.text),
            **_taken(document, 0, len(document.text)),
        },
        "articles": [_article(extraction, finder) for extraction in extractions],
        "warnings": list(document.warnings),
    }
    return json.dumps(tree, ensure_ascii=False, indent=2)


def _taken(document: Document, start: int, end: int) -> Tree:
    """Format and text of a file that is more than text: the offsets count characters of what was taken out of it."""
    extracted = document.format.extracted
    return {"format": document.format.value, "text": document.text[start:end]} if extracted else {}


def _article(extraction: Extraction, finder: Finder) -> Tree:
    article: Article = extraction.article
    return {
        "id": article.id,
        "start": article.start,
        "end": article.end,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "published": article.published,
        **({"extra": dict(article.extra)} if article.extra else {}),
        "dimensions": [_dimension(found) for found in extraction.dimensions],
        "passages": [_passage(found) for found in extraction.passages],
        "entities": [{**_entity(entity), **_anchored(finder, entity)} for entity in extraction.entities],
        "claims": [{**claim_tree(claim), **_anchored(finder, claim)} for claim in extraction.claims],
    }


def _dimension(found: Dimension) -> Tree:
    words = [
        {"start": word.start, "end": word.end, "surface": word.surface, "weight": word.weight}
        for word in found.evidence
    ]
    return {"dimension": found.dimension, "score": found.score, "main": found.main, "evidence": words}


def _passage(found: Passage) -> Tree:
    return {"start": found.start, "end": found.end, "dimension": found.dimension, "score": found.score}


def _entity(entity: Entity) -> Tree:
    tree: Tree = {
        "start": entity.start,
        "end": entity.end,
        "surface": entity.surface,
        "label": entity.label.value,
        "canonical": entity.canonical,
        "code": entity.code,
        "score": entity.score,
        "rule": entity.rule,
    }
    if entity.nested:
        tree["nested"] = True
    if entity.office is not None:
        tree["office"] = entity.office
    if entity.organisation is not None:
        tree["organisation"] = entity.organisation
    return tree


def claim_tree(claim: Claim) -> Tree:
    """A claim with all its fields; decimals are strings."""
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "surface": claim.surface,
        "kind": claim.kind.value,
        "value": plain(claim.value),
        "low": None if claim.low is None else plain(claim.low),
        "high": None if claim.high is None else plain(claim.high),
        "precision": plain(claim.precision),
        "qualifier": claim.qualifier.value,
        "unit": claim.unit,
        "quantity": claim.quantity,
        "indicator": claim.indicator,
        "regions": [_place(place) for place in claim.regions],
        "period": claim.period,
        "role": claim.role.value,
        "baseline": None if claim.baseline is None else _baseline(claim.baseline),
        "change": None if claim.change is None else claim.change.value,
        "status": claim.status.value,
        "negated": claim.negated,
        "source": claim.source,
        "dimension": claim.dimension,
        "confidence": claim.confidence,
        "related": list(claim.related),
        "rule": claim.rule,
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
    }


def _anchored(finder: Finder, mention: Mention) -> Tree:
    """Where the words of ``mention`` stand in the file, as far as its format tells; empty for a text."""
    found = finder.find(mention)
    boxes = [{"page": page, "box": box} for page, *box in found.boxes]
    told = {
        "page": found.page,
        "boxes": boxes or None,
        "cell": found.cell and found.cell._asdict(),
        "quote": found.quote and found.quote._asdict(),
    }
    return {key: value for key, value in told.items() if value is not None}


def _place(place: Place) -> Tree:
    tree: Tree = {"name": place.name, "code": place.code}
    if place.members:
        tree["members"] = list(place.members)
    return tree


def _baseline(baseline: Baseline) -> Tree:
    return {
        "period": baseline.period,
        "region": baseline.region,
        "subject": baseline.subject,
        "basis": None if baseline.basis is None else baseline.basis.value,
    }


def _evidence(evidence: Evidence) -> Tree:
    return {
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "surface": evidence.surface,
        "rule": evidence.rule,
        "reach": evidence.reach,
    }
