"""Bodies, platforms and words that stand for a region: 国家统计局 speaks for the country, 区域 for the region named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.lexicon import alternation, column
from textmine.places import lookup
from textmine.records import PlaceMention

__all__ = ["with_national_bodies"]


@cache
def _bodies() -> re.Pattern[str]:
    names = alternation(column("national_bodies"))
    return re.compile(
        rf"(?:^|[，。；：！？\n“]|据|从|来自|由|今天|昨天|近日|日前|获悉|日电)[ 　]?(?P<body>{names})(?![^，。；：\n]{{0,8}}总队)"
    )


def with_national_bodies(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """``mentions`` and, as mentions of the whole country, the bodies that speak for it where they open a statement."""
    nation = lookup("全国")[:1]
    bodies = [
        PlaceMention(
            start=match.start("body"), end=match.end("body"), surface=match["body"], places=nation, rule="national-body"
        )
        for match in _bodies().finditer(text)
    ]
    bodies += [
        PlaceMention(start=match.start(), end=match.end(), surface=match.group(), places=nation, rule="national-body")
        for match in _platforms().finditer(text)
    ]
    regions = [
        PlaceMention(start=match.start(), end=match.end(), surface=match.group(), places=(), rule="reference")
        for match in _region().finditer(text)
    ]
    bodies += regions
    taken = {position for body in bodies for position in range(body.start, body.end)}
    kept = [mention for mention in mentions if mention.start not in taken and mention.end - 1 not in taken]
    return tuple(sorted([*kept, *bodies], key=lambda mention: mention.start))


@cache
def _platforms() -> re.Pattern[str]:
    """Platforms whose figures are about the whole country where no place is named."""
    return re.compile(r"(?<=[，。\n合据])[^，。；：\n据]{0,6}平台(?:发布的?)?[^，。；：\n]{0,4}数据(?=显示|，)")


@cache
def _region() -> re.Pattern[str]:
    return re.compile(r"(?<=[，。；：\n])(?:区域|全区域)(?!协|性|内|间|合作|经济|发展|创新|一体|联动|公司|全面|竞争)")
