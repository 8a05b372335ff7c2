"""Values that tell no fact though no word before them says so: goals of a plan that only orders, numbers of an example.

加快…。到2030年，…达到…。严格控制…: the levels of such a passage are goals.
"""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.lexicon import alternation
from textmine.records import Quantity

__all__ = ["directs", "example"]

FEWEST = 3
"""A passage of fewer sentences tells too little of its kind."""

REACH = 60
"""How far from a value, in characters, the words 以…为例 around it may stand."""


@cache
def _order() -> re.Pattern[str]:
    """How a sentence begins that tells what is to be done and names nobody who does it."""
    return re.compile(rf"[。；\n　 ]+(?:{alternation(group('order'))}|到20\d\d年)")


@cache
def _by_year() -> re.Pattern[str]:
    return re.compile(r"到20\d\d年[，底]|20\d\d年底前")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(r"(?<!不)了(?!解)|已[经]?(?!有)|据[^，。]{0,8}统计|同比")


def directs(scene: Scene, paragraph: Span) -> bool:
    """Whether the sentences of ``paragraph`` mostly order what is to be done by a year; each is read once."""
    known = scene.directed.get(paragraph.start)
    if known is None:
        known = scene.directed[paragraph.start] = _directs(scene.text, paragraph)
    return known


def _directs(text: str, paragraph: Span) -> bool:
    if _by_year().search(text, paragraph.start, paragraph.end) is None:
        return False
    if _done().search(text, paragraph.start, paragraph.end) is not None:
        return False
    sentences = sum(text.count(mark, paragraph.start, paragraph.end) for mark in "。；")
    orders = sum(1 for _ in _order().finditer(text, max(0, paragraph.start - 1), paragraph.end))
    return sentences >= FEWEST and 2 * orders >= sentences


@cache
def _for_example() -> re.Pattern[str]:
    return re.compile(r"为例(?=[，。])")


def example(scene: Scene, sentence: Span, quantity: Quantity) -> Span | None:
    """The words 以…为例 around the value (以贷款100万元、期限20年为例), which make it an example; null where there are none."""
    closed = _for_example().search(scene.text, quantity.end, min(sentence.end, quantity.end + REACH))
    if closed is None:
        return None
    opened = scene.text.rfind("以", max(sentence.start, quantity.start - REACH), quantity.start)
    if opened < 0 or scene.layout.clause(opened).start != opened:
        return None
    return None if scene.text.startswith(("以上", "以下", "以来", "以及"), opened) else Span(opened, closed.end())
