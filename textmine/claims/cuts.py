"""Words before a value that cannot name its indicator: times, comparisons, yardsticks, and the places it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.claims.comparisons import is_comparison
from textmine.claims.role import Reading
from textmine.claims.scene import Scene
from textmine.claims.standing import group_of, is_subject
from textmine.claims.structure import Span
from textmine.claims.territory import Where
from textmine.places import is_team
from textmine.records import Kind, PlaceMention, Quantity, Role, TimeMention

__all__ = ["lasting_words", "spans_to_cut"]


def spans_to_cut(scene: Scene, left: int, quantity: Quantity, where: Where, reading: Reading) -> tuple[Span, ...]:
    """The spans between ``left`` and the quantity that cannot name the indicator."""
    high = quantity.hedge_start
    cuts = [*_yardsticks(scene, left, quantity, reading), *_spans_of_time(scene, left, high)]
    if scene.places_between(left, left + 12) and (listed := _listed().match(scene.text, left, high)) is not None:
        cuts.append(Span(*listed.span()))
    if scene.text.find("首都", left, high) >= 0:
        cuts.extend(_countries(scene, left, high))
    for place in scene.places_between(left, high):
        if _in_name(scene.text, place):
            continue
        ahead = place.end == quantity.hedge_start and (place in where.mentions or quantity.kind is Kind.RANK)
        span = Span(place.start, place.end) if ahead else _place(scene, left, place, where, cuts)
        if span is not None:
            cuts.append(span)
    return tuple(cuts)


def _countries(scene: Scene, left: int, high: int) -> Iterator[Span]:
    """The countries before the names of their capitals: 法国首都|巴黎."""
    for place in scene.places_between(left, high):
        end = place.end + len("首都")
        if scene.text.startswith("首都", place.end) and any(
            city.start == end for city in scene.places_between(end, end + 1)
        ):
            yield Span(place.start, end)


def _yardsticks(scene: Scene, left: int, quantity: Quantity, reading: Reading) -> Iterator[Span]:
    """What the value is held against: 高于全国, 居全国, 是上个雪季同期的, 比上年."""
    high = quantity.hedge_start
    patterns = {Kind.RANK: _placed, Kind.MULTIPLE: _ratio, Kind.PERCENTAGE: _fraction}
    if quantity.unit == "百分点" and (ahead := _ahead_of().search(scene.text, left, high)):
        yield Span(ahead.start(), high)
    pattern = patterns.get(quantity.kind)
    if pattern is not None and (found := pattern().search(scene.text, left, high)):
        yield Span(found.start(), high)
    if reading.role is Role.CHANGE and reading.start > left:
        than = _than().search(scene.text, left, reading.start)
        if than is not None:
            yield Span(than.start(), reading.start)


def _spans_of_time(scene: Scene, left: int, high: int) -> Iterator[Span]:
    """The times before a value, and the spans of years in which something was counted."""
    if left and scene.text[left - 1] in "年月天周时" and scene.text[left] in "来间里":
        yield Span(left, left + 1)
    elif left and scene.text[left - 1] in "年月天周时" and scene.text.startswith("时间", left):
        yield Span(left, left + len("时间"))
    if scene.text.find("年", left, high) >= 0 or scene.text.find("个月", left, high) >= 0:
        for match in _window().finditer(scene.text, left, high):
            yield Span(*match.span())
    for time in scene.times_between(left, high):
        yield _time(scene, left, time)


@cache
def _window() -> re.Pattern[str]:
    """A span of years or months in which something was counted (五年净增, 两年平均, 三年里)."""
    return re.compile(
        r"(?:过去|这|近|用)?(?<![0-9.一二三四五六七八九十])[一二三四五六七八九十两0-9]{1,3}(?:年|个月)多?(?:以?来|间(?!隔)|里|内|的?时间(?:里|内)?|(?=累计|平均|年均|净增|增长))"
    )


@cache
def _listed() -> re.Pattern[str]:
    """A list of places with its number (长江流域四川、重庆等9省市)."""
    return re.compile(
        r"[^，。；：、]{2,10}(?:、[^，。；：、0-9]{2,5})+等?(?<!第)[0-9两三四五六七八九十]{1,2}个?(?:省区?市?|市|州|县|地市|区县)(?![区民政场级])(?=[^，。；、])"
    )


@cache
def _placed() -> re.Pattern[str]:
    """What a rank is held in: 稳居中部, 列全国."""
    return re.compile(
        r"(?:稳|位|跃|名|高|仍|继续|连续)*(?:居(?!民|住|家)|列|排(?!放|查|水|名[由从]))[于在到]?[^，。；、]{0,12}$"
    )


@cache
def _ratio() -> re.Pattern[str]:
    """What a value is a multiple or fraction of: 是上个雪季同期的, 相当于2008年末的近."""
    return re.compile(r"(?:(?<![于但可只])是|相当于|等于|只及|仅及|仅相当于)[^，。；、]{1,24}的?(?:近|约|不到|不足)?$")


@cache
def _fraction() -> re.Pattern[str]:
    """What a value is a share of: 达到国内生产总值的近, 是去年同期的."""
    return re.compile(
        r"(?:(?<![于但可只])是|相当于|等于|只及|仅及|(?<![表传直])达到?)[^，。；、]{1,24}的(?:近|约|不到|不足)?$"
    )


def _time(scene: Scene, left: int, time: TimeMention) -> Span:
    """A time with the words that belong to it (比…相比, 期间)."""
    start = time.start
    if not is_comparison(scene, time):
        match = _period_end().match(scene.text, time.end)
        return Span(start, match.end() if match else time.end)
    while start > left and scene.text[start - 1] in "比较与同跟相于是“":
        start -= 1
    match = _comparison_end().match(scene.text, time.end)
    return Span(start, match.end() if match else time.end)


@cache
def _period_end() -> re.Pattern[str]:
    return re.compile(r"[”\"]?(?:以来|期间|时期|末|底|内|间)?")


@cache
def _comparison_end() -> re.Pattern[str]:
    return re.compile(r"[”\"]?(?:末|底|时期|期间|同期)?(?:相比|比较)?")


def _place(scene: Scene, left: int, place: PlaceMention, where: Where, cuts: list[Span]) -> Span | None:
    """The span of a place that is the region of the value or its yardstick; null where it belongs to the indicator."""
    if place.rule == "national-body" and place.surface == "中央财政":
        return None
    if place.rule == "line" and "经" not in place.surface and len(place.surface) > len("济青"):
        return None  # the time from here to there needs both
    if place.surface == "中国" and is_team(scene.text, place.end):
        return None
    head = _kept(scene.text, left, place.start, cuts)
    told = (
        place in where.mentions
        or (bool(where.mentions) and place in group_of(scene, where.mentions[0]))
        or place.rule == "reference"
        or (bool(place.places) and set(place.places) <= set(where.regions))
    )
    compared = not is_subject(scene, place) and head.endswith(("比", "较", "于"))
    if (told and _idle().fullmatch(head)) or compared:
        start = place.start - 1 if head.endswith(("比", "较", "在")) else place.start
        extent = _extent().match(scene.text, place.end)
        return Span(start, place.end if extent is None else extent.end())
    if (yardstick := _yardstick().search(scene.text[left : place.start])) is not None:
        return Span(left + yardstick.start(), place.end)
    return None


@cache
def _extent() -> re.Pattern[str]:
    """What only says how far a place reaches or that more are meant: 全球范围内, 江州境内, 甲、乙等国."""
    return re.compile(
        r"(?:全域|全境|境|范围)(?:之?内|上)?的?(?=[^，。；、])(?!投资|企业|机构|居民|外)|等[国地省市县]{1,2}(?![区方级际])的?(?=[^，。；、])"
    )


@cache
def _brand() -> re.Pattern[str]:
    return re.compile(r"(?:标准|品牌|制造|方案|速度|服务(?=[”，]))")


def _in_name(text: str, place: PlaceMention) -> bool:
    """Whether a place is part of a name: “上海标准”, 中国标准."""
    if text[place.start - 1 : place.start] in ("“", "‘") and text[place.end : place.end + 1] not in ("”", "’"):
        return True
    return _brand().match(text, place.end) is not None


def _kept(text: str, left: int, end: int, cuts: list[Span]) -> str:
    """``text[left:end]`` without the spans cut so far."""
    kept, position = "", left
    for cut in sorted(cuts):
        if cut.start >= end:
            break
        kept += text[position : max(position, cut.start)]
        position = max(position, cut.end)
    return kept + text[position:end] if position < end else kept


@cache
def _yardstick() -> re.Pattern[str]:
    return re.compile(r"(?:位居|跃居|稳居|居|位列|列|排名|排在|排|名列|高于|低于|快于|好于|优于)(?:在|到)?$")


@cache
def _ahead_of() -> re.Pattern[str]:
    return re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|超出|领先|落后|领跑|超过)[^，。；]*")


@cache
def _than() -> re.Pattern[str]:
    return re.compile(r"(?<![占对百相同环])[比较](?![重例率较赛亚])[^，。；、]{1,10}$")


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(
        r"[\s，、“：；]*(?:其中|目前|截至|在|从|为|到|让|使|由|对|而|但|且|并|像|当|全|整个|分别是|分别为|是|为|分别|如今|此外|同时|来自|来|于|据|近|和|与|及|以及|，)*"
    )


@cache
def _in_a_row() -> re.Pattern[str]:
    return re.compile(r"已?(?:经)?连续$")


def lasting_words(scene: Scene, lasted: Quantity, clause: Span) -> Span | None:
    """The words 连续六个月 where they only say how long what follows in ``clause`` has held; else null."""
    if lasted.kind is not Kind.DURATION or lasted.start < clause.start:
        return None
    adverb = _in_a_row().search(scene.text, clause.start, lasted.hedge_start)
    return None if adverb is None else Span(adverb.start(), lasted.hedge_end)
