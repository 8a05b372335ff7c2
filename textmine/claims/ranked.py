"""Places in an order of size: what is the second largest of its kind, and for whom (东盟为我国第一大贸易伙伴)."""

from __future__ import annotations

import re

from textmine.claims.nouns import noun_after, words_after
from textmine.claims.phrases import MARKS, is_verb, strip_words
from textmine.claims.scene import Scene, Word
from textmine.claims.topic import Surroundings, Topic, clean, join, span_of
from textmine.records import Kind, Quantity

__all__ = ["largest"]

EQUALS = frozenset(("是", "为", "成为", "即", "乃", "系", "保持", "作为", "升为", "变为"))
"""Verbs between who holds a place and what kind of thing the order is of."""


def largest(scene: Scene, quantity: Quantity, around: Surroundings) -> Topic | None:
    """The kind of thing that a rank by size is held among, with who holds it; null for other ranks, and where only the sentence says who."""
    if quantity.kind is not Kind.RANK or not scene.text.startswith("大", quantity.end):
        return None
    noun = noun_after(words_after(scene, quantity.end + 1, around.right, ()), person=False, nested=False).noun
    if noun is None:
        return None
    thing = re.split(r"[、—“《（-]|的?地位", clean(scene, noun))[0]
    before = scene.words(around.left, quantity.start)
    verb = max((index for index, word in enumerate(before) if word.text in EQUALS), default=-1)
    field, subject = _field(before[verb + 1 :]), _subject(before[: max(verb, 0)])
    if not subject and not field and verb >= 0:
        return None
    holder = f"{join(subject)}为" if subject else ""
    return Topic(
        text=f"{holder}{join(field)}{thing}",
        base=join(subject) or thing,
        spans=(*span_of(subject), *span_of(field), noun),
        rule="largest",
    )


def _subject(words: list[Word]) -> list[Word]:
    """The words before the first verb or adverb."""
    first = next((index for index, word in enumerate(words) if _breaks(word)), len(words))
    return strip_words(words[:first])


def _field(words: list[Word]) -> list[Word]:
    """The words behind the last verb, adverb or mark."""
    last = max((index for index, word in enumerate(words) if _breaks(word) or word.text == "、"), default=-1)
    return strip_words(words[last + 1 :])


def _breaks(word: Word) -> bool:
    return is_verb(word) or word.tag == "d" or word.text in MARKS
