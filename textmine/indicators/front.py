"""What stands at the head of a name and is no part of it: places, periods, words that say nothing."""

from __future__ import annotations

import re
from functools import cache
from operator import add
from typing import NamedTuple

from textmine.indicators.words import edges, word_at
from textmine.places import find
from textmine.places.gazetteer import index
from textmine.records import PlaceMention

__all__ = ["Front", "behind_prepositions", "front", "places_in", "unquoted"]

QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》〈〉【】")
PERIOD_STARTS = frozenset("0123456789第前一二三四五六七八九十“上下全今去本当年期近")
EMPTY = ("的", "境内")
KEPT = ("in-organisation", "in-event", "in-name")


class Front(NamedTuple):
    """The name without its head, and what stood there."""

    text: str
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@cache
def _period() -> re.Pattern[str]:
    year = r"(?:19|20)[0-9]{2}"
    return re.compile(
        rf"{year}年?(?:[-—–~至到]{year})?年?(?:度(?!假)|末|底|全年|上半年|下半年|以来)?|[0-9]{{1,2}}(?:[-—–~至到][0-9]{{1,2}})?月(?:份|末|底)?"
        r"|(?:第?[一二三四1-4]|前[一二三四两])季度|[上下]半年|全年|[今去]年(?:以来|全年|上半年|前三季度)?|上年末?|本年(?:度|末)?|当年(?!价)|年[末底内初]|期末|近年来"
        r"|“?[一二三四五六七八九十]{1,2}五”?(?:期间|时期|以来|末)|年(?=产值|产量|销|营业|主营|营收|总?收入|交易|吞吐|处理|发电|加工|接待|出口|进出口|贸易|总产值|纯收入|人均|平均)"
    )


@cache
def _empty() -> tuple[str, ...]:
    return (*edges("drop-start"), *EMPTY)


@cache
def _name_goes_on() -> re.Pattern[str]:
    """What makes a place the beginning of another name: 上海|港, 北京|大学, 浙江|省级; 北京|人均 and 中国|制造业 are none."""
    return re.compile(
        "[、和]|商(?![品业务贸])|港(?!澳)|站|机场|口岸|地铁|大学|学院|集团|公司|银行|海关|法院|籍|话|队|号|塔|桥|湾|湖|河|江|岛|段|裔|式|级|属|军|团|杯|寺|馆|盆地|航空|联赛|证券"
        "|路(?![网面])|产(?![业量值品能])|造(?!林)|人(?![均口才民工大社])|股(?![票权份])|台(?![湾风])|报(?![告考送废名])|府|菜|山(?!区)|海(?![洋水外])|方(?![面])"
        "|制(?![造度药])|村(?![级庄集])|镇(?!级)|乡(?![村镇级])|街|片区|自贸|高新区|开发区|新区|园(?![林区])|市民|国"
    )


@cache
def _partner() -> re.Pattern[str]:
    return re.compile(
        r"的?(?:分别)?(?:[一二三四五六七八九十两]+国|进出口|出口|进口|外贸|双边贸易|贸易|直接投资|投资|经济(?=增长|体))"
    )


@cache
def _nationals() -> re.Pattern[str]:
    return re.compile(r"的?(?:游客|旅客|公民|侨民|[士官]兵|军人|员工|代表|留学生|运动员|选手|客商|专家|籍)")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(r"(?:流向|输往|输向|销往|运往|面向|来自|赴|对|向|与|同|从|自|往)\Z")


def places_in(text: str) -> tuple[PlaceMention, ...]:
    """The places in ``text``; at once where it holds no two characters with which a place begins, as most names do."""
    return () if index().starts.keys().isdisjoint(map(add, text, text[1:])) else find(text)


def front(text: str, mentions: tuple[PlaceMention, ...] | None = None) -> Front:
    """Takes places, periods and empty words off the head of ``text``, folded."""
    known = {mention.start: mention for mention in (places_in(text) if mentions is None else mentions)}
    places: list[str] = []
    periods: list[str] = []
    dropped: list[str] = []
    position = 0
    while position < len(text):
        mention = known.get(position)
        match = _period().match(text, position) if text[position] in PERIOD_STARTS else None
        if mention is not None and _is_region(text, mention):
            places += [place.name for place in mention.places] or [mention.surface]
            position = mention.end
        elif match:
            periods.append(match.group())
            position = match.end()
        else:
            if not text.startswith(_empty(), position):
                break
            word = next(word for word in _empty() if text.startswith(word, position))
            longer = word_at(text, position)
            if (word == "境内" and not places) or (longer is not None and longer.sort != "drop"):
                break
            dropped.append(word)
            position += len(word)
    return Front(text[position:], tuple(places), tuple(periods), tuple(dropped))


def _is_region(text: str, mention: PlaceMention) -> bool:
    """Whether the place only tells where: not 国内 and 双方, which are part of what is measured, nor the head of a name.

    A country before trade may be the partner (东盟进出口 is trade with it), 世界经济 is no region's economy, and 中国游客 may be
    anywhere: these stay.
    """
    if mention.rule in KEPT or mention.surface == "国内":
        return False
    if mention.rule == "country" and _partner().match(text, mention.end):
        return False
    if mention.rule in ("country", "nation") and _nationals().match(text, mention.end):
        return False
    if mention.rule == "reference" and mention.surface[0] not in "全该我本当":
        return False
    return not _name_goes_on().match(text, mention.end)


def unquoted(text: str) -> str:
    """``text`` without quotes, except where the first of them holds a place, so that the name is not taken for the place alone."""
    bare = text.translate(QUOTES)
    if bare is not text and text[:1] in "“‘「『《〈" and any(mention.start == 0 for mention in places_in(bare)):
        return text
    return bare


def behind_prepositions(text: str) -> str:
    """``text`` with the places behind 流向, 对, 来自 … in their full names, so that 流向津冀 and 流向天津和河北 are one."""
    parts: list[str] = []
    done = 0
    listed = -1  # where a list of such places has come to
    for mention in places_in(text):
        goes_on = listed == mention.start - 1 and text[listed] in "、和与及"
        if not mention.places or mention.rule in KEPT or not (goes_on or _behind().search(text[: mention.start])):
            continue
        parts += [
            text[done : mention.start - goes_on],
            "、" * goes_on,
            "、".join(place.name for place in mention.places),
        ]
        done = listed = mention.end
    return "".join((*parts, text[done:]))
