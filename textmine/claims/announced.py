"""Values told before their name: 3万亿元，这是我国去年的进出口总额."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.records import Kind, Quantity

__all__ = ["announcement"]

CLOSED = "，。；！？\n"


@cache
def _this_is() -> re.Pattern[str]:
    return re.compile(r"[”\"]?(?:，|——|—|！|。)这(?:就|便|正|[个一组]数[字据])?是")


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(r"[\s“\"]*(?:约|近|超|超过|突破)?")


def announcement(scene: Scene, quantity: Quantity) -> Span | None:
    """The words behind a value at the head of its sentence that say what it is; null where none do."""
    if quantity.kind is Kind.DURATION:
        return None
    start = scene.layout.sentence(quantity.hedge_start).start
    if _idle().fullmatch(scene.text, start, quantity.hedge_start) is None:
        return None
    said = _this_is().match(scene.text, quantity.hedge_end)
    if said is None:
        return None
    end = scene.layout.clause(said.end()).end
    while end > said.end() and scene.text[end - 1] in CLOSED:
        end -= 1
    return Span(said.end(), end)
