"""What a headline says of the whole article: the region it is about, the period it speaks of."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine import periods, places
from textmine.records import Article, Place, PlaceMention

__all__ = ["Setting", "bulletin_year", "read_setting"]


class Setting(NamedTuple):
    """What holds for a value whose surroundings say nothing else: region and period of the headline."""

    regions: tuple[Place, ...] = ()
    period: str | None = None


@cache
def _column() -> re.Pattern[str]:
    """The name of a series before a headline: 【“十四五”成就巡礼】."""
    return re.compile(r"^\s*【[^】]*】")


@cache
def _bulletin() -> re.Pattern[str]:
    return re.compile(r"公报|年报|(?:发展|运行|完成|执行|收支)情况|统计(?:数据|报告|简报|分析)")


def read_setting(article: Article) -> Setting:
    """The setting that the headline of ``article`` gives; empty where it names nothing or there is none."""
    if not article.headline:
        return Setting()
    title = _column().sub("", article.headline)
    return Setting(regions=_regions(article.headline), period=_period(title, article.published))


_HOMES = {"TW": "台湾", "HK": "香港", "MO": "澳门", "MY": "马来西亚"}


def home_of(article: Article) -> tuple[Place, ...]:
    """The territory outside the mainland in which ``article`` was written: its 全国, if it is told."""
    name = _HOMES.get(article.territory or "")
    return places.lookup(name)[:1] if name else ()


def bulletin_year(article: Article) -> int | None:
    """The year that a bulletin (2014年国民经济和社会发展情况) speaks of as a whole, by which its 全年 and 1—11月 are read."""
    if not article.headline or _bulletin().search(article.headline) is None:
        return None
    period = _period(_column().sub("", article.headline), article.published)
    return int(period) if period is not None and len(period) == len("2014") and period in article.headline else None


def _regions(title: str) -> tuple[Place, ...]:
    found = [mention for mention in places.find(title) if _names_subject(mention)]
    return found[0].places if found else ()


def _names_subject(mention: PlaceMention) -> bool:
    return bool(mention.places) and not mention.rule.startswith("in-")


def _period(title: str, published: str | None) -> str | None:
    """The one time that ``title`` names, unless it is a day, a span of years or a comparison."""
    found = {
        time.period
        for time in periods.find(title, published=published)
        if time.rule in ("absolute", "relative", "part") and time.period is not None
    }
    if len(found) != 1:
        return None
    (period,) = found
    spans_years = "/" in period and period[:4] != period.split("/")[1][:4]
    return None if (period.count("-") >= 2 and "/" not in period) or spans_years else period
