"""Numbers as words state them: exact, open (3500多), vague (数十, 十几, 上百) or with two neighbours (七八万)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.quantities.numerals import Numeral, last_place, plain, read_numeral
from textmine.records import Qualifier

__all__ = ["Amount", "exact", "negative", "open_end", "read_amount", "tidy"]


FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟參陸")
DIGITS = frozenset("零〇○一二三四五六七八九两")


class Amount(NamedTuple):
    """A number with the interval its own words allow, before hedges. ``scaled``: it ends with 万 or 亿 or 千."""

    value: Decimal
    step: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    scaled: bool = False
    arabic: bool = False


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"(?P<sign>[-−－])?(?P<head>[数几上](?=[十百千万亿]))?(?P<number>[0-9,.]+|[一二三四五六七八九两零〇○十百千万亿廿卅点]+)"
        r"(?P<inner>[多余几]|个多?)?(?P<scale>[十百千万亿]+)?(?:(?P<late>[多余])(?P<big>[万亿]+))?(?P<tail>[0-9]千[0-9](?:百(?:[0-9](?:十[0-9]?)?)?)?|[0-9]+(?:[千百]?(?P<open>[多余])?[万亿]|[千百])?)?(?P<more>[几来])?"
    )


@cache
def _neighbours() -> re.Pattern[str]:
    return re.compile(
        r"(?P<tens>十|[一二三四五六七八九]十)?(?P<one>[一二两三四五六七八])(?P<two>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
    )


def exact(value: Decimal, step: Decimal = Decimal(1), *, scaled: bool = False, arabic: bool = False) -> Amount:
    """An amount that stands for itself."""
    return Amount(value, step, value, value, Qualifier.EXACT, scaled, arabic)


def open_end(amount: Amount) -> Amount:
    """``amount`` with 多 or 余: it reaches to one more of its last place that is not zero."""
    high = amount.value + max(last_place(amount.value), amount.step if amount.step >= 1 else Decimal(0))
    return amount._replace(low=amount.value, high=high, qualifier=Qualifier.OVER)


def negative(amount: Amount) -> Amount:
    """``amount`` below zero."""
    low, high = amount.low, amount.high
    return amount._replace(value=-amount.value, low=None if high is None else -high, high=None if low is None else -low)


@lru_cache(maxsize=4096)
def read_amount(words: str) -> Amount | None:
    """The amount that ``words`` (a match of the number rule) state, or None where they are no number.

    Digits in a row without a scale are names (七三一部队) or years, except two neighbours (七八), which are an estimate.
    """
    if words in FINANCIAL or not words.strip("零〇○"):
        return None
    if words.isascii():
        return _figures(words)
    return _mixed(plain(words).replace("數", "数"))


def _mixed(words: str) -> Amount | None:
    match = _form().fullmatch(words)
    if match is None or (len(words) > 1 and set(words) <= DIGITS and not _neighbours().fullmatch(words)):
        return None
    if match["head"]:
        return _vague(match["head"], match["number"] + (match["scale"] or ""))
    pair = _neighbours().fullmatch(words)
    if pair is not None:
        return _pair(pair)
    number, scale = match["number"], (match["scale"] or "") + (match["big"] or "")
    inner, more = match["inner"] or "", match["more"]
    whole = read_numeral(number + scale + re.sub("[多余]", "", match["tail"] or ""))
    if whole is None:
        return None
    if match["sign"]:
        whole = Numeral(-whole.value, whole.step)
    step = Decimal(1) if number == "十" and not scale else whole.step
    arabic = number[0].isdigit() and number[0].isascii()
    found = exact(tidy(whole.value), tidy(step), scaled=bool(scale) or words[-1] in "千万亿", arabic=arabic)
    if "几" in (inner, more):
        return _teens(found, number, scale)
    if more == "来":
        return found._replace(low=None, high=None, qualifier=Qualifier.ABOUT)
    return open_end(found) if "多" in inner or inner == "余" or match["late"] or match["open"] else found


def _figures(words: str) -> Amount:
    """The amount that figures alone state (``1,234.5``)."""
    value = Decimal(words.replace(",", ""))
    step = Decimal(1) if "." not in words else Decimal(1).scaleb(int(value.as_tuple().exponent))
    return exact(tidy(value), step, arabic=True)


def tidy(value: Decimal) -> Decimal:
    """``value`` without an empty fraction."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _vague(head: str, scale: str) -> Amount | None:
    found = read_numeral(scale)
    if found is None:
        return None
    value = tidy(found.value)
    if head in "数几" and scale.startswith("十"):
        unit = value / 10
        return Amount(value * 2, value, value * 2, unit * 99, Qualifier.BETWEEN, True)
    if head in "数几":
        return Amount(value * 2, value, value * 2, None, Qualifier.OVER, True)
    return Amount(value, value, value, None, Qualifier.OVER, True)


def _pair(match: re.Match[str]) -> Amount | None:
    scale = match["scale"]
    factor = read_numeral(scale) if scale else Numeral(Decimal(1), Decimal(1))
    one, two = read_numeral(match["one"]), read_numeral(match["two"])
    tens = read_numeral(match["tens"]) if match["tens"] else Numeral(Decimal(0), Decimal(1))
    if factor is None or one is None or two is None or tens is None or two.value - one.value not in (1, 2):
        return None
    if (two.value - one.value == 2 and one.value != 3) or (tens.value and scale):
        return None
    low, high = (tens.value + one.value) * factor.value, (tens.value + two.value) * factor.value
    return Amount(low, factor.value, low, high, Qualifier.BETWEEN, bool(scale))


def _teens(found: Amount, number: str, scale: str) -> Amount:
    """十几, 二十几万, 10几: between one and nine more."""
    unit = Decimal(1)
    if scale:
        factor = read_numeral(scale)
        unit = factor.value if factor is not None else unit
    base = found.value
    if number[-1] not in "十0":
        return open_end(found)
    return Amount(base + unit, unit, base + unit, base + 9 * unit, Qualifier.BETWEEN, bool(scale))
