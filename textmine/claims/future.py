"""The adverb 将 and what it makes of the values around it, and how far an expectation reaches into the clauses behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.claims.cues import group
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity, Status

__all__ = ["awaited", "goes_on", "will"]

REACH = 24
"""How far behind 将 its verb is sought, in characters."""


@cache
def _will() -> re.Pattern[str]:
    return re.compile(r"(?<![即行麻大小武主上中少名健])将(?![军领士近来才相帅门])")


@cache
def _means_to() -> re.Pattern[str]:
    """Words that mean to do what the verb behind them says."""
    return re.compile(
        r"准备(?![了好过工不有])|打算|提议|(?<![规的项该大划模虚比原])(?:计划|拟)(?!总|的|、|包含|提出|明确|[于中内]|实施[前后以中]|生育)"
    )


def _follows(words: list[Word]) -> bool:
    """Whether the words behind 将 are those of a verb to come (将参加, 将全面启动, 将对…征收), not of an object (将产品运往)."""
    return bool(words) and (
        words[0].tag[0] in "vd" or words[0].tag in ("ad", "vn") or words[0].text in group("circumstance")
    )


def _named(scene: Scene, at: int) -> bool:
    """Whether a word at ``at`` is a noun by what stands before it (发展计划, 设想与计划, 会前准备)."""
    before = scene.words(max(scene.layout.clause(at).start, at - 4), at)
    return bool(before) and before[-1].tag[0] in "vcpubf" and before[-1].tag != "vd"


@cache
def _moved() -> re.Pattern[str]:
    """An object of 将 and what becomes of it: 将审批环节由9个减为1个, 将享受优惠的企业扣除比例提高到75%."""
    return re.compile(r"[从由]|的[^，。；]*[到至为]$")


def will(scene: Scene, start: int, position: int) -> Iterator[tuple[Span, Status]]:
    """Each adverb 将, 拟, 准备 in ``text[start:position]`` with what it makes of a value at ``position``."""
    text = scene.text
    for match in _means_to().finditer(text, start, position):
        if _named(scene, match.start()) or text.startswith(("执行情况", "草案"), match.end()):
            continue
        if _follows(scene.words(match.end(), min(match.end() + 4, position))):
            yield Span(*match.span()), Status.TARGET
    for match in _will().finditer(text, start, position):
        at = match.end()
        words = scene.words(at, min(scene.layout.clause(at).end, at + REACH))
        if not _follows(words):
            continue
        if words[0].tag[0] == "v" and _moved().search(text, at, position):
            continue
        behind = scene.words(at, position)
        if len(behind) > 1 and behind[-1].text == "的" and behind[-2].tag[0] == "v":
            continue
        yield Span(*match.span()), _made_of(words)


def _made_of(words: list[Word]) -> Status:
    """An intention where somebody acts on purpose (将新建, 将对…征收), an expectation where something comes about."""
    verb = next((word.text for word in words if word.tag[0] == "v"), None)
    if verb is None:
        return Status.TARGET if any(word.text in ("对", "向", "把", "依法") for word in words) else Status.FORECAST
    return Status.FORECAST if verb.startswith(tuple(group("befall"))) else Status.TARGET


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"[^，。；的]{{1,14}}?{_will().pattern}")


@cache
def _reports() -> re.Pattern[str]:
    """Verbs between a subject and 将 that are what the subject has done (两家企业表示将…)."""
    return re.compile(rf"{alternation(group('says'))}|宣布|认为|决定|同意|承诺|签|了")


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(r"[有已是达了为共]|超过|突破")


def awaited(scene: Scene, quantity: Quantity) -> tuple[Status, Span] | None:
    """What 将 behind a counted subject makes of it (30家企业将参展); null where the value is no such subject."""
    if quantity.kind is not Kind.COUNT:
        return None
    clause = scene.layout.clause(quantity.start)
    match = _subject().match(scene.text, quantity.hedge_end, clause.end)
    if match is None or _reports().search(match[0]) or _stated().search(scene.text, clause.start, quantity.hedge_start):
        return None
    at = match.end()
    words = scene.words(at, min(clause.end, at + REACH))
    return (_made_of(words), Span(at - 1, at)) if _follows(words) else None


@cache
def _carries() -> re.Pattern[str]:
    """How a clause begins that only says more of what the clause before it expects."""
    verbs = alternation(group("befall") - {"造成", "导致", "有"})
    return re.compile(
        r"(?:其中|同比|环比|比|较|增幅|增速|降幅|占|占比|相当于|并|达到?|为|是(?![境国])|增长|增加|下降|减少|惠及|覆盖|带动|拉动|可|能|创造?|新增|实现"
        rf"|年均|日均|平均|最高|最多|按|按照|供[^，。；]{{1,6}}[达为]|{verbs})"
    )


def goes_on(scene: Scene, span: Span, position: int) -> bool:
    """Whether the clauses from the one behind ``span`` to that of ``position`` only say more of what ``span`` expects."""
    at = scene.layout.clause(span.start).end
    while at <= position:
        if not _carries().match(scene.text, at):
            return False
        at = max(at + 1, scene.layout.clause(at).end)
    return True
