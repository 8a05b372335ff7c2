"""The productions: from a match of a rule to a quantity. Each has the name of its rule in :mod:`.grammar`."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from textmine.quantities.amounts import Amount, exact, read_amount, tidy
from textmine.quantities.guards import is_code
from textmine.quantities.hedges import apply_hedges
from textmine.quantities.measures import number
from textmine.quantities.numerals import parse
from textmine.quantities.read import Read, percent, unit_at
from textmine.records import Kind, Qualifier, Quantity

__all__ = ["PRODUCTIONS", "finish"]

HUNDRED = Decimal(100)
NO_PLACES = frozenset("年个月天季日期半届次批")  # what comes behind 前五 that is no place in an order
CALLINGS = frozenset("学战员航医教运大")  # 名 counts persons before these
BEFORE_HALF = frozenset("上下前后大近一两三四五六七八九十年个多")
AFTER_HALF = frozenset("报会度工前后来成")


Production = Callable[["re.Match[str]"], Read | None]


def per_cent(match: re.Match[str]) -> Read | None:
    """百分之八点六: per cent."""
    found = read_amount(match.group()[3:])
    return None if found is None else percent(match.start(), match.end(), found)


def per_mille(match: re.Match[str]) -> Read | None:
    """千分之五, 万分之三: parts of a thousand or ten thousand, as per cent."""
    found = read_amount(match.group()[3:])
    factor = Decimal("0.1") if match.group()[0] == "千" else Decimal("0.01")
    return None if found is None else percent(match.start(), match.end(), found, factor)


def _ratio(start: int, end: int, part: Decimal | None, whole: Decimal | None) -> Read | None:
    if part is None or not whole or part > whole:
        return None
    value = (part * HUNDRED / whole).quantize(Decimal("0.0001"))
    value = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    return Read(start, end, exact(value, Decimal("0.0001")), Kind.PERCENTAGE, "%")


def fraction(match: re.Match[str]) -> Read | None:
    """三分之二: a share, as per cent with four decimals."""
    if match.string.startswith("决赛", match.end()):
        return None
    whole, part = match.group().split("分之")
    return _ratio(match.start(), match.end(), parse(part), parse(whole))


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"的|以上|左右|多")


def slash(match: re.Match[str]) -> Read | None:
    """1/3: a share, as per cent with four decimals."""
    text = match.string
    if text[match.end() : match.end() + 1] in ("日", "月", "号"):
        return None
    measured = text[match.start() - 1 : match.start()] in "的近约占有达为到过超之足 "
    if not (measured or _part().match(text, match.end())) or is_code(text, match.start(), match.end()):
        return None
    part, whole = match.group().split("/")
    return _ratio(match.start(), match.end(), Decimal(part), Decimal(whole))


def tenths(match: re.Match[str]) -> Read | None:
    """三成五: tenths, as per cent."""
    text = match.string
    head, tail = match.group().split("成")
    whole = parse(head)
    if whole is None or (head == "一" and text.startswith("不", match.end())):
        return None
    rest = Decimal("0.5") if tail == "半" else (parse(tail) or Decimal(0)) / 10 if tail else Decimal(0)
    step = Decimal(1) if tail else Decimal(10)
    return percent(match.start(), match.end(), exact((whole + rest) * 10, step))


@cache
def _times() -> re.Pattern[str]:
    return re.compile(r"[一两二三四五1-5]")


@cache
def _spirit() -> re.Pattern[str]:
    """What grows beyond measure: 信心倍增."""
    return re.compile(r"(?:干劲儿?|信心|压力|勇气|热情|动力|士气|难度)$")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"计划|行动|效应|工程|发展|干劲|信心|”")


def double(match: re.Match[str]) -> Read | None:
    """翻番, 翻两番, 减半: powers of two."""
    text = match.string
    words = match.group()
    if words in ("减半", "折半"):
        value = Decimal("0.5")
    elif words == "倍增":
        if _spirit().search(text, max(0, match.start() - 4), match.start()) or _named().match(text, match.end()):
            return None
        value = Decimal(2)
    else:
        count = _times().search(words)
        value = Decimal(2) ** int(parse(count.group()) or 1) if count else Decimal(2)
    return Read(match.start(), match.end(), exact(value), Kind.MULTIPLE, "倍")


@cache
def _half_stop() -> re.Pattern[str]:
    return re.compile(r"是[^，。]{0,9}一半是|[天儿路会]")


def half(match: re.Match[str]) -> Read | None:
    """一半, 半数, 一多半, 过半: half, as per cent."""
    text = match.string
    if _half_stop().match(text, match.end()):
        return None
    amount = exact(Decimal(50))
    if match.group() == "半" or match.group() in ("一多半", "一大半", "大半"):
        amount = amount._replace(high=None, qualifier=Qualifier.OVER)
    if match.group() == "一小半":
        amount = amount._replace(low=None, qualifier=Qualifier.NEARLY)
    return percent(match.start(), match.end(), amount)


@cache
def _rank_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:居|列|排|位|名次)[^，。；、第]{0,6}|(?:居|列|排|位)[^，。；]{0,8}第[^，。；、]{1,3}(?:、第[^，。；、]{1,3})*(?:[、和]|以及)|跃升至|上升[到至]|升至|成为|跻身|进入|仍是|是|为|获|获得|夺得|荣获|世界|全球|全国|国内|亚洲|全省|全市|省内|同行|同类|行业|地区|中部|西部|东部|东北|历史|[省市区州县]|[^，。；]服务)$"
    )


@cache
def _rank_after() -> re.Pattern[str]:
    return re.compile(r"(?:大(?!会|桥|道|街|学|厦)|高(?!中|速|铁|级)|多|长|低|强|名|位|[，。；、）”\s]|的|$)")


def _leading(text: str, start: int, end: int) -> Read | None:
    """50强 of 跻身全国50强: a place among the first fifty."""
    if not _entered().search(text, max(0, start - 12), start) or _contest().search(text, max(0, start - 40), end):
        return None
    value = Decimal(text[start : end - 1])
    return Read(start, end, Amount(value, Decimal(1), Decimal(1), value, Qualifier.AT_MOST), Kind.RANK, None)


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
def _slogan() -> re.Pattern[str]:
    return re.compile(r"[个项](?:全国|全球|世界|全省)?$")


def rank(match: re.Match[str]) -> Read | None:
    """第6, 首位, 前五名: a place in an order."""
    text = match.string
    words, start, end = match.group(), match.start(), match.end()
    before = _rank_before().search(text, max(0, start - 24), start)
    if words in ("首位", "榜首"):
        led = re.search(r"[居列排占位登]", text[max(0, start - 8) : start])
        return (
            Read(start, end, exact(Decimal(1)), Kind.RANK, None) if led and text[start - 1 : start] != "放在" else None
        )
    if words[0] not in "第前":
        return _leading(text, start, end)
    value = parse(re.sub(r"[第前位名强]", "", words))
    if value is None or before is None or value > 10000 or _contest().search(text, max(0, start - 40), end + 12):
        return None
    if _slogan().search(text, max(0, start - 6), start):
        return None
    if words[0] == "前":
        if not re.search(
            r"(?:居|列|排|进入|跻身|位|[^，。]内|世界|全球|全国|国内|服务|行业|全省|全市|省内|同类|地区|同行)$",
            text[max(0, start - 6) : start],
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


def digits(match: re.Match[str]) -> Read | None:
    """两位数: a percentage of ten to a hundred where growth is spoken of."""
    text = match.string
    near = text[max(0, match.start() - 10) : match.end() + 8]
    if not re.search(r"增长|增速|增幅|下降|涨幅|回升", near):
        return None
    exponent = int(parse(match.group()[0]) or 2)
    low, high = Decimal(10) ** (exponent - 1), Decimal(10) ** exponent
    return Read(match.start(), match.end(), Amount(low, low, low, high, Qualifier.BETWEEN), Kind.PERCENTAGE, "%")


def zero(match: re.Match[str]) -> Read | None:
    """零增长: nothing, where it is said of growth."""
    text = match.string
    if not text.startswith("增长", match.end()):
        return None
    return Read(match.start(), match.end() + 2, exact(Decimal(0)), Kind.PERCENTAGE, "%")


def half_unit(match: re.Match[str]) -> Read | None:
    """半年, 半个月: half of a unit."""
    text = match.string
    if text[match.start() - 1 : match.start()] in BEFORE_HALF:
        return None
    unit, end = unit_at(text, match.end())
    if unit is None or text[end : end + 1] in AFTER_HALF or unit.name == "天":
        return None
    if text.startswith(("之后", "之前", "之间"), end):
        return None
    return Read(match.start(), end, exact(Decimal("0.5"), Decimal("0.1")), unit.kind, unit.name, unit.quantity)


def many(match: re.Match[str]) -> Read | None:
    """成千上万: thousands, where a classifier follows."""
    text = match.string
    unit, end = unit_at(text, match.end())
    if unit is None or unit.kind is not Kind.COUNT:
        return None
    value = Decimal(100) if match.group() == "成百上千" else Decimal(1000)
    return Read(match.start(), end, Amount(value, value, value, None, Qualifier.OVER), unit.kind, unit.name)


PRODUCTIONS: dict[str, Production] = {
    rule.__name__: rule
    for rule in (
        per_cent, per_mille, fraction, slash, tenths, double, half, rank, digits, zero, half_unit, many, number,
    )
}  # fmt: skip


def finish(text: str, read: Read, rule: str, *, surface: str) -> Quantity:
    """The quantity of ``read`` with the hedges beside it; ``surface`` is how it stands in the text as given."""
    hedged = apply_hedges(text, read.start, read.end, read.amount)
    amount = hedged.amount
    if read.kind is Kind.RANK:
        hedged, amount = hedged._replace(start=read.start, end=read.end), read.amount
    value, low, high = amount.value, amount.low, amount.high
    tidied = tidy(value)
    return Quantity(
        start=read.start,
        end=read.end,
        surface=surface,
        kind=read.kind,
        value=tidied,
        low=tidied if low is value else None if low is None else tidy(low),
        high=tidied if high is value else None if high is None else tidy(high),
        precision=tidy(amount.step),
        qualifier=amount.qualifier,
        unit=read.unit,
        quantity=read.quantity,
        hedge_start=hedged.start,
        hedge_end=hedged.end,
        rule=rule,
    )
