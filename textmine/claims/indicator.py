"""What is measured: the indicator of a quantity, put together from the words around it.

A subject of its own stands to the left (粮食产量为…), the thing counted to the right (119条城市河流). Where both are missing
(同比增长51%, 占比44.7%, 居全国第6) the value speaks of what the value before it in the sentence spoke of, or of the subject of
the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.claims.counted import Counted, capacity, with_action, with_noun, with_predicate, without_examples
from textmine.claims.cues import group
from textmine.claims.phrases import is_verb, left_words, noun_after, rest_of, strip_words, words_after
from textmine.claims.scene import Scene, Word
from textmine.claims.subject import SoFar, brought_forward
from textmine.claims.topic import (
    CLOSING,
    LONGEST,
    Surroundings,
    Topic,
    base_of,
    clean,
    is_measure,
    join,
    rateless,
    shorten,
    span_of,
)
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity, Role

__all__ = ["read_indicator"]

TIMES_UNITS = frozenset(("次", "趟", "轮", "场次"))
PERSON_UNITS = frozenset(("人", "名", "位", "户", None))


@cache
def _moves_on() -> re.Pattern[str]:
    return re.compile(r"(?:的)?(?:[提增扩上下减降缩压延升调转加][^，。；]{0,4})?[到至]|转[变型]")


def read_indicator(scene: Scene, quantity: Quantity, *, around: Surroundings, role: Role, so_far: SoFar) -> Topic:
    """The indicator of ``quantity`` from the words around it; ``so_far`` is what the sentence spoke of before."""
    words = shorten(brought_forward(left_words(scene, around.left, quantity.hedge_start, around.cut)))
    if quantity.kind is Kind.DURATION:
        return _duration(scene, quantity, words, around, so_far)
    if _counts(quantity, words, scene, role):
        after = words_after(scene, quantity.hedge_end, around.right, around.cut)
        led = bool(words) and words[-1].tag[:1] == "v" and words[-1].end >= quantity.hedge_start - 1
        found = noun_after(after, person=quantity.unit in PERSON_UNITS, nested=around.nested, led=led)
        predicate = found.predicate
        if not around.whole and (found.noun is not None or predicate is None or predicate.end - predicate.start > 6):
            predicate = None
        if found.noun is not None and _is_object(scene, around.left, quantity):
            predicate = None
        if found.noun is not None:
            return with_noun(scene, quantity, Counted(words, found.noun, predicate, so_far))
        if predicate is not None and words and quantity.unit in TIMES_UNITS:
            return with_action(scene, words, predicate)
        if predicate is not None and (not words or quantity.unit in PERSON_UNITS):
            return with_predicate(scene, words, predicate, so_far)
    return _from_left(scene, words, so_far, quantity, around)


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(r"的?新?(?:大关|台阶|关口|门槛|行列|梯队|水平|规模(?=[，。；、]))")


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
    if quantity.kind is Kind.AMOUNT and words and capacity().search(join(words)):
        return True
    acted = bool(words) and (is_verb(words[-1]) or (len(words) == 1 and words[0].tag in ("v", "vn")))
    return following == "的" or not words or acted or is_measure(words) or quantity.kind is Kind.RANK


def _is_object(scene: Scene, left: int, quantity: Quantity) -> bool:
    """Whether a preposition leads to the quantity, so that the words after it are not its predicate."""
    before = scene.words(left, quantity.hedge_start)
    return (
        bool(before)
        and before[-1].tag == "p"
        and before[-1].text not in ("有", "就", "由", "在", "与", "同", "对", "向")
    )


def _duration(scene: Scene, quantity: Quantity, words: Sequence[Word], around: Surroundings, so_far: SoFar) -> Topic:
    """A duration speaks of its whole clause: 连续5年达国家二级标准, 5年过渡期."""
    after = words_after(scene, quantity.hedge_end, _action_end(scene, quantity, around.right), ())
    idle = after and (after[0].text in CLOSING or after[0].text in ("来", "以来", "间"))
    rest = None if idle or not after else rest_of(strip_words(after), 0)
    noun = noun_after(after, person=True, nested=False)
    if noun.noun is not None and noun.predicate is None and _has_verb(scene, around.left, quantity):
        thing = clean(scene, noun.noun)
        return Topic(text=thing, base=thing, spans=(noun.noun,), rule="counted")
    text = join(words)
    if rest is None and around.place and text in ("成立", "设立", "建立", "挂牌", "开通", "运营", "通车"):
        return Topic(text=around.place + text, base=around.place, spans=span_of(words), rule="place+verb")
    if rest is None:
        return _from_left(scene, list(words), so_far, quantity, around)
    action = clean(scene, rest)[:LONGEST]
    if around.place and (not text or text in ("连续", "已连续", "首次", "成立", "设立", "建立")):
        text = around.place + text
    elif text in ("", "连续", "已连续", "首次") and (topic := so_far.topic()) is not None:
        spans = (*topic.spans, *span_of(words), rest)
        return Topic(text=topic.text + text + action, base=topic.base, spans=spans, rule="topic+predicate")
    return Topic(text=text + action, base=text or action, spans=(*span_of(words), rest), rule="left+predicate")


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


def _from_left(scene: Scene, words: list[Word], so_far: SoFar, quantity: Quantity, around: Surroundings) -> Topic:
    if not words:
        topic = so_far.topic()
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
        rest = strip_words(without_examples(words))
        words = rest if len(join(rest)) >= 4 else words
    text = join(words)
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    if following not in CLOSING and is_verb(words[-1]):
        return Topic(text=text, base=text, spans=span_of(words), rule="bare")
    if (is_measure(words) or text.startswith("占")) and (topic := so_far.topic()) is not None:
        spans = (*topic.spans, *span_of(words))
        if any(text.endswith(word) for word in group("rate_rise") | group("rate_fall")):
            tail = text if quantity.unit == "百分点" else ""
            return Topic(
                text=rateless(topic.text) + tail, base=topic.base, spans=spans, reach="sentence", rule="topic+rate"
            )
        whole = topic.text if text.startswith(("占", "比重")) else topic.base
        return Topic(text=whole + text, base=topic.base, spans=spans, reach="sentence", rule="topic+measure")
    if so_far.whole is not None and not text.endswith(MEASURED) and not any(map(is_verb, words)):
        tail = _measured().search(so_far.whole.text)
        if tail is not None and tail.group() not in text:
            spans = (*so_far.whole.spans, *span_of(words))
            return Topic(text=text + tail.group(), base=text, spans=spans, rule="part")
    return Topic(text=text, base=base_of(words), spans=span_of(words))


MEASURED = tuple("量额率值数度费款资金入出积重长价比程格")
"""Last characters of words that name a measure."""


@cache
def _measured() -> re.Pattern[str]:
    """The measure at the end of an indicator: 旅客发送量, 运营里程, 增加值."""
    measures = alternation(word for word in group("measure") if len(word) > 1)
    return re.compile(rf"(?:[^的、，”]{{0,4}}(?:量|额|率|指数|总值)|(?:新增|运营|通车|营业)*(?:{measures}))$")
