"""Extractions as JSON values; decimals become strings, so that no digit is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal

from textmine.output.rows import plain
from textmine.records import Document, Extraction

__all__ = ["article_node", "document_node"]

_SCHEMA = "textmine/1"
_ARTICLE = ("id", "start", "end", "title", "byline", "publisher", "published")


def document_node(document: Document, extractions: Sequence[Extraction]) -> dict[str, object]:
    """The JSON object of one input."""
    return {
        "schema": _SCHEMA,
        "source": {
            "path": document.path,
            "sha256": document.sha256,
            "encoding": document.encoding,
            "characters": len(document.text),
        },
        "articles": [article_node(extraction) for extraction in extractions],
        "warnings": list(document.warnings),
    }


def article_node(extraction: Extraction) -> dict[str, object]:
    """The JSON object of one article."""
    head = {name: getattr(extraction.article, name) for name in _ARTICLE}
    empty: dict[str, object] = {"dimensions": [], "passages": [], "entities": []}
    return {**head, **empty, "claims": [_node(claim) for claim in extraction.claims]}


def _node(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return [_node(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _node(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
    return value
