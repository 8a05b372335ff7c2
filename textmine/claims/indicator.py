"""What is measured: the indicator of a quantity, put together from the words around it.

A subject of its own stands to the left (粮食产量为…), the thing counted to the right (119条城市河流). Where both are missing
(同比增长51%, 占比44.7%, 居全国第6) the value speaks of what the value before it in the sentence spoke of, or of the subject of
the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.claims.counted import Counted, capacity, with_action, with_noun, with_predicate
from textmine.claims.cues import group
from textmine.claims.described import described
from textmine.claims.lead import without_lead
from textmine.claims.nouns import LOCALIZERS, noun_after, rest_of, words_after
from textmine.claims.phrases import QUOTES, is_noun, is_verb, left_words, strip_words
from textmine.claims.ranked import largest
from textmine.claims.scene import Scene, Word
from textmine.claims.special import read_special
from textmine.claims.stated import MEASURED, from_left
from textmine.claims.structure import Span
from textmine.claims.subject import SoFar, brought_forward
from textmine.claims.topic import (
    CLOSING,
    LONGEST,
    Surroundings,
    Topic,
    clean,
    is_measure,
    join,
    shorten,
    span_of,
)
from textmine.records import Kind, Quantity, Role

__all__ = ["read_indicator"]

TIMES_UNITS = frozenset(("次", "趟", "轮", "场次"))
FOUNDED = frozenset(
    ("成立", "设立", "建立", "挂牌", "开通", "运营", "通车", "建设", "建省", "回归", "回归祖国", "开发开放", "解放")
)
"""What happened to a place before the years that are counted from it."""
WHOLES = frozenset(("全国", "全省", "全市", "全县", "全区", "全州", "全球", "全部"))
"""Words for a whole, which stand between a verb and its share (覆盖全省四分之一以上播种面积)."""
AGES = ("龄", "期", "期限", "时间", "时长", "寿命")
"""Last characters of measures of time, whose value a duration is (党龄只有8天的新兵)."""
LASTING = frozenset(("为期", "长达", "历时", "持续", "经过", "历经", "延续", "有", "开始", "举行"))
"""Verbs that lead to a duration and say nothing of its own."""
EFFORT = frozenset(("时间", "努力", "工夫", "功夫"))
"""Nouns behind a duration that name no event (经过3年的努力)."""
PERSON_UNITS = frozenset(("人", "名", "位", "户", None))


@cache
def _moves_on() -> re.Pattern[str]:
    return re.compile(
        r"(?:的)?(?:[提增扩上下减降缩压延升调转加跃攀滑][^，。；]{0,4}|发展|恢复|扩展|拓展|延伸|做|变)?[到至]|向(?=[近约超]?[0-9])|[挺迈]进|转[变型]|(?:下降|上升|上涨|提高|回落|收窄|扩大|增加|减少|加快|放缓|下滑)了?(?=[近约超]?[0-9])"
    )


def read_indicator(scene: Scene, quantity: Quantity, *, around: Surroundings, role: Role, so_far: SoFar) -> Topic:
    """The indicator of ``quantity`` from the words around it; ``so_far`` is what the sentence spoke of before."""
    special = largest(scene, quantity, around) or read_special(scene, quantity, around, so_far)
    if special is not None:
        return special
    words = shorten(without_lead(brought_forward(left_words(scene, around.left, quantity.hedge_start, around.cut))))
    if quantity.kind is Kind.DURATION:
        return _duration(scene, quantity, words, around, so_far)
    if (
        _counts(quantity, words, scene, role)
        and (found := _counted(scene, quantity, words, around, so_far)) is not None
    ):
        return found
    return _driven(from_left(scene, words, so_far, quantity, around), quantity, scene)


def _counted(
    scene: Scene, quantity: Quantity, words: Sequence[Word], around: Surroundings, so_far: SoFar
) -> Topic | None:
    """The indicator of a quantity that the words after it speak of; null where they name nothing."""
    start, end = _beyond(scene, quantity, around.right)
    after = words_after(scene, start, end, around.cut)
    led = bool(words) and words[-1].tag[:1] == "v" and words[-1].end >= quantity.hedge_start - 1
    acts = quantity.unit in PERSON_UNITS or quantity.unit in TIMES_UNITS
    found = noun_after(after, person=acts, nested=around.nested, led=led)
    if found.noun is None and quantity.kind is Kind.COUNT and (thing := described(scene, after)) is not None:
        return thing
    predicate = found.predicate
    if found.noun is None and predicate is not None and _is_named(scene, predicate, after, quantity):
        found, predicate = found._replace(noun=predicate), None
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
    return None


def _driven(topic: Topic, quantity: Quantity, scene: Scene) -> Topic:
    """``topic`` with 增长 where points of growth are what something adds to it (拉动经济增长2个百分点)."""
    grows = quantity.unit == "百分点" and scene.text.endswith("增长", 0, quantity.hedge_start)
    if not grows or "拉动" not in topic.text or topic.text.endswith("增长"):
        return topic
    return topic._replace(text=topic.text + "增长")


def _is_named(scene: Scene, predicate: Span, after: Sequence[Word], quantity: Quantity) -> bool:
    """Whether a verb alone between the 的 of a share or amount and the end of its clause names what is measured (40%的回扣)."""
    return (
        quantity.kind in (Kind.PERCENTAGE, Kind.AMOUNT)
        and scene.text[predicate.start - 1] == "的"
        and predicate.end == after[0].end
        and after[0].text not in group("rise") | group("fall")
        and scene.text[predicate.end : predicate.end + 1] in CLOSING
    )


def _beyond(scene: Scene, quantity: Quantity, right: int) -> tuple[int, int]:
    """Where the words after a quantity begin and end: behind another one that stands directly at it (6组10家国企)."""
    start = quantity.hedge_end
    if quantity.kind is not Kind.COUNT or right != start:
        return start, right
    following = scene.quantities_between(start, start + 2)
    if not following or following[0].hedge_start != start or following[0].unit in (*PERSON_UNITS, "元"):
        return start, right
    if following[0].kind not in (Kind.COUNT, Kind.AMOUNT):
        return start, right
    behind = scene.quantities_between(following[0].hedge_end, scene.layout.clause(start).end)
    return following[0].hedge_end, behind[0].hedge_start if behind else scene.layout.clause(start).end


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(r"的?(?:速度|幅度)|的?新?(?:大关|台阶|关口|门槛|行列|梯队|水平|规模(?=[，。；、]))")


def _counts(quantity: Quantity, words: Sequence[Word], scene: Scene, role: Role) -> bool:
    """Whether the words after the quantity can say what it counts."""
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    if not following or following in CLOSING or scene.text.startswith(("之间", "之内"), quantity.hedge_end):
        return False
    if _threshold().match(scene.text, quantity.hedge_end):
        return False
    if _moves_on().match(scene.text, quantity.hedge_end) and not _goes_to(scene, quantity):
        return False
    before = scene.text[max(0, quantity.hedge_start - 1) : quantity.hedge_start]
    if quantity.kind in (Kind.AMOUNT, Kind.COUNT) and before in ("了", "的"):
        return True
    if role is Role.CHANGE and words and following != "的":
        return False
    if quantity.kind is Kind.COUNT:
        return True
    if quantity.kind is Kind.PERCENTAGE:
        return following == "的" or not words or _has_object(scene, quantity, words)
    if quantity.kind is Kind.AMOUNT and words and capacity().search(join(words)):
        return True
    if quantity.kind is Kind.AMOUNT and _heads_noun(scene, quantity) and not (words and join(words).endswith(MEASURED)):
        return True
    acted = bool(words) and (is_verb(words[-1]) or (len(words) == 1 and words[0].tag in ("v", "vn")))
    return following == "的" or not words or acted or is_measure(words) or quantity.kind is Kind.RANK


def _goes_to(scene: Scene, quantity: Quantity) -> bool:
    """Whether 到 behind a number of times leads to a place and to no second value (三次到当地考察)."""
    if quantity.unit not in TIMES_UNITS or scene.text[quantity.hedge_end : quantity.hedge_end + 1] != "到":
        return False
    return not scene.quantities_between(quantity.hedge_end, scene.layout.clause(quantity.start).end)


def _has_object(scene: Scene, quantity: Quantity, words: Sequence[Word]) -> bool:
    """Whether a verb stands before a share and its object behind (获得半数以上选票, 加征25%关税)."""
    last = len(words) - 1
    while last > 0 and words[last].text in WHOLES:
        last -= 1
    if words[last].tag[:1] != "v" or words[-1].end < quantity.hedge_start - 1:
        return False
    after = scene.words(quantity.hedge_end, quantity.hedge_end + 6)
    return bool(after) and after[0].tag in ("n", "nz") and len(after[0].text) > 1


def _heads_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether a plain noun stands right behind an amount (60万吨储备能力, 30万亩农田)."""
    if quantity.hedge_end != quantity.end:
        return False
    after = scene.words(quantity.end, quantity.end + 6)
    return bool(after) and after[0].start == quantity.end and after[0].tag == "n" and len(after[0].text) > 1


def _is_object(scene: Scene, left: int, quantity: Quantity) -> bool:
    """Whether a preposition leads to the quantity, so that the words after it are not its predicate."""
    for word in reversed(scene.words(left, quantity.hedge_start)):
        if word.tag == "p":
            return word.text not in ("有", "就", "由", "在", "与", "同", "对", "向", "将", "把")
        if word.tag != "ns" and word.text not in WHOLES:
            return False
    return False


def _duration(scene: Scene, quantity: Quantity, words: Sequence[Word], around: Surroundings, so_far: SoFar) -> Topic:
    """A duration speaks of its whole clause: 连续5年达国家二级标准, 5年过渡期."""
    after = words_after(scene, quantity.hedge_end, _action_end(scene, quantity, around.right), ())
    if len(after) > 1 and scene.text[quantity.hedge_end] != "的" and _led_by_time(after):
        after = after[1:]
    idle = after and (after[0].text in CLOSING or after[0].text in ("来", "以来", "间", "时间", "之内", "之间"))
    rest = None if idle or not after else rest_of(strip_words(after), 0)
    noun = noun_after(after, person=True, nested=False)
    if _lasts().match(scene.text, quantity.hedge_end):
        if words and join(words).endswith(AGES):
            begin = max((index + 1 for index, word in enumerate(words) if word.tag[0] in "rm"), default=0)
            return from_left(scene, list(words[begin:]), so_far, quantity, around)
        if (event := _event(words, after)) is not None:
            return event
    if noun.noun is not None and noun.predicate is None and _has_verb(scene, around.left, quantity):
        thing = clean(scene, noun.noun)
        return Topic(text=thing, base=thing, spans=(noun.noun,), rule="counted")
    text = join(words)
    if rest is None and around.place and text in FOUNDED:
        return Topic(text=around.place + text, base=around.place, spans=span_of(words), rule="place+verb")
    if rest is None:
        return from_left(scene, list(words), so_far, quantity, around)
    action = clean(scene, rest)[:LONGEST]
    if around.place and (not text or text in ("连续", "已连续", "首次", "成立", "设立", "建立")):
        text = around.place + text
    elif text in ("", "连续", "已连续", "首次") and (topic := so_far.topic()) is not None:
        spans = (*topic.spans, *span_of(words), rest)
        return Topic(text=topic.text + text + action, base=topic.base, spans=spans, rule="topic+predicate")
    return Topic(text=text + action, base=text or action, spans=(*span_of(words), rest), rule="left+predicate")


def _led_by_time(after: Sequence[Word]) -> bool:
    """Whether what was done or reached stands behind 时间 or 来: 用3年时间建成, 22年来最高水平."""
    return (after[0].text == "时间" and after[1].text not in CLOSING and after[1].tag != "f") or (
        after[0].text == "来" and after[1].text[0] == "最"
    )


def _event(words: Sequence[Word], after: Sequence[Word]) -> Topic | None:
    """The event or thing behind a duration, with the verb before it (为期5天的大会, 施行了5年的办法); null where none stands there."""
    named = _run(after)
    if not named or (words and not is_verb(words[-1])) or join(named) in EFFORT:
        return None
    thing = join(named)
    noun = Span(named[0].start, named[-1].end)
    done = words[-1:] if words and words[-1].text not in LASTING else ()
    return Topic(text=join(done) + thing, base=thing, spans=(*span_of(done), noun), rule="counted")


def _run(after: Sequence[Word]) -> Sequence[Word]:
    """The words at the head of ``after`` that name one thing; a verb at their end only where nothing follows it."""
    end = 0
    while end < len(after) and (
        is_noun(after[end])
        or is_verb(after[end])
        or after[end].tag in ("a", "ad")
        or after[end].text in QUOTES
        or after[end].text in ("的", "和", "与", "、")
    ):
        end += 1
    closed = end == len(after) or after[end].text in CLOSING or after[end].text in LOCALIZERS
    while end and (not is_noun(after[end - 1]) if not closed else after[end - 1].text in ("的", "和", "与", "、")):
        if after[end - 1].text in QUOTES:
            break
        end -= 1
    return after[:end]


@cache
def _lasts() -> re.Pattern[str]:
    """What leads from a duration to the event that lasted so long: 为期5天的大会, 持续6年多的低谷."""
    return re.compile(r"[多余]?的")


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
