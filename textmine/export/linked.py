"""Linked data: W3C Web Annotation (Recommendation of 23 February 2017) and schema.org observations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from textmine.records.facts import Fact, Stored

__all__ = ["schema_org", "web_annotation"]

AROUND = 32  # characters of the text on either side that tell one place from another
Tree = dict[str, object]


def _address(stored: Stored) -> str:
    """The address of an article: its first source where that is one, else its number in the database."""
    for source in stored.article.sources:
        if source.startswith(("http://", "https://")):
            return source
    return f"urn:textmine:article:{stored.article.id}"


def web_annotation(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """One annotation page: for each claim its fields as the body, its words (quote and position) as the target."""
    items: list[Tree] = []
    count = 0
    for stored in articles:
        count += 1
        items += [_annotation(stored, fact) for fact in stored.facts]
    page: Tree = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:textmine:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    stream.write(json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n")
    return count


def _annotation(stored: Stored, fact: Fact) -> Tree:
    claim, text = fact.claim, stored.text
    quoted: Tree = {
        "type": "TextQuoteSelector",
        "exact": text[claim.start : claim.end],
        "prefix": text[max(0, claim.start - AROUND) : claim.start],
        "suffix": text[claim.end : claim.end + AROUND],
    }
    position: Tree = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    return {
        "id": f"urn:textmine:claim:{fact.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "format": "application/json",
            "language": "zh",
            "value": json.dumps(_observation(fact), ensure_ascii=False),
        },
        "target": [{"source": _address(stored), "selector": [quoted, position]}, *_in_file(fact)],
    }


def _in_file(fact: Fact) -> Iterator[Tree]:
    """Where the words stand in the file that they were read from: boxes on pages of a PDF (RFC 3778), a quote of a web page."""
    for page, left, top, right, bottom in fact.location.boxes if fact.location else ():
        view = f"page={page}&viewrect={left:g},{top:g},{right - left:g},{bottom - top:g}"
        fragment: Tree = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": view}
        yield {"source": fact.file, "selector": [fragment]}
    if fact.location and fact.location.quote:
        yield {
            "source": fact.file,
            "selector": [{"type": "TextQuoteSelector", **fact.location.quote._asdict()}],
        }


def _observation(fact: Fact) -> Tree:
    claim = fact.claim
    tree: Tree = {
        "@type": "Observation",
        "name": claim.indicator,
        "variableMeasured": fact.key or claim.indicator,
        "value": format(claim.value, "f"),
        "unitText": claim.unit,
        "observationPeriod": claim.period,
        "observationAbout": [
            {"@type": "Place", "name": place.name, **({"identifier": place.code} if place.code else {})}
            for place in claim.regions
        ],
        "measurementQualifier": claim.qualifier.value,
        "minValue": None if claim.low is None else format(claim.low, "f"),
        "maxValue": None if claim.high is None else format(claim.high, "f"),
    }
    return {name: value for name, value in tree.items() if value not in (None, [])}


def schema_org(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """A graph of articles (``NewsArticle``), each with its actual figures (``Observation``); goals and forecasts are no observations."""
    graph: list[Tree] = []
    count = 0
    for stored in articles:
        count += 1
        article = stored.article
        told: Tree = {
            "@type": "NewsArticle",
            "@id": _address(stored),
            "headline": article.title,
            "datePublished": article.published,
            "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
            "mentions": [
                _observation(fact)
                for fact in stored.facts
                if fact.claim.status.value == "actual" and not fact.claim.negated
            ],
        }
        graph.append({name: value for name, value in told.items() if value is not None})
    tree: Tree = {"@context": "https://schema.org", "@graph": graph}
    stream.write(json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n")
    return count
