"""分别: values listed one after the other belong, each in turn, to the things listed before.

``林木覆盖率、湿地保护率分别达24.1%和50.2%``: two indicators, two values. ``三地…分别为30.5、38.1、37.7``: one indicator, three regions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.claims.structure import Span
from textmine.records import Quantity

__all__ = ["Series", "find_series", "share_tail", "split_items"]


class Series(NamedTuple):
    """A run of values (indices ``first`` to ``last`` inclusive, into the quantities) with what is listed before them."""

    first: int
    last: int
    subject: Span
    stated: bool


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"(?:[、，,和及与或]|以及)?\s*")


@cache
def _distributes() -> re.Pattern[str]:
    return re.compile(r"分别|依次")


def find_series(scene: Scene, quantities: Sequence[Quantity]) -> list[Series]:
    """The runs of two or more values in ``quantities`` that are listed without words between them."""
    found = []
    index, size = 0, len(quantities)
    while index < size:
        last = index
        while last + 1 < size and _adjacent(scene, quantities[last], quantities[last + 1]):
            last += 1
        if last > index:
            head = quantities[index]
            clause = scene.layout.clause(head.start)
            start = quantities[index - 1].hedge_end if index else clause.start
            start = max(start, clause.start)
            match = _distributes().search(scene.text, start, head.hedge_start)
            subject = Span(start, match.start() if match else head.hedge_start)
            found.append(Series(first=index, last=last, subject=subject, stated=match is not None))
        index = last + 1
    return found


def _adjacent(scene: Scene, one: Quantity, two: Quantity) -> bool:
    between = scene.text[one.hedge_end : two.hedge_start]
    if between[:1] in ("，", ",") and one.unit != two.unit:
        return False
    return len(between) <= 3 and _between().fullmatch(between) is not None


def split_items(text: str, count: int) -> list[str] | None:
    """The ``count`` items that ``text`` lists, or null when the list has another length.

    Enumeration commas part items first; 和, 与, 及 only as far as needed, since they also stand inside names.
    """
    text = text.strip("，、 　")
    for pattern in (
        r"、|以及|和(?!田)|与|(?<!普)及(?!其)",
        r"、|以及|和(?!田)|(?<!普)及(?!其)",
        r"、|以及|和(?!田)",
        r"、",
    ):
        items = [item for item in re.split(pattern, text) if item]
        if len(items) == count:
            return items
    return None


def share_tail(items: list[str]) -> list[str]:
    """``items`` with the measure noun of the last one given to all (失业保险、工伤保险参保人数 → 失业保险参保人数, …)."""
    last = items[-1]
    same = last[len(items[0]) :]
    if all(len(item) == len(items[0]) <= 4 for item in items[:-1]) and same.endswith(tuple(group("measure"))):
        return [item + same for item in items[:-1]] + [last]
    if all(ends := [_behind_like(item, last) for item in items[:-1]]):
        return [item + end for item, end in zip(items, ends, strict=False)] + [last]
    tail = ""
    for word in group("measure"):
        if len(word) > len(tail) and last.endswith(word) and len(last) > len(word):
            tail = word
    measures = tuple(group("measure"))
    if not tail or any(item.endswith(tail[-1]) or item.endswith(measures) for item in items[:-1]):
        return items
    return [item + tail for item in items[:-1]] + [last]


LIKE = (3, 2, 1)
"""So many last characters of one item are sought in the last one (第一|产业 in 第二|产业增加值)."""


def _behind_like(item: str, last: str) -> str:
    """What follows in ``last`` behind the characters that ``item`` ends in: of 高中 and 初中学位, 学位; empty for none."""
    for size in LIKE:
        if len(item) <= size:
            continue
        found = last.find(item[-size:], 0, len(item) + size + 1)
        if found > 0 and len(last) > found + size:
            return last[found + size :]
    return ""
