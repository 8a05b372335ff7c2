"""Things counted: the noun behind a quantity with what stands before it and its predicate (42个项目落地, 4家企业上榜)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.claims.cues import group
from textmine.claims.edges import whole_action
from textmine.claims.phrases import is_verb
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.claims.subject import SoFar
from textmine.claims.topic import LONGEST, Topic, clean, is_measure, join, span_of
from textmine.records import Kind, Quantity

__all__ = ["Counted", "capacity", "with_action", "with_noun", "with_predicate", "without_examples"]

LISTS = ("包括", "包含", "涵盖")
"""Verbs that list the parts of a whole, each with its number (遇难者包括4名儿童)."""
METALS = ("金", "银", "铜")
"""What medals are called behind their numbers (5金2银)."""
GOALS = frozenset(("", "预期", "全年", "年度", "既定", "全年预期"))


EFFECTS = frozenset(("惠及", "普惠"))
"""Verbs that tell whom something does good, which the clause before names (实施免费教育政策，惠及10万儿童)."""


class Counted(NamedTuple):
    """A noun after a quantity with what may join it: the words before, the predicate, the topic of the sentence."""

    words: Sequence[Word]
    noun: Span
    predicate: Span | None
    so_far: SoFar


def with_noun(scene: Scene, quantity: Quantity, counted: Counted) -> Topic:
    """The indicator of a quantity that counts or measures the noun behind it."""
    thing = clean(scene, counted.noun)
    if thing[:1] in METALS and (len(thing) == 1 or thing[1] in "0123456789一二两三四五六七八九十、和及的"):
        thing = f"{thing[0]}牌"
        counted = counted._replace(predicate=None)
    found = _goal(counted, thing) or _work(counted, thing, quantity)
    if found is not None:
        return found
    words = counted.words
    before = scene.text[quantity.hedge_start - 1 : quantity.hedge_start]
    if words and counted.predicate is not None and (before in ("将", "把") or _is_cause(words[-1:])):
        words = ()  # what is done to the thing follows it (将376名群众转移, 导致98名民众死亡)
    if quantity.kind is Kind.PERCENTAGE and not any(map(is_verb, words)) and _does(scene, counted.predicate):
        words = ()  # whose part it is, the region tells (全县98%的村民搬进新家)
    if quantity.kind is Kind.COUNT:
        if (
            before == "等"
            and len(thing) <= 2
            and words
            and not _acts(scene, counted.predicate)
            and not _ends_with_place(scene, quantity)
        ):
            examples = f"{join(words)}等{thing}"
            return Topic(text=examples, base=thing, spans=(*span_of(words), counted.noun), rule="examples")
        words = (
            ()
            if (_joins(before, words) or join(words).endswith(LISTS))
            else without_examples(_last_action(words, thing))
        )
        opens = scene.layout.clause(quantity.hedge_start).start
        if join(words) in EFFECTS and words[0].start <= opens + 1 and (done := counted.so_far.done()) is not None:
            spans = (*done.spans, *span_of(words), counted.noun)
            return Topic(text=done.text + join(words) + thing, base=thing, spans=spans, rule="topic+counted")
        if join(words) in group("weak") and (topic := counted.so_far.topic()) is not None and topic.rule != "counted":
            spans = (*topic.spans, counted.noun)
            return Topic(text=topic.base + thing, base=topic.base, spans=spans, rule="topic+counted")
    if words:
        return _joined(words, thing, counted.noun, before, quantity)
    return _alone(scene, thing, counted, quantity)


def _joins(before: str, words: Sequence[Word]) -> bool:
    """Whether ``before`` joins the thing to another one, and is not the end of a verb (惠及, 涉及)."""
    if not before or before not in "和与及、等":
        return False
    return before != "及" or not words or words[-1].text == "及" or not words[-1].text.endswith("及")


def _goal(counted: Counted, thing: str) -> Topic | None:
    """全年900万人目标: the goal of what the sentence speaks of."""
    if not thing.endswith(("目标", "任务", "计划")) or thing[:-2] not in GOALS:
        return None
    topic = counted.so_far.topic()
    if topic is None:
        return None
    return Topic(text=topic.text + thing, base=topic.base, spans=(*topic.spans, counted.noun), rule="topic+noun")


def _work(counted: Counted, thing: str, quantity: Quantity) -> Topic | None:
    """年产400万吨煤制油项目: the size of a work."""
    size = capacity().search(join(counted.words)) if quantity.kind is Kind.AMOUNT and counted.words else None
    if size is None:
        return None
    subject = join(counted.words)[: size.start()] + thing
    spans = (*span_of(counted.words), counted.noun)
    return Topic(text=subject + size.group(), base=subject, spans=spans, rule="capacity")


def _joined(words: Sequence[Word], thing: str, noun: Span, before: str, quantity: Quantity) -> Topic:
    spans = (*span_of(words), noun)
    if before == "的":
        return Topic(text=f"{join(words)}的{thing}", base=thing, spans=spans, rule="left+counted")
    if quantity.kind is not Kind.COUNT and is_measure(words):
        return Topic(text=thing + join(words), base=thing, spans=spans, rule="noun+measure")
    return Topic(text=join(words) + thing, base=thing, spans=spans, rule="left+counted")


def _alone(scene: Scene, thing: str, counted: Counted, quantity: Quantity) -> Topic:
    noun, predicate = counted.noun, counted.predicate
    measures = group("measure")
    if predicate is not None and predicate.end - predicate.start <= LONGEST and thing not in measures:
        text = f"{_said(scene, predicate)}的{thing}"
        return Topic(text=text, base=thing, spans=(predicate, noun), rule="counted+predicate")
    needs = predicate is None and (quantity.kind is Kind.RANK or thing in measures)
    if needs and (topic := counted.so_far.topic()) is not None:
        return Topic(text=topic.base + thing, base=topic.base, spans=(*topic.spans, noun), rule="topic+noun")
    return Topic(text=thing, base=thing, spans=(noun,), rule="counted")


@cache
def _holds() -> re.Pattern[str]:
    """Verbs of thought alone, which tell of persons only by what they think."""
    return re.compile(r"(?:都|也|均|则|还)?(?:认为|表示|相信|觉得|担心|希望|承认|称|说)$")


def _said(scene: Scene, predicate: Span) -> str:
    """The predicate of what is counted; behind a verb of thought and a comma, the thought (六成居民认为，物价过高)."""
    text = clean(scene, predicate).removeprefix("的")
    if _holds().fullmatch(text) is None or scene.text[predicate.end : predicate.end + 1] not in ("，", "："):
        return text
    thought = scene.layout.clause(predicate.end + 1)
    said = clean(scene, Span(max(thought.start, predicate.end + 1), thought.end)).rstrip("，。；：！？”")
    said = said.removeprefix("他们").removeprefix("自己").removeprefix("的")
    return said if said and len(said) <= LONGEST else text


def _acts(scene: Scene, predicate: Span | None) -> bool:
    """Whether the thing does something itself, and is not what makes others do it (等10场活动让游客流连)."""
    return predicate is not None and scene.text[predicate.start] not in "让使令"


def _does(scene: Scene, predicate: Span | None) -> bool:
    """Whether there is a predicate and it tells of no rise or fall (超过40%的高速增长)."""
    if predicate is None:
        return False
    return not clean(scene, predicate).startswith(tuple(group("rise") | group("fall")))


def _ends_with_place(scene: Scene, quantity: Quantity) -> bool:
    """Whether the examples before 等 are places (宜川、平利等5个县区)."""
    start = quantity.hedge_start
    return scene.text[start - 1 : start] == "等" and any(
        place.end == start - 1 for place in scene.places_between(start - 12, start)
    )


def _last_action(words: Sequence[Word], thing: str) -> Sequence[Word]:
    """Of a long stretch before a thing with a name of its own, only what was done with it (…提出, …出台了)."""
    if len(thing) < 4 or not words or words[-1].end - words[0].start <= 8:
        return words
    for index in range(len(words) - 1, -1, -1):
        if is_verb(words[index]) and words[-1].end - words[index].start <= 8:
            return words[whole_action(words, index) :]
        if words[-1].end - words[index].start > 8:
            break
    return ()


def without_examples(words: Sequence[Word]) -> Sequence[Word]:
    """``words`` without what they list before 等 (宜川、平利等5个县区)."""
    last = max((index for index, word in enumerate(words) if word.text in ("等", "等等")), default=-1)
    return words[last + 1 :]


@cache
def capacity() -> re.Pattern[str]:
    """Measures that name a work by its size: 年产400万吨煤制油项目, 总投资20亿元的基地."""
    return re.compile(r"(?:年产|日产|月产|年发电|年处理|日处理|占地|总投资|投资)$")


def with_action(scene: Scene, words: Sequence[Word], predicate: Span) -> Topic:
    """先后五次到当地考察: what was done so many times."""
    text = join(words) + clean(scene, predicate)[:LONGEST]
    return Topic(text=text, base=text, spans=(*span_of(words), predicate), rule="left+predicate")


def with_predicate(scene: Scene, words: Sequence[Word], predicate: Span, so_far: SoFar) -> Topic:
    action = clean(scene, predicate)[:LONGEST]
    cause = _cause().search(join(words))
    if cause is not None and cause.start() > 1:
        subject = join(words)[: cause.start()]
        spans = (*span_of(words), predicate)
        return Topic(text=f"{subject}{cause['verb']}{action}", base=subject, spans=spans, rule="cause")
    topic = so_far.topic() if len(action) <= 4 or _is_cause(words) else None
    if topic is not None and not (words and topic.rule.endswith("counted")):
        spans = (*topic.spans, predicate)
        return Topic(text=topic.base + action, base=topic.base, spans=spans, rule="topic+predicate")
    spans = (*span_of(words), predicate)
    return Topic(text=join(words) + action, base=join(words) or action, spans=spans, rule="left+predicate")


@cache
def _cause() -> re.Pattern[str]:
    return re.compile(r"(?:目前|现|至少)?(?:已|共|已经)?(?P<verb>造成|导致|致使|致)$")


def _is_cause(words: Sequence[Word]) -> bool:
    return not words or join(words) in ("导致", "造成", "致", "致使", "已致", "已造成", "共造成", "目前已造成")
