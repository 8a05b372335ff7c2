"""Whether a place is what a value is about, or only a partner, a yardstick, a modifier, or part of a name."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.cues import group
from textmine.claims.naming import only_names
from textmine.claims.scene import Scene
from textmine.lexicon import alternation
from textmine.records import Kind, PlaceMention

__all__ = ["group_of", "is_subject", "opens_clause", "receives", "speaks", "stands_for_more"]

OPENING = 24
"""Within how many characters of the head of a clause a time may stand that leaves the place behind it the subject."""


FETCHED = 24
"""Within how many characters behind a place it is told what is fetched from there."""


def is_subject(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place can be what a value is about, rather than a partner, a yardstick or part of a name."""
    known = scene.standing.get(mention.start)
    if known is None:
        known = scene.standing[mention.start] = _is_subject(scene, mention)
    return known


def speaks(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place is that of an authority at the head of its clause, which stands for it (法国政府27日宣布)."""
    return mention.rule == "in-authority" and opens_clause(scene, mention)


def _is_subject(scene: Scene, mention: PlaceMention) -> bool:
    if mention.rule in ("in-organisation", "in-authority", "in-event"):
        return False
    if mention.places and mention.places[0].name[-1] in "湖河江":
        return False
    if mention.rule in ("bilateral", "line"):
        return True
    if _in_facility(scene, mention) or _is_market(scene, mention) or _is_whole(scene, mention):
        return False
    if mention.surface == "国内" and not opens_clause(scene, mention):
        return False
    listed = group_of(scene, mention)
    if _lists_examples(scene, listed) and not receives(scene, mention):
        return False
    led = _is_led(scene, mention, listed)
    return not only_names(scene, mention) if led is None else led


def receives(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place is given what is counted: 向甲、乙等六个地区投放1万吨."""
    listed = group_of(scene, mention)
    given = scene.text.endswith(("向", "对"), 0, listed[0].start)
    return given and _receives().match(scene.text, listed[-1].end) is not None


def _is_led(scene: Scene, mention: PlaceMention, listed: tuple[PlaceMention, ...]) -> bool | None:
    """Whether the place is a subject as the words before the list that it stands in tell; null where they tell nothing."""
    if scene.text.endswith("距离", 0, _country_of(scene, listed[0]).start):
        return False
    before = scene.text[max(0, listed[0].start - 4) : listed[0].start]
    if _modifier().search(before):
        return False
    after = scene.text[listed[-1].end : listed[-1].end + FETCHED]
    if _only_source(before, after):
        return False
    if mention.rule == "nation" and _counts_divisions().match(scene.text, mention.end):
        return not before.endswith(("与", "和", "同", "跟"))
    if _before().search(before) and not before.endswith(("以和", "共和")):
        if receives(scene, mention):
            return True
        return before.endswith(("和", "与", "至", "到")) and _joins(scene, mention)
    return None


def _only_source(before: str, after: str) -> bool:
    """Whether something only comes from the place, goes its way or takes it in: 从甲进口, 从甲等地调集, 甲等方向, 包括甲在内."""
    if before.endswith(("从", "自")) and _fetched().match(after):
        return True
    if before.endswith(("包括", "包含")) and "在内" in after:
        return True
    return before.endswith("贸易伙伴") or _direction().match(after) is not None


@cache
def _fetched() -> re.Pattern[str]:
    return re.compile(r"(?:等[^，。；、的]{0,6})?[^，。；、的]{0,8}?(?:进口|调[拨集运遣派]|抽调|调来)")


@cache
def _direction() -> re.Pattern[str]:
    return re.compile(r"等?[\d一二两三四五六七八九]?个?方向")


@cache
def _receives() -> re.Pattern[str]:
    """What stands between those who are given something and the gift."""
    return re.compile(
        r"(?:等[^，。；、]{0,6}|[两三四五六七八九十]?)[省市县区]*(?:个?(?:地区|省份|省|市|县|区|地))?(?:紧急|累计|再次?|已|提前|预)*(?:投放|调水|供水|预?拨付?|拨款|下[拨达]|调[拨运]|增拨|安排)"
        r"|[东西南北中]{0,2}部?的[\d一二两三四五六七八九十百]{1,5}[多余]?[个座家所条处]"
    )


@cache
def _counts_divisions() -> re.Pattern[str]:
    """The divisions of the country that are counted behind it: 来自全国25个省."""
    return re.compile(
        r"[近约超]?[\d一二三四五六七八九十百千多余]{1,6}个[^，。；、]{0,2}(?:省|自治区|直辖市|城市|市|县|区|地区)"
    )


def _country_of(scene: Scene, mention: PlaceMention) -> PlaceMention:
    """The country named right before a foreign place (日本 of 日本大阪), else ``mention``."""
    if mention.rule == "country" and (index := scene.place_index(mention)):
        before = scene.places[index - 1]
        if before.rule == "country" and before.end == mention.start:
            return before
    return mention


def _is_whole(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the country or the world is only the whole that something is held against (在全国7000万贫困人口里)."""
    if (mention.rule != "nation" and mention.surface not in ("全球", "世界")) or not scene.text.endswith(
        ("在", "占", "为"), 0, mention.start
    ):
        return False
    clause = scene.layout.clause(mention.start)
    return _within().search(scene.text, mention.end, clause.end) is not None


@cache
def _within() -> re.Pattern[str]:
    return re.compile(r"[里中](?=[，。；、]|数|排|占|位|处)")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"[^，。；\n]{1,24}?等(?=[\d一二两三四五六七八九十])")


@cache
def _divisions() -> re.Pattern[str]:
    """What is counted are places themselves, of which the listed ones are the ones told: 等7个城市."""
    return re.compile(
        r"[^，。；、的0-9]{0,9}?(?:国家(?:和地区|(?=[，。的在将已开]))|省份|城市|地区|产[油粮煤]国|成员国)"
    )


def stands_for_more(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place is one of several told of more that are counted (甲、乙等7个城市), which other sentences do not speak of."""
    end = group_of(scene, mention)[-1].end
    return scene.text.startswith("等", end) and any(
        _divisions().match(scene.text, counted.hedge_end) is not None
        for counted in scene.quantities_between(end + 1, end + 3)
    )


def _lists_examples(scene: Scene, listed: tuple[PlaceMention, ...]) -> bool:
    """Whether the places are examples of what is counted behind them (肥西、舒城等7座车站) rather than all of them (等两省)."""
    end = listed[-1].end
    if not scene.text.startswith("等", end):
        in_list = scene.text[listed[0].start - 1 : listed[0].start] == "、"
        return (in_list or scene.report is not None) and _item().match(scene.text, end) is not None
    if scene.text.startswith(("等地", "等市", "等省", "等县", "等国"), end):
        return False
    for counted in scene.quantities_between(end + 1, end + 3):
        if len(listed) > 1 and scene.report is None and _divisions().match(scene.text, counted.hedge_end):
            return False
        return counted.kind is Kind.COUNT and counted.value != len(listed)
    return False


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(group('partner'))})[“\"]?$")


def _is_market(scene: Scene, mention: PlaceMention) -> bool:
    """Whether things are sold there: 在东南亚和非洲市场."""
    group = group_of(scene, mention)
    return scene.text[group[0].start - 1 : group[0].start] == "在" and scene.text.startswith("市场", group[-1].end)


def _in_facility(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the place begins the name of something that lies in the place before it (雄安新区中关村科技园)."""
    if not mention.places or mention.places[0].code is not None or mention.rule == "country":
        return False
    before = scene.places_between(mention.start - 12, mention.start)
    return bool(before) and scene.text[before[-1].end : mention.start] in ("", "的")


@cache
def _modifier() -> re.Pattern[str]:
    """What stands before a place that only modifies a noun: 一家美国采购商, 面向国际国内企业, 平安中国."""
    return re.compile(rf"(?:[家名位批些架艘环]|国际|跻身|另外|其他|其余|{alternation(group('epithet'))})$")


def _joins(scene: Scene, mention: PlaceMention) -> bool:
    """Whether 和/与 before ``mention`` joins it to another place (北京和天津)."""
    return any(_linked(scene, place, mention) for place in scene.places_between(mention.start - 12, mention.start))


def group_of(scene: Scene, mention: PlaceMention) -> tuple[PlaceMention, ...]:
    """The enumeration that ``mention`` belongs to (广东、天津和福建), in text order."""
    known = scene.groups.get(mention.start)
    if known is None:
        known = _group(scene, mention)
        for member in known:
            scene.groups[member.start] = known
    return known


def _group(scene: Scene, mention: PlaceMention) -> tuple[PlaceMention, ...]:
    first = last = scene.place_index(mention)
    while first > 0 and _linked(scene, scene.places[first - 1], scene.places[first]):
        first -= 1
    while last + 1 < len(scene.places) and _linked(scene, scene.places[last], scene.places[last + 1]):
        last += 1
    return scene.places[first : last + 1]


@cache
def _route() -> re.Pattern[str]:
    return re.compile(r"站?(?:之?间|段|的|全|线|铁路|高速|航线)")


@cache
def _aside() -> re.Pattern[str]:
    """What may stand between the names of a list: a value in brackets, the part of a region."""
    return re.compile(r"[（(][^（）()]{1,12}[）)]|^[东南西北中]+部|^等地")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(r"(?:等国|国家)?(?:之间的?)?(?:贸易)?进出口|贸易总?[值额]")


def _linked(scene: Scene, one: PlaceMention, two: PlaceMention) -> bool:
    between = scene.text[one.end : two.start]
    if "（" in between or "(" in between or between[:1] in "东南西北中等":
        between = _aside().sub("", between)
    if between in ("—", "－", "-", "——"):
        return True
    if between.lstrip("站西东南北") in ("至", "到"):
        return _route().match(scene.text, two.end) is not None
    if one.rule == "nation" and _trade().match(scene.text, two.end):
        return False
    return between in ("、", "和", "与", "及", "以及") and "reference" not in (one.rule, two.rule)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"[\s“]*(?:其中|目前|截至|在|全年|如今|位于|以|新增|推动|支持|促进|引导|鼓励|指导|帮助|组织|带动)?"
    )


def opens_clause(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the enumeration of ``mention`` stands at the head of its clause, as a subject does."""
    first = group_of(scene, mention)[0]
    start = scene.layout.clause(first.start).start
    for time in scene.times_between(start, min(first.start, start + OPENING)):
        if scene.text[start : time.start].strip(" 　“") not in ("", "截至", "在"):
            break
        start = time.end
    return _opening().fullmatch(scene.text, start, first.start) is not None
