"""What is measured: the indicator of a quantity, put together from the words around it.

A subject of its own stands to the left (粮食产量为…), the thing counted to the right (119条城市河流). Where both are missing
(同比增长51%, 占比44.7%, 居全国第6) the value speaks of what the value before it in the sentence spoke of, or of the subject of
the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from textmine.claims.cues import group
from textmine.claims.phrases import is_verb, left_words, noun_after, rest_of, strip_words, words_after
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.records import Kind, Quantity, Role

__all__ = ["Surroundings", "Topic", "read_indicator", "subject_before"]

LONGEST = 24
TIMES_UNITS = frozenset(("次", "趟", "轮", "场次"))
PERSON_UNITS = frozenset(("人", "名", "位", "户", None))
CLOSING = "，。；、：！？）)”\n,;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An indicator under way: its text, the entity without its measure noun, and the spans that gave it."""

    text: str = ""
    base: str = ""
    spans: tuple[Span, ...] = ()
    reach: str = "clause"
    rule: str = "subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the words of a quantity lie: bounds, spans that cannot name it, whether its noun phrase holds another, its place."""

    left: int
    right: int
    whole: bool
    nested: bool
    cut: tuple[Span, ...]
    place: str = ""


def _join(words: Sequence[Word]) -> str:
    return "".join("".join(word.text.split()) for word in words)


def _base(words: Sequence[Word]) -> str:
    """The entity of a subject: its words without trailing measure nouns."""
    measures = group("measure")
    last = len(words)
    while last > 1 and words[last - 1].text in measures:
        last -= 1
    return _join(words[:last])


def _span(words: Sequence[Word]) -> tuple[Span, ...]:
    return (Span(words[0].start, words[-1].end),) if words else ()


def _is_measure(words: Sequence[Word]) -> bool:
    """Whether the words only name a measure, so that the thing measured stands elsewhere."""
    measures = group("measure")
    fill = ("的", "总", "年", "平均", "其", "年均", "数", "量", "额", "每年", "年度", "合计", "总体", "人均", "户均")
    return _join(words) in measures or all(word.text in measures or word.text in fill for word in words)


def _shorten(words: list[Word]) -> list[Word]:
    """The last words of a long stretch, so that the indicator stays readable."""
    if not words or words[-1].end - words[0].start <= LONGEST:
        return words
    for index in range(1, len(words)):
        if words[-1].end - words[index].start <= LONGEST:
            return strip_words(words[index:])
    return words[-1:]


@cache
def _moves_on() -> re.Pattern[str]:
    return re.compile(r"(?:的)?(?:[提增扩上下减降缩压延升调转加][^，。；]{0,4})?[到至]|转[变型]")


def read_indicator(scene: Scene, quantity: Quantity, *, around: Surroundings, role: Role, topic: Topic | None) -> Topic:
    """The indicator of ``quantity`` from the words around it; ``topic`` is what the sentence spoke of so far."""
    words = _shorten(_brought_forward(left_words(scene, around.left, quantity.hedge_start, around.cut)))
    if quantity.kind is Kind.DURATION:
        return _duration(scene, quantity, words, around, topic)
    if _counts(quantity, words, scene, role):
        after = words_after(scene, quantity.hedge_end, around.right, around.cut)
        found = noun_after(after, person=quantity.unit in PERSON_UNITS, nested=around.nested)
        predicate = found.predicate
        if not around.whole and (found.noun is not None or predicate is None or predicate.end - predicate.start > 6):
            predicate = None
        if found.noun is not None and _is_object(scene, around.left, quantity):
            predicate = None
        if found.noun is not None:
            return _with_noun(scene, words, found.noun, predicate, quantity, topic)
        if predicate is not None and words and quantity.unit in TIMES_UNITS:
            return _with_action(scene, words, predicate)
        if predicate is not None and (not words or quantity.unit in PERSON_UNITS):
            return _with_predicate(scene, words, predicate, topic)
    return _from_left(scene, words, topic, quantity, around)


def _brought_forward(words: list[Word]) -> list[Word]:
    """What 将 or 把 brings forward, where the words hold one of them (就将该类机床的保有量); else ``words``."""
    for index, word in enumerate(words):
        if word.text in ("将", "把") and not _is_future(words, index):
            return strip_words(words[index + 1 :]) or words
    return words


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(r"大关|台阶|关口|门槛|行列|梯队|水平|规模(?=[，。；、])")


@cache
def _capacity() -> re.Pattern[str]:
    """Measures that name a work by its size: 年产400万吨煤制油项目, 总投资20亿元的基地."""
    return re.compile(r"(?:年产|日产|月产|年发电|年处理|日处理|占地|总投资|投资)$")


def _counts(quantity: Quantity, words: Sequence[Word], scene: Scene, role: Role) -> bool:
    """Whether the words after the quantity can say what it counts."""
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    if _threshold().match(scene.text, quantity.hedge_end):
        return False
    if not following or following in CLOSING or _moves_on().match(scene.text, quantity.hedge_end):
        return False
    before = scene.text[max(0, quantity.hedge_start - 1) : quantity.hedge_start]
    if quantity.kind in (Kind.AMOUNT, Kind.COUNT) and before in ("了", "的"):
        return True
    if role is Role.CHANGE and words and following != "的":
        return False
    if quantity.kind is Kind.COUNT:
        return True
    if quantity.kind is Kind.PERCENTAGE:
        return following == "的" or not words
    if quantity.kind is Kind.AMOUNT and words and _capacity().search(_join(words)):
        return True
    return following == "的" or not words or is_verb(words[-1]) or _is_measure(words) or quantity.kind is Kind.RANK


def _is_object(scene: Scene, left: int, quantity: Quantity) -> bool:
    """Whether a preposition leads to the quantity, so that the words after it are not its predicate."""
    before = scene.words(left, quantity.hedge_start)
    return (
        bool(before)
        and before[-1].tag == "p"
        and before[-1].text not in ("有", "就", "由", "在", "与", "同", "对", "向")
    )


def _with_noun(
    scene: Scene,
    words: Sequence[Word],
    noun: Span,
    predicate: Span | None,
    quantity: Quantity,
    topic: Topic | None,
) -> Topic:
    thing = _clean(scene, noun)
    if (
        topic is not None
        and thing.endswith(("目标", "任务", "计划"))
        and thing[:-2] in ("", "预期", "全年", "年度", "既定")
    ):
        return Topic(text=topic.text + thing, base=topic.base, spans=(*topic.spans, noun), rule="topic+noun")
    if quantity.kind is Kind.AMOUNT and words and (size := _capacity().search(_join(words))) is not None:
        left = _join(words)[: size.start()]
        return Topic(text=left + thing + size.group(), base=left + thing, spans=(*_span(words), noun), rule="capacity")
    if quantity.kind is Kind.COUNT:
        if scene.text[quantity.hedge_start - 1] in "和与及、" or _ends_with_place(scene, quantity):
            words = ()
        words = _last_action(words, thing)
        listed = scene.text[quantity.hedge_start - 1 : quantity.hedge_start] == "等"
        if listed and len(thing) <= 2 and words and words[-1].tag != "ns":
            examples = f"{_join(words)}等{thing}"
            return Topic(text=examples, base=thing, spans=(*_span(words), noun), rule="examples")
        words = () if listed else _without_examples(words)
    if words and scene.text[quantity.hedge_start - 1] == "的":
        return Topic(text=f"{_join(words)}的{thing}", base=thing, spans=(*_span(words), noun), rule="left+counted")
    if words and quantity.kind is not Kind.COUNT and _is_measure(words):
        return Topic(text=thing + _join(words), base=thing, spans=(*_span(words), noun), rule="noun+measure")
    if words:
        return Topic(text=_join(words) + thing, base=thing, spans=(*_span(words), noun), rule="left+counted")
    if predicate is not None and predicate.end - predicate.start <= LONGEST and thing not in group("measure"):
        action = _clean(scene, predicate)
        return Topic(text=f"{action}的{thing}", base=thing, spans=(predicate, noun), rule="counted+predicate")
    if topic is not None and predicate is None and (quantity.kind is Kind.RANK or thing in group("measure")):
        return Topic(text=topic.base + thing, base=topic.base, spans=(*topic.spans, noun), rule="topic+noun")
    return Topic(text=thing, base=thing, spans=(noun,), rule="counted")


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
            return words[index:]
        if words[-1].end - words[index].start > 8:
            break
    return ()


def _without_examples(words: Sequence[Word]) -> Sequence[Word]:
    """``words`` without what they list before 等 (宜川、平利等5个县区)."""
    last = max((index for index, word in enumerate(words) if word.text in ("等", "等等")), default=-1)
    return words[last + 1 :]


def _with_action(scene: Scene, words: Sequence[Word], predicate: Span) -> Topic:
    """先后五次到当地考察: what was done so many times."""
    text = _join(words) + _clean(scene, predicate)[:LONGEST]
    return Topic(text=text, base=text, spans=(*_span(words), predicate), rule="left+predicate")


def _with_predicate(scene: Scene, words: Sequence[Word], predicate: Span, topic: Topic | None) -> Topic:
    action = _clean(scene, predicate)[:LONGEST]
    if topic is not None and (len(action) <= 4 or _is_cause(words)):
        spans = (*topic.spans, predicate)
        return Topic(text=topic.base + action, base=topic.base, spans=spans, rule="topic+predicate")
    spans = (*_span(words), predicate)
    return Topic(text=_join(words) + action, base=_join(words) or action, spans=spans, rule="left+predicate")


def _is_cause(words: Sequence[Word]) -> bool:
    return not words or _join(words) in ("导致", "造成", "致", "致使", "已致", "已造成", "共造成", "目前已造成")


def _duration(
    scene: Scene, quantity: Quantity, words: Sequence[Word], around: Surroundings, topic: Topic | None
) -> Topic:
    """A duration speaks of its whole clause: 连续5年达国家二级标准, 5年过渡期."""
    after = words_after(scene, quantity.hedge_end, _action_end(scene, quantity, around.right), ())
    idle = after and (after[0].text in CLOSING or after[0].text in ("来", "以来", "间"))
    rest = None if idle or not after else rest_of(strip_words(after), 0)
    noun = noun_after(after, person=True, nested=False)
    if noun.noun is not None and noun.predicate is None and _has_verb(scene, around.left, quantity):
        thing = _clean(scene, noun.noun)
        return Topic(text=thing, base=thing, spans=(noun.noun,), rule="counted")
    text = _join(words)
    if rest is None and around.place and text in ("成立", "设立", "建立", "挂牌", "开通", "运营", "通车"):
        return Topic(text=around.place + text, base=around.place, spans=_span(words), rule="place+verb")
    if rest is None:
        return _from_left(scene, list(words), topic, quantity, around)
    action = _clean(scene, rest)[:LONGEST]
    if around.place and (not text or text in ("连续", "已连续", "首次", "成立", "设立", "建立")):
        text = around.place + text
    elif text in ("", "连续", "已连续", "首次") and topic is not None:
        spans = (*topic.spans, *_span(words), rest)
        return Topic(text=topic.text + text + action, base=topic.base, spans=spans, rule="topic+predicate")
    return Topic(text=text + action, base=text or action, spans=(*_span(words), rest), rule="left+predicate")


def _action_end(scene: Scene, quantity: Quantity, right: int) -> int:
    """Where the action of a duration ends: with its clause, but before a level that has its own claim."""
    led = scene.text[quantity.hedge_end : right].endswith(
        ("在", "到", "至", "达", "达到", "超", "超过", "突破", "于", "为")
    )
    return right if led else scene.layout.clause(quantity.start).end


def _has_verb(scene: Scene, left: int, quantity: Quantity) -> bool:
    """Whether a verb with an object leads to the quantity (设立5年过渡期), no adverb such as 连续."""
    before = scene.words(left, quantity.hedge_start)
    return (
        bool(before)
        and is_verb(before[-1])
        and scene.text[quantity.hedge_end : quantity.hedge_end + 1] not in "来之后前"
    )


def _from_left(scene: Scene, words: list[Word], topic: Topic | None, quantity: Quantity, around: Surroundings) -> Topic:
    if not words:
        if (
            quantity.unit in ("人", "户")
            and around.place
            and (topic is None or topic.rule in ("subject-before", "unit"))
        ):
            text = f"{around.place}{quantity.unit}数"
            return Topic(text=text, base=text, rule="unit")
        if topic is None and quantity.unit in ("人", "户"):
            return Topic(text=f"{quantity.unit}数", base=f"{quantity.unit}数", rule="unit")
        if topic is None:
            return Topic(rule="none")
        return Topic(text=topic.text, base=topic.base, spans=topic.spans, reach="sentence", rule="topic")
    if quantity.kind is Kind.COUNT:
        rest = strip_words(_without_examples(words))
        words = rest if len(_join(rest)) >= 4 else words
    text = _join(words)
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    if following not in CLOSING and is_verb(words[-1]):
        return Topic(text=text, base=text, spans=_span(words), rule="bare")
    if topic is not None and (_is_measure(words) or text.startswith("占")):
        spans = (*topic.spans, *_span(words))
        if any(text.endswith(word) for word in group("rate_rise") | group("rate_fall")):
            tail = text if quantity.unit == "百分点" else ""
            return Topic(
                text=_rateless(topic.text) + tail, base=topic.base, spans=spans, reach="sentence", rule="topic+rate"
            )
        whole = topic.text if text.startswith(("占", "比重")) else topic.base
        return Topic(text=whole + text, base=topic.base, spans=spans, reach="sentence", rule="topic+measure")
    return Topic(text=text, base=_base(words), spans=_span(words))


def _is_future(words: Sequence[Word], index: int) -> bool:
    """Whether 将 at ``index`` is the adverb of the future rather than the mark of an object."""
    rest = words[index + 1 :]
    if not rest or rest[0].tag in ("p", "d", "c"):
        return True
    return is_verb(rest[0]) and all(word.text != "的" for word in rest)


def _rateless(text: str) -> str:
    """``text`` without a noun of rate at its end (贸易额增速 → 贸易额)."""
    for word in group("rate_rise") | group("rate_fall"):
        if text.endswith(word) and len(text) > len(word):
            return text[: -len(word)]
    return text


def _clean(scene: Scene, span: Span) -> str:
    return "".join(scene.text[span.start : span.end].split())


def subject_before(
    scene: Scene, quantity: Quantity, cut: Sequence[Span], *, object_first: bool = False
) -> Topic | None:
    """The subject of the nearest clause before, for a value whose own clause names none.

    A clause without a verb, or one that ends in 的 with a noun, is a subject as a whole; of another, what stands before
    its verb, or what 将 and 把 bring forward. ``object_first`` asks for what its verb speaks of (发生枪击事件，导致…).
    """
    layout = scene.layout
    part = layout.part(quantity.hedge_start)
    fallback: list[Word] | None = None
    for clause in layout.clauses_before(quantity.hedge_start, part.start):
        words = [
            word
            for word in scene.words(clause.start, clause.end)
            if not any(word.start < span.end and span.start < word.end for span in cut)
        ]
        found = _subject(words, object_first=object_first)
        if found and not object_first and fallback is None and is_verb(found[0]) and found[0] in strip_words(words)[:1]:
            fallback = found
            continue
        if found:
            text = _join(found)
            return Topic(text=text, base=_base(found), spans=_span(found), reach="sentence", rule="subject-before")
    if fallback is not None:
        spans = _span(fallback)
        return Topic(text=_join(fallback), base=_base(fallback), spans=spans, reach="sentence", rule="subject-before")
    return None


def _subject(words: list[Word], *, object_first: bool) -> list[Word]:
    texts = [word.text for word in words]
    for mark in ("将", "把"):
        if mark not in texts or _is_future(words, texts.index(mark)):
            continue
        if len(strip_words(words[: texts.index(mark)])) < 2 or texts[texts.index(mark) - 1] == "是":
            return _shorten(strip_words(words[texts.index(mark) + 1 :]))
    words = strip_words(words)
    verbs = [index for index, word in enumerate(words) if is_verb(word) or word.tag in ("p", "d")]
    last = max((index for index, word in enumerate(words) if word.text == "的"), default=-1)
    if not verbs or (last > verbs[-1] and last < len(words) - 1):
        return _shorten(words)
    if object_first:
        return _shorten(strip_words(words[verbs[-1] + 1 :]))
    return _shorten(strip_words(words[: verbs[0]]))
