"""Whether a statement is a fact, a goal or an expectation, and who says so."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.lexicon import alternation
from textmine.records import Status

__all__ = ["source_of", "status_of"]


@cache
def _aims() -> re.Pattern[str]:
    """Words before a value that make the rest of the sentence a goal."""
    return re.compile(
        rf"(?:{alternation(group('goal'))})(?!了)|(?:今年|今后|未来|下一步|接下来)[^。；]{{0,20}}?(?:将|要(?!求|素)|计划|拟)"
        rf"|(?:明年|后年|到[“\"]?(?:20[2-9]\d年|明年|十[四五六]五[”\"]?末))[^。；]{{0,24}}?(?:将|要|计划|拟|达到|实现|建成|超过)"
        r"|(?:^|[，。；、])(?:计划|拟)(?!总|的|、|包含|提出|明确|于|中|内)|(?:目标|任务)(?:是|为|定为|：)"
    )


@cache
def _goal_after() -> re.Pattern[str]:
    return re.compile(r"(?:左右|以上|以内)?的?(?:[^，。；、]{0,8}目标|[^，。；、]{0,4}(?:计划|年度|考核|攻坚)任务)")


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(group('forecast'))})(?!显示)|(?:将|可能会?)(?:达|超|突破|增至|降至|升至)")


@cache
def _suppose() -> re.Pattern[str]:
    return re.compile(alternation(group("suppose")))


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(r"(?:未|没有|并未|尚未|不会|不曾)(?:能|曾)?(?:突破|达到|超过|达|超|完成|实现)?$")


def status_of(scene: Scene, sentence: Span, position: int, end: int, *, plans: bool) -> tuple[Status, Span | None]:
    """The status of the statement around a value at ``position``–``end`` and the words that told it.

    ``plans``: the passage lists the plans of a government for the coming year.
    """
    text = scene.text
    clause = scene.layout.clause(position)
    checks = (
        (_suppose().search(text, sentence.start, position), Status.HYPOTHETICAL),
        (_goal_after().match(text, end), Status.TARGET),
        (_forecast().search(text, clause.start, min(end + 20, clause.end)), Status.FORECAST),
        (_aims().search(text, sentence.start, position), Status.TARGET),
    )
    for match, status in checks:
        if match and match.group():
            return status, Span(match.start(), match.end())
    if plans:
        return Status.TARGET, None
    return Status.ACTUAL, None


def is_negated(scene: Scene, start: int) -> bool:
    """Whether the words before ``start`` deny the value (未突破, 没有达到)."""
    return _negation().search(scene.text, max(0, start - 8), start) is not None


@cache
def _says() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[。！？；\n”])(?P<who>[^，。；：\n“”]{{2,40}}?)(?:今天|昨天|近日|日前)?(?:（[^）]{{1,20}}）)?(?:{alternation(group('says'))})(?=[，：,])"
    )


@cache
def _according() -> re.Pattern[str]:
    kinds = r"[最新相关初步]*(?:统计|数据|报告|测算|预测|监测|调查|消息|通报)"
    return re.compile(
        rf"(?:据|根据|从|来自)(?P<named>《[^》]{{2,40}}》|[^，。；：\n《》]{{2,24}}?)(?:的|发布的|公布的)?(?:{kinds}(?:显示|表明)?，|获悉)"
        rf"|(?:^|[，。；：\n])(?P<told>《[^》]{{2,40}}》|[^，。；：\n《》]{{2,24}}?)(?:的|发布的|公布的)?(?:今天|近日|日前|最新)*{kinds}(?:显示|表明)"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:在[^，]{1,12}[中上时]|(?:同一|当)?[天日]|还|也|则|又|并|就|近日|日前|今天|昨天|[0-9]+日|的|发布|公布|最新)+$"
    )


def source_of(scene: Scene, sentence: Span, position: int) -> Span | None:
    """The words that name who says so, in the sentence before ``position``; null when nobody is named."""
    text = scene.text
    best: Span | None = None
    for match in _says().finditer(text, max(0, sentence.start - 1), position):
        best = Span(match.start("who"), match.end("who"))
    if best is None:
        match2 = _according().search(text, max(0, sentence.start - 1), position)
        if match2:
            best = Span(*match2.span("named" if match2["named"] else "told"))
    if best is None:
        return None
    tail = _tail().search(text, best.start, best.end)
    best = Span(best.start, tail.start() if tail else best.end)
    return best if best.end - best.start > 1 else None
