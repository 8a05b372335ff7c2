"""Facts with their articles in the formats of other tools: annotation programmes, spaCy, Linked Data, spreadsheets, Datasette."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import BinaryIO

from textmine.records.facts import Stored

__all__ = ["FORMATS", "write"]

FORMATS = {
    "label-studio": "tasks with predictions for Label Studio (JSON)",
    "doccano": "spans for doccano (JSON Lines)",
    "brat": "standoff files for brat (ZIP)",
    "web-annotation": "W3C Web Annotation (JSON-LD)",
    "schema-org": "observations in the words of schema.org (JSON-LD)",
    "spacy": "a spaCy DocBin",
    "gold": "annotated articles, as textmine evaluate and textmine train read them (JSON)",
    "xlsx": "a workbook",
}
_MODULES = {
    "label-studio": "annotation",
    "doccano": "annotation",
    "brat": "brat",
    "web-annotation": "linked",
    "schema-org": "linked",
    "spacy": "docbin",
    "gold": "gold",
    "xlsx": "workbook",
}


def write(articles: Iterable[Stored], form: str, stream: BinaryIO) -> int:
    """Writes ``articles`` to ``stream`` in the format ``form``, one of :data:`FORMATS`; gives the number of articles.

    Raises :class:`~textmine.errors.MissingExtraError` where the format needs an extra that is not installed.
    """
    module = import_module(f"textmine.export.{_MODULES[form]}")
    count: int = getattr(module, form.replace("-", "_"))(articles, stream)
    return count
