"""Values whose indicator stands in a form of its own: behind a quotation, in an apposition, in a dimension, as a part of a whole."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.announced import announcement
from textmine.claims.nouns import noun_after, words_after
from textmine.claims.phrases import left_words
from textmine.claims.scene import Scene
from textmine.claims.standing import is_subject
from textmine.claims.structure import Span
from textmine.claims.subject import SoFar
from textmine.claims.topic import CLOSING, Surroundings, Topic, base_of, clean, join, shorten, span_of
from textmine.records import Kind, Quantity

__all__ = ["read_special"]

LONGEST_SAYING = 40
"""The longest quotation, in characters, that a share is given for."""

LONGEST_DESCRIPTION = 24
"""How far behind a dimension the noun may stand that has it."""


def read_special(scene: Scene, quantity: Quantity, around: Surroundings, so_far: SoFar) -> Topic | None:
    """The indicator of a value in one of these forms; null for all others."""
    found = _quoted(scene, quantity) if quantity.kind is Kind.PERCENTAGE else None
    found = found or _announced(scene, quantity) or _fine(scene, quantity)
    found = found or _paced(scene, quantity, around, so_far)
    found = found or _apposed(scene, quantity, around, so_far) or _dimension(scene, quantity, around)
    if found is not None or quantity.kind is not Kind.COUNT:
        return found
    return _of_whole(scene, quantity, around, so_far) or _shared(scene, quantity, around)


def _quoted(scene: Scene, quantity: Quantity) -> Topic | None:
    """What was answered, with its share in brackets behind it: “太麻烦，懒得换”（33.5%）."""
    text, start = scene.text, quantity.hedge_start
    if text[start - 1 : start] not in ("（", "(") or text[start - 2] not in "”“":
        return None
    opened = max(text.rfind(mark, max(0, start - LONGEST_SAYING), start - 2) for mark in "“”")
    if opened < 0:
        return None
    said = Span(opened + 1, start - 2)
    words = clean(scene, said)
    return Topic(text=words, base=words, spans=(said,), rule="quotation")


def _announced(scene: Scene, quantity: Quantity) -> Topic | None:
    """What a number at the head of its sentence is said to be: 3万亿元，这是去年的进出口总额."""
    named = announcement(scene, quantity)
    if named is None:
        return None
    cut = [Span(time.start, time.end) for time in scene.times_between(*named)]
    cut += [Span(place.start, place.end) for place in scene.places_between(*named) if is_subject(scene, place)][:1]
    words = shorten(left_words(scene, named.start, named.end, cut))
    if not words:
        return None
    return Topic(text=join(words), base=base_of(words), spans=span_of(words), reach="sentence", rule="announced")


@cache
def _fined() -> re.Pattern[str]:
    return re.compile(r"(?:以上|以下|左右)?的?(?P<what>罚款|罚金)")


def _fine(scene: Scene, quantity: Quantity) -> Topic | None:
    """由主管部门处2万元以下的罚款: the fine, whoever sets it."""
    if quantity.kind is not Kind.AMOUNT or (fined := _fined().match(scene.text, quantity.hedge_end)) is None:
        return None
    what = fined["what"]
    return Topic(text=what, base=what, spans=(Span(*fined.span("what")),), rule="counted")


@cache
def _at_rate() -> re.Pattern[str]:
    return re.compile(
        r"(?:正|将|都|也|还|就|仍|并)*[以按](?:每(?:个)?(?:小时|年|天|日|周|秒|分钟|月|斤|公斤|吨|亩|平米|平方米|立方米|人|件|套|度))?(?:高达|低至|近|约|超过)*$"
    )


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        r"(?:左右|以上|以下)?的(?:年均|平均)?(?P<what>速度|增速|速率|频率|价格|单价|成本价|优惠价|均价|比例|标准)(?![的是为])"
    )


def _paced(scene: Scene, quantity: Quantity, around: Surroundings, so_far: SoFar) -> Topic | None:
    """列车以每小时350公里的速度运行: the speed or price of what stands before 以."""
    if (rate := _rate().match(scene.text, quantity.hedge_end)) is None:
        return None
    lead = _at_rate().search(scene.text, around.left, quantity.hedge_start)
    if lead is None:
        return None
    words = shorten(left_words(scene, around.left, lead.start(), around.cut))
    topic = None if words else so_far.topic()
    base = join(words) if topic is None else topic.base
    spans = (*(span_of(words) if topic is None else topic.spans), Span(*rate.span("what")))
    return Topic(text=base + rate["what"], base=base, spans=spans, rule="noun+measure")


THAT_IS = ("即", "也", "亦")
"""The characters with which :func:`_that_is` begins."""


@cache
def _that_is() -> re.Pattern[str]:
    return re.compile(r"(?:即(?![使便将可])|也就是|亦即)")


def _apposed(scene: Scene, quantity: Quantity, around: Surroundings, so_far: SoFar) -> Topic | None:
    """社会物流总额，即…价值总和为: what the clause before names."""
    left = around.left
    if scene.text[left : left + 1] not in THAT_IS or _that_is().match(scene.text, left) is None:
        return None
    if left != scene.layout.clause(left).start:
        return None
    if scene.text[quantity.hedge_end : quantity.hedge_end + 1] not in CLOSING:
        return None
    return so_far.topic()


@cache
def _sized() -> re.Pattern[str]:
    """一道东西宽, 一艘载有: one thing and in which way it is measured."""
    return re.compile(
        r"一[道条座艘块片段幅栋幢架列尊](?P<how>[^，。；、一0-9的]{0,3}?(?:长|宽|高|深|厚|重|直径|载有?|装载|搭载))(?:着|约|近|超过?|达到?)*$"
    )


@cache
def _then() -> re.Pattern[str]:
    return re.compile(r"[^。；！？\n]{0,20}?的")


def _dimension(scene: Scene, quantity: Quantity, around: Surroundings) -> Topic | None:
    """一道东西宽30公里、南北长61公里的绿色屏障: the thing behind its dimensions, with how it is measured."""
    if scene.text.find("一", around.left, quantity.start) < 0:
        return None
    sized = _sized().search(scene.text, around.left, quantity.start)
    if sized is None:
        return None
    behind = _then().match(scene.text, quantity.hedge_end)
    if behind is None:
        return None
    noun = noun_after(
        words_after(scene, behind.end(), scene.layout.clause(behind.end()).end, ()), person=False, nested=False
    ).noun
    if noun is None or noun.start - quantity.hedge_end > LONGEST_DESCRIPTION:
        return None
    thing, how = clean(scene, noun), sized["how"]
    return Topic(text=thing + how, base=thing, spans=(Span(*sized.span("how")),), rule="noun+measure")


@cache
def _among() -> re.Pattern[str]:
    """193个会员国中的, 30座展馆中，有: what leads from a whole to its part."""
    return re.compile(r"(?:之?[中里]的?|当中的?)，?(?:其中)?(?:仅|只|已|有|约|近|就)*$")


@cache
def _inside() -> re.Pattern[str]:
    """What ends a clause that names the whole: 30座展馆中，"""
    return re.compile(r"(?:之|当)?[中里]，$")


def _is_part(scene: Scene, quantity: Quantity, left: int) -> bool:
    """Whether only words for a part stand between the value and the whole that is counted before it, also in the clause before."""
    before = scene.quantities_between(scene.layout.clause(max(left - 1, 0)).start, left)
    if (
        scene.text[left - 1 : left] == "，"
        and before
        and before[-1].kind is Kind.COUNT
        and before[-1].unit == quantity.unit
    ):
        marked = _inside().search(scene.text, before[-1].end, left)
        left = left if marked is None else marked.start()
    return _among().fullmatch(scene.text, left, quantity.hedge_start) is not None


def _of_whole(scene: Scene, quantity: Quantity, around: Surroundings, so_far: SoFar) -> Topic | None:
    """联合国193个会员国中的191个参加投票: the thing counted before, with what its part does."""
    if not _is_part(scene, quantity, around.left):
        return None
    topic = so_far.topic()
    if topic is None:
        return None
    after = words_after(scene, quantity.hedge_end, around.right, around.cut)
    if after and after[0].tag[:1] not in "vpd" and after[0].text not in CLOSING:
        return None
    last = max((index for index, word in enumerate(after) if word.text not in CLOSING), default=-1)
    done = after[: last + 1]
    text = f"{join(done).removesuffix('的')}的{topic.base.removesuffix('中')}" if done else topic.text
    return Topic(text=text, base=topic.base, spans=(*topic.spans, *span_of(done)), rule="part")


def _shared(scene: Scene, quantity: Quantity, around: Surroundings) -> Topic | None:
    """8个国家级、13个省级医疗中心: an attribute alone, whose noun stands behind the next number."""
    if scene.text[around.right - 1 : around.right] not in ("、", "和"):
        return None
    following = scene.quantities_between(around.right, around.right + 1)
    rank = scene.words(quantity.hedge_end, around.right - 1)
    if not following or following[0].unit != quantity.unit or [word.tag for word in rank] != ["b"]:
        return None
    after = words_after(scene, following[0].hedge_end, scene.layout.clause(quantity.start).end, ())
    while after and after[0].tag == "b":
        del after[0]
    noun = noun_after(after, person=False, nested=False).noun
    if noun is None:
        return None
    thing = rank[0].text + clean(scene, noun)
    return Topic(text=thing, base=thing, spans=span_of(rank), rule="counted")
