"""Places in an order: 第6, 首位, 前五名, 该国第二大贸易伙伴."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from textmine.quantities.amounts import Amount, exact
from textmine.quantities.numerals import parse
from textmine.quantities.read import Read
from textmine.records import Kind, Qualifier

__all__ = ["rank"]

NO_PLACES = frozenset("年个月天季日期半届次批")  # what comes behind 前五 that is no place in an order
CALLINGS = frozenset("学战员航医教运大")  # 名 counts persons before these


@cache
def _rank_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:居|列|排|位|名次)[^，。；、第]{0,6}|(?:居|列|排|位)[^，。；]{0,8}第[^，。；、]{1,3}(?:、第[^，。；、]{1,3})*(?:[、和]|以及)|跃升至|上升[到至]|升至|成为|跻身|进入|仍是|是|为|获|获得|夺得|荣获|(?:包揽|囊括|占据|稳居)[^，。；、]{0,4}|世界|全球|全国|国内|亚洲|全省|全市|省内|同行|同类|行业|地区|中部|西部|东部|东北|历史|[省市区州县]|[^，。；]服务|榜|名列|排名|小组|评估|考核|测评|评比|总分|[增规总销产][速幅模量]|市值)的?$"
    )


@cache
def _rank_after() -> re.Pattern[str]:
    return re.compile(r"(?:大(?!会|桥|道|街|学|厦)|高(?!中|速|铁|级)|多|长|低|强|名|位|[，。；、）”\s]|的|$)")


def _leading(text: str, start: int, end: int) -> Read | None:
    """50强 of 跻身全国50强: a place among the first fifty."""
    if _ranking().search(text, max(0, start - 4), start):
        return None
    if not _entered().search(text, max(0, start - 12), start) or _contest().search(text, max(0, start - 40), end):
        return None
    value = Decimal(text[start : end - 1])
    return Read(start, end, Amount(value, Decimal(1), Decimal(1), value, Qualifier.AT_MOST), Kind.RANK, None)


@cache
def _ranking() -> re.Pattern[str]:
    """Names of lists that only tell who is on them: 世界500强, 独角兽企业500强."""
    return re.compile(r"(?:世界|财富|独角兽(?:企业)?|(?:民营|制造业|服务业)企业)$")


@cache
def _entered() -> re.Pattern[str]:
    return re.compile(r"(?:跻身|进入|入围|入选|列入|位列)[^，。；、0-9]{0,8}$")


@cache
def _contest() -> re.Pattern[str]:
    """What makes a place in an order one of athletes in a contest."""
    return re.compile(
        r"选手|决赛|预赛|资格赛|小组赛|自由泳|混合泳|[蛙蝶仰]泳|接力|举重|公斤级|种子|积分榜|赛季|球队|名将"
    )


@cache
def _tally() -> re.Pattern[str]:
    """Where the place is one of a team in a tally of medals: 金牌、奖牌榜第一位."""
    return re.compile(r"[金奖]牌榜(?:的|上)?$")


@cache
def _of_size() -> re.Pattern[str]:
    """What can be the second largest of its kind: 第二大贸易伙伴, 第三大经济体."""
    return re.compile(
        r"大(?![会桥道街学厦队楼门坝类步堂堤营]|问题|特点|任务|原因|变化|亮点|看点|难题|板块|部分)[^\W\d_]{2}"
    )


@cache
def _size_before() -> re.Pattern[str]:
    """What names the field of such a place: a word, or another place of the kind (第二大贸易伙伴、)."""
    return re.compile(
        r"[^\W\d_这那其的是]$|(?<=[^，。；：“”的])[的是]$|第[一二三四五六七八九十0-9]{1,3}大[^，。；、第]{2,12}、$"
    )


def _is_led(text: str, start: int, end: int) -> bool:
    """Whether the words before 第二 at ``text[start:end]`` make a place in an order of it."""
    if _rank_before().search(text, max(0, start - 24), start):
        return True
    if text[start] != "第":
        return False
    if _of_size().match(text, end):
        return _size_before().search(text, max(0, start - 20), start) is not None
    return text[end - 1] == "位" and _year().search(text, max(0, start - 6), start) is not None


@cache
def _year() -> re.Pattern[str]:
    """The year of a place in an order: 从2015年第29位."""
    return re.compile(r"[0-9]{4}年的?$")


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(r"[个项](?:全国|全球|世界|全省)?$")


def rank(match: re.Match[str]) -> Read | None:
    """第6, 首位, 前五名: a place in an order."""
    text = match.string
    words, start, end = match.group(), match.start(), match.end()
    if words in ("首位", "榜首"):
        led = re.search(r"[居列排占位登]", text[max(0, start - 8) : start])
        return (
            Read(start, end, exact(Decimal(1)), Kind.RANK, None) if led and text[start - 1 : start] != "放在" else None
        )
    if words[0] not in "第前":
        return _leading(text, start, end)
    value = parse(re.sub(r"[第前位名强]", "", words))
    if (
        value is None
        or value > 10000
        or not _is_led(text, start, end)
        or (
            not _tally().search(text, max(0, start - 6), start)
            and _contest().search(text, max(0, start - 40), end + 12)
        )
    ):
        return None
    if _slogan().search(text, max(0, start - 6), start):
        return None
    if words[0] == "前":
        if not re.search(
            r"(?:居|列|排|排名|榜|(?:居|列|排)[^，。；]{0,12}的|进入|跻身|位|(?:包揽|囊括|占据|稳居)[^，。；、]{0,4}|[^，。]内|世界|全球|全国|国内|服务|行业|全省|全市|省内|同类|地区|同行)$",
            text[max(0, start - 18) : start],
        ):
            return None
        if text[end : end + 1] in NO_PLACES:
            return None
        return Read(start, end, Amount(value, Decimal(1), Decimal(1), value, Qualifier.AT_MOST), Kind.RANK, None)
    if words[-1] not in "位名" and not _rank_after().match(text, end):
        return None
    if words[-1] == "名" and text[end : end + 1] in CALLINGS:
        return None
    return Read(start, end, exact(value), Kind.RANK, None)
