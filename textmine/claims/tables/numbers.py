"""The number in a table cell: its value, its sign, and the unit where the cell itself says it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from textmine import periods, quantities
from textmine.claims.tables.measures import Measure, read_measure
from textmine.lexicon import alternation
from textmine.quantities.amounts import Amount, exact, negative, tidy
from textmine.records import Kind, Qualifier

__all__ = ["Number", "compact", "read_number", "without_notes"]

LONGEST = 40
"""A cell with more characters holds more than a number."""

YEARS = (1900, 2100)
"""Numbers between these may be years."""


class Number(NamedTuple):
    """A number and where it stands in its cell; ``measure`` is the unit that the cell says, ``rising`` what the cell says of its direction.

    ``arrow`` is a mark such as ▲ whose meaning the table has to tell; ``worded`` that the number was read as prose is, so that its
    value needs no scale.
    """

    start: int
    end: int
    amount: Amount
    measure: Measure | None = None
    rising: bool | None = None
    arrow: str = ""
    worded: bool = False


_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@cache
def _notes() -> re.Pattern[str]:
    """Marks of footnotes behind a value or a label."""
    return re.compile(
        r"(?:\s*(?:[①-⑳*＊†‡]|[\[［【〔]\s*注?\d{1,2}[\]］】〕]|[（(]注?[①-⑳][）)]|[（(]注\d{0,2}[）)]|注\d{1,2}))+$"
    )


@cache
def _head() -> re.Pattern[str]:
    """What stands before a number: a footnote, a bound, a word or mark of direction."""
    rise = "增长|上升|上涨|提高|增加|升|涨|增"
    fall = "下降|下跌|减少|降低|回落|降|跌|减"
    return re.compile(
        rf"(?:[①-⑳*＊]\s*)?(?P<bound>{alternation(_bounds('before'))})?\s*(?P<word>(?:同比|环比)?(?:(?P<rise>{rise})|(?P<fall>{fall}))了?)?"
        r"\s*(?P<arrow>[▲△▼▽↑↓])?\s*"
    )


@cache
def _tail() -> re.Pattern[str]:
    """What stands behind a number: its unit, a bound, a mark of direction."""
    return re.compile(rf"\s*(?P<unit>.*?)\s*(?P<bound>{alternation(_bounds('after'))})?\s*(?P<arrow>[▲△▼▽↑↓])?$")


@cache
def _bounds(side: str) -> dict[str, Qualifier]:
    """The words and signs before and after a number that say how exactly it is meant."""
    if side == "after":
        return {
            "左右": Qualifier.ABOUT, "以上": Qualifier.OVER, "及以上": Qualifier.AT_LEAST, "以下": Qualifier.AT_MOST,
            "以内": Qualifier.AT_MOST,
        }  # fmt: skip
    return {
        "≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST, "≤": Qualifier.AT_MOST, "<=": Qualifier.AT_MOST,
        ">": Qualifier.OVER, "＞": Qualifier.OVER, "<": Qualifier.NEARLY, "＜": Qualifier.NEARLY,
        "约": Qualifier.ABOUT, "近": Qualifier.NEARLY, "超": Qualifier.OVER, "超过": Qualifier.OVER,
        "不低于": Qualifier.AT_LEAST, "不少于": Qualifier.AT_LEAST, "至少": Qualifier.AT_LEAST,
        "不高于": Qualifier.AT_MOST, "不超过": Qualifier.AT_MOST, "低于": Qualifier.NEARLY, "高于": Qualifier.OVER,
    }  # fmt: skip


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?P<sign>[+\-−±])?\s?(?P<number>{_NUMBER})(?![\d.,])")


@cache
def _second() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<unit>%)?\s*(?:[-—–~～至到]|——)\s*(?P<number>{_NUMBER})(?![\d.,])")


@cache
def _code() -> re.Pattern[str]:
    """What only looks like a number: digits of a code, of a mobile telephone."""
    return re.compile(r"0\d+|1[3-9]\d{9}|\d{12,}")


def without_notes(text: str) -> str:
    """``text`` without the marks of footnotes at its end."""
    return _notes().sub("", text)


def compact(text: str) -> str:
    """``text`` without the spaces that spread a label over its cell (合　计), and without footnotes."""
    words = without_notes(re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text.strip()))
    return words.replace("（", "(").replace("）", ")").replace("％", "%")


@lru_cache(maxsize=8192)
def read_number(text: str) -> Number | None:
    """The number that the cell ``text`` holds, with nothing beside it but a unit, a hedge, a sign, a footnote; else null."""
    if len(text) > LONGEST:
        return None
    body = without_notes(text)
    return _figures(body) or _worded(body)


def _figures(text: str) -> Number | None:
    """A number in figures: 1,234.5, -3.2%, ≥85, ▼3.2, 3.5—4.0, 65左右."""
    head = _head().match(text)
    found = _number().match(text, head.end()) if head is not None else None
    if head is None or found is None or (found["sign"] and (head["word"] or head["arrow"])):
        return None
    if _code().fullmatch(found["number"]):
        return None
    value = _value(found["number"])
    ranged = None if found["sign"] or head["bound"] else _second().match(text, found.end())
    top = None if ranged is None else _value(ranged["number"])
    tail = _tail().match(text, found.end() if ranged is None else ranged.end())
    if tail is None or (head["arrow"] and tail["arrow"]) or (top is not None and top <= value):
        return None
    unit = tail["unit"]
    measure = read_measure(unit) if unit else None
    if _is_time(unit, value, top) or (unit and measure is None):
        return None
    if unit in ("岁", "周岁") and (top is not None or tail["bound"] or head["bound"]):
        return None
    if ranged is not None and ranged["unit"] and (measure is None or measure.name != "%"):
        return None
    return Number(
        start=found.start() if found["sign"] and found["sign"] != "±" else found.start("number"),
        end=tail.end("unit") if unit else tail.start(),
        amount=_amount(found, value, top, head["bound"], tail["bound"]),
        measure=measure,
        rising=True if head["rise"] or found["sign"] == "+" else False if head["fall"] else None,
        arrow=head["arrow"] or tail["arrow"] or "",
    )


def _amount(found: re.Match[str], value: Decimal, top: Decimal | None, before: str | None, after: str | None) -> Amount:
    """The amount of the figures ``found``: up to ``top`` where that is a second number, with the bounds before and after it."""
    amount = exact(tidy(value), _step(found["number"]), arabic=True)
    if found["sign"] in ("-", "−"):
        amount = negative(amount)
    if top is not None:
        return amount._replace(high=tidy(top), qualifier=Qualifier.BETWEEN)
    qualifier = _bounds("before").get(before or "") or _bounds("after").get(after or "")
    if qualifier is None:
        return amount
    if qualifier is Qualifier.ABOUT:
        return amount._replace(low=None, high=None, qualifier=qualifier)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.OVER):
        return amount._replace(high=None, qualifier=qualifier)
    return amount._replace(low=None, qualifier=qualifier)


def _is_time(rest: str, value: Decimal, top: Decimal | None) -> bool:
    """Whether a number with ``rest`` behind it, or two numbers, are years, months or days."""
    if rest in ("月", "月份", "日", "号", "季度", "时", "年度", "周", "届", "期"):
        return True
    return YEARS[0] <= value <= YEARS[1] and (rest == "年" or (top is not None and YEARS[0] <= top <= YEARS[1]))


def _is_period(text: str) -> bool:
    """Whether ``text`` names a period: 二季度."""
    return any((time.start, time.end) == (0, len(text)) for time in periods.find(text))


def _value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,， ]", "", digits))


def _step(digits: str) -> Decimal:
    places = len(digits.partition(".")[2])
    return Decimal(1).scaleb(-places)


def _worded(text: str) -> Number | None:
    """A number as prose writes it (约12亿元, 3500多家, 第3位, 85%以上), where nothing else stands in the cell."""
    if not any(mark.isdigit() or mark in "百千万亿成半番倍" for mark in text):
        return None
    found = quantities.find(text)
    if len(found) != 1 or text[: found[0].hedge_start].strip() or text[found[0].hedge_end :].strip():
        return None
    one = found[0]
    if one.rule == "slash" or one.kind is Kind.RANK or _is_period(text):
        return None
    amount = Amount(one.value, one.precision, one.low, one.high, one.qualifier)
    measure = None if one.unit is None else Measure(one.unit, one.kind, one.quantity)
    return Number(one.start, one.end, amount, measure, worded=True)
