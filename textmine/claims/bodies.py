"""Bodies, platforms and words that stand for a region: 国家统计局 speaks for the country, 区域 for the region named before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from textmine.claims.localities import localities
from textmine.claims.routes import lines, routes
from textmine.lexicon import alternation, rows
from textmine.places import lookup
from textmine.records import Place, PlaceMention

__all__ = ["with_national_bodies"]


@cache
def _bodies(territory: str | None) -> re.Pattern[str]:
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for name in {name: None for name, of in rows("national_bodies") if of in ("", territory)}:
        rests[name[0]].append(name[1:])
    names = "|".join(f"{re.escape(first)}(?:{alternation(rest)})" for first, rest in rests.items())
    return re.compile(rf"(?P<name>{names})(?![^，。；：\n]{{0,8}}总队)")


@cache
def _opens() -> re.Pattern[str]:
    """What stands before a body that opens a statement."""
    return re.compile(
        r"(?:^|[，。；：！？\n“]|据|从|来自|由|今天|昨天|近日|日前|获悉|日电|[电讯导道][）)】]|[电讯][（(][^（）()\n]{1,40}[）)])[ 　]?$"
    )


def with_national_bodies(
    text: str, mentions: Sequence[PlaceMention], *, territory: str | None = None, home: tuple[Place, ...] = ()
) -> tuple[PlaceMention, ...]:
    """``mentions`` and, as mentions of the whole country, the bodies that speak for it where they open a statement.

    In a text from a ``territory`` outside the mainland its own bodies speak for that, whose place is ``home``.
    """
    nation = lookup("全国")[:1]
    spoken = _bodies(territory if home else None)
    own = {name for name, of in rows("national_bodies") if home and of == territory}
    bodies = [
        PlaceMention(
            start=match.start(),
            end=match.end(),
            surface=match.group(),
            places=home if match.group() in own else nation,
            rule="national-body",
        )
        for match in (*spoken.finditer(text), *(_platforms().finditer(text) if "平台" in text else ()))
        if match.re is not spoken or _opens().search(text[max(0, match.start() - 48) : match.start()])
    ]
    regions = [
        PlaceMention(start=match.start(), end=match.end(), surface=match.group(), places=(), rule="reference")
        for pattern in ((_region(), _own_authority()) if "区域" in text else (_own_authority(),))
        for match in pattern.finditer(text)
    ]
    bodies += [
        PlaceMention(start=match.start(), end=match.end(), surface=match.group(), places=nation, rule="national-body")
        for match in (_everywhere().finditer(text) if "各地" in text else ())
    ]
    bodies += regions
    bodies += _pairs(text, mentions, nation)
    bodies += lines(text, mentions)
    bodies += routes(text, mentions)
    if found := list(localities(text, mentions)):
        starts, ends = {mention.start for mention in mentions}, {mention.end for mention in mentions}
        bodies += [
            local for local in found if starts.isdisjoint(range(local.start, local.end)) and local.start not in ends
        ]
    if not bodies:
        return tuple(mentions)
    taken = {position for body in bodies for position in range(body.start, body.end)}
    kept = [mention for mention in mentions if mention.start not in taken and mention.end - 1 not in taken]
    return tuple(sorted([*kept, *bodies], key=lambda mention: mention.start))


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"中(?P<other>[^中，。；：、\s])(?=两国|双方|双边|关系|建交|经贸|友好|贸易额|合作)")


@cache
def _unions() -> dict[str, Place]:
    """Unions and continents that pair with 中 by one character (中非合作)."""
    names = {"非": "非洲", "欧": "欧盟", "拉": "拉丁美洲", "阿": "阿拉伯国家"}
    return {sign: place for sign, name in names.items() for place in lookup(name)[:1]}


def _pairs(text: str, mentions: Sequence[PlaceMention], nation: tuple[Place, ...]) -> list[PlaceMention]:
    """China with the country that the text names and 中萨 shortens, as mentions of both."""
    pairs = list(_pair().finditer(text))
    if not pairs:
        return []
    countries: dict[str, Place] = {}
    for mention in mentions:
        if mention.rule in ("country", "in-authority", "in-organisation") and mention.places[0].code is None:
            countries.setdefault(mention.places[0].name[0], mention.places[0])
    found = []
    for match in pairs:
        other = _unions().get(match["other"]) or countries.get(match["other"])
        if other is not None:
            start, end = match.span()
            found.append(
                PlaceMention(start=start, end=end, surface=match.group(), places=(*nation, other), rule="bilateral")
            )
    return found


@cache
def _platforms() -> re.Pattern[str]:
    """Platforms whose figures are about the whole country where no place is named."""
    return re.compile(r"(?<=[，。\n合据])[^，。；：\n据]{0,6}平台(?:发布的?)?[^，。；：\n]{0,4}数据(?=显示|，)")


@cache
def _everywhere() -> re.Pattern[str]:
    """各地 as the subject of a sentence: every part of the country, or of the article's own region."""
    return re.compile(r"各地(?=[^，。；、\n])(?:(?<=[。\n]各地)|(?<=[。\n](?:今年|目前|当前|近日|今天)，各地))")


@cache
def _own_authority() -> re.Pattern[str]:
    """省, 市 or 县 at the head of a sentence in the name of the region's own authority: 市农业农村局局长…说."""
    return re.compile(
        r"(?P<level>[省市县州])(?<![^。\n”].)(?=(?:委|政府|[^，。；：、的\n]{2,10}(?:局|厅|委员会|委|办))[^，。；\n]{0,16}(?:说|表示|介绍|透露|认为|，))"
    )


@cache
def _region() -> re.Pattern[str]:
    return re.compile(r"(?<=[，。；：\n])(?:区域|全区域)(?!协|性|内|间|合作|经济|发展|创新|一体|联动|公司|全面|竞争)")
