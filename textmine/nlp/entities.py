"""The entities of a text as a spaCy component, registered by name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from textmine import reading
from textmine.entities import Recognizer
from textmine.errors import InputError
from textmine.nlp.tokenizer import Tokenizer
from textmine.pipeline import extract_article
from textmine.records import Entity, EntityLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ENTITIES", "ENTITIES_KEY", "EntitiesComponent"]

ENTITIES = "textmine_entities"
ENTITIES_KEY = "entities"
_USER_DATA = "textmine.entities"


@Language.factory(ENTITIES, assigns=["doc._.entities", "doc.ents", "doc.spans"], default_config={"model": "fast"})
class EntitiesComponent:
    """Sets ``doc._.entities``, the records, ``doc.spans["entities"]``, all names, and ``doc.ents``, the outer ones.

    A span's ``label_`` is the entity's label, its ``kb_id_`` the code of a place, its ``id_`` the canonical name.
    ``model`` is as in :class:`~textmine.entities.Recognizer`; ``rules`` uses none. The words of the pipeline's own tokenizer that
    have tags of names are names here too. The whole document is taken as one article.
    """

    def __init__(self, nlp: Language, name: str = ENTITIES, model: str = "fast") -> None:
        if not Doc.has_extension("entities"):
            Doc.set_extension("entities", getter=_stored)
        self.name = name
        tokenizer = nlp.tokenizer
        words = tokenizer.segmenter.entries if isinstance(tokenizer, Tokenizer) else ()
        self._recognizer = Recognizer(
            None if model == "rules" else model, words=[(word, tag) for word, _, tag in words]
        )

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its entities. An empty text, or one without any Chinese, has none."""
        try:
            article = reading.from_text(doc.text, title=doc.user_data.get("title"), split=False).articles[0]
            entities = extract_article(article, recognizer=self._recognizer).entities
        except InputError:
            entities = ()
        doc.user_data[_USER_DATA] = json.dumps([asdict(entity) for entity in entities], ensure_ascii=False)
        doc.spans[ENTITIES_KEY] = _spans(doc, entities)
        doc.ents = tuple(filter_spans(_spans(doc, [entity for entity in entities if not entity.nested])))
        return doc


def _spans(doc: Doc, entities: Sequence[Entity]) -> list[Span]:
    spans = (
        doc.char_span(
            entity.start,
            entity.end,
            label=entity.label.value,
            kb_id=entity.code or "",
            span_id=entity.canonical,
            alignment_mode="expand",
        )
        for entity in entities
    )
    return [span for span in spans if span is not None]


def _stored(doc: Doc) -> tuple[Entity, ...]:
    nodes = json.loads(doc.user_data.get(_USER_DATA, "[]"))
    return tuple(Entity(**{**node, "label": EntityLabel(node["label"])}) for node in nodes)
