"""The rule ``number``: numbers with units, ranges, and the few numbers that need no unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from textmine.quantities.amounts import Amount, exact, open_end, read_amount
from textmine.quantities.fitness import degree, fits
from textmine.quantities.grammar import ARABIC, range_mark
from textmine.quantities.guards import is_code
from textmine.quantities.numerals import plain, read_numeral
from textmine.quantities.read import Read, percent, unit_at
from textmine.quantities.units import Unit, lookup
from textmine.records import Kind, Qualifier

__all__ = ["number"]


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"(?P<more>[多余餘])?(?P<space> ?)")


def number(match: re.Match[str]) -> Read | None:
    """A number with its unit: 843.7亿元, 3500多家, 2%至4%, 5年; without a unit only where the words around it leave no doubt."""
    text = match.string
    start, end = _trimmed(text, match.start(), match.end())
    words = text[start:end]
    if words == "一" and _is_article(text, start, end):
        return None
    amount = read_amount(words) if words else None
    if amount is None or (not amount.scaled and is_code(text, start, end)):
        return None
    ranged = _range(text, start, end, amount)
    if ranged is not None:
        return ranged
    unit, after, stop = _unit_after(text, start, end)
    if after > end and text[after - 1] in "多余餘":
        amount = open_end(amount)
    elif unit is None and (shared := _shared_unit(text, end)) is not None:
        return Read(start, end, amount, shared.kind, shared.name, shared.quantity)
    if unit is None:
        return _bare(text, start, after if text[after - 1] in "多余餘" else end, amount)
    if not fits(text, start, after, stop, amount, unit, words):
        return None
    if unit.kind is Kind.MULTIPLE and text[start - 2 : start] in ("翻了", "番了"):
        amount = exact(amount.value + 1, amount.step)
    if unit.name == "天" and "天数" in text[max(0, start - 16) : start]:
        unit = unit._replace(kind=Kind.COUNT)
    return _with_unit(start, stop, amount, unit, text[after:stop])


def _unit_after(text: str, start: int, end: int) -> tuple[Unit | None, int, int]:
    """The unit of a number written at ``text[start:end]``, where it begins (after 多 or 余) and where it ends."""
    if text.startswith("个多", end):
        unit, stop = _after_each(text, end + 2)
        return unit, end + 2, stop
    gap = _gap().match(text, end)
    after = gap.end() if gap else end
    unit, stop = unit_at(text, after)
    written = text[after:stop]
    if written == "个" and text[stop : stop + 1] in tuple("体人性"):
        unit = None
    if written == "度":
        unit = degree(text, start, stop)
    return unit, after, stop


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"(?:[、和与]|以及)(?P<number>{ARABIC}(?:[十百千]?[万亿])*)")


def _shared_unit(text: str, end: int) -> Unit | None:
    """The unit that numbers listed before it share: 30.5、38.1和37.7微克/立方米, 1409万、1305万人次; null where there is none.

    Lists of small whole numbers (5、6个) are no list of values but a range, and are left alone.
    """
    fraction = "." in text[max(0, end - 4) : end] or text[end - 1 : end] in ("万", "亿")
    position = end
    for _ in range(12):
        match = _next().match(text, position)
        if match is None:
            return None
        fraction = fraction or "." in match["number"] or len(match["number"]) > 2
        unit, stop = unit_at(text, match.end())
        if unit is not None:
            plainly = fraction and unit.kind is not Kind.DURATION and text[stop : stop + 1] != "级"
            return unit if plainly and unit.name != "个" else None
        position = match.end()
    return None


def _after_each(text: str, start: int) -> tuple[Unit | None, int]:
    """The unit after 个多: two of 2个多月 and 2个多小时."""
    for word in ("月", "小时", "星期", "季度"):
        if text.startswith(word, start):
            return lookup(f"个{word}"), start + len(word)
    return None, start


def _is_article(text: str, start: int, end: int) -> bool:
    """Whether 一 only introduces a noun (一个国家, 一批项目), seen without a look at the unit."""
    if text[end : end + 1] in tuple("多余年天周吨公平米斤元倍亿万立"):
        return False
    return not any(sign in "少到足过" for sign in text[max(0, start - 5) : start])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a number without a dash that is no sign and without a 千 or 百 that belongs to the unit."""
    if text[start] in "-−－" and not _is_minus(text, start):
        start += 1
    if text[end - 1] == "千" and text[end : end + 1] in tuple("瓦克米卡伏焦赫帕字"):
        end -= 1
    if text[end - 1] == "百" and text.startswith("分", end):
        end -= 1
    return start, end


def _with_unit(start: int, end: int, amount: Amount, unit: Unit, written: str) -> Read:
    if written == "‰":
        return percent(start, end, amount, Decimal("0.1"))
    return Read(start, end, amount, unit.kind, unit.name, unit.quantity)


def _is_minus(text: str, start: int) -> bool:
    """Whether the dash at ``start`` is a sign rather than a dash."""
    before = text[start - 1 : start] if start else ""
    return text[start + 1 : start + 2].isdigit() and (not before.isalnum() or before in "为至到低达是零于")


def _range(text: str, start: int, end: int, low: Amount) -> Read | None:
    """A range of two numbers: 40—50公里, 2%至4%, 3万至5万元, 5-6亿立方米."""
    unit, stop = unit_at(text, end)
    match = range_mark().match(text, stop) or range_mark().match(text, end)
    if match is None:
        return None
    if match["mark"] in "至到" and re.search(r"(?:从|由|自)[^，。；、]{0,8}$", text[max(0, start - 10) : start]):
        return None
    top = read_amount(match["number"])
    if top is None or (match["mark"] == "、" and not _is_pair(low, top)):
        return None
    last, finish = unit_at(text, match.end())
    if last is None or (unit is not None and match.start() == stop and unit.name != last.name and unit.name != "个"):
        return None
    if top.scaled and not low.scaled and low.value < top.value:
        low = _share_scale(low, match["number"])
    if low.value >= top.value or (last.kind is Kind.DURATION and match["mark"] in "-–" and low.value > 1000):
        return None
    span = Amount(low.value, top.step, low.value, top.value, Qualifier.BETWEEN, top.scaled, low.arabic)
    return _with_unit(start, finish, span, last, text[match.end() : finish])


def _is_pair(low: Amount, top: Amount) -> bool:
    """Whether 5、6万 means five to six: two neighbouring digits, of which the second has the scale."""
    return top.scaled and low.arabic and not low.scaled and low.value < 10 and top.value % (low.value + 1) == 0


def _share_scale(low: Amount, words: str) -> Amount:
    scale = re.search(r"[十百千万亿]+$", plain(words))
    factor = read_numeral(scale.group()) if scale else None
    if factor is None or low.value >= factor.value:
        return low
    value = low.value * factor.value
    return low._replace(value=value, low=value, high=value)


@cache
def _bare_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:指数|得分|评分|总分|分值|PMI)[^，。；、\n]{0,14}(?:为|达到?|是|[升降回落涨]?[至到]|[升降涨落高低长少]|[：:（(、和]|分别)了?(?:约|近|超过?)?$"
    )


@cache
def _bare_after() -> re.Pattern[str]:
    return re.compile(r"[，。；、（）()和及与]|点|分(?![之钟])|$|以上|左右|的")


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(r"(?:提高|上升|上涨|回升|下降|回落|降低|增加|提升|增长|下滑|扩大|[和、])(?:了|至|到|约|近)?$")


@cache
def _sums() -> re.Pattern[str]:
    """What is counted in money without saying 元: 千亿投资规模, 百亿订单."""
    return re.compile(r"(?:元|级)?(?:投资|产值|营收|贷款|资金|订单|销售额)(?:规模|总额)?")


@cache
def _indices() -> re.Pattern[str]:
    return re.compile(r"分?指数(?!基金|型)")


@cache
def _market() -> re.Pattern[str]:
    return re.compile(r"指数?[^，。；\n]{0,24}$|股指|收盘|收报|失守|关口|跌破|报收")


def _bare(text: str, start: int, end: int, amount: Amount) -> Read | None:
    """A number without a unit: a big one written with its scale, or the value of an index."""
    if amount.scaled and amount.value >= 10000 and amount.arabic:
        if text[end : end + 1] in tuple("里岁号级伏股") or re.match(r"[A-Za-z0-9]", text[end : end + 1]):
            return None
        return Read(start, end, amount, Kind.COUNT, None)
    if amount.scaled and amount.value >= 10**8 and text[end : end + 1] in tuple("，。；、的"):
        return Read(start, end, amount, Kind.COUNT, None) if text[start] not in "亿万千" else None
    if amount.scaled and amount.value >= 10**9 and _sums().match(text, end):
        return Read(start, end, amount, Kind.AMOUNT, "元", "currency:CNY")
    if not amount.arabic or not _bare_after().match(text, end):
        return None
    points = text[end : end + 1] == "点" and _market().search(text, max(0, start - 40), start)
    moved = _moved().search(text, max(0, start - 6), start) and "指数" in text[max(0, start - 120) : end + 40]
    listed = text[start - 1 : start] in "（(、和" and _indices().search(text, max(0, start - 40), end + 40)
    if points or moved or listed or _bare_before().search(text, max(0, start - 40), start):
        return Read(start, end, amount, Kind.INDEX, None)
    return None
