"""An indicator under way, and the small steps by which words become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmine.claims.cues import group
from textmine.claims.edges import without_lone_marks
from textmine.claims.phrases import is_verb, strip_words
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span

__all__ = [
    "CLOSING",
    "LONGEST",
    "Surroundings",
    "Topic",
    "balanced",
    "base_of",
    "clean",
    "is_measure",
    "join",
    "rateless",
    "shorten",
    "span_of",
]

LONGEST = 24
LONGEST_LIST = 60
MOST_SPANS = 4
"""So many stretches of a text at most give an indicator."""
FILL = frozenset(
    ("的", "总", "年", "平均", "其", "年均", "数", "量", "额", "每年", "年度", "合计", "总体", "人均", "户均")
)
CLOSING = "，。；、：！？）)”\n,;"


class Topic(NamedTuple):
    """An indicator under way: its text, the entity without its measure noun, and the spans that gave it."""

    text: str = ""
    base: str = ""
    spans: tuple[Span, ...] = ()
    reach: str = "clause"
    rule: str = "subject"


class Surroundings(NamedTuple):
    """Where the words of a quantity lie: bounds, spans that cannot name it, whether its noun phrase holds another, its place."""

    left: int
    right: int
    whole: bool
    nested: bool
    cut: tuple[Span, ...]
    place: str = ""


def join(words: Sequence[Word]) -> str:
    return "".join("".join([word.text for word in words]).split())


def base_of(words: Sequence[Word]) -> str:
    """The entity of a subject: its words without trailing measure nouns."""
    measures = group("measure")
    last = len(words)
    sizes = (3, 2, 1)
    while size := next((size for size in sizes if size < last and join(words[last - size : last]) in measures), 0):
        last -= size
    return join(words[:last])


def span_of(words: Sequence[Word]) -> tuple[Span, ...]:
    return (Span(words[0].start, words[-1].end),) if words else ()


def is_measure(words: Sequence[Word]) -> bool:
    """Whether the words only name a measure, so that the thing measured stands elsewhere."""
    measures = group("measure")
    return join(words) in measures or all(word.text in measures or word.text in FILL for word in words)


def shorten(words: list[Word]) -> list[Word]:
    """The last words of a long stretch, so that the indicator stays readable."""
    if not words or words[-1].end - words[0].start <= LONGEST:
        return words
    if words[-1].end - words[0].start <= LONGEST_LIST and _is_list(words):
        return words
    for index in range(1, len(words)):
        if words[-1].end - words[index].start <= LONGEST:
            return strip_words(words[index:])
    return words[-1:]


def _is_list(words: Sequence[Word]) -> bool:
    """Whether the words only list names; a longer list may hold verbs (获奖数)."""
    marks = sum(word.text == "、" for word in words)
    plain = not any(word.text == "的" for word in words)
    return plain and (marks > 1 or (marks == 1 and not any(map(is_verb, words))))


def rateless(text: str) -> str:
    """``text`` without a noun of rate at its end (贸易额增速 → 贸易额)."""
    for word in group("rate_rise") | group("rate_fall"):
        if text.endswith(word) and len(text) > len(word):
            return text[: -len(word)]
    return text


def balanced(topic: Topic) -> Topic:
    """``topic`` without a bracket that opens or closes alone, and what stands inside it."""
    if len(topic.spans) > MOST_SPANS:  # what the values of a long list took over from each other
        topic = topic._replace(spans=(*topic.spans[: MOST_SPANS - 1], topic.spans[-1]))
    text = without_lone_marks(topic.text)
    if text != topic.text:
        topic = topic._replace(text=text, base=without_lone_marks(topic.base))
    if "（" not in text and "）" not in text:
        return topic
    if text.count("（") == text.count("）"):
        return topic
    kept = text.rpartition("）")[2] if "）" in text and "（" not in text else text.partition("（")[0]
    return topic._replace(text=kept, base=topic.base if "（" not in topic.base and "）" not in topic.base else kept)


def clean(scene: Scene, span: Span) -> str:
    return "".join(scene.text[span.start : span.end].split())
