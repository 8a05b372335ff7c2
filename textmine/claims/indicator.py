"""What is measured: the indicator of a quantity, put together from the words around it.

A subject of its own stands to the left (粮食产量为…), the thing counted to the right (119条城市河流). Where both are missing
(同比增长51%, 占比44.7%, 居全国第6) the value speaks of what the value before it in the sentence spoke of, or of the subject of
the clause before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.claims.cues import group
from textmine.claims.phrases import PERSON_UNITS, is_verb, left_words, right_words
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.records import Kind, Quantity, Role

__all__ = ["Topic", "join", "read_indicator"]

LONGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An indicator under way: its text, the spans that gave it, and the entity without its measure noun."""

    text: str = ""
    base: str = ""
    spans: tuple[Span, ...] = ()
    reach: str = "clause"
    rule: str = "subject"


def join(words: Sequence[Word]) -> str:
    """The text of ``words`` without white space."""
    return "".join("".join(word.text.split()) for word in words)


def _base(words: list[Word]) -> str:
    """The entity of a subject: its words without trailing measure nouns."""
    measures = group("measure")
    last = len(words)
    while last > 1 and words[last - 1].text in measures:
        last -= 1
    return join(words[:last])


def _span(words: Sequence[Word]) -> tuple[Span, ...]:
    return (Span(words[0].start, words[-1].end),) if words else ()


def _is_measure(words: list[Word]) -> bool:
    """Whether the words only name a measure, so that the thing measured stands elsewhere."""
    measures = group("measure")
    text = join(words)
    return text in measures or all(
        word.text in measures or word.text in ("的", "总", "年", "平均", "其", "年均", "数", "量", "额") for word in words
    )


def _shorten(words: list[Word]) -> list[Word]:
    """The last words of a long stretch, from a verb or a break on, so that the indicator stays readable."""
    while words and words[-1].end - words[0].start > LONGEST:
        step = 1
        for index in range(1, len(words)):
            if words[index].end and words[-1].end - words[index].start <= LONGEST:
                step = index
                break
        else:
            step = len(words) - 1
        words = words[step:]
        break
    return words


def read_indicator(
    scene: Scene,
    quantity: Quantity,
    *,
    left: int,
    right: int,
    role: Role,
    nested: bool,
    cut: Sequence[Span],
    topic: Topic | None,
) -> Topic:
    """The indicator of ``quantity``.

    ``left`` and ``right`` bound the words that belong to it; ``cut`` are spans that cannot name it (times, comparisons,
    the region); ``topic`` is what the sentence spoke of so far.
    """
    words = _shorten(left_words(scene, left, quantity.hedge_start, cut))
    if _counts(quantity, words, scene, right, role):
        found = right_words(
            scene, quantity.hedge_end, right, person=quantity.unit in PERSON_UNITS, nested=nested
        )
        if found.noun is not None:
            return _with_noun(scene, words, found.noun, found.predicate, quantity, topic)
        if found.predicate is not None and (not words or quantity.unit in PERSON_UNITS or quantity.kind is Kind.DURATION):
            return _with_predicate(scene, words, found.predicate, topic, quantity)
    return _from_left(words, topic)


def _counts(quantity: Quantity, words: list[Word], scene: Scene, right: int, role: Role) -> bool:
    """Whether the words after the quantity can say what it counts."""
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    if not following or following in "，。；、：！？）)\n":
        return False
    if role is Role.CHANGE and words and following != "的":
        return False
    if quantity.kind is Kind.COUNT:
        return True
    if quantity.kind is Kind.PERCENTAGE:
        return following == "的" or not words
    return following == "的" or not words or is_verb(words[-1]) or quantity.kind in (Kind.DURATION, Kind.RANK)


def _with_noun(
    scene: Scene, words: list[Word], noun: Span, predicate: Span | None, quantity: Quantity, topic: Topic | None
) -> Topic:
    thing = _clean(scene, noun)
    spans = (*_span(words), noun)
    if words:
        text = join(words) + thing
        return Topic(text=text, base=thing, spans=spans, rule="left+counted")
    if predicate is not None and predicate.end - predicate.start <= LONGEST:
        action = _clean(scene, predicate)
        return Topic(text=f"{action}的{thing}", base=thing, spans=(predicate, noun), rule="counted+predicate")
    if quantity.kind is not Kind.COUNT and topic is not None:
        return Topic(text=topic.base + thing, base=topic.base, spans=(*topic.spans, noun), rule="topic+noun")
    return Topic(text=thing, base=thing, spans=spans, rule="counted")


def _with_predicate(scene: Scene, words: list[Word], predicate: Span, topic: Topic | None, quantity: Quantity) -> Topic:
    action = _clean(scene, predicate)[:LONGEST]
    if words:
        return Topic(text=join(words) + action, base=join(words), spans=(*_span(words), predicate), rule="left+predicate")
    if topic is not None and quantity.kind is not Kind.DURATION and len(action) <= 4:
        return Topic(text=topic.base + action, base=topic.base, spans=(*topic.spans, predicate), rule="topic+predicate")
    if topic is not None and quantity.kind is Kind.DURATION:
        return Topic(text=topic.text + action, base=topic.base, spans=(*topic.spans, predicate), rule="topic+predicate")
    return Topic(text=action, base=action, spans=(predicate,), rule="predicate")


def _from_left(words: list[Word], topic: Topic | None) -> Topic:
    if not words:
        if topic is None:
            return Topic(rule="none")
        return Topic(text=topic.text, base=topic.base, spans=topic.spans, reach="sentence", rule="topic")
    if _is_measure(words) and topic is not None:
        text = topic.base + join(words)
        return Topic(text=text, base=topic.base, spans=(*topic.spans, *_span(words)), reach="sentence", rule="topic+measure")
    return Topic(text=join(words), base=_base(words), spans=_span(words))


def _clean(scene: Scene, span: Span) -> str:
    return "".join(scene.text[span.start : span.end].split())
