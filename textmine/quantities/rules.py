"""The productions: from a match of a rule to a quantity. Each has the name of its rule in :mod:`.grammar`."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from textmine.quantities.amounts import Amount, exact, open_end, read_amount
from textmine.quantities.grammar import range_mark
from textmine.quantities.guards import is_code, is_enumerator
from textmine.quantities.hedges import apply_hedges
from textmine.quantities.numerals import parse, plain, read_numeral
from textmine.quantities.units import Unit, longest, lookup
from textmine.records import Kind, Qualifier, Quantity

__all__ = ["PRODUCTIONS", "Read"]

HUNDRED = Decimal(100)


class Read(NamedTuple):
    """A number with its unit as a rule read it, before hedges."""

    start: int
    end: int
    amount: Amount
    kind: Kind
    unit: str | None
    quantity: str | None = None


Production = Callable[[str, "re.Match[str]"], Read | None]


def _percent(start: int, end: int, amount: Amount, factor: Decimal = Decimal(1)) -> Read:
    low, high = amount.low, amount.high
    amount = amount._replace(
        value=amount.value * factor,
        step=amount.step * factor,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
    )
    return Read(start, end, amount, Kind.PERCENTAGE, "%")


def per_cent(text: str, match: re.Match[str]) -> Read | None:
    """百分之八点六: per cent."""
    found = read_amount(match.group()[3:])
    return None if found is None else _percent(match.start(), match.end(), found)


def per_mille(text: str, match: re.Match[str]) -> Read | None:
    """千分之五, 万分之三: parts of a thousand or ten thousand, as per cent."""
    found = read_amount(match.group()[3:])
    factor = Decimal("0.1") if match.group()[0] == "千" else Decimal("0.01")
    return None if found is None else _percent(match.start(), match.end(), found, factor)


def _ratio(start: int, end: int, part: Decimal | None, whole: Decimal | None) -> Read | None:
    if part is None or not whole or part > whole:
        return None
    value = (part * HUNDRED / whole).quantize(Decimal("0.0001"))
    value = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    return Read(start, end, exact(value, Decimal("0.0001")), Kind.PERCENTAGE, "%")


def fraction(text: str, match: re.Match[str]) -> Read | None:
    """三分之二: a share, as per cent with four decimals."""
    whole, part = match.group().split("分之")
    return _ratio(match.start(), match.end(), parse(part), parse(whole))


def slash(text: str, match: re.Match[str]) -> Read | None:
    """1/3: a share, as per cent with four decimals."""
    if text[match.start() - 1 : match.start()] not in "的近约占有达为到过超之足 " or is_code(text, match.start(), match.end()):
        return None
    part, whole = match.group().split("/")
    return _ratio(match.start(), match.end(), Decimal(part), Decimal(whole))


def tenths(text: str, match: re.Match[str]) -> Read | None:
    """三成五: tenths, as per cent."""
    head, tail = match.group().split("成")
    whole = parse(head)
    if whole is None or (head == "一" and text.startswith("不", match.end())):
        return None
    rest = Decimal("0.5") if tail == "半" else parse(tail) / 10 if tail else Decimal(0)  # type: ignore[operator]
    step = Decimal(1) if tail else Decimal(10)
    return _percent(match.start(), match.end(), exact((whole + rest) * 10, step))


@cache
def _times() -> re.Pattern[str]:
    return re.compile(r"[一两二三四五1-5]")


def double(text: str, match: re.Match[str]) -> Read | None:
    """翻番, 翻两番, 减半: powers of two."""
    words = match.group()
    if words in ("减半", "折半"):
        value = Decimal("0.5")
    elif words == "倍增":
        if text[match.end() : match.end() + 2] in ("计划", "行动", "效应", "工程"):
            return None
        value = Decimal(2)
    else:
        count = _times().search(words)
        value = Decimal(2) ** int(parse(count.group()) or 1) if count else Decimal(2)
    return Read(match.start(), match.end(), exact(value), Kind.MULTIPLE, "倍")


@cache
def _half_stop() -> re.Pattern[str]:
    return re.compile(r"是[^，。]{0,9}一半是|[天儿路会]")


def half(text: str, match: re.Match[str]) -> Read | None:
    """一半, 半数, 一多半, 过半: half, as per cent."""
    if _half_stop().match(text, match.end()):
        return None
    amount = exact(Decimal(50))
    if match.group() in ("一多半", "一大半", "大半"):
        amount = amount._replace(high=None, qualifier=Qualifier.OVER)
    if match.group() == "一小半":
        amount = amount._replace(low=None, qualifier=Qualifier.NEARLY)
    return _percent(match.start(), match.end(), amount)


@cache
def _rank_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:居|列|排名?|排在|位|名列|跃升至|上升[到至]|升至|成为|跻身|进入|仍是|是|为|获|获得|夺得|荣获|世界|全球|全国|国内|亚洲|全省|全市|省内|同行|同类|行业|地区|中部|西部|东部|东北|历史|[省市区州县]|[^，。；]服务)$"
    )


@cache
def _rank_after() -> re.Pattern[str]:
    return re.compile(r"(?:大(?!会|桥|道|街|学|厦)|高(?!中|速|铁|级)|多|长|低|强|名|位|[，。；、）”\s]|的|$)")


def rank(text: str, match: re.Match[str]) -> Read | None:
    """第6, 首位, 前五名: a place in an order."""
    words, start, end = match.group(), match.start(), match.end()
    before = _rank_before().search(text, max(0, start - 8), start)
    if words in ("首位", "榜首"):
        led = re.search(r"[居列排占位登]", text[max(0, start - 8) : start])
        return Read(start, end, exact(Decimal(1)), Kind.RANK, None) if led and text[start - 1 : start] != "放在" else None
    value = parse(re.sub(r"[第前位名强]", "", words))
    if value is None or before is None or value > 10000:
        return None
    if words[0] == "前":
        if not re.search(r"(?:居|列|排|进入|跻身|位|[^，。]内|世界|全球|全国|国内|服务|行业)$", text[max(0, start - 6) : start]):
            return None
        if text[end : end + 1] in tuple("年个月天季日期半届次批"):
            return None
        return Read(start, end, Amount(value, Decimal(1), Decimal(1), value, Qualifier.AT_MOST), Kind.RANK, None)
    if words[-1] not in "位名" and not _rank_after().match(text, end):
        return None
    if words[-1] == "名" and text[end : end + 1] in tuple("学战员航医教运大"):
        return None
    return Read(start, end, exact(value), Kind.RANK, None)


def digits(text: str, match: re.Match[str]) -> Read | None:
    """两位数: a percentage of ten to a hundred where growth is spoken of."""
    near = text[max(0, match.start() - 10) : match.end() + 8]
    if not re.search(r"增长|增速|增幅|下降|涨幅|回升", near):
        return None
    exponent = int(parse(match.group()[0]) or 2)
    low, high = Decimal(10) ** (exponent - 1), Decimal(10) ** exponent
    return Read(match.start(), match.end(), Amount(low, low, low, high, Qualifier.BETWEEN), Kind.PERCENTAGE, "%")


def zero(text: str, match: re.Match[str]) -> Read | None:
    """零增长: nothing, where it is said of growth."""
    if not text.startswith("增长", match.end()):
        return None
    return Read(match.start(), match.end() + 2, exact(Decimal(0)), Kind.PERCENTAGE, "%")


def half_unit(text: str, match: re.Match[str]) -> Read | None:
    """半年, 半个月: half of a unit."""
    if text[match.start() - 1 : match.start()] in tuple("上下前后大过近一两三四五六七八九十年个多"):
        return None
    unit, end = _unit(text, match.end())
    if unit is None or text[end : end + 1] in tuple("报会度工") or unit.name == "天":
        return None
    return Read(match.start(), end, exact(Decimal("0.5"), Decimal("0.1")), unit.kind, unit.name, unit.quantity)


def many(text: str, match: re.Match[str]) -> Read | None:
    """成千上万: thousands, where a classifier follows."""
    unit, end = _unit(text, match.end())
    if unit is None or unit.kind is not Kind.COUNT:
        return None
    value = Decimal(100) if match.group() == "成百上千" else Decimal(1000)
    return Read(match.start(), end, Amount(value, value, value, None, Qualifier.OVER), unit.kind, unit.name)


def _unit(text: str, start: int) -> tuple[Unit | None, int]:
    """The longest unit at ``start`` and where it ends."""
    for length in range(longest(), 0, -1):
        word = text[start : start + length]
        if len(word) == length and (found := lookup(word)) is not None:
            return found, start + length
    return None, start


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"(?P<more>[多余餘])?(?P<space> ?)")


def number(text: str, match: re.Match[str]) -> Read | None:
    """A number with its unit: 843.7亿元, 3500多家, 2%至4%, 5年; without a unit only where the words around it leave no doubt."""
    start, end = match.start(), match.end()
    words = match.group()
    if words[0] in "-−－" and not _is_minus(text, start):
        start, words = start + 1, words[1:]
    if words[-1:] == "千" and text[end : end + 1] in tuple("瓦克米卡伏焦赫帕字"):
        end, words = end - 1, words[:-1]
    if words[-1:] == "百" and text.startswith("分", end):
        end, words = end - 1, words[:-1]
    amount = read_amount(words) if words else None
    if amount is None or (not amount.scaled and is_code(text, start, end)):
        return None
    ranged = _range(text, start, end, amount)
    if ranged is not None:
        return ranged
    gap = _gap().match(text, end)
    more = bool(gap and gap["more"])
    after = gap.end() if gap else end
    unit, stop = _unit(text, after)
    if unit is None and more:
        unit, stop = None, after
    if unit is None:
        return _bare(text, start, after if more else end, open_end(amount) if more else amount)
    if not _fits(text, start, after, stop, amount, unit, words):
        return None
    return _with_unit(start, stop, open_end(amount) if more else amount, unit, text[after:stop])


def _with_unit(start: int, end: int, amount: Amount, unit: Unit, written: str) -> Read:
    if written == "‰":
        return _percent(start, end, amount, Decimal("0.1"))
    return Read(start, end, amount, unit.kind, unit.name, unit.quantity)


def _is_minus(text: str, start: int) -> bool:
    """Whether the dash at ``start`` is a sign rather than a dash."""
    return text[start - 1 : start] in ("", "为", "至", "到", "（", "(", "，", " ", "低", "达", "是", "零") and start > 0


def _range(text: str, start: int, end: int, low: Amount) -> Read | None:
    """A range of two numbers: 40—50公里, 2%至4%, 3万至5万元, 5-6亿立方米."""
    unit, stop = _unit(text, end)
    match = range_mark().match(text, stop) or range_mark().match(text, end)
    if match is None:
        return None
    if match["mark"] in "至到" and re.search(r"(?:从|由|自)[^，。；、]{0,8}$", text[max(0, start - 10) : start]):
        return None
    top = read_amount(match["number"])
    if top is None:
        return None
    last, finish = _unit(text, match.end())
    if last is None or (unit is not None and match.start() == stop and unit.name != last.name and unit.name != "个"):
        return None
    if top.scaled and not low.scaled and low.value < top.value:
        low = _share_scale(low, match["number"])
    if low.value >= top.value or last.kind is Kind.DURATION and match["mark"] in "-–" and low.value > 1000:
        return None
    span = Amount(low.value, top.step, low.value, top.value, Qualifier.BETWEEN, top.scaled, low.arabic)
    return _with_unit(start, finish, span, last, text[match.end() : finish])


def _share_scale(low: Amount, words: str) -> Amount:
    scale = re.search(r"[十百千万亿]+$", plain(words))
    factor = read_numeral(scale.group()) if scale else None
    if factor is None or low.value >= factor.value:
        return low
    value = low.value * factor.value
    return low._replace(value=value, low=value, high=value)


@cache
def _year_after() -> re.Pattern[str]:
    return re.compile(r"(?:级|级别|行动|规划|计划|代|生|制|期(?!间)|龄|历|前后|纪念|诞辰|来(?!首|第)|度|底|末|初)")


@cache
def _day_like() -> re.Pattern[str]:
    return re.compile(r"(?:级|型|型号|号|级别)")


def _fits(text: str, start: int, after: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    """Whether number and unit count something here."""
    if _day_like().match(text, stop) and unit.kind is not Kind.PERCENTAGE:
        return False
    if unit.kind is Kind.DURATION:
        return _fits_duration(text, start, stop, amount, unit, words)
    if unit.name in ("里", "方", "节", "度", "P", "担", "两") and not _fits_rare(text, start, stop, amount, unit):
        return False
    if unit.kind is Kind.COUNT:
        return _fits_count(text, start, stop, amount, unit, words)
    if unit.kind is Kind.AMOUNT and plain(words) in ("一", "十", "百", "千", "万") and unit.name == "元":
        return text[start - 1 : start] not in tuple("万百十千") and words not in ("一", "万")
    return not (plain(words) in ("一", "半") and unit.kind is Kind.AMOUNT and unit.name in ("米", "里", "方", "克", "升", "斤"))


def _fits_duration(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    if unit.name == "年":
        if amount.arabic and amount.value >= 1000 or _year_after().match(text, stop):
            return False
        if text[start - 1 : start] in tuple("第“‘五") or words[0] in "百千万亿" or words[0] in "零〇":
            return False
        if len(words) >= 2 and not amount.arabic and set(words) <= set("零〇一二三四五六七八九") and amount.qualifier is not Qualifier.BETWEEN:
            return False
    if plain(words) == "一" and not re.search(r"(?:不到|不足|超过|至少|近|仅|只用?)$", text[max(0, start - 3) : start]):
        return text.startswith("办结", stop)
    if unit.name in ("周", "天") and text[stop : stop + 1] in tuple("年岁边围期空然气"):
        return False
    return not (unit.name in ("秒", "分钟") and not amount.arabic and amount.value < 10)


def _fits_rare(text: str, start: int, stop: int, amount: Amount, unit: Unit) -> bool:
    if unit.name in ("里", "方"):
        return amount.scaled and text[stop : stop + 1] not in tuple("面法便式向程长路案位略")
    if unit.name == "度":
        return amount.arabic and text[stop : stop + 1] not in tuple("假计过数")
    if unit.name == "P":
        return amount.arabic and text[stop : stop + 1] not in tuple("MPK23") and not text[stop : stop + 1].isalnum()
    if unit.name == "节":
        return "航速" in text[max(0, start - 8) : start]
    return amount.arabic


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(r"(?:近|约|超过?|逾|过|突破|至少|不到|不足|上|数|达到?|有|共|仅|为|新增|增加)$")


def _fits_count(text: str, start: int, stop: int, amount: Amount, unit: Unit, words: str) -> bool:
    following = text[stop : stop + 1]
    if plain(words) in ("百", "千", "万", "十", "亿", "百万", "千万"):
        if not _hedged().search(text, max(0, start - 3), start) and plain(words) != "百万":
            return False
    elif plain(words) == "一":
        return re.search(r"(?:至少(?:建成)?|不到|不足)$", text[max(0, start - 5) : start]) is not None
    if unit.name == "人" and following in tuple("大民口均类生才体员物工间家们格脸气权") and amount.value < 100:
        return False
    small = not amount.arabic and amount.value <= 10 and amount.qualifier is not Qualifier.BETWEEN
    if small and not unit.small:
        return False
    if amount.value <= 20 and is_enumerator(text, start, stop, int(amount.value)):
        return False
    if not amount.arabic and amount.value < 11 and amount.qualifier is Qualifier.BETWEEN:
        return False
    return not (unit.name in ("层", "级", "代", "期", "道", "面", "届", "轮", "次") and text[start - 1 : start] in tuple("第上下前后每再首"))


@cache
def _bare_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:指数|得分|评分|总分|分值|PMI)[^，。；、\n]{0,14}(?:为|达到?|是|[升降回落涨]?[至到]|[升降涨落高低长少]|[：:（(、和]|分别)了?(?:约|近|超过?)?$"
    )


@cache
def _bare_after() -> re.Pattern[str]:
    return re.compile(r"[，。；、）)和及与]|点|分(?![之钟])|$|以上|左右|的")


def _bare(text: str, start: int, end: int, amount: Amount) -> Read | None:
    """A number without a unit: a big one written with its scale, or the value of an index."""
    if amount.scaled and amount.value >= 10000 and amount.arabic:
        if text[end : end + 1] in tuple("里岁号级伏股") or re.match(r"[A-Za-z0-9]", text[end : end + 1]):
            return None
        return Read(start, end, amount, Kind.COUNT, None)
    if amount.scaled and amount.value >= 10**8 and text[end : end + 1] in tuple("，。；、的"):
        return Read(start, end, amount, Kind.COUNT, None) if text[start] not in "亿万千" else None
    if not amount.arabic or not _bare_after().match(text, end):
        return None
    if _bare_before().search(text, max(0, start - 40), start):
        return Read(start, end, amount, Kind.INDEX, None)
    return None


PRODUCTIONS: dict[str, Production] = {
    rule.__name__: rule
    for rule in (
        per_cent, per_mille, fraction, slash, tenths, double, half, rank, digits, zero, half_unit, many, number,
    )
}  # fmt: skip


def finish(text: str, read: Read, rule: str) -> Quantity:
    """The quantity of ``read`` with the hedges beside it."""
    hedged = apply_hedges(text, read.start, read.end, read.amount)
    amount = hedged.amount
    if read.kind is Kind.RANK:
        hedged, amount = hedged._replace(start=read.start, end=read.end), read.amount
    return Quantity(
        start=read.start,
        end=read.end,
        surface=text[read.start : read.end],
        kind=read.kind,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        precision=amount.step,
        qualifier=amount.qualifier,
        unit=read.unit,
        quantity=read.quantity,
        hedge_start=hedged.start,
        hedge_end=hedged.end,
        rule=rule,
    )
