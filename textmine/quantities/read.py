"""What a rule reads: a number with its unit, before hedges."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from textmine.quantities.amounts import Amount
from textmine.quantities.units import Unit, beginning_at, lookup
from textmine.records import Kind

__all__ = ["Read", "percent", "unit_at", "with_unit"]


class Read(NamedTuple):
    """A number with its unit as a rule read it, before hedges."""

    start: int
    end: int
    amount: Amount
    kind: Kind
    unit: str | None
    quantity: str | None = None


def percent(start: int, end: int, amount: Amount, factor: Decimal = Decimal(1)) -> Read:
    """``amount`` times ``factor`` per cent."""
    low, high = amount.low, amount.high
    amount = amount._replace(
        value=amount.value * factor,
        step=amount.step * factor,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
    )
    return Read(start, end, amount, Kind.PERCENTAGE, "%")


def with_unit(start: int, end: int, amount: Amount, unit: Unit, written: str) -> Read:
    """``amount`` in ``unit``, which stands in the text as ``written``; ‰ becomes per cent."""
    if written == "‰":
        return percent(start, end, amount, Decimal("0.1"))
    return Read(start, end, amount, unit.kind, unit.name, unit.quantity)


def unit_at(text: str, start: int) -> tuple[Unit | None, int]:
    """The longest unit at ``start`` that is not the beginning of another word, and where it ends.

    A unit per another is one unit: 立方米/日, 吨每小时.
    """
    for word, unit in beginning_at(text, start):
        if text.startswith(word, start):
            stop = start + len(word)
            following = text[stop : stop + 1]
            if following and following in unit.other:
                continue
            if word[-1].isalpha() and word[-1].isascii() and following.isascii() and following.isalnum():
                continue
            if following in ("（", "(") and unit.kind is Kind.COUNT:
                return _either(text, word, unit, stop)
            if following in ("/", "／", "每") and following:
                return _per(text, unit, stop)
            return unit, stop
    return None, start


@cache
def _divisor() -> re.Pattern[str]:
    return re.compile(
        "[/／每](?P<word>平方公里|平方米|立方米|千瓦时|百公里|公里|公顷|公斤|千克|小时|分钟|[日天年月时分秒人户亩吨斤升克度台辆件次个家头只株桶股份张米])"
        "(?![A-Za-z0-9])"
    )


def _either(text: str, word: str, unit: Unit, stop: int) -> tuple[Unit, int]:
    """``unit``, written ``word``, with another classifier in brackets behind it: 辆（台）, 套（间）."""
    other, close = unit_at(text, stop + 1)
    if other is None or other.kind is not Kind.COUNT or text[close : close + 1] not in ("）", ")"):
        return unit, stop
    return Unit(f"{word}（{text[stop + 1 : close]}）", Kind.COUNT), close + 1


def _per(text: str, unit: Unit, stop: int) -> tuple[Unit, int]:
    """``unit``, which ends at ``stop``, per the unit behind it."""
    match = _divisor().match(text, stop)
    countable = unit.kind is Kind.COUNT and text[stop] != "每"
    if match is None or not (countable or unit.kind is Kind.AMOUNT):
        return unit, stop
    name = f"{unit.name}/{'日' if match['word'] == '天' else match['word']}"
    return lookup(name) or Unit(name, Kind.AMOUNT, "rate"), match.end()
