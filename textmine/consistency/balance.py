"""Foreign trade: what is told of exports and imports against the surplus or deficit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textmine.consistency.intervals import difference, stated
from textmine.consistency.points import Page, Point, finding, is_level, weigh
from textmine.consistency.wording import said, shown, told
from textmine.records.findings import Conflict, Finding

__all__ = ["balances"]


@cache
def _named() -> re.Pattern[str]:
    """The word for what the figure is, at the end of the words before it."""
    return re.compile(
        r"(?:^|[，,；;：:。、]|其中|中国|我国|货物|商品|贸易|外贸|实现)(出口|进口|顺差|逆差)(?:总值|总额|额|值)?(?:为|达到|达|是|约)?$"
    )


def balances(page: Page) -> Iterator[Finding]:
    """出口900亿元，进口600亿元，贸易顺差300亿元: the difference."""
    for points in page.sentences():
        found: dict[str, list[Point]] = {}
        for point in points:
            name = _named().search(point.lead)
            if name is not None and is_level(point) and not point.claim.negated:
                found.setdefault(name[1], []).append(point)
        for word, more, less in (("顺差", "出口", "进口"), ("逆差", "进口", "出口")):
            trio = [found.get(each, []) for each in (word, more, less)]
            if all(len(each) == 1 for each in trio) and (made := _held(page, [each[0] for each in trio])) is not None:
                yield made


def _held(page: Page, trio: Sequence[Point]) -> Finding | None:
    """A surplus against the difference that it should be."""
    surplus, more, less = trio
    claims = [point.claim for point in trio]
    if (
        len(
            {(claim.unit, claim.period, claim.status, point.regions) for claim, point in zip(claims, trio, strict=True)}
        )
        > 1
    ):
        return None
    reckoned = difference(more.interval(), less.interval())
    severity = weigh(surplus.interval(), reckoned, stated(surplus.claim, cut=True))
    if severity is None:
        return None
    words = told(
        "balance",
        more=said(more),
        less=said(less),
        reckoned=shown(reckoned, surplus.claim.unit),
        stated=said(surplus),
    )
    return finding(page, Conflict.SUM, severity, (surplus, more, less), words)
