"""textmine inside spaCy: a tokenizer and two components, registered by name.

The tokenizer ``textmine.jieba.v1`` gives the words of :class:`~textmine.segment.Segmenter`; the component
``textmine_claims`` sets ``doc._.claims`` (the records) and ``doc.spans["claims"]`` (their words, labelled by role);
``textmine_entities`` sets ``doc._.entities``, ``doc.spans["entities"]`` and ``doc.ents``. spaCy finds them
through entry points, so ``spacy.load`` of a saved pipeline works without importing textmine.

>>> nlp = load(published="2032-01-20")
>>> [(claim.surface, claim.period) for claim in nlp("去年，全市粮食总产量达到45.2万吨。")._.claims]
[('45.2万吨', '2031')]
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from textmine.nlp.component import COMPONENT, SPANS_KEY, ClaimsComponent
from textmine.nlp.entities import ENTITIES, ENTITIES_KEY, EntitiesComponent
from textmine.nlp.tokenizer import TOKENIZER, Tokenizer, create_tokenizer
from textmine.segment import Engine, Entry, news_segmenter

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "COMPONENT",
    "ENTITIES",
    "ENTITIES_KEY",
    "SPANS_KEY",
    "TOKENIZER",
    "ClaimsComponent",
    "EntitiesComponent",
    "Tokenizer",
    "create_tokenizer",
    "load",
]


def load(
    *,
    dictionaries: Iterable[Path | str] = (),
    words: Iterable[Entry | str] = (),
    engine: Engine = "auto",
    published: str | None = None,
    entities: str = "fast",
) -> Language:
    """A Chinese spaCy pipeline with our tokenizer and the components ``textmine_claims`` and ``textmine_entities``.

    ``dictionaries`` and ``words`` are user dictionaries as in :class:`~textmine.segment.Segmenter`; they are saved
    with the pipeline. ``published`` is the ISO date against which 去年 and the like are resolved, where a document
    does not bring its own. ``entities`` is the model of the entities as in :class:`~textmine.entities.Recognizer`, ``rules`` for
    none, ``off`` for no entities. Raises :class:`~textmine.errors.LexiconError` for a bad user dictionary.
    """
    segmenter = news_segmenter(dictionaries=dictionaries, words=words, engine=engine)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "engine": engine}}})
    nlp.tokenizer = Tokenizer(nlp.vocab, segmenter)
    nlp.add_pipe(COMPONENT, config={"published": published})
    if entities != "off":
        nlp.add_pipe(ENTITIES, config={"model": entities})
    return nlp
