"""Who says so: the speaker or the publication that a sentence names."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.lexicon import alternation

__all__ = ["source_of"]


@cache
def _says() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[。！？；\n”])(?P<who>[^，。；：\n“”]{{2,40}}?)(?:今天|昨天|近日|日前)?(?:（[^）]{{1,20}}）)?(?<!来)(?:{alternation(group('says'))})(?=[，：,])"
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
        r"(?:在[^，]{1,12}[中上时]|(?:同一|当)?[天日]|还|也|则|又|并|就|近日|日前|今天|昨天|[0-9]+日|的|发布|公布|最新|提供|提供的)+$"
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
