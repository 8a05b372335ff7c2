"""Whether a statement is a fact, a goal or an expectation."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.claims.cues import group
from textmine.claims.directive import directs, example
from textmine.claims.future import awaited, goes_on, will
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity, Status

__all__ = ["Cues", "cues_of", "is_negated", "status_of"]

DENIED = 8
"""How far before a value the words that deny it begin."""

LEADING = 3
"""How far from the head of its clause a word such as 预计 still governs the clauses behind it."""

_CLOSE = frozenset({"将", "准备", "打算", "提议"})
"""Words of intent that govern their own clause, and those behind it only while they say more of the same."""

CLOSED = ("，", "：", ",", ":")


class Cues(NamedTuple):
    """What the words of a sentence can tell of its values at all: looked for once, so that most values need no search."""

    supposes: bool
    intends: bool
    cites: bool
    denies: bool


def cues_of(text: str, sentence: Span) -> Cues:
    """The cues of ``text[sentence.start:sentence.end]``."""
    start, end = sentence
    words = text[max(0, start - DENIED) : end]
    return Cues(
        supposes=any(map(words.__contains__, group("suppose"))),
        intends=_intent().search(text, start, end) is not None,
        cites=_citation().search(text, start, end) is not None,
        denies="未" in words or "没" in words or "不会" in words or "不曾" in words,
    )


@cache
def _intent() -> re.Pattern[str]:
    """A character or word that every expression of :func:`_aims` and :func:`_forecast` holds."""
    words = alternation(
        (
            *group("goal"),
            *group("forecast"),
            "将",
            "要",
            "计划",
            "拟",
            "可能",
            "目标",
            "任务",
            "准备",
            "打算",
            "提议",
            "预期",
            "预判",
        )
    )
    return re.compile(rf"{words}|[明后]年|到[“\"]?(?:20|十)")


@cache
def _citation() -> re.Pattern[str]:
    """What every expression of :func:`_says` and :func:`_according` ends in."""
    kinds = "统计|数据|报告|测算|预测|监测|调查|消息|通报"
    return re.compile(rf"(?:{alternation(group('says'))})[，：,]|(?:{kinds})(?:，|显示|表明)|获悉")


@cache
def _aims() -> re.Pattern[str]:
    """Words before a value that make the rest of the sentence a goal."""
    planned = alternation(group("planned"))
    befalling = alternation(group("befall"))
    return re.compile(
        rf"(?:{alternation(group('goal'))})(?!了)|(?:今年|今后|未来|下一步|接下来|年内|年底前?)[^。；]{{0,20}}?(?:将(?!{befalling})|要(?!求|素)|计划|拟)"
        rf"|(?:明年|后年|到[“\"]?(?:(?P<year>20[2-9]\d)年|明年|十[四五六]五[”\"]?末))[^。；]{{0,24}}?(?:将|要|计划|拟|达到|实现|建成|超过)"
        rf"|(?:提出|明确|规划|计划|要求|目标)[，：]?到[“\"]?(?:20[2-9]\d年|十[四五六]五[”\"]?末)|(?:按照?|根据|依据)[^，。；]{{0,20}}(?:规划|计划|方案|部署)[^，。；]{{0,3}}(?=，)"
        rf"|(?:^|[，。；、])(?:计划|拟)(?!总|的|、|包含|提出|明确|于|中|内)|目标(?:是|为|定为|：)|任务(?:为|定为|：)"
        rf"|(?<![规的项该大划])(?:计划|拟)(?:再|总共|共|累计)?(?:{planned})|将(?:再|还将|继续|进一步|重点|全面|陆续|逐步|分批|累计)*(?:{planned})"
    )


@cache
def _goal_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:左右|以上|以内)?的?(?:[^，。；、]{0,8}目标|[”」]?纳入[^，。；、]{0,12}目标|[挺迈]进|[^，。；、]{0,4}(?:计划|年度|考核|攻坚)任务)"
    )


@cache
def _strikes() -> re.Pattern[str]:
    return re.compile(r"空袭|打击|摧毁|轰炸|袭击|炸毁|炮击|击中|命中|锁定")


def _is_struck(scene: Scene, quantity: Quantity) -> bool:
    """Whether the goals behind the value are what was fired at (空袭了9处目标), so that they are no intention."""
    clause = scene.layout.clause(quantity.start)
    return quantity.kind is Kind.COUNT and _strikes().search(scene.text, clause.start, clause.end) is not None


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(group('forecast'))})(?!显示)|预期(?:值|增速)?(?:[分别]*[由从]|上调|下调)|预判(?=，)|(?:高于|低于|好于|不及|超过|超出|多于|少于)[^，。；]{{0,8}}预期的(?=[约近\d])|(?:将|可能会?)(?:可?达|超|突破|增至|降至|升至|增长|下降|减少|迎来|为|有(?!关|序|力|效))"
    )


@cache
def _suppose() -> re.Pattern[str]:
    return re.compile(alternation(group("suppose")))


@cache
def _done() -> re.Pattern[str]:
    """Words that turn a sentence from what is to come back to what is."""
    return re.compile(
        r"已(?!知)|目前|截至|截止|昨[天日]|(?<![比较])(?:去年|上年)|此前(?!预)|现有|如今|了(?=\d)|[到低]于全年|(?<!不)低于(?=[^，。；]{0,12}(?:目标|预期))"
    )


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(r"(?:未|没有|并未|尚未|不会|不曾)(?:能|曾)?(?:突破|达到|超过|达|超|完成|实现)?$")


@cache
def _origin() -> re.Pattern[str]:
    """What stands before the first value of a from–to pair: a fact, whatever is planned or expected of the second."""
    return re.compile(r"(?:(?<![来])从|由)(?:[^，。；、的]{0,12}的)?(?:不足|不到|近|约|超过)?$")


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(r"(?:左右|以上|以下)?(?:大幅|进一步|逐步)?[，、]?[^，。；、0-9]{0,4}[到至为向]")


@cache
def _expected() -> re.Pattern[str]:
    return re.compile(r"预[期测]|原计划|目标|任务")


def _is_origin(scene: Scene, sentence: Span, quantity: Quantity) -> bool:
    """Whether the value is where a from–to pair begins, unless it was itself expected (增长预期由1%下调至0.8%)."""
    text, start = scene.text, quantity.hedge_start
    return (
        _reached().match(text, quantity.hedge_end) is not None
        and (led := _origin().search(text, max(sentence.start, start - 18), start)) is not None
        and _expected().search(text, scene.layout.clause(start).start, led.start()) is None
    )


def status_of(
    scene: Scene, sentence: Span, cues: Cues, quantity: Quantity, *, plans: bool
) -> tuple[Status, Span | None]:
    """The status of the statement around ``quantity`` and the words that told it.

    The nearest word of expectation or intent before the value in its sentence counts, unless what follows it turns back to
    what is. ``plans``: the passage lists the plans of a government for the coming year.
    """
    text, position, end = scene.text, quantity.start, quantity.hedge_end
    if (taken := example(scene, sentence, quantity)) is not None:
        return Status.HYPOTHETICAL, taken
    if cues.supposes and (supposed := _suppose().search(text, sentence.start, position)) is not None:
        return Status.HYPOTHETICAL, Span(*supposed.span())
    if (plans or cues.intends) and _is_origin(scene, sentence, quantity):
        return Status.ACTUAL, None
    aimed = _goal_after().match(text, end)
    if aimed is not None and not _is_struck(scene, quantity):
        return Status.TARGET, Span(*aimed.span())
    if cues.intends and (told := _nearest(scene, sentence.start, quantity)) is not None:
        return told
    plans = plans or directs(scene, scene.layout.paragraph(position))
    return (Status.TARGET, None) if plans else (Status.ACTUAL, None)


def _nearest(scene: Scene, start: int, quantity: Quantity) -> tuple[Status, Span] | None:
    """The nearest word of expectation or intent that governs the value; null where none does."""
    text, position, end = scene.text, quantity.start, quantity.hedge_end
    clause = scene.layout.clause(position)
    found = [
        (Span(*match.span()), Status.FORECAST)
        for match in _forecast().finditer(text, start, min(end + 20, clause.end))
        if match.end() <= position or (match.start() >= end and _speakers().match(text, end, match.start()) is None)
    ]
    published = scene.article.published or "2020"
    found += [
        (Span(*match.span()), Status.TARGET)
        for match in _aims().finditer(text, start, position)
        if (match["year"] or published) >= published[:4]
    ]
    found += will(scene, start, position)
    for span, status in sorted(found, key=lambda cue: cue[0].end, reverse=True):
        if span.start >= clause.start:
            if _counted_by().search(text, span.end, position) is None:
                return _weighed(scene, start, span, status), span
            continue
        if _done().search(text, span.end, position) is not None or _is_purpose(scene, span):
            continue
        leads = text[span.start : span.end] not in _CLOSE and (
            status is Status.TARGET or span.start - scene.layout.clause(span.start).start <= LEADING
        )
        if leads or text[span.end : span.end + 1] in CLOSED or goes_on(scene, span, position):
            return _weighed(scene, start, span, status), span
    return awaited(scene, quantity)


def _is_purpose(scene: Scene, span: Span) -> bool:
    """Whether 确保 says what something is for (为确保收益，新建大棚48个; 确保落地见效，…): it governs no clause but its own."""
    text, end = scene.text, scene.layout.clause(span.start).end
    if text[span.start : span.end] != "确保":
        return False
    return text[span.start - 1 : span.start] in ("为", "以") or not scene.quantities_between(span.end, end)


@cache
def _speakers() -> re.Pattern[str]:
    """Persons whose share the value is, so that they expect and nobody expects the share (69%的管理人员预计)."""
    return re.compile(r"(?:以上|左右)?的[^，。；]{1,16}(?:人|者|人士|人员|企业|公司|机构|专家|家|员|民|们)$")


@cache
def _counted_by() -> re.Pattern[str]:
    """An expected value of the thing that the value counts (叫停预计投资70亿元的6个项目)."""
    return re.compile(r"\d[^，。；\d]{1,4}(?<!中)的(?:约|近)?$")


@cache
def _expecting() -> re.Pattern[str]:
    return re.compile(alternation(group("forecast")))


@cache
def _planning() -> re.Pattern[str]:
    return re.compile(r"(?:按照?|根据|依据)[^，。；]{0,20}(?:规划|计划|方案|部署)[^，。；]{0,3}，|任务")


def _weighed(scene: Scene, start: int, span: Span, status: Status) -> Status:
    """``status`` of a value that ``span`` governs, told by 将 or a year: a forecast or plan named before it decides."""
    text = scene.text
    word = text[span.start : span.end]
    head = scene.layout.clause(span.start).start
    if status is Status.TARGET and word.startswith(("将", "到", "今年", "明年")):
        for match in _expecting().finditer(text, start, span.start):
            if match.start() >= head or text[match.end() : match.end() + 1] in CLOSED:
                return Status.FORECAST
    if status is Status.FORECAST and word.startswith("将") and _planning().search(text, start, span.start):
        return Status.TARGET
    return status


def is_negated(scene: Scene, start: int) -> bool:
    """Whether the words before ``start`` deny the value (未突破, 没有达到)."""
    return _negation().search(scene.text, max(0, start - DENIED), start) is not None
