"""Which places a value is about.

The nearest place before the value that can be its subject speaks: in its clause, its sentence, its paragraph, then
the paragraphs before, then the title. A place that only takes part (流向津冀, 与德国, 占全国, 居全国第六, 中国银行) does not. 全省, 当地 and
the like lead back to the place named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from textmine.claims.cues import group, subject_end
from textmine.claims.scene import Scene
from textmine.lexicon import alternation, column
from textmine.places import contains, lookup, parent
from textmine.records import Place, PlaceMention, Quantity

__all__ = ["Where", "group_of", "is_subject", "regions_of", "whole_of", "with_national_bodies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The regions of a value, the mentions that gave them and how far away they stood."""

    regions: tuple[Place, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()
    reach: str = "none"


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(group('partner'))})[“\"]?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        r"[^，。；、]{0,8}奖|重要|著名|知名|先进|[上内]?最|人(?![口均民大才力社次])|籍|率先|第[一二三四五六七八九十\d]|前[列十百三五\d]|平均|首[位家个批条座次]|领先|[的]?比重|唯一|最[大高多早长]|水平|占比|排名|之最|同类|总量的|[的]?[\d近约超]+[\d.]*[%％]|总[量数额]的|方面|政府(?!工作)|总统|总理|外长|外交|议会|国会|警方|军方|媒体"
    )


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


def is_subject(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place can be what a value is about, rather than a partner, a yardstick or part of a name."""
    if mention.rule in ("in-organisation", "in-event"):
        return False
    if mention.places and mention.places[0].name[-1] in "湖河江":
        return False
    before = scene.text[max(0, mention.start - 3) : mention.start]
    if _in_facility(scene, mention):
        return False
    if _modifier().search(before) or _is_market(scene, mention):
        return False
    if _before().search(before) and not before.endswith(("以和", "共和")):
        return before.endswith(("和", "与", "至", "到")) and _joins(scene, mention)
    return not _after().match(scene.text, mention.end)


def _is_market(scene: Scene, mention: PlaceMention) -> bool:
    """Whether things are sold there: 在东南亚和非洲市场."""
    group = group_of(scene, mention)
    return scene.text[group[0].start - 1 : group[0].start] == "在" and scene.text.startswith("市场", group[-1].end)


def _in_facility(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place begins the name of something that lies in the place before it (雄安新区中关村科技园)."""
    if not mention.places or mention.places[0].code is not None:
        return False
    before = scene.places_between(mention.start - 12, mention.start)
    return bool(before) and scene.text[before[-1].end : mention.start] in ("", "的")


@cache
def _modifier() -> re.Pattern[str]:
    """What stands before a place that only modifies a noun: 一家美国采购商, 面向国际国内企业, 平安中国."""
    return re.compile(rf"(?:[家名位批些架艘]|国际|跻身|另外|其他|其余|{alternation(group('epithet'))})$")


def _joins(scene: Scene, mention: PlaceMention) -> bool:
    """Whether 和/与 before ``mention`` joins it to another place (北京和天津)."""
    return any(_linked(scene, place, mention) for place in scene.places_between(mention.start - 12, mention.start))


def group_of(scene: Scene, mention: PlaceMention) -> tuple[PlaceMention, ...]:
    """The enumeration that ``mention`` belongs to (广东、天津和福建), in text order."""
    index = scene.places.index(mention)
    first = last = index
    while first > 0 and _linked(scene, scene.places[first - 1], scene.places[first]):
        first -= 1
    while last + 1 < len(scene.places) and _linked(scene, scene.places[last], scene.places[last + 1]):
        last += 1
    return scene.places[first : last + 1]


@cache
def _route() -> re.Pattern[str]:
    return re.compile(r"站?(?:之?间|段|的|全|线|铁路|高速|航线)")


def _linked(scene: Scene, one: PlaceMention, two: PlaceMention) -> bool:
    between = scene.text[one.end : two.start]
    if between.lstrip("站西东南北") in ("至", "到", "—", "－", "-"):
        return _route().match(scene.text, two.end) is not None
    return between in ("、", "和", "与", "及", "以及", "，") and "reference" not in (one.rule, two.rule)


def _resolve(scene: Scene, mention: PlaceMention, home: tuple[Place, ...], *, local: bool = False) -> tuple[Place, ...]:
    """The places of ``mention``; a reference takes the last place named before it, else ``home``."""
    if mention.surface == "全域":
        return ()
    if mention.rule not in ("reference", "composite"):
        return tuple(whole_of(place) for member in group_of(scene, mention) for place in member.places)
    if mention.rule != "reference":
        return tuple(place for member in group_of(scene, mention) for place in member.places)
    level = mention.surface[-1]
    if mention.surface.endswith("区域"):
        return _last_composite(scene, mention)
    earlier = [
        other
        for other in scene.places_between(0, mention.start)
        if other.rule != "reference" and other.places and is_subject(scene, other)
    ]
    if local and home and _fits(home[0], level):
        return home
    count = _COUNTS.get(mention.surface[0])
    if count is not None:
        return _last_of(scene, earlier, count)
    for other in reversed(earlier):
        if _fits(other.places[0], level):
            return tuple(place for member in group_of(scene, other) for place in member.places)
    return home


def whole_of(place: Place) -> Place:
    """``place``, or the division around it where it is a quarter or zone (``lexicons/quarters.tsv``)."""
    if place.code is not None or place.name not in column("quarters"):
        return place
    return parent(place) or place


def _last_composite(scene: Scene, mention: PlaceMention) -> tuple[Place, ...]:
    """The last region of several members named before ``mention``: what 区域 calls back."""
    for other in reversed(scene.places_between(0, mention.start)):
        if other.places and other.places[0].members:
            return other.places
    return ()


_COUNTS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _last_of(scene: Scene, earlier: list[PlaceMention], count: int) -> tuple[Place, ...]:
    """The last enumeration of ``count`` places, or composite of as many; none where there is none."""
    for other in reversed(earlier):
        places = tuple(place for member in group_of(scene, other) for place in member.places)
        if len(places) == count or (len(places) == 1 and len(places[0].members) == count):
            return places
    return ()


def _fits(place: Place, level: str) -> bool:
    """Whether ``place`` can be what 全省, 全市, 全县, 全区 … calls back."""
    code = place.code or ""
    if level == "省":
        return code.endswith("0000") and code != "100000" and place.name.endswith("省")
    if level == "市":
        return place.name.endswith("市")
    if level == "县":
        return place.name.endswith(("县", "旗"))
    if level == "区":
        return place.name.endswith(("自治区", "区"))
    if level == "州":
        return place.name.endswith("州")
    return True


def regions_of(scene: Scene, quantity: Quantity, *, floor: int, home: tuple[Place, ...], local: bool) -> Where:
    """The regions of ``quantity``; ``home`` is the article's own region (title), ``floor`` where its section begins.

    ``local`` confines other places to their sentence, as in a government's report on its own region.
    """
    layout = scene.layout
    start = quantity.hedge_start
    clause = layout.clause(start)
    sentence = layout.sentence(start)
    paragraph = layout.paragraph(start)
    own_subject = _has_subject(scene, clause.start, start)
    ranges = [(clause.start, start, "clause"), (sentence.start, clause.start, "sentence")]
    if not local:
        ranges.append((max(paragraph.start, floor), sentence.start, "paragraph"))
        ranges.append((floor, paragraph.start, "article"))
    for low, high, reach in ranges:
        if reach == "clause" and (lot := _owner(scene, quantity)) is not None:
            return Where(regions=_resolve(scene, lot, home), mentions=group_of(scene, lot), reach="clause")
        if reach == "sentence" and (after := _site(scene, quantity.hedge_end, clause.end)) is not None:
            return Where(regions=_resolve(scene, after, home), mentions=group_of(scene, after), reach="clause")
        for mention in reversed(scene.places_between(low, high)):
            if not is_subject(scene, mention) or _is_example(scene, mention, start):
                continue
            if mention.surface in ("全球", "世界") and (local or reach in ("paragraph", "article")):
                continue
            if local and not _at_home(scene, mention, home, opening=reach == "sentence"):
                continue
            places = _resolve(scene, mention, home, local=local)
            if home and places and reach in ("paragraph", "article") and contains(places[0], home[0]):
                places = home
            if places and reach in ("sentence", "paragraph") and own_subject:
                mention, places = _whole(scene, mention, places, low)  # noqa: PLW2901
            if places:
                return Where(regions=places, mentions=group_of(scene, mention), reach=reach)
    if home:
        return Where(regions=home, reach="title")
    return Where()


@cache
def _sited() -> re.Pattern[str]:
    return re.compile(rf"(?<![现正所存])(?:{alternation(group('site'))})$")


@cache
def _carried() -> re.Pattern[str]:
    return re.compile(r"[\s，、]*(?:其中|比|较|同比|环比|占|居|位|列|排|与|增|下降|上升|提高|同|均|分别|达|为|约|近)")


def _has_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether the clause names its own subject before the value, so that it does not speak on of the clause before."""
    return subject_end(scene.text, start, end) - start >= 4 and _carried().match(scene.text, start) is None


def _whole(
    scene: Scene, mention: PlaceMention, places: tuple[Place, ...], low: int
) -> tuple[PlaceMention, tuple[Place, ...]]:
    """The composite region named before ``mention`` in the same stretch of which its place is a member, else itself."""
    for other in reversed(scene.places_between(low, mention.start)):
        if len(other.places) == 1 and places[0].name in other.places[0].members and is_subject(scene, other):
            return other, other.places
    return mention, places


def _at_home(scene: Scene, mention: PlaceMention, home: tuple[Place, ...], *, opening: bool) -> bool:
    """Whether the place can be a region in a report of ``home``: inside it and, in a clause before, its subject."""
    if opening and not _opens_clause(scene, mention):
        return False
    if not home or mention.rule == "reference":
        return True
    return any(place == home[0] or contains(home[0], place) or place.code is None for place in mention.places) and (
        mention.rule not in ("nation", "country")
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"[\s“]*(?:其中|目前|截至|在|全年|如今|位于|以|新增)?")


def _opens_clause(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the enumeration of ``mention`` stands at the head of its clause, as a subject does."""
    first = group_of(scene, mention)[0]
    clause = scene.layout.clause(first.start)
    return _opening().fullmatch(scene.text, clause.start, first.start) is not None


def _is_example(scene: Scene, mention: PlaceMention, start: int) -> bool:
    """Whether the place is an example of what the value at ``start`` counts (宜川、平利等5个县区)."""
    last = group_of(scene, mention)[-1]
    return scene.text[last.end : start].strip("地国市县省") == "等"


def _owner(scene: Scene, quantity: Quantity) -> PlaceMention | None:
    """The place at the head of the noun that the value describes (总投资60亿元的张掖项目); null for none."""
    end = quantity.hedge_end
    if scene.text[end : end + 1] != "的":
        return None
    for mention in scene.places_between(end + 1, end + 2):
        return mention if mention.places and mention.rule not in ("in-organisation", "reference") else None
    return None


def _site(scene: Scene, start: int, end: int) -> PlaceMention | None:
    """The place after a value in its clause where what it speaks of lies (总投资20亿元的基地在内江开建); null for none."""
    for mention in scene.places_between(start, end):
        if _sited().search(scene.text, max(start, mention.start - 2), mention.start) and mention.places:
            return mention if mention.rule not in ("in-organisation", "in-event") else None
    return None
