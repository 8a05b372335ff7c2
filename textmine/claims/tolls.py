"""How many people an event harmed or spared: what is measured is the event with what came of it (地震死亡, 火灾受伤).

The event stands in the sentence or before it in the paragraph, the authority or the hour that stands nearer is none.
"""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.cues import group
from textmine.claims.phrases import is_noun, is_verb
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.claims.topic import Topic, clean
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity

__all__ = ["with_event"]

PEOPLE = frozenset(("人", "名", None))

BACK = 160
"""So many characters before a value its event is sought in."""

MODIFIERS = 4
"""So many characters before an event say of which kind it is."""

LONGEST = 16
"""Longer indicators are put together anew."""

NOT_MODIFIERS = frozenset(("ns", "nr", "t", "m", "q", "f", "s"))
"""Tags of words that do not say of which kind an event is."""


@cache
def _outcome() -> re.Pattern[str]:
    return re.compile(
        r"(?:不幸|意外|当场|先后|至今|仍|已)?(?P<what>死亡|遇难|丧生|身亡|遇害|受伤|轻伤|重伤|失踪|失联|下落不明|被困|获救|受灾|死伤|伤亡|无家可归|流离失所)(?![人者病率数的外])"
    )


@cache
def _event() -> re.Pattern[str]:
    return re.compile(alternation(group("disaster")))


def with_event(scene: Scene, quantity: Quantity, topic: Topic) -> Topic:
    """``topic``, or where it names no event or too much, the nearest event with what came of it for so many people."""
    if quantity.kind is not Kind.COUNT or quantity.unit not in PEOPLE:
        return topic
    outcome = _outcome().match(scene.text, quantity.hedge_end)
    if outcome is None or not topic.rule.endswith(("predicate", "cause")) or topic.rule == "counted+predicate":
        return topic
    if len(topic.text) <= LONGEST and _event().search(topic.base):
        return topic
    what = Span(*outcome.span("what"))
    event = _nearest(scene, quantity)
    if event is None:
        return topic
    text = clean(scene, event)
    return Topic(text=text + clean(scene, what), base=text, spans=(event, what), reach="sentence", rule="toll")


def _nearest(scene: Scene, quantity: Quantity) -> Span | None:
    """The last event named before ``quantity`` in its paragraph, with the nouns that say of which kind it is."""
    low = max(scene.layout.paragraph(quantity.start).start, quantity.start - BACK)
    last = None
    for found in _event().finditer(scene.text, low, quantity.hedge_start):
        last = found
    if last is None:
        return None
    start = last.start()
    for word in reversed(scene.words(max(low, start - MODIFIERS), start)):
        plain = is_noun(word) and word.tag not in NOT_MODIFIERS and not is_verb(word)
        if word.end != start or not plain or last.start() - word.start > MODIFIERS:
            break
        start = word.start
    return Span(start, last.end())
