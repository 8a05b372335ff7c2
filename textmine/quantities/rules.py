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
from textmine.quantities.ranks import rank
from textmine.quantities.read import Read, percent, unit_at
from textmine.records import Kind, Qualifier, Quantity

__all__ = ["PRODUCTIONS", "finish"]

HUNDRED = Decimal(100)
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


@cache
def _of_whole() -> re.Pattern[str]:
    """What a share written with a stroke may be of: 约占全国1/10."""
    return re.compile(r"占(?:全[国球省市县区州]|世界|总[量数额])$")


def slash(match: re.Match[str]) -> Read | None:
    """1/3: a share, as per cent with four decimals."""
    text = match.string
    if text[match.end() : match.end() + 1] in ("日", "月", "号"):
        return None
    measured = text[match.start() - 1 : match.start()] in "的近约占有达为到过超之足 "
    measured = measured or _of_whole().search(text, max(0, match.start() - 6), match.start()) is not None
    if not (measured or _part().match(text, match.end())) or is_code(text, match.start(), match.end()):
        return None
    part, whole = match.group().split("/")
    return _ratio(match.start(), match.end(), Decimal(part), Decimal(whole))


@cache
def _from_to() -> re.Pattern[str]:
    """What stands before the first of two values of which the second follows in time (由三到五成)."""
    return re.compile(r"[从由][^，。；]{0,6}$")


def tenths(match: re.Match[str]) -> Read | None:
    """三成五, 四到五成: tenths, as per cent."""
    text = match.string
    head, tail = match.group().split("成")
    if len(head) > 1 and head[1] in "到至—–~～-":
        low, top = parse(head[0]), parse(head[2:])
        if low is None or top is None or low >= top:
            return None
        if _from_to().search(text, max(0, match.start() - 8), match.start()):
            return percent(match.start() + 2, match.end(), exact(top * 10, Decimal(10)))
        span = Amount(low * 10, Decimal(10), low * 10, top * 10, Qualifier.BETWEEN)
        return percent(match.start(), match.end(), span)
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
