"""A spaCy DocBin: words of our tokenizer, claims and names as spans, the records as JSON in ``user_data``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from textmine.records.facts import Stored

__all__ = ["spacy"]


def spacy(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """A document for each article: ``doc.spans["claims"]`` labelled by kind, ``doc.spans["entities"]``, ``doc.ents``.

    Spans cover whole words, so that they can be wider than the record; ``doc.user_data["textmine"]`` holds exact offsets.
    """
    from spacy.tokens import DocBin

    documents = DocBin(store_user_data=True)
    count = 0
    for document in _documents(articles):
        count += 1
        documents.add(document)
    stream.write(documents.to_bytes())
    return count


def _documents(articles: Iterable[Stored]) -> Iterator:  # type: ignore[type-arg]
    from spacy.tokens import Span
    from spacy.util import filter_spans

    from textmine.nlp import load

    make = load(entities="off").make_doc
    for stored in articles:
        doc = make(stored.text)
        claims = [(f.claim.start, f.claim.end, f.claim.kind.value) for f in stored.facts]
        names = [(e.start, e.end, e.label.value) for e in stored.entities]
        for key, found in (("claims", claims), ("entities", names)):
            spans = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in found]
            doc.spans[key] = [span for span in spans if isinstance(span, Span)]
        doc.ents = filter_spans(doc.spans["entities"])
        doc.user_data["title"] = stored.article.title
        doc.user_data["textmine"] = json.dumps(
            {"article": stored.article.id, "claims": claims, "entities": names}, ensure_ascii=False
        )
        yield doc
