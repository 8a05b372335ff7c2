"""Things counted behind a clause that describes them: 512名收受钱物的代表, 6项针对税收的提案."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.claims.cues import group
from textmine.claims.nouns import last_noun
from textmine.claims.phrases import MARKS
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.claims.topic import Topic, clean

__all__ = ["described"]

LONGEST_CLAUSE = 12
"""The longest clause, in words, that describes a thing behind its number."""
LINKS = frozenset(("是", "为", "有", "在", "将", "被", "由"))
"""Words behind a number that begin what is said of it."""


def described(scene: Scene, words: Sequence[Word]) -> Topic | None:
    """The thing behind a clause at the head of ``words``, with that clause; null where none stands there."""
    if not words or words[0].tag[:1] not in "vp" or words[0].text in MARKS or words[0].text in LINKS:
        return None
    last = 0
    for index, word in enumerate(words[:LONGEST_CLAUSE]):
        if word.text in MARKS:
            break
        if word.text == "的":
            last = index
    end = last_noun(words[last + 1 :]) if last else 0
    noun = words[last + 1 : last + 1 + end]
    if not noun or noun[0].text in group("tiding"):
        return None
    whole = Span(words[0].start, noun[-1].end)
    thing = clean(scene, Span(noun[0].start, noun[-1].end))
    return Topic(text=clean(scene, whole), base=thing, spans=(whole,), rule="counted+predicate")
